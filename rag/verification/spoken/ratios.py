"""Shares as people count them off -> as reports write them: 十个里头差不多七个 · 每十块有近八块 · a third of.
Pure.

Read before ``rag.verification.spoken.figures``. Of tenths and hundredths percent is made, of other shares a fraction.
"""

from __future__ import annotations

import re

from rag.text.figures import numerals

_DIGIT = "一两二三四五六七八九"
_UNIT = "[个人辆户件家块名位只台张所]"
MEASURE = "[个名位户家块元件辆只台张所亩口条座]"
"""The measure words of things that are counted off: 每十个."""
_MONEY = "块元"
_SPENT = "花掉?|支出|用|投入?|收入?|挣|赚|卖|产|拨付?"
_NEAR = r"差不多|几乎|将近|接近|快有?|近|约|大概|大约"
_OVER = r"多|还多|出头|不止"
_COUNTED_OFF = re.compile(
    rf"(?:(?P<near0>{_NEAR})?每(?P<each>[{_DIGIT}十]|一?百)"
    rf"|(?P<near1>{_NEAR})?(?<![{_DIGIT}十百千万第])(?P<whole>[二两三四五十]|一?百))"
    rf"(?P<unit>{_UNIT})(?P<kept>(?:[\u3400-\u9fff]{{0,4}}?)(?:里头?(?!程)|里面|当中|中(?![心国欧学小央部试])|之中|就(?!业))"
    rf"|(?(each)[\u3400-\u9fff]??|(?<=百.)[\u3400-\u9fff]{{1,4}}?))"
    rf"[，,]?(?:就|都|能|会|可)?(?P<near2>{_NEAR})?有?(?P<near3>{_NEAR})?"
    rf"(?P<part>[{_DIGIT}十]{{1,3}})(?P<mark>多)?(?P=unit)(?P<over>{_OVER})?"
)
_EACH_OF = re.compile(
    rf"每(?P<verb>{_SPENT})?(?P<whole>十|一?百|100?(?=[^0-9.])|[一1](?=[块元]))(?P<unit>{MEASURE})"
    rf"(?P<kept>[^，,。0-9]{{0,16}}?)(?:里头?|里面|当中|之中|中)?"
    rf"[，,]?(?:(?:就|都|能|会|可|得|要)*有|(?<=[，,])(?:就|都)?)(?P<near>{_NEAR})?"
    rf"(?P<part>[{_DIGIT}十]{{1,3}}|[0-9]{{1,2}})(?P<mark>多)?"
    rf"(?:(?P=unit)(?P<tenth>(?<=[块元])[{_DIGIT}](?:毛|(?=[用花在投是给都])))?|(?P<dime>[毛角]))(?P<over>{_OVER}|以上)?钱?"
)
"""每十个在安徽读大学的毕业生，有七个留下来了; 财政每花十块钱，有九块多用在民生上."""
_THOUSANDTHS = re.compile(rf"千分之(?P<number>[{_DIGIT}十]{{1,3}}|[0-9.]+)")
_HUNDREDTHS = re.compile(
    rf"百分之(?P<number>[{_DIGIT}十〇零]{{1,4}}(?:点[{_DIGIT}〇零]{{1,3}})?)(?![几〇零{_DIGIT}十百点])(?P<over>多|来)?"
)
_ENGLISH = re.compile(
    r"(?:\b(?P<mark>about|around|roughly|nearly|almost|close to|just under|more than|over|just over|at least) )?"
    r"\b(?P<part>a|one|two|three|four) ?-?(?P<whole>third|quarter|fifth|sixth|seventh|eighth|tenth)s?"
    r"(?=\s+of\b|[,.;]|\s*$)",
    re.IGNORECASE,
)
_ONE_IN = re.compile(
    r"(?:\b(?P<mark>about|around|roughly|nearly|almost|more than|over) )?"
    r"\b(?P<part>one|two|three|four|five|six|seven|eight|nine|[1-9])"
    r" (?:in|out of)(?: every)? (?P<whole>three|four|five|ten|[345]|10)\b(?![.,]?[0-9])",
    re.IGNORECASE,
)
_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_PARTS = {"a": 1} | {word: value for value, word in enumerate(_NUMBERS, 1)}
_WHOLES = {
    "third": 3,
    "three": 3,
    "quarter": 4,
    "four": 4,
    "fifth": 5,
    "five": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
}
_CHINESE = "零一二三四五六七八九十"
_BELOW = {"将近", "接近", "快", "快有", "近"}
_PERSONS = {"", "人", "孩子", "娃", "学生", "老人", "老师", "企业", "家庭", "车"}
"""People are counted off; other things, two of three, may be just these three: 三个基地里有两个."""
_AMONG = re.compile("(?:里头?|里面|当中|中|之中|就)$")
_HUNDRED = 100
_TENTHS = 10
_TENS = (_TENTHS, _HUNDRED)


