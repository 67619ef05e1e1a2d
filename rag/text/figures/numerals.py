"""Written number -> exact value, and back: 1,200 · 1.78万 · 三千五百 · 二〇二四 · 六点五 · 三四百 · twenty-five. Pure.

Chinese numerals follow GB/T 15835—2011 (出版物上数字用法); 两万五 as spoken for 25000 is read too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from rag.text.plain import simplify

_FOLD = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
del _FOLD[0xFF0C]  # a full-width comma is punctuation, unless it stands between the thousands of a number
_THOUSANDS = re.compile(r"(?<![0-9.,，])[0-9]{1,3}(?:，[0-9]{3})+(?![0-9，])")
_FOLD |= {
    0x3000: 0x20,
    0xA0: 0x20,
    0x2212: 0x2D,
    0x2010: 0x2D,
    0x2011: 0x2D,
    0xFE6A: 0x25,
    0x3007: ord("〇"),
    0x25CB: ord("〇"),
}
_PLAIN_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")

_DIGIT = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10**4, "亿": 10**8}
SCALES = {"亿": 10**8, "万": 10**4}
"""Those that sums and differences are worked out in, the largest first."""
_ENGLISH_SCALE = {
    "hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12,
    "k": 10**3, "m": 10**6, "mn": 10**6, "bn": 10**9, "tn": 10**12,
}  # fmt: skip
_TEENS = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_ONES = "one|two|three|four|five|six|seven|eight|nine"
_ENGLISH = {word: value for value, word in enumerate(f"zero|{_ONES}|{_TEENS}".split("|"))}
_ENGLISH |= {word: 10 * tens for tens, word in enumerate(_TENS.split("|"), 2)}

# 30 digits are more than any figure has; longer runs are codes, and reading them would cost quadratic time.
DIGITS = r"(?:[0-9]{1,3}(?:,[0-9]{3}){1,9}(?![0-9])(?:\.[0-9]{1,30})?|[0-9]{1,30}+(?:\.[0-9]{1,30}+)?)"
# 千 belongs to the unit in 千瓦 and the like, 百 to the word in 百分点.
SCALE = r"(?:[十百千]?(?:万亿|亿|万)(?!分之)|千(?![瓦米克伏卡兆])|百(?!分))"
CHINESE = (
    r"(?:[〇零一二两三四五六七八九十万亿]|百(?!分[之点百比])|千(?![瓦米克伏卡兆])){1,24}+"
    r"(?:点[〇零一二三四五六七八九]{1,12}[万亿]{0,2})?"
)
ENGLISH_SCALE = r"(?:hundred|thousand|million|billion|trillion|bn|mn|tn)"
ENGLISH = rf"(?:(?:{_TENS})(?:[- ](?:{_ONES}))?|zero|{_ONES}|{_TEENS})"
_PAIR = re.compile(r"(?P<head>十?)(?P<a>[一二三四五六七八])(?P<b>[二三四五六七八九])(?P<tail>[十百千万亿]{0,3})")
_PLACES = 12


class ValueRange(NamedTuple):
    low: Fraction
    high: Fraction

    def times(self, factor: int) -> ValueRange:
        return ValueRange(self.low * factor, self.high * factor)


@lru_cache(2048)
def fold(text: str) -> str:
    """Width and traditional forms folded one character to one, so that offsets stay."""
    folded = simplify(text).translate(_FOLD)
    return _THOUSANDS.sub(lambda found: found[0].replace("，", ","), folded) if "，" in folded else folded


def plain_digits(text: str) -> str:
    """２０２５ as 2025, character for character."""
    return text.translate(_PLAIN_DIGITS)


def digits(written: str) -> Fraction:
    return Fraction(written.replace(",", ""))


def scale(written: str) -> int:
    """万 -> 10000, 千万, 万亿; ``million`` and the like; 1 for nothing."""
    if not written:
        return 1
    if written[0].isascii():
        return _ENGLISH_SCALE[written.lower()]
    product = 1
    for letter in written:
        product *= (_SMALL | _LARGE)[letter]
    return product


def common_scale(numbers: Iterable[str], scales: Mapping[str, int] = SCALES) -> tuple[str, int]:
    """The largest that one of the numbers is written in: 亿 for 17.66亿元 and 7.26亿元; no word and 1 where none is."""
    written = tuple(numbers)
    return next(((word, factor) for word, factor in scales.items() if any(word in one for one in written)), ("", 1))


def english(written: str) -> Fraction:
    """``twenty-five`` -> 25."""
    return Fraction(sum(_ENGLISH[word] for word in re.split(r"[- ]", written.lower())))


def whole_number(written: str) -> int:
    """The value of digits or of Chinese numerals; 0 for anything else."""
    if written.isdecimal():
        return int(written)
    value = chinese(written)
    return int(value.low) if value else 0


def chinese(written: str) -> ValueRange | None:
    """The value of a run of Chinese numerals; None where the run is not a number (十四五, 一二三, 万)."""
    whole, point, decimals = written.partition("点")
    if point:
        return _decimal(whole, decimals)
    if pair := _PAIR.fullmatch(written):
        return _approximate(pair)
    value = _positional(written) if _is_positional(written) else _grouped(written)
    return None if value is None else ValueRange(Fraction(value), Fraction(value))


def _decimal(whole: str, decimals: str) -> ValueRange | None:
    left = _grouped(whole)
    fraction = decimals.rstrip("万亿")
    if left is None:
        return None
    value = Fraction(left) + Fraction(_positional(fraction), 10 ** len(fraction))
    return ValueRange(value, value).times(scale(decimals[len(fraction) :]))


def _approximate(pair: re.Match[str]) -> ValueRange | None:
    low, high = _DIGIT[pair["a"]], _DIGIT[pair["b"]]
    if high != low + 1 or (pair["head"] and pair["tail"]):
        return None
    base = 10 if pair["head"] else 0
    return ValueRange(Fraction(base + low), Fraction(base + high)).times(scale(pair["tail"]))


def _is_positional(written: str) -> bool:
    """二〇二四, 三〇: digits only, with a zero among them or four of them."""
    return len(written) > 1 and all(c in _DIGIT for c in written) and ("〇" in written or len(written) == 4)


def _positional(written: str) -> int:
    value = 0
    for letter in written:
        value = value * 10 + _DIGIT[letter]
    return value


def _grouped(written: str) -> int | None:
    """三千五百万 by groups of 亿 and 万; None unless every digit has its place, in falling order."""
    if not written or written[0] in "百千万亿":
        return None
    for letter, factor in (("亿", _LARGE["亿"]), ("万", _LARGE["万"])):
        if letter in written:
            left, _, right = written.rpartition(letter)
            return _joined(left, right, factor)
    return _below_ten_thousand(written)


def _joined(left: str, right: str, factor: int) -> int | None:
    high = _grouped(left)
    if high is None:
        return None
    if not right:
        return high * factor
    if len(right) == 1 and right in _DIGIT and right not in "零〇":
        return high * factor + _DIGIT[right] * factor // 10  # 两万五
    low = _grouped(right.lstrip("零"))
    return None if low is None or low >= factor else high * factor + low


def _below_ten_thousand(written: str) -> int | None:
    total, digit, last, zero = 0, None, 10_000, False
    for letter in written:
        if letter in _SMALL:
            unit = _SMALL[letter]
            if unit >= last or (digit is None and (letter != "十" or (total and not zero))):
                return None
            total, digit, last, zero = total + (1 if digit is None else digit) * unit, None, unit, False
        elif digit is not None:
            return None
        elif letter in "零〇":
            if zero or written == letter:
                return 0 if written == letter else None
            zero = True
        else:
            digit = _DIGIT[letter]
    if digit is None:
        return total
    spoken = total and not zero and last > 10  # 三百五 for 350
    return total + digit * (last // 10 if spoken else 1)


def written(value: Fraction) -> str:
    """The value as a decimal number, exact where it ends, else rounded to twelve places."""
    if value.denominator == 1:
        return str(value.numerator)
    scaled = round(value * 10**_PLACES)
    sign, scaled = ("-", -scaled) if scaled < 0 else ("", scaled)
    whole, rest = divmod(scaled, 10**_PLACES)
    return f"{sign}{whole}.{rest:0{_PLACES}d}".rstrip("0").rstrip(".")
