"""Paragraph -> what its first words make of it: part, item, point, bullet, or prose. Pure.

Levels as official documents number them (GB/T 9704—2012, 7.3.3 结构层次序数: 一、 (一) 1. (1)), and what reports add:
unnumbered titles, "——" bullets, 一是 … 二是 …
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import IntEnum

from rag.documents.structure.part_headings import is_contents
from rag.text.segmentation import split_sentences
from rag.text.table_rows import is_row
from rag.types import Span


class Rank(IntEnum):
    """Depth of a heading; a heading closes all of its rank and deeper."""

    PART = 1
    """一、"""
    GROUP = 2
    """一、 where parts are counted 第一部分; an unnumbered title above items."""
    ITEM = 3
    """(一)"""
    TITLE = 4
    """An unnumbered title between two items."""
    POINT = 5
    """1."""
    SUBPOINT = 6
    """(1)"""
    MARK = 7
    """—— or 一是"""
    LEAD = 8
    """A run-in heading that opens a paragraph."""
    INLINE = 9
    """A run-in heading inside a paragraph."""


_NUMERAL = "[一二三四五六七八九十]{1,3}"
_ONES = "一二三四五六七八九十"
_COUNTED = "|".join(f"{one}[、．.][{_ONES[i + 1 :]}]" for i, one in enumerate(_ONES[:-1]))
"""Two numerals of which the second is larger, as in 二、三产业; 一、一年接着一年干 is the first part of a report."""
_OF_TWO = rf"(?:{_COUNTED})(?:[、产级季]|年(?:级|[之以]?内|左右|时间|[以之]?后))"
"""A count by two numerals: 三、五年内."""
_MARKERS = (
    (Rank.PART, "部分", re.compile(rf"第({_NUMERAL})(?:部分|章|篇)")),
    (Rank.PART, "、", re.compile(rf"(?!{_OF_TWO})({_NUMERAL})[、．.]")),
    (Rank.ITEM, "()", re.compile(rf"[（(]\s*({_NUMERAL})\s*[）)]|([㈠-㈩])")),
    (Rank.SUBPOINT, "(1)", re.compile(r"[（(]\s*(\d{1,2})\s*[）)]|([①-⑳⑴-⒇])")),
    (Rank.POINT, "1.", re.compile(r"(\d{1,2})\s*[.．、](?![\d０-９])|([⒈-⒛])")),
    (Rank.MARK, "是", re.compile(rf"({_NUMERAL})[是要]")),
    (Rank.MARK, "——", re.compile(r"(?:[—―─]{1,4}|[-－–]{2,4}|[•●◆■▪★※◇○])(?=\s*[^\s—―─－–-])")),
)
_DIGITS = {numeral: value for value, numeral in enumerate("一二三四五六七八九十", start=1)}
TITLE = "title"
"""The series of headings without a marker."""
ROW = "row"
"""The series of table rows, which do not count up."""
_LONGEST = {Rank.PART: 60, Rank.ITEM: 60}
_LONGEST_HEADING = 40
_SECOND = re.compile("二[是要]")
_FIRST = re.compile("[：:](?=一[是要])")
_FIGURE = re.compile(r"[\d０-９]")
_YEAR = re.compile(r"[12１２]\d{3}\s*(?:年|[—-])")
_QUOTED = re.compile(r"“[^”]*”|《[^》]*》|[（(][^）)]*[）)]")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One line of a report (or the date line that its source broke in two)."""

    span: Span
    sentences: tuple[Span, ...]
    rank: Rank | None = None
    """The rank by its marker; None for prose without one."""
    series: str = ""
    """The kind of marker; markers of one kind count up together."""
    number: int = 0
    marker_end: int = 0

    @property
    def start(self) -> int:
        return self.span.start

    @property
    def rest(self) -> tuple[Span, ...]:
        return self.sentences[1:]


