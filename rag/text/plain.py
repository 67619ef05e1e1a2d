"""Text as printed -> the same in plain characters, and where each of them stood; folded, and in bigrams. Pure.

Traditional characters are simplified (OpenCC, t2s), Kangxi radicals and compatibility ideographs are the characters
they look like, characters without width are left out, and digits set apart (2 8 6 . 4 亿元) stand together. This is
what is searched and compared; what is shown is the text as it was printed.

Chinese is written without blanks, and a segmenter's dictionary knows neither 五经普 nor 两江控股; overlapping character
bigrams need no dictionary and are the usual keyword unit for Chinese (Lucene's CJKAnalyzer).
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Set
from functools import cache, lru_cache
from typing import NamedTuple

from opencc import OpenCC

from rag.types import Span

ZERO_WIDTH = "\u00ad\u200b-\u200f\u2060-\u2064\ufeff"
_INVISIBLE = re.compile(f"[{ZERO_WIDTH}]+")
_APART = re.compile(r"(?<![A-Za-z0-9.])[A-Z0-9](?: ?[.,]? ?[A-Z0-9]){1,24}+(?= ?[%％‰\u4e00-\u9fff])")
"""Digits or capitals, some with a blank between them, before a unit or a word."""
_BLANK = re.compile(" ")
_LINE_END = re.compile(r"[ \t\u3000]{0,8}[\r\n]{1,4}[ \t\u3000]{0,8}")
_IDEOGRAPHS = range(0x3400, 0xA000)
_SUPPLEMENT = dict(
    zip(
        map(ord, "⺠⻘⻓⻔⻛⻝⻢⻋⻅⻉⻚⻜⻥⻦⻨⻩⻬⻰⻁⺟⺎⻄"),
        "民青长门风食马车见贝页飞鱼鸟麦黄齐龙虎母兀西",
        strict=True,
    )
)
"""The characters of the CJK Radicals Supplement that fonts for Chinese use; it has no compatibility mappings."""
WORD = re.compile(r"[^\W_]+")
HAN = re.compile(r"[\u3400-\u9fff]")


class Plain(NamedTuple):
    """A text in plain characters."""

    text: str
    offsets: tuple[int, ...] | None
    """The offset of each character in the text as printed, and the length of that at the end; None where nothing was
    left out."""

    def printed(self, span: Span) -> Span:
        """The place in the text as printed of a stretch of ``text``."""
        if self.offsets is None:
            return span
        if span.start == span.end:
            return Span(self.offsets[span.start], self.offsets[span.start])
        return Span(self.offsets[span.start], self.offsets[span.end - 1] + 1)

    def plain(self, offset: int) -> int:
        """The place in ``text`` of a character of the text as printed, or of the first one after it that stands
        there."""
        return offset if self.offsets is None else bisect_left(self.offsets, offset)


def make_plain(text: str, join: re.Pattern[str] | None = None) -> Plain:
    """``join``: what is left out too."""
    joins = [Span(*found.span()) for found in join.finditer(text)] if join and "\n" in text else []
    is_like = _unlike().isdisjoint(text)
    if is_like and not joins and " " not in text:
        return Plain(text, None)
    simplified = text if is_like else simplify(text)
    cuts = [*(Span(*found.span()) for found in _INVISIBLE.finditer(simplified)), *_gaps(simplified), *joins]
    if not cuts:
        return Plain(simplified, None)
    left_out = {at for cut in cuts for at in range(cut.start, cut.end)}
    offsets = [at for at in range(len(simplified)) if at not in left_out]
    return Plain("".join(simplified[at] for at in offsets), (*offsets, len(simplified)))


@lru_cache(8192)
def plain_text(text: str) -> str:
    """The words of a question or a sentence in plain characters."""
    return make_plain(text).text


def simplify(text: str) -> str:
    """Traditional characters and radicals, character for character: offsets stay."""
    if _unlike().isdisjoint(text):
        return text
    unified = without_radicals(text)
    converted: str = _converter().convert(unified)
    return converted if len(converted) == len(unified) else "".join(_converter().convert(c)[:1] or c for c in unified)


def without_radicals(text: str) -> str:
    """⼯作报告, as some PDF files spell it, in the characters that people type."""
    return text.translate(_radicals())


def unwrapped(text: str) -> str:
    """A sentence that was broken into lines, on one line."""
    return _LINE_END.sub(lambda found: " " if _is_between_letters(text, found) else "", text)


def _is_between_letters(text: str, found: re.Match[str]) -> bool:
    around = text[found.start() - 1 : found.start()] + text[found.end() : found.end() + 1]
    return len(around) == len("ab") and around.isascii() and around.isalpha()


def without_zero_width(text: str) -> str:
    """The text as it looks: characters without width are left out."""
    return _INVISIBLE.sub("", text)


def _gaps(text: str) -> list[Span]:
    """The blanks between digits that are set apart, each from the next."""
    found = (match for match in _APART.finditer(text) if " " in match[0])
    apart = [match for match in found if all(len(token.strip(".,")) <= 1 for token in match[0].split(" "))]
    return [
        Span(match.start() + gap.start(), match.start() + gap.end())
        for match in apart
        for gap in _BLANK.finditer(match[0])
    ]


@cache
def _converter() -> OpenCC:
    return OpenCC("t2s")


@cache
def _unlike() -> frozenset[str]:
    """The characters that plain text has others for, or none."""
    characters = "".join(map(chr, _IDEOGRAPHS))
    traditional = {one for one, plain in zip(characters, _converter().convert(characters), strict=True) if one != plain}
    widthless = {chr(point) for point in range(0x10000) if _INVISIBLE.match(chr(point))}
    return frozenset(traditional | widthless | set(map(chr, _radicals())))


@cache
def _radicals() -> dict[int, str]:
    """Radicals and compatibility ideographs (Unicode blocks 2E80–2FDF and F900–FAFF) to what they stand for."""
    points = (*range(0x2E80, 0x2FE0), *range(0xF900, 0xFB00))
    plain = {point: unicodedata.normalize("NFKC", chr(point)) for point in points}
    return {point: one for point, one in plain.items() if len(one) == 1 and one != chr(point)} | _SUPPLEMENT


@lru_cache(8192)
def fold(text: str) -> str:
    """Plain characters in one width and case, so that ＧＤＰ finds GDP and 經濟 finds 经济."""
    return unicodedata.normalize("NFKC", plain_text(text)).lower()


@lru_cache(8192)  # some six kilobytes for a sentence, less than one for a name
def grams(text: str) -> frozenset[str]:
    """The overlapping character bigrams inside the words of ``text``; a word of one character is a gram of its own."""
    words = WORD.findall(fold(text))
    pairs = (word[i : i + 2] for word in words for i in range(len(word) - 1))
    return frozenset((*pairs, *(word for word in words if len(word) == 1)))


def share_of(part: Set[str], whole: Set[str]) -> float:
    """Share (0–1) of ``part`` that ``whole`` holds."""
    return len(part & whole) / len(part) if part else 0.0


def display_width(text: str) -> int:
    """Two for a wide character, one for a narrow one (Unicode Standard Annex 11; ambiguous ones are wide)."""
    return sum(1 + (unicodedata.east_asian_width(character) in "WFA") for character in text)
