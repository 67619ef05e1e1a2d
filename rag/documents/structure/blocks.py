"""Paragraphs -> where the report proper begins, and its blocks: a marked paragraph with those under it. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from rag.documents.structure.body_start import body_start, first_heading
from rag.documents.structure.headings import ROW, TITLE, Paragraph, Rank, has_figure, is_heading, is_terminated
from rag.documents.structure.part_headings import ANNEX, opens_part

_LONGEST_TITLE = 30
_INSIDE = re.compile(r"[，,；;：:。！？!?|\n]")
_LONGEST_CAPTION = 60
_UNIT_LINE = re.compile(r"[（(]?\s*(?:计量)?单位\s*[：:]")


@dataclass(frozen=True, slots=True)
class Block:
    """A marked paragraph and the unmarked paragraphs up to the next marked one."""

    head: Paragraph
    is_heading: bool
    rest: tuple[Paragraph, ...]
    rank: Rank

    @property
    def series(self) -> tuple[Rank, str]:
        """Blocks of one series count up together."""
        return self.rank, self.head.series

    @property
    def stands_alone(self) -> bool:
        """A heading on a line of its own: its text begins in the next paragraph."""
        return self.is_heading and not self.head.rest

    def is_followed_by(self, other: Block) -> bool:
        """Whether ``other``, the next block that is not below this one, goes on with its series."""
        numbers = self.head.number, other.head.number
        return self.series == other.series and (numbers[1] > numbers[0] or numbers == (0, 0))


def make_blocks(text: str, paragraphs: Sequence[Paragraph], levels: Mapping[int, Rank]) -> tuple[int, list[Block]]:
    """Index of the first paragraph after the front matter, and the blocks from there on. ``levels``: the ranks of
    paragraphs that the file marks as headings, by their offsets.

    No blocks where a report has no headings at all.
    """
    marked = _with_titles(text, _with_divisions(text, _with_levels(paragraphs, levels)))
    heading = first_heading(text, marked)
    first = body_start(text, marked, heading)
    marked = _with_annexes(text, marked, heading)
    heads = [i for i in range(heading, len(marked)) if marked[i].rank]
    if not heads or heads[0] != heading:
        return first, []
    ends = [*heads[1:], len(marked)]
    return first, _alike([_block(text, marked, start, end) for start, end in zip(heads, ends, strict=True)])


def _block(text: str, marked: Sequence[Paragraph], start: int, end: int) -> Block:
    head = marked[start]
    following = marked[start + 1] if start + 1 < len(marked) else None
    return Block(head, is_heading(text, head, following), tuple(marked[start + 1 : end]), head.rank or Rank.PART)


def _alike(blocks: Sequence[Block]) -> list[Block]:
    """The last item of a list of prose is prose like the others, although no sibling follows it."""
    last: dict[tuple[Rank, str], Block] = {}
    alike = []
    for block in blocks:
        before = last.get(block.series)
        listed = before is not None and not before.is_heading and before.is_followed_by(block) and not block.head.rest
        last[block.series] = replace(block, is_heading=block.is_heading and not listed)
        alike.append(last[block.series])
    return alike


def _with_levels(paragraphs: Sequence[Paragraph], levels: Mapping[int, Rank]) -> list[Paragraph]:
    """The paragraphs that the file marks as headings, at the ranks of their levels; 一、 elsewhere stands below."""
    if not levels:
        return list(paragraphs)
    return [
        replace(p, rank=levels[p.start], series=TITLE)
        if p.start in levels
        else replace(p, rank=Rank.GROUP if p.rank is Rank.PART else p.rank)
        for p in paragraphs
    ]


def _with_divisions(text: str, paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """The blocks with 一、 below the parts of a report that counts 第一部分, or names its parts 2024年工作回顾 and
    2025年工作安排."""
    if any(p.series == "部分" for p in paragraphs):
        return [replace(p, rank=Rank.GROUP) if p.series == "、" else p for p in paragraphs]
    named = _named_parts(text, paragraphs)
    return [
        replace(p, rank=Rank.PART, series=TITLE)
        if i in named
        else replace(p, rank=Rank.GROUP)
        if named and p.series == "、"
        else p
        for i, p in enumerate(paragraphs)
    ]


def _named_parts(text: str, paragraphs: Sequence[Paragraph]) -> frozenset[int]:
    """Unnumbered parts that a review or a plan opens, where one stands before the first 一、; none else."""
    titles = [i for i in range(1, len(paragraphs) - 1) if _is_named_part(text, paragraphs, i)]
    numbered = next((i for i, p in enumerate(paragraphs) if p.rank is Rank.PART), len(paragraphs))
    return frozenset(titles) if len(titles) > 1 and titles[0] < numbered < len(paragraphs) else frozenset()


def _is_named_part(text: str, paragraphs: Sequence[Paragraph], i: int) -> bool:
    """A line of its own between finished sentences and what it heads."""
    paragraph, before, after = paragraphs[i], paragraphs[i - 1], paragraphs[i + 1]
    if paragraph.rank or not opens_part(paragraph.span.of(text)):
        return False
    return _is_finished(text, before) and (after.rank is not None or is_terminated(text, after.sentences[-1]))


def _with_annexes(text: str, marked: Sequence[Paragraph], first: int) -> list[Paragraph]:
    """The blocks with all headings after that of an annex below it."""
    annexed = opened = False
    found = list(marked[:first])
    for paragraph in marked[first:]:
        is_annex = _is_annex(text, paragraph)
        is_title = opened and not is_annex and _is_short_line(text, paragraph)
        rank = Rank.PART if is_annex else Rank.GROUP if is_title else _below(paragraph.rank, annexed)
        series = TITLE if is_annex or is_title else paragraph.series
        found.append(replace(paragraph, rank=rank, series=series))
        annexed, opened = annexed or is_annex, is_annex
    return found


def _is_short_line(text: str, paragraph: Paragraph) -> bool:
    is_open = not is_terminated(text, paragraph.sentences[-1])
    return (
        paragraph.rank is None
        and paragraph.series != ROW
        and is_open
        and not _is_unit_line(text, paragraph)
        and len(paragraph.span.of(text)) <= _LONGEST_TITLE
    )


def _below(rank: Rank | None, annexed: bool) -> Rank | None:
    """一、 of an annex stands under its title."""
    return Rank.ITEM if annexed and rank is Rank.PART else rank


def _is_annex(text: str, paragraph: Paragraph) -> bool:
    unnumbered = paragraph.rank is None or paragraph.series == TITLE
    return unnumbered and ANNEX.match(text, paragraph.start, paragraph.span.end) is not None


def _with_titles(text: str, paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """The paragraphs, those ranked that are headings by standing alone on a line: 2024年工作回顾.

    Where parts are not numbered they are the parts. Else they gather items, or stand inside one.
    """
    numbered = any(p.rank is Rank.PART for p in paragraphs)
    inside = _inside_items(paragraphs)
    opened = False
    marked = []
    for i, paragraph in enumerate(paragraphs):
        if (opened and _is_title(text, paragraphs, i)) or _is_caption(text, paragraphs, i):
            rank = Rank.TITLE if inside[i] else Rank.GROUP if numbered else Rank.PART
            paragraph = replace(paragraph, rank=rank, series=TITLE)  # noqa: PLW2901
        marked.append(paragraph)
        opened = opened or paragraph.rank is Rank.PART
        opened = opened or (paragraph.rank is None and is_terminated(text, paragraph.sentences[-1]))
    return marked


def _is_title(text: str, paragraphs: Sequence[Paragraph], i: int) -> bool:
    """One short line without punctuation between finished sentences and a paragraph of text."""
    paragraph = paragraphs[i]
    words = text[paragraph.start : min(paragraph.span.end, paragraph.start + _LONGEST_TITLE + 1)]
    if paragraph.rank or not 2 <= len(words) <= _LONGEST_TITLE or i + 1 == len(paragraphs):
        return False
    if _INSIDE.search(words) or has_figure(words) or not re.search(r"[^\W\d_]", words):
        return False
    before, after = paragraphs[i - 1], paragraphs[i + 1]
    return _is_finished(text, before) and _is_finished(text, after)


def _is_finished(text: str, paragraph: Paragraph) -> bool:
    return paragraph.rank is not None or paragraph.series == ROW or is_terminated(text, paragraph.sentences[-1])


def _is_caption(text: str, paragraphs: Sequence[Paragraph], i: int) -> bool:
    """One short line above a table, or above the line that gives the unit of one."""
    paragraph, following = paragraphs[i], paragraphs[i + 1 : i + 3]
    if paragraph.rank or paragraph.series == ROW or is_terminated(text, paragraph.sentences[-1]):
        return False
    if following and _is_unit_line(text, following[0]):
        following = following[1:]
    above = bool(following) and following[0].series == ROW
    return above and len(paragraph.span.of(text)) <= _LONGEST_CAPTION and not _is_unit_line(text, paragraph)


def _is_unit_line(text: str, paragraph: Paragraph) -> bool:
    return bool(_UNIT_LINE.match(text, paragraph.start, paragraph.span.end))


def _inside_items(paragraphs: Sequence[Paragraph]) -> list[bool]:
    """Whether the items around each paragraph count on: (一) … here … (二)."""
    following = [0] * len(paragraphs)
    number = 0
    for i in range(len(paragraphs) - 1, -1, -1):
        following[i] = number
        rank = paragraphs[i].rank
        number = paragraphs[i].number if rank is Rank.ITEM else 0 if rank in (Rank.PART, Rank.GROUP) else number
    inside = []
    number = 0
    for paragraph, after in zip(paragraphs, following, strict=True):
        inside.append(number > 0 and after == number + 1)
        rank = paragraph.rank
        number = paragraph.number if rank is Rank.ITEM else 0 if rank in (Rank.PART, Rank.GROUP) else number
    return inside
