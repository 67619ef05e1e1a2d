"""Statements, quotes and sentences -> which of them say the same. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction

from rag.generation.context import Supported
from rag.grounding.figures import Evidence
from rag.llm.prompts import gives_orders
from rag.text.content_words import gist
from rag.text.figures import FigureKind, find_figures
from rag.text.plain import grams, share_of
from rag.types import Passage, Span

_ABOUT = 0.5
_COUNTED = (FigureKind.AMOUNT, FigureKind.ORDINAL)
_CARRIED = 0.5
"""Share of a clause's pairs of characters that a statement has to hold for the clause to be shown as its source."""


def meets(statement: Supported, anchor: Supported, *, whole: bool = False) -> bool:
    """It rests on the sentence of the anchor and gives a figure of it, or else most of what the anchor says.

    ``whole``: more than one figure was asked for, so that it has to give all those of the anchor.
    """
    if not set(statement.evidence) & set(anchor.evidence):
        return False
    wanted = figures_of(anchor.text)
    given = figures_of(statement.text) & wanted
    if whole and given != wanted:
        return False
    return bool(given) or share_of(gist(anchor.text), gist(statement.text)) >= _ABOUT


def is_about(draft: str, quote: str) -> bool:
    """The draft gives a figure of the quote, or takes half of its words from it."""
    if given := figures_of(draft):
        return bool(given & figures_of(quote))
    return share_of(gist(draft), gist(quote)) >= _ABOUT


def figures_of(text: str) -> frozenset[tuple[Fraction, Fraction]]:
    """The values counted or ranked in a text, dates left out."""
    return frozenset((figure.low, figure.high) for figure in find_figures(text) if figure.kind in _COUNTED)


def without_orders(evidence: Evidence) -> Evidence:
    """No statement may rest on words that give orders to a model, nor borrow from such a heading or title."""
    if gives_orders(evidence.text):
        return Evidence("")
    section = tuple(heading for heading in evidence.section if not gives_orders(heading))
    report = evidence.report
    return replace(evidence, section=section, report=None if report and gives_orders(report.name) else report)


def carrying_clauses(statement: str, passage: Passage) -> tuple[Span, ...]:
    """The clauses of the sentence that the statement takes its words from; all of them where it takes few of each."""
    said = grams(statement)
    words = [passage.text[clause.start - passage.start : clause.end - passage.start] for clause in passage.clauses]
    told = zip(passage.clauses, words, strict=True)
    carrying = tuple(clause for clause, text in told if share_of(grams(text), said) >= _CARRIED)
    return carrying or (Span(passage.start, passage.end),)


def is_told(statement: Supported, told: Iterable[Supported]) -> bool:
    """The same sentence was cited already for the same words and figures."""
    return any(
        set(statement.evidence) <= set(one.evidence)
        and gist(statement.text) <= gist(one.text)
        and figures_of(statement.text) <= figures_of(one.text)
        for one in told
    )