def read_paragraph(text: str, span: Span, *, is_table_row: bool = False) -> Paragraph:
    """Split a line into sentences and recognise the marker at its start. A table row is one sentence."""
    if is_table_row or is_row(span.of(text)):
        return Paragraph(span, (span,), series=ROW)
    sentences = _with_enumeration(text, split_sentences(text, span))
    if is_contents(span.of(text)):
        return Paragraph(span, sentences)
    for rank, series, pattern in _MARKERS:
        if match := pattern.match(text, span.start, span.end):
            numeral = next((group for group in match.groups() if group), "")
            return Paragraph(span, sentences, rank, series, _number(numeral), match.end())
    return Paragraph(span, sentences)


def _with_enumeration(text: str, sentences: list[Span]) -> tuple[Span, ...]:
    """The markers with 一是 where 二是 opens a sentence, although only a colon stands before it."""
    if not any(_SECOND.match(text, sentence.start) for sentence in sentences):
        return tuple(sentences)
    parts: list[Span] = []
    for sentence in sentences:
        first = _FIRST.search(text, sentence.start, sentence.end)
        cut = first.end() if first else sentence.start
        parts += [part for part in (Span(sentence.start, cut), Span(cut, sentence.end)) if part.start < part.end]
    return tuple(parts)


_ANNEX = re.compile(r"附\s{0,2}[件录表]\s{0,2}(?:\d{1,2}(?!\d)|[一二三四五六七八九十]{1,2})")


def opens_block(words: str) -> bool:
    """Whether words begin with a marker that stands at the start of a line only: of a part, item, bullet or annex."""
    return bool(_ANNEX.match(words)) or any(
        pattern.match(words) for _, series, pattern in _MARKERS if series in ("部分", "、", "()", "——")
    )


def read_marker(words: str) -> tuple[str, int] | None:
    """The series and the number of the marker that words begin with: of 二是 and of （二）; None without one."""
    for _, series, pattern in _MARKERS:
        found = pattern.match(words)
        if found and found.lastindex and (number := _number(found[found.lastindex])):
            return series, number
    return None


def _number(numeral: str) -> int:
    """一 … 九十九 and 1 … 99 as a number, 0 for a bullet."""
    plain = unicodedata.normalize("NFKC", numeral).strip("().")
    if not plain or plain.isdecimal():
        return int(plain or 0)
    tens, ten, ones = plain.rpartition("十")
    return 10 * _DIGITS.get(tens, 1) * bool(ten) + _DIGITS.get(ones, 0)


def is_terminated(text: str, sentence: Span) -> bool:
    """Whether a sentence has its closing mark."""
    last = text[sentence.end - 1] if text[sentence.end - 1] not in "”）)" else text[max(sentence.end - 2, 0)]
    return last in "。！？!?；;，,：:、"


def has_figure(words: str) -> bool:
    """Whether words state a figure: digits other than a year's and outside of names in quotes or brackets."""
    return bool(_FIGURE.search(_YEAR.sub("", _QUOTED.sub("", words))))


def is_heading(text: str, paragraph: Paragraph, following: Paragraph | None) -> bool:
    """Whether the first sentence of a marked paragraph is a heading rather than a listed item of prose."""
    first = paragraph.sentences[0]
    words = text[first.start : first.end]
    if paragraph.rank is None or len(words) > _LONGEST.get(paragraph.rank, _LONGEST_HEADING):
        return False
    if paragraph.series == TITLE:
        return True
    if text[paragraph.marker_end : first.end].strip(" 。.") == "":
        return False
    numbered = paragraph.rank in _LONGEST
    if not is_terminated(text, first) or words.endswith(("：", ":")):
        return numbered or _opens_prose(following)
    label = text[paragraph.marker_end : first.end]
    if not words.endswith("。") or re.search("[：:；;]", label) or (has_figure(label) and not numbered):
        return False
    return bool(paragraph.rest) or _opens_prose(following) or (numbered and _goes_deeper(paragraph, following))


def _opens_prose(following: Paragraph | None) -> bool:
    return following is not None and following.rank is None


def _goes_deeper(paragraph: Paragraph, following: Paragraph | None) -> bool:
    return following is not None and (following.rank or 0) > (paragraph.rank or 0)
