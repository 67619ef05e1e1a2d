"""Blocks -> cuts: where a heading opens a section, and where text returns to what it belongs to. Pure.

A paragraph without a heading belongs to the heading above it, except behind the last of a series: there reports put
what belongs to the whole (一年来…, 各位代表…, 同时…). How it begins tells such a tail, and so does form: where siblings
have headed paragraphs only, or fewer paragraphs, one more belongs to the part.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from rag.blocks import Block, make_blocks
from rag.headings import Rank
from rag.runin import (
    even_headings,
    is_discourse,
    is_lead,
    ordinal_headings,
    parallel_headings,
    with_alike,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rag.headings import Paragraph
    from rag.types import Span

_LEAST_SUPPORT = 0.6
"""Share of the items of a part (or of the paragraphs of an item) that must be built alike to believe a weak sign."""


class Cut(NamedTuple):
    """From ``start`` on everything of ``rank`` and deeper is closed; a heading opens unless it is empty."""

    start: int
    rank: Rank
    heading_end: int


def make_cuts(text: str, paragraphs: Sequence[Paragraph]) -> tuple[int, list[Cut]]:
    """Index of the first paragraph behind the front matter, and the cuts in order."""
    first, blocks = make_blocks(text, paragraphs)
    cuts = chain.from_iterable(_part_cuts(text, part) for part in _parts(blocks))
    return first, sorted(cuts)


def _parts(blocks: Sequence[Block]) -> list[list[Block]]:
    parts: list[list[Block]] = []
    for block in blocks:
        if block.rank is Rank.PART or not parts:
            parts.append([])
        parts[-1].append(block)
    return parts


def _part_cuts(text: str, part: Sequence[Block]) -> Iterator[Cut]:
    supported = _has_even_items(text, part)
    for i, block in enumerate(part):
        followers = [other for other in part[i + 1 :] if other.rank <= block.rank]
        roles = _roles(text, part, i, followers[0] if followers else None)
        head = block.head
        yield Cut(head.start, block.rank, head.sentences[0].end if block.is_heading else head.start)
        yield from (cut for cut in roles if cut)
        yield from _inline_cuts(text, block, roles, supported)


def _closing(start: int, rank: int) -> Cut:
    return Cut(start, Rank(rank), start)


def _roles(text: str, part: Sequence[Block], i: int, following: Block | None) -> list[Cut | None]:
    """For each unmarked paragraph of a block the cut at its start, None where it continues what stands above it."""
    block = part[i]
    headed = _leads(text, part, i)
    last = block.ends_series(following) and not _introduces(part, i) and block.rank is not Rank.PART
    outer = Rank(max(following.rank if following and following.rank < block.rank else Rank.PART, Rank.PART) + 1)
    room = _usual_length(text, part, i)
    roles: list[Cut | None] = []
    tail = False
    for k, paragraph in enumerate(block.rest):
        start = paragraph.start
        if is_discourse(text, paragraph.sentences[0]):
            tail = tail or last
            roles.append(_closing(start, outer if last else Rank.LEAD))
        elif headed[k] and not tail:
            roles.append(Cut(start, Rank.LEAD, paragraph.sentences[0].end))
        elif last and not tail and (any(headed[:k]) or k >= room):
            tail = True
            roles.append(_closing(start, block.rank))
        elif any(headed[:k]) and not any(headed[k:]):
            roles.append(_closing(start, Rank.LEAD))
        else:
            roles.append(None)
    return roles


def _introduces(part: Sequence[Block], i: int) -> bool:
    """Whether the paragraphs of a block lead over to blocks under it, as those of its siblings do."""
    siblings = [j for j in _siblings(part, i) if j != i]
    return _has_children(part, i) and (not siblings or any(_has_children(part, j) for j in siblings))


def _has_children(part: Sequence[Block], i: int) -> bool:
    return i + 1 < len(part) and part[i + 1].rank > part[i].rank


def _siblings(part: Sequence[Block], i: int) -> list[int]:
    return [j for j, b in enumerate(part) if b.rank is part[i].rank and b.head.series == part[i].head.series]


def _usual_length(text: str, part: Sequence[Block], i: int) -> int:
    """How many continuing paragraphs the siblings of a block have at most; no limit for an only child."""
    counts = [sum(not is_discourse(text, p.sentences[0]) for p in part[j].rest) for j in _siblings(part, i) if j != i]
    return max(counts, default=len(part[i].rest))


def _leads(text: str, part: Sequence[Block], i: int) -> list[bool]:
    """Which unmarked paragraphs of a block open with a run-in heading. One without any sibling is prose."""
    block = part[i]
    if block.rank is Rank.MARK or (block.rank is Rank.PART and len(part) > 1):
        return [False] * len(block.rest)
    sure = [is_lead(text, p.sentences) for p in block.rest]
    loose = [is_lead(text, p.sentences, commas=1) for p in block.rest]
    in_part = sum(is_lead(text, p.sentences) for b in part if b.rank is block.rank for p in b.rest)
    if sum(loose) > 1 and sum(loose) >= _LEAST_SUPPORT * _before_tail(text, block.rest):
        return loose
    return sure if in_part > 1 else [False] * len(sure)


def _before_tail(text: str, paragraphs: Sequence[Paragraph]) -> int:
    """How many paragraphs stand before the first that speaks of the whole."""
    return next((k for k, p in enumerate(paragraphs) if is_discourse(text, p.sentences[0])), len(paragraphs))


def _has_even_items(text: str, part: Sequence[Block]) -> bool:
    """Whether most items of a part have short sentences of one length in them, placed as headings are."""
    items = [b.head.rest for b in part if b.rank is Rank.ITEM and b.is_heading]
    even = sum(bool(even_headings(text, sentences) or parallel_headings(text, sentences)) for sentences in items)
    return even > 1 and even >= _LEAST_SUPPORT * len(items)


def _inline_cuts(text: str, block: Block, roles: Sequence[Cut | None], supported: bool) -> Iterator[Cut]:
    """Headings inside paragraphs; the paragraph behind returns, unless it goes on with the same item."""
    going_on = next((k for k, role in enumerate(roles) if role), len(roles))
    body = tuple(chain(block.head.rest, *(p.sentences for p in block.rest[:going_on])))
    if not block.is_heading:
        body = block.head.sentences
    found = _item_headings(text, body, supported and block.rank is Rank.ITEM) if block.rank is not Rank.PART else []
    yield from (Cut(body[k].start, Rank.INLINE, body[k].end) for k in found)
    open_before = bool(found)
    for k, paragraph in enumerate(block.rest):
        if found and k < going_on:
            continue
        if open_before and roles[k] is None:
            yield _closing(paragraph.start, Rank.INLINE)
        cuts = list(_prose_cuts(text, paragraph, roles[k]))
        yield from cuts
        open_before = bool(cuts)


def _item_headings(text: str, sentences: Sequence[Span], supported: bool) -> list[int]:
    core = parallel_headings(text, sentences)
    if supported:
        return with_alike(text, sentences, core) if core else even_headings(text, sentences)
    return core


def _prose_cuts(text: str, paragraph: Paragraph, role: Cut | None) -> Iterator[Cut]:
    """Headings inside a paragraph that has a run-in heading of its own, or none: three alike, or 一是 … 二是 …"""
    headed = role is not None and role.heading_end > role.start
    sentences = paragraph.rest if headed else paragraph.sentences
    found = parallel_headings(text, sentences)
    if len(found) < 3 or (headed and found[0] > 0):
        found = []
    ordinals = ordinal_headings(text, sentences)
    for k in ordinals or found:
        yield Cut(sentences[k].start, Rank.INLINE, sentences[k].end)