def with_shares(text: str) -> str:
    """The text with the shares that are counted off written as percent or as fractions."""
    text = _EACH_OF.sub(lambda found: _each_of(found) if _is_of_money(found) else found[0], text)
    text = _EACH_OF.sub(_each_of, _COUNTED_OFF.sub(_counted_off, text))
    text = _HUNDREDTHS.sub(_hundredths, _THOUSANDTHS.sub(_thousandths, text))
    return _ONE_IN.sub(_english, _ENGLISH.sub(_english, text))


def _counted_off(found: re.Match[str]) -> str:
    whole, part = _value(found["each"] or found["whole"]), _value(found["part"])
    kept = _AMONG.sub("", found["kept"])
    if part == 1 and found["each"] is None and found["unit"] == "件":  # 十件实事里有一件是 tells which
        return found[0]
    if whole is None or part is None or not 0 < part < whole or (whole not in _TENS and kept not in _PERSONS):
        return found[0]
    near = {found[name] for name in ("near0", "near1", "near2", "near3")}
    mark = "超过" if found["mark"] or found["over"] else "近" if near & _BELOW else "约"
    return kept + mark + _share(part, whole)


def _is_of_money(found: re.Match[str]) -> bool:
    return found["unit"] in _MONEY


def _each_of(found: re.Match[str]) -> str:
    whole, part = _value(found["whole"]), _value(found["part"])
    if whole is None or part is None:
        return found[0]
    tenths = part if found["dime"] else part * _TENTHS + (_value((found["tenth"] or "").rstrip("毛")) or 0)
    if not 0 < tenths < whole * _TENTHS:
        return found[0]
    about = found["near"] or (_is_of_money(found) and not found["tenth"] and whole != _HUNDRED)
    mark = "超过" if found["mark"] or found["over"] else "近" if found["near"] in _BELOW else "约" if about else ""
    kept = found["kept"].removesuffix("里").removesuffix("就")
    return f"{found['verb'] or ''}{kept}{mark}{_share(tenths, whole * _TENTHS)}"


def _share(part: int, whole: int) -> str:
    return (
        f"{part * _HUNDRED // whole}%"
        if whole in _TENS or whole not in range(len(_CHINESE))
        else f"{_CHINESE[whole]}分之{_CHINESE[part]}"
    )


def _value(number: str) -> int | None:
    if number in ("百", "一百"):
        return _HUNDRED
    if number.isdecimal():
        return int(number)
    read = numerals.chinese(number)
    return int(read.low) if read and read.low == read.high else None


def _thousandths(found: re.Match[str]) -> str:
    number = found["number"]
    value = float(number) if number[0].isascii() else _value(number)
    return found[0] if value is None else f"{value / 10:g}%"


def _hundredths(found: re.Match[str]) -> str:
    read = numerals.chinese(found["number"])
    if read is None or read.low != read.high:
        return found[0]
    mark = {"多": "超过", "来": "约"}.get(found["over"] or "", "")
    return f"{mark}{float(read.low):g}%"


def _english(found: re.Match[str]) -> str:
    one, other = found["part"].lower(), found["whole"].lower()
    part = int(one) if one.isdigit() else _PARTS[one]
    whole = int(other) if other.isdigit() else _WHOLES.get(other, 10)
    mark = _mark((found["mark"] or "").lower())
    return f"{mark}{_share(part, whole)}" if part < whole else found[0]


def _mark(word: str) -> str:
    if word in ("more than", "over", "just over", "at least"):
        return "超过"
    return "近" if word in ("nearly", "almost", "close to", "just under") else "约"
