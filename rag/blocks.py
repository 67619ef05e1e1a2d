"""Paragraphs -> where the report proper begins, and its blocks: a marked paragraph with those under it. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rag.headings import Paragraph, Rank, has_figure, is_heading, is_terminated

if TYPE_CHECKING:
    from collections.abc import Sequence

_LONGEST_TITLE = 30
_ANNEX = re.compile(r"附\s*[件录表注:：]?|(?:.{0,6})?(?:名词|术语|词语|用语|有关)?(?:解释|注释|说明)$")
"""What stands behind a document and belongs to none of its parts (GB/T 9704—2012, 7.3.4 附件说明)."""
_LEADER = re.compile(r"[\s.…·\d]+$")


@dataclass(frozen=True, slots=True)
class Block:
    """A marked paragraph and the unmarked paragraphs up to the next marked one."""

    head: Paragraph
    is_heading: bool
    rest: tuple[Paragraph, ...]
    rank: Rank

    def ends_series(self, following: Block | None) -> bool:
        """Whether no sibling comes after this block; ``following`` is the next one that is not below it."""
        if following is None or following.rank != self.rank or following.head.series != self.head.series:
            return True
        return 0 < following.head.number <= self.head.number


def make_blocks(text: str, paragraphs: Sequence[Paragraph]) -> tuple[int, list[Block]]:
    """Index of the first paragraph behind the front matter, and the blocks from there on.

    No blocks where a report has no headings at all.
    """
    marked = _with_titles(text, paragraphs)
    first = _body_start(text, marked)
    heads = [i for i in range(first, len(marked)) if marked[i].rank]
    if not heads or heads[0] != first:
        return first, []
    ends = [*heads[1:], len(marked)]
    return first, [_block(text, marked, start, end) for start, end in zip(heads, ends, strict=True)]


def _block(text: str, marked: Sequence[Paragraph], start: int, end: int) -> Block:
    head = marked[start]
    following = marked[start + 1] if start + 1 < len(marked) else None
    return Block(head, is_heading(text, head, following), tuple(marked[start + 1 : end]), head.rank or Rank.PART)


def _with_titles(text: str, paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """The paragraphs, those ranked that are headings by standing alone: 2024年工作回顾.

    They are parts where parts are not numbered, and stand below the items otherwise.
    """
    numbered = any(p.rank is Rank.PART for p in paragraphs)
    opened = False
    marked = []
    for i, paragraph in enumerate(paragraphs):
        title = opened and _is_title(text, paragraphs, i)
        annex = title and _ANNEX.match(text, paragraph.start, paragraph.span.end)
        rank = Rank.TITLE if numbered or _between_items(paragraphs, i) else Rank.PART
        marked.append(replace(paragraph, rank=Rank.PART if annex else rank, series="title") if title else paragraph)
        opened = opened or (paragraph.rank is None and is_terminated(text, paragraph.sentences[-1]))
    return marked


def _is_title(text: str, paragraphs: Sequence[Paragraph], i: int) -> bool:
    """One short line without punctuation between finished sentences and a paragraph of text."""
    paragraph = paragraphs[i]
    words = text[paragraph.start : paragraph.span.end]
    if paragraph.rank or not 2 <= len(words) <= _LONGEST_TITLE or i + 1 == len(paragraphs):
        return False
    if re.search(r"[，,；;：:。！？!?|\n]", words) or has_figure(words) or not re.search(r"[^\W\d_]", words):
        return False
    before, after = paragraphs[i - 1], paragraphs[i + 1]
    finished = before.rank is not None or is_terminated(text, before.sentences[-1])
    return finished and (after.rank is not None or is_terminated(text, after.sentences[-1]))


def _between_items(paragraphs: Sequence[Paragraph], i: int) -> bool:
    """Whether the items before and after count on: (一) … here … (二)."""
    before = next((p.number for p in reversed(paragraphs[:i]) if p.rank is Rank.ITEM), 0)
    after = next((p.number for p in paragraphs[i + 1 :] if p.rank is Rank.ITEM), 0)
    return before > 0 and after == before + 1


def _body_start(text: str, marked: Sequence[Paragraph]) -> int:
    """The first part behind a table of contents, else the first heading behind the salutation, else the first prose."""
    parts = [i for i, p in enumerate(marked) if p.rank is Rank.PART]
    if parts:
        keys = {i: _LEADER.sub("", text[marked[i].start : marked[i].span.end]) for i in parts}
        return max(i for i in parts if keys[i] == keys[parts[0]])
    prose = (i for i, p in enumerate(marked) if is_terminated(text, p.sentences[-1]))
    opening = next(prose, len(marked))
    return next((i for i in range(opening, len(marked)) if marked[i].rank), opening)
