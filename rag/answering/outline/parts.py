"""A question on one part of the report, by its number or its name -> its headings or its sentences. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from rag.answering.outline.headings import HeadingPlace, prose_under, run_in_headings, tell
from rag.answering.statements import Composition, whole
from rag.documents.snapshot import CorpusSnapshot
from rag.retrieval.forms import name_of_part
from rag.retrieval.scope import Scope
from rag.text.figures.numerals import chinese
from rag.text.plain import fold, grams

_ORDINAL = re.compile(
    r"第\s*([一二三四五六七八九十\d]+)\s*(?:大)?(部分|章|块|方面|条|项|点)|(最后一?)(?:个|大)?(部分|章|条|项)"
)
_CALLED = 0.6
"""Share of the bigrams of such a name that a heading has to hold."""
_SHOWN = 12
_STATEMENTS = 8
"""Sentences of one message where a part has no headings of its own; the others follow it."""


def find_part(
    question: str, scope: Scope, headings: Sequence[HeadingPlace], report: int, snapshot: CorpusSnapshot
) -> HeadingPlace | None:
    """The part asked for by number or by name; None where none is."""
    return _part_numbered(question, headings) or _part_called(question, scope, headings, report, snapshot)


def _part_numbered(question: str, headings: Sequence[HeadingPlace]) -> HeadingPlace | None:
    """The part or item whose number is asked for: 第二部分, 最后一部分, 第四条."""
    found = _ORDINAL.search(fold(question))
    if not found:
        return None
    depth = 1 if (found[2] or found[4]) in ("部分", "章", "块") else 2
    row = [heading for heading in headings if heading.depth == depth]
    if depth == 2:
        plans = [
            heading for heading in row if heading.year is not None and heading.year == max(h.year or 0 for h in row)
        ]
        row = plans or row
    place = len(row) if found[3] else _number(found[1])
    return row[place - 1] if 1 <= place <= len(row) else None


def _part_called(
    question: str, scope: Scope, headings: Sequence[HeadingPlace], report: int, snapshot: CorpusSnapshot
) -> HeadingPlace | None:
    """The part whose heading holds most of the name that is asked for: of the years asked, highest up, latest."""
    name = name_of_part(question)
    if not name:
        return None
    for row in (headings, list(run_in_headings(report, snapshot))):
        asked = [heading for heading in row if not scope.years or heading.year in (None, *scope.years)]
        called = [heading for heading in asked if _held(name, heading) >= _CALLED]
        if called:
            return max(called, key=lambda heading: (_held(name, heading), -heading.depth, heading.year or 0))
    return None


def _held(name: set[str], heading: HeadingPlace) -> float:
    return len(name & grams(heading.path[-1])) / len(name)


def _number(written: str) -> int:
    if written.isdigit():
        return int(written)
    value = chinese(written)
    return int(value.low) if value else 0


def tell_part(
    part: HeadingPlace, headings: Sequence[HeadingPlace], report: int, snapshot: CorpusSnapshot
) -> Composition:
    """The headings under it; below the parts of the report, each with the sentence that it opens, and the others as
    ``more``."""
    under = [h for h in headings if h.depth == part.depth + 1 and h.path[: part.depth] == part.path]
    prose = prose_under(part.path, report, snapshot) if part.prose is None else part.prose
    if part.depth == 1 and under:
        return tell([part.ordinal, *(heading.ordinal for heading in under)], snapshot)
    opened = [(heading.ordinal, *prose_under(heading.path, report, snapshot)[:1]) for heading in under[: _SHOWN // 2]]
    shown = [ordinal for pair in opened for ordinal in pair] or [part.ordinal, *prose[: _STATEMENTS - 1]]
    rest = (whole(ordinal, snapshot) for ordinal in prose if ordinal not in shown)
    more = tuple(snapshot.citation(snapshot.order[found.ordinal], None, (found.span,)) for found in rest)
    return replace(tell(shown, snapshot), more=more)
