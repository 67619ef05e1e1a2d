"""Blocks -> cuts: where a heading opens a section, and where text returns to what it belongs to. Pure.

A paragraph without a heading belongs to the heading above it, except behind the last of a series: there reports put
what belongs to the whole (一年来…, 各位代表…, 同时…). How it begins tells such a tail, and so does form: where siblings
have headed paragraphs only, or fewer paragraphs, one more belongs to the part.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from types import MappingProxyType
from typing import NamedTuple

from rag.documents.structure.blocks import Block, make_blocks
from rag.documents.structure.headings import Paragraph, Rank
from rag.documents.structure.run_in_headings import (
    alike_headings,
    even_headings,
    is_lead,
    is_tail,
    ordinal_headings,
    parallel_headings,
)
from rag.types import Span

_LEAST_SUPPORT = 0.6
"""Share of the items of a part (or of the paragraphs of an item) that must be built alike to believe a weak sign."""
_MANY = 3
"""This many parallel sentences are headings even where no item holds them."""


class Cut(NamedTuple):
    """A cut at ``start``: everything of ``rank`` and deeper is closed; a heading opens unless it is empty."""

    start: int
    rank: Rank
    heading_end: int

    @property
    def opens(self) -> bool:
        return self.heading_end > self.start


@dataclass(slots=True)
class _Series:
    """The features that the blocks of one series in a part have in common."""

    blocks: int = 0
    parents: int = 0
    leads: int = 0
    """Paragraphs in them that open with a run-in heading."""
    plain: list[int] = field(default_factory=list)
    """Paragraphs of text in each that neither open with one nor speak of the whole; sorted downwards."""

    def most_plain(self, own: int) -> int:
        """The most paragraphs that a sibling has; no limit for an only child."""
        if self.blocks == 1:
            return own
        return self.plain[1] if own == self.plain[0] else self.plain[0]


def make_cuts(
    text: str, paragraphs: Sequence[Paragraph], levels: Mapping[int, Rank] = MappingProxyType({})
) -> tuple[int, list[Cut]]:
    """Index of the first paragraph after the front matter, and the cuts in order."""
    first, blocks = make_blocks(text, paragraphs, levels)
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
    shared = _series(text, part)
    followers = _followers(part)
    longest = _longest_inline(text, part)
    for i, block in enumerate(part):
        head = block.head
        has_children = i + 1 < len(part) and part[i + 1].rank > block.rank
        roles = _roles(text, block, followers[i], has_children, shared[block.series])
        yield Cut(head.start, block.rank, head.sentences[0].end if block.is_heading else head.start)
        yield from (role for role in roles if role)
        yield from _first_lead(text, block, roles)
        yield from _inline_cuts(text, block, roles, longest if block.rank is Rank.ITEM else 0)


def _series(text: str, part: Sequence[Block]) -> dict[tuple[Rank, str], _Series]:
    shared: dict[tuple[Rank, str], _Series] = defaultdict(_Series)
    for i, block in enumerate(part):
        series = shared[block.series]
        leads = sum(is_lead(text, p.sentences) for p in block.rest)
        series.blocks += 1
        series.parents += i + 1 < len(part) and part[i + 1].rank > block.rank
        series.leads += leads
        series.plain.append(_count_plain(text, block))
    for series in shared.values():
        series.plain.sort(reverse=True)
    return shared


def _count_plain(text: str, block: Block) -> int:
    """The number of paragraphs of text, including that after a heading on the same line."""
    plain = sum(not is_lead(text, p.sentences) and not is_tail(text, p.sentences[0]) for p in block.rest)
    return plain + bool(block.head.rest)


def _followers(part: Sequence[Block]) -> list[Block | None]:
    """The next block after each one that is not below it."""
    followers: list[Block | None] = [None] * len(part)
    waiting: list[int] = []
    for i, block in enumerate(part):
        while waiting and part[waiting[-1]].rank >= block.rank:
            followers[waiting.pop()] = block
        waiting.append(i)
    return followers


def _closing(start: int, rank: int) -> Cut:
    return Cut(start, Rank(rank), start)


def _roles(text: str, block: Block, following: Block | None, has_children: bool, series: _Series) -> list[Cut | None]:
    """The cut at the start of each unmarked paragraph of a block, None where it continues what stands above it."""
    headed = _leads(text, block, has_children, series)
    first, final = (
        (headed.index(True), len(headed) - 1 - headed[::-1].index(True)) if any(headed) else (len(headed), -1)
    )
    introduces = has_children and (series.parents > 1 or series.blocks == 1)
    last = block.rank is not Rank.PART and not introduces and not (following and block.is_followed_by(following))
    outer = max(following.rank if following and following.rank < block.rank else Rank.PART, Rank.PART) + 1
    room = series.most_plain(_count_plain(text, block)) - bool(block.head.rest)
    roles: list[Cut | None] = []
    tail = False
    for k, paragraph in enumerate(block.rest):
        whole = is_tail(text, paragraph.sentences[0]) and not (k == 0 and block.stands_alone)
        beyond = last and (k > first or k >= room) and not (k == 0 and block.stands_alone)
        if whole:
            roles.append(_closing(paragraph.start, outer if last else Rank.LEAD))
        elif headed[k] and not tail:
            roles.append(Cut(paragraph.start, Rank.LEAD, paragraph.sentences[0].end))
        elif beyond and not tail:
            roles.append(_closing(paragraph.start, block.rank))
        else:
            roles.append(_closing(paragraph.start, Rank.LEAD) if final in range(k) else None)
        tail = tail or (last and whole) or (beyond and not headed[k])
    return roles


def _first_lead(text: str, block: Block, roles: Sequence[Cut | None]) -> Iterator[Cut]:
    """The first run-in heading of an item's paragraphs may stand on the line of the item itself."""
    rest = block.head.rest
    if block.is_heading and any(role and role.opens for role in roles) and is_lead(text, rest):
        yield Cut(rest[0].start, Rank.LEAD, rest[0].end)


