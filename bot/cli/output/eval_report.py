"""Outcomes of ``rag.evaluation.metrics`` -> a table, or JSON. Pure but for the asking."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from typing import TYPE_CHECKING

from bot.core.documents.json_documents import Object, picked
from rag.evaluation.metrics import BUDGETS, RANKS, Measures, Outcome, by_type, measure

if TYPE_CHECKING:
    from rich.table import Table

    from rag.generation.service import Tally

_COLUMNS = (
    "questions",
    *(f"recall {budget}" for budget in BUDGETS),
    *(f"rank {rank}" for rank in RANKS),
    "hit",
    "cited",
    "useful",
    "refused rightly",
    "wrongly",
    "related",
    "whole",
    "good",
    "loose figures",
    "wrong spans",
    "length",
    "p50 ms",
    "p95 ms",
)


def measures_object(outcomes: Sequence[Outcome], tally: Tally | None = None) -> Object:
    """The measures of all questions and of each type, and the outcome of every question.

    ``tally``: of the language model, where there is one.
    """
    return {
        "model": tally,
        "all": _measures_object(measure(outcomes)),
        "types": {kind: _measures_object(measures) for kind, measures in by_type(outcomes).items()},
        "questions": [_outcome_object(outcome) for outcome in outcomes],
    }


def _measures_object(measures: Measures) -> Object:
    return picked(measures, *(field.name for field in fields(measures))) | {
        "recall": dict(zip(BUDGETS, measures.recall, strict=True)),
        "at_rank": dict(zip(RANKS, measures.at_rank, strict=True)),
    }


def _outcome_object(outcome: Outcome) -> Object:
    return {
        **picked(outcome.case, "id", "type"),
        "question": outcome.case.question.text,
        **picked(outcome.answer, "status", "text"),
        **picked(outcome, "hit", "rank"),
        "recall": None if outcome.recall is None else dict(zip(BUDGETS, outcome.recall, strict=True)),
        **picked(outcome, "cited", "whole", "good", "loose_figures", "wrong_spans"),
        "seconds": round(outcome.seconds, 6),
    }


def measures_table(outcomes: Sequence[Outcome]) -> Table:
    """One row a measure, one column for all questions and each type."""
    from rich.table import Table

    kinds = {"all": measure(outcomes), **by_type(outcomes)}
    table = Table("", *kinds, box=None, pad_edge=False)
    for name, *cells in zip(_COLUMNS, *map(_cells, kinds.values()), strict=True):
        table.add_row(name, *cells)
    return table


def tally_table(tally: Tally) -> Table:
    """How often each check of a model's statements fired, and what came of the questions it was given."""
    from rich.table import Table

    table = Table("", "times", box=None, pad_edge=False)
    for title, counts in (("answers", tally.answers), ("checks", tally.checks)):
        for name, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])):
            table.add_row(f"{title}: {name}", str(count))
    return table


def _cells(measures: Measures) -> list[str]:
    shares = (
        *measures.recall,
        *measures.at_rank,
        measures.hit,
        measures.citation_recall,
        measures.citation_precision,
        measures.refused_rightly,
        measures.refused_wrongly,
        measures.related,
        measures.whole,
        measures.good,
    )
    return [
        str(measures.questions),
        *("-" if share is None else f"{share:.2f}" for share in shares),
        str(measures.loose_figures),
        str(measures.wrong_spans),
        "-" if measures.length is None else f"{measures.length:.0f}",
        f"{measures.p50 * 1000:.0f}",
        f"{measures.p95 * 1000:.0f}",
    ]
