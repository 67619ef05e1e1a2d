"""Query, candidate sentence -> the clauses that answer, as one span of the report. Pure; no model.

A sentence of a report is a chain of clauses; the answer is the stretch of the chain that ``segments`` finds. The words
are the report's own, so no figure, unit or qualifier can change.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from rag.documents.snapshot import CorpusSnapshot
from rag.documents.tables.spaced_rows import columns_above
from rag.retrieval.query import Expects, Query
from rag.retrieval.ranking import Candidate
from rag.retrieval.row_extraction import extract_cells
from rag.retrieval.segments import best_segment, or_figure, read_clauses, to_figure, trim, widen, worth_of
from rag.types import Span

_LONGEST_TABLE = 500  # rows between a cell and the name of its column

_MODAL = re.compile(r"^(?:预计|力争|计划|预期|争取|拟)")


@dataclass(frozen=True, slots=True)
class Extract:
    """The words of one sentence that answer."""

    ordinal: int
    span: Span
    """Report offsets, without closing punctuation."""
    text: str
    """The words of a statement: those of ``span``, after the 预计 or 力争 before it that governs them."""
    columns: int | None = None
    """The ordinal of the sentence that names the columns of a row, where the row does not name them itself."""

    @classmethod
    def of(cls, version: CorpusSnapshot, ordinal: int, span: Span) -> Extract:
        """The words at ``span`` of a sentence, after the 预计 or 力争 that governs them."""
        at = version.order[ordinal]
        text, start = version.report(at).text, version.sentence(at).start
        governing = _modal(version.words(at), span.start - start, span.end - start)
        return cls(ordinal, span, governing + span.of(text))


def extract(query: Query, weights: Mapping[str, float], version: CorpusSnapshot, found: Candidate) -> Extract:
    at = version.order[found.ordinal]
    if row := found.excerpt.told[0].row:
        cells = extract_cells(query, version.report(at), row, found.excerpt.told)
        return Extract(found.ordinal, *cells, _columns(version, found.ordinal))
    text, sentence = version.report(at).text, found.excerpt.sentence
    clauses = list(read_clauses(query, weights, text, sentence.clauses))
    worth = worth_of(clauses, dict(found.clauses))
    first, last = widen(clauses, *best_segment(worth), query.expects is Expects.NAME)
    if query.expects is Expects.NUMBER:
        first, last = trim(clauses, first, last)
    last = to_figure(clauses, first, last)
    if query.expects is Expects.NUMBER:
        first, last = or_figure(clauses, first, last)
    span = Span(clauses[first].span.start, clauses[last].span.end)
    return Extract.of(version, found.ordinal, span)


def _columns(version: CorpusSnapshot, ordinal: int) -> int | None:
    at = version.order[ordinal]
    head = columns_above(version.report(at).text, version.sentence(at).start)
    above = range(ordinal - 1, max(ordinal - _LONGEST_TABLE, -1), -1) if head is not None else ()
    return next((number for number in above if version.sentence(version.order[number]).start == head), None)


def extract_front(version: CorpusSnapshot, ordinal: int) -> Extract:
    """A row of the metadata table is read as label: value; other lines as they stand, a broken one joined."""
    at = version.order[ordinal]
    sentence, words = version.sentence(at), version.words(at)
    if not words.startswith("|"):
        joined = re.sub(r"\s*\n\s*", "", words).strip("—-")
    else:
        joined = re.sub(r"(?<![:：])\|", "；", re.sub(r"\s", "", words)).replace("|", "").strip("；")
    return Extract(ordinal, Span(sentence.start, sentence.end), joined)


@lru_cache(256)  # several questions of a message may be answered by the same words
def _modal(sentence: str, start: int, end: int) -> str:
    """预计, 力争 …: a word that opens the sentence and governs its later segments; empty where the words from ``start``
    to ``end`` need none."""
    opening = _MODAL.match(sentence)
    if not opening or start == 0 or _MODAL.match(sentence[start:end]):
        return ""
    between = sentence[:start]
    return opening.group() if ";" in between or "；" in between else ""