def _leads(text: str, block: Block, has_children: bool, series: _Series) -> list[bool]:
    """The unmarked paragraphs of a block that open with a run-in heading. One without any sibling is prose."""
    if block.rank is Rank.MARK or (block.rank is Rank.PART and has_children):
        return [False] * len(block.rest)
    loose = [is_lead(text, p.sentences, commas=1) for p in block.rest]
    before_tail = next((k for k, p in enumerate(block.rest) if is_tail(text, p.sentences[0])), len(block.rest))
    if sum(loose) > 1 and sum(loose) >= _LEAST_SUPPORT * before_tail:
        return loose
    return [series.leads > 1 and is_lead(text, p.sentences) for p in block.rest]


def _longest_inline(text: str, part: Sequence[Block]) -> int:
    """Length of the longest heading inside the items of a part, 0 unless most items have such headings."""
    items = [b.head.rest for b in part if b.rank is Rank.ITEM and b.is_heading]
    lengths = []
    for sentences in items:
        found = parallel_headings(text, sentences) or even_headings(text, sentences)
        lengths += [max(sentences[k].end - sentences[k].start for k in found)] if found else []
    return max(lengths) if len(lengths) > 1 and len(lengths) >= _LEAST_SUPPORT * len(items) else 0


def _inline_cuts(text: str, block: Block, roles: Sequence[Cut | None], longest: int) -> Iterator[Cut]:
    """Headings inside paragraphs; the paragraph after them returns, unless it goes on with the same item."""
    going_on = next((k for k, role in enumerate(roles) if role), len(roles)) if block.is_heading else 0
    body = (*block.head.rest, *chain.from_iterable(p.sentences for p in block.rest[:going_on]))
    found = _item_headings(text, body, longest) if block.is_heading and block.rank is not Rank.PART else []
    yield from (Cut(body[k].start, Rank.INLINE, body[k].end) for k in found)
    was_open = False
    for k, paragraph in enumerate(block.rest):
        if found and k < going_on:
            was_open = True
            continue
        if was_open and roles[k] is None:
            yield _closing(paragraph.start, Rank.INLINE)
        cuts = list(_prose_cuts(text, paragraph, roles[k]))
        yield from cuts
        was_open = bool(cuts)


def _item_headings(text: str, sentences: Sequence[Span], longest: int) -> list[int]:
    core = parallel_headings(text, sentences)
    if not longest:
        return core
    return alike_headings(text, sentences, core) if core else even_headings(text, sentences, longest)


def _prose_cuts(text: str, paragraph: Paragraph, role: Cut | None) -> Iterator[Cut]:
    """Headings inside a paragraph that has a run-in heading of its own, or none: three alike, or 一是 … 二是 …"""
    headed = role is not None and role.opens
    sentences = paragraph.rest if headed else paragraph.sentences
    found = parallel_headings(text, sentences)
    if len(found) < _MANY or (headed and found[0] > 0):
        found = []
    for k in ordinal_headings(text, sentences) or found:
        yield Cut(sentences[k].start, Rank.INLINE, sentences[k].end)
