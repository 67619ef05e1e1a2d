"""Outcomes of ``rag.evaluation.metrics`` -> a table, or JSON. Pure but for the asking."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from bot.core.documents.encoding import shaped
from rag.evaluation.metrics import BUDGETS, RANKS, Measures, Outcome, by_type, measure

if TYPE_CHECKING:
    from rich.table import Table

    from bot.texts.zh.commands import CommandTexts
    from rag.generation.service import Tally


@dataclass(frozen=True)
class AskedQuestion:
    """The outcome of a question."""

    id: str
    type: str
    question: str
    status: str
    text: str
    hit: bool | None
    rank: int | None
    recall: Mapping[int, float] | None
    cited: float | None
    whole: bool | None
    good: bool | None
    loose_figures: Sequence[str]
    wrong_spans: int
    seconds: float


@dataclass(frozen=True)
class Evaluation:
    """The measures of all questions and of each type, and the outcome of every question."""

    model: Tally | None
    """The language model, where there is one."""
    all: Mapping[str, object]
    types: Mapping[str, Mapping[str, object]]
    questions: Sequence[AskedQuestion]


def evaluation(outcomes: Sequence[Outcome], tally: Tally | None = None) -> Evaluation:
    types = {kind: _named(measures) for kind, measures in by_type(outcomes).items()}
    return Evaluation(tally, _named(measure(outcomes)), types, list(map(_asked, outcomes)))


def _named(measures: Measures) -> dict[str, object]:
    recall, at_rank = zip(BUDGETS, measures.recall, strict=True), zip(RANKS, measures.at_rank, strict=True)
    return asdict(measures) | {"recall": dict(recall), "at_rank": dict(at_rank)}


def _asked(outcome: Outcome) -> AskedQuestion:
    case, answer = outcome.case, outcome.answer
    return shaped(
        AskedQuestion,
        outcome,
        id=case.id,
        type=case.type,
        question=case.question.text,
        status=answer.status,
        text=answer.text,
        recall=None if outcome.recall is None else dict(zip(BUDGETS, outcome.recall, strict=True)),
        seconds=round(outcome.seconds, 6),
    )


def measures_table(outcomes: Sequence[Outcome], texts: CommandTexts) -> Table:
    """One row a measure, one column for all questions and each type."""
    from rich.table import Table

    kinds = {texts.all_questions: measure(outcomes), **by_type(outcomes)}
    table = Table("", *kinds, box=None, pad_edge=False)
    first, *others = texts.measures
    names = (
        first,
        *(texts.recall.format(characters=budget) for budget in BUDGETS),
        *(texts.at_rank.format(rank=rank) for rank in RANKS),
        *others,
    )
    for name, *cells in zip(names, *map(_cells, kinds.values()), strict=True):
        table.add_row(name, *cells)
    return table


def tally_table(tally: Tally, texts: CommandTexts) -> Table:
    """How often each check of a model's statements fired, and what came of the questions it was given."""
    from rich.table import Table

    table = Table("", texts.times, box=None, pad_edge=False)
    for title, counts in ((texts.answers, tally.answers), (texts.checks, tally.checks)):
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
