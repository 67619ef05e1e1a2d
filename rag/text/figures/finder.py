"""Text -> every figure in it, in order. Pure."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from rag.text.figures import modifiers as marks
from rag.text.figures import numerals
from rag.text.figures.model import Direction, Figure, FigureKind, Qualifier
from rag.text.figures.named_numbers import literal
from rag.text.figures.numerals import ValueRange
from rag.text.figures.recognizer import Raw, recognise
from rag.text.plain import Plain, make_plain, plain_text
from rag.types import Span

_BOUNDARY = re.compile(
    r"[，。；;!！？?\n：]|(?<![0-9]):|:(?![0-9])|(?<![0-9]),|,(?![0-9]{3})|(?<![0-9]{4}),(?=[0-9]{4})|\.(?:\s|$)|——"
)
_JOIN = re.compile(r"[、/]|、?(?:和|与|及|以及)|,? (?:and|or) |, ")
_BROKEN = re.compile(r"(?<=[0-9.])\r?\n(?=[0-9]{1,12}(?:[.,][0-9]|(?![0-9.、．)）]))|[.%％])")
"""The end of a line inside a number; the number of an item may follow one too (…12⏎3.推进)."""
_TO = re.compile(r" ?(?:-|—|–|~|至|到|\bto\b) ?")
_STILL = marks.Motion(Direction.NONE, Direction.NONE)


@lru_cache(2048)
def find_figures(text: str) -> tuple[Figure, ...]:
    """Every number of ``text`` with what it says, in order, spans into ``text``; linear in its length."""
    is_plain = "\n" not in text and text == plain_text(text)
    plain = Plain(text, None) if is_plain else make_plain(text, join=_BROKEN)
    folded = numerals.fold(plain.text)
    if folded == text:
        return tuple(_dressed(_inherited(_ranged(recognise(text), text), text), text))
    found = find_figures(folded)
    if plain.offsets is None:
        return found
    return tuple(replace(figure, span=plain.printed(figure.span), full=plain.printed(figure.full)) for figure in found)


@lru_cache(512)
def find_amounts(text: str) -> tuple[Figure, ...]:
    """Those of them that are amounts, of a definite size."""
    return tuple(one for one in find_figures(text) if one.kind is FigureKind.AMOUNT and not one.indefinite)


@lru_cache(512)
def clause_starts(text: str) -> tuple[int, ...]:
    """The starts of the clauses of ``text``, ascending, 0 first. A comma between thousands ends none."""
    return (0, *(found.end() for found in _BOUNDARY.finditer(text)))


def _ranged(raws: list[Raw], text: str) -> list[Raw]:
    """5%—6%, 5至6个: two amounts with a dash between become one with a low and a high."""
    joined: list[Raw] = []
    for raw in raws:
        last = joined[-1] if joined else None
        if last and _is_range(last, raw, text):
            scale = raw.scale if last.scale == 1 and not last.unit else 1
            joined[-1] = replace(
                raw, span=Span(last.span.start, raw.span.end), value=ValueRange(last.value.low * scale, raw.value.high)
            )
        else:
            joined.append(raw)
    return joined


def _is_range(last: Raw, raw: Raw, text: str) -> bool:
    """Whether two figures are a range; 从5%到6% is a change, not a range."""
    between = text[last.span.end : raw.span.start]
    return (
        last.kind is raw.kind is FigureKind.AMOUNT
        and len(between) < 6
        and bool(_TO.fullmatch(between))
        and last.unit in ("", raw.unit)
        and last.value.low < raw.value.high
        and not text[max(0, last.span.start - 5) : last.span.start].endswith(("从", "由", "from "))
    )


def _inherited(raws: list[Raw], text: str) -> list[Raw]:
    """8、9、10万元: a number without a unit takes unit and scale of the next one of its list."""
    for at in range(len(raws) - 2, -1, -1):
        raw, after = raws[at], raws[at + 1]
        if _lends(raw, after, text):
            scale = after.scale if raw.scale == 1 else 1
            raws[at] = replace(raw, unit=after.unit, value=raw.value.times(scale), scale=after.scale)
    return raws


def _lends(raw: Raw, after: Raw, text: str) -> bool:
    between = text[raw.span.end : after.span.start]
    amounts = raw.kind is after.kind is FigureKind.AMOUNT and not raw.unit and bool(after.unit)
    return amounts and len(between) < 6 and between != "/" and bool(_JOIN.fullmatch(between))


def _dressed(raws: list[Raw], text: str) -> Iterator[Figure]:
    """Raw numbers with the words around them."""
    bounds = clause_starts(text)
    last: Figure | None = None
    for raw in raws:
        clause = bounds[bisect_right(bounds, raw.span.start) - 1]
        if last and last.span.end <= clause:
            last = None
        if raw.kind is FigureKind.AMOUNT:
            last = _amount(raw, last, clause, text)
            yield last
        else:
            yield _plain(raw)


def _plain(raw: Raw) -> Figure:
    return Figure(raw.kind, raw.span, raw.span, raw.value.low, raw.value.high, raw.unit, raw.literal)


def _amount(raw: Raw, last: Figure | None, clause: int, text: str) -> Figure:
    """``last``: the figure before it in the same clause, whose direction a list shares (分别增长4.2%、6.5%)."""
    start, end = raw.span
    opened = max(clause, start - marks.REACH)
    near = text[max(opened, last.span.end if last else 0) : start]
    before, taken = marks.prefix(near, bare=raw.bare)
    after, added = marks.suffix(text[end : end + 16])
    moved = marks.motion(near[: len(near) - taken], text[end : end + 40])
    if moved == _STILL and last and _JOIN.fullmatch(text[last.full.end : start - taken]):
        moved = marks.Motion(last.direction, last.hint)
    return Figure(
        raw.kind,
        raw.span,
        Span(start - taken, end + added),
        raw.value.low,
        raw.value.high,
        raw.unit,
        literal(text[start:end]),
        qualifiers=before | after | ({Qualifier.OVER} if raw.more else frozenset()),
        direction=moved.direction,
        hint=moved.hint,
        mode=marks.mode(text[opened:start]),
        indefinite=raw.indefinite,
    )
