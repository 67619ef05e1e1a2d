"""Cases and an answering engine -> the measures of retrieval, answers, citations and refusals."""

from __future__ import annotations

import re
import time
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Protocol

from rag.documents.snapshot import CorpusSnapshot
from rag.evaluation.question_file import Case
from rag.evaluation.text_matching import folded, holds, loose_figures, plain
from rag.types import Answer, Citation, Passage, Question, Span, Status

BUDGETS = (300, 600, 1000, 2000)
RANKS = (1, 3, 10)
_WELCOME = 2 / 3 - 1e-9
_OPENING = 8
"""Characters from which words stand for one sentence wherever they are in it."""
DEPTH = 60  # passages asked for: enough short sentences to fill the largest budget


class Engine(Protocol):
    """The engine that is measured: ``rag.engine.Answerer``, or anything that answers and searches like it."""

    async def answer(self, question: Question) -> Answer: ...

    def search(self, question: Question, k: int) -> list[Passage]: ...


@dataclass(frozen=True, slots=True)
class Outcome:
    """The measurements of one case. None where the measure does not apply to it."""

    case: Case
    answer: Answer
    recall: tuple[float, ...] | None
    """Share of the gold quotes found within each of BUDGETS characters."""
    rank: int | None
    """Rank (from 1) of the first passage on a gold quote, 0 if none."""
    hit: bool | None
    cited: float | None
    """Share of the gold quotes that a cited quote overlaps."""
    useful: tuple[bool, ...]
    """Whether each citation overlaps a gold quote; only for answered questions with gold quotes."""
    loose_figures: tuple[str, ...]
    """Figures of the answer's text that stand in no cited quote."""
    wrong_spans: int
    whole: bool | None
    """All that has to be cited is; None where ``must`` does not say what."""
    good: bool | None
    """Whether most of what is cited is welcome besides."""
    seconds: float


@dataclass(frozen=True, slots=True)
class Measures:
    """Aggregates over outcomes. Shares are 0–1, None where no case counts; lengths in characters, times in seconds."""

    questions: int
    recall: tuple[float | None, ...]
    at_rank: tuple[float | None, ...]
    hit: float | None
    citation_recall: float | None
    citation_precision: float | None
    refused_rightly: float | None
    refused_wrongly: float | None
    related: float | None
    """Share of all questions for which passages were offered in place of an answer."""
    whole: float | None
    good: float | None
    loose_figures: int
    wrong_spans: int
    length: float | None
    """Median length of the text of answered questions."""
    p50: float
    p95: float


async def evaluate(
    engine: Engine, version: CorpusSnapshot, cases: Sequence[Case], progress: Callable[[], None] = lambda: None
) -> list[Outcome]:
    """Asks every case once, in order; ``progress`` is called after each."""
    return [outcome async for outcome in _outcomes(engine, version, cases, progress)]


def measure(outcomes: Iterable[Outcome]) -> Measures:
    found = list(outcomes)
    answerable = [o for o in found if o.case.is_answerable]
    refusable = [o for o in found if not o.case.is_answerable]
    answered = [o for o in answerable if o.answer.status is Status.ANSWERED]
    ranked = [o.rank for o in answerable if o.rank is not None]
    seconds = sorted(o.seconds for o in found)
    return Measures(
        questions=len(found),
        recall=tuple(_mean(o.recall[i] for o in answerable if o.recall) for i in range(len(BUDGETS))),
        at_rank=tuple(_mean(0 < rank <= limit for rank in ranked) for limit in RANKS),
        hit=_mean(o.hit for o in answerable if o.hit is not None),
        citation_recall=_mean(o.cited for o in answerable if o.cited is not None),
        citation_precision=_mean(useful for o in answered for useful in o.useful),
        refused_rightly=_mean(o.answer.status is not Status.ANSWERED for o in refusable),
        refused_wrongly=_mean(o.answer.status is not Status.ANSWERED for o in answerable),
        related=_mean(o.answer.status is Status.RELATED for o in found),
        whole=_mean(o.whole for o in found if o.whole is not None),
        good=_mean(o.good for o in found if o.good is not None),
        loose_figures=sum(len(o.loose_figures) for o in found),
        wrong_spans=sum(o.wrong_spans for o in found),
        length=median(len(plain(o.answer.text)) for o in answered) if answered else None,
        p50=_percentile(seconds, 0.5),
        p95=_percentile(seconds, 0.95),
    )


def by_type(outcomes: Sequence[Outcome]) -> dict[str, Measures]:
    types = dict.fromkeys(o.case.type for o in outcomes)
    return {kind: measure(o for o in outcomes if o.case.type == kind) for kind in types}


async def _outcomes(
    engine: Engine, version: CorpusSnapshot, cases: Sequence[Case], progress: Callable[[], None]
) -> AsyncIterator[Outcome]:
    texts = {report.name: report.text for report in version.reports}
    for case in cases:
        started = time.perf_counter()
        answer = await engine.answer(case.question)
        seconds = time.perf_counter() - started
        passages = engine.search(case.question, DEPTH) if case.quotes else []
        yield _outcome(case, answer, passages, texts, seconds)
        progress()


def _outcome(case: Case, answer: Answer, passages: list[Passage], texts: dict[str, str], seconds: float) -> Outcome:
    gold = [_places(quote, texts) for quote in case.quotes]
    whole, good = _completeness(case, answer)
    answered = answer.status is Status.ANSWERED
    return Outcome(
        case=case,
        answer=answer,
        recall=tuple(_recall(gold, passages, budget) for budget in BUDGETS) if gold else None,
        rank=_rank(gold, passages) if gold else None,
        hit=answered and all(any(holds(answer.text, form) for form in forms) for forms in case.answers)
        if case.answers
        else None,
        cited=_mean(any(_touches(c, quote) for c in answer.citations) for quote in gold) if gold else None,
        useful=tuple(any(_touches(c, quote) for quote in gold) for c in answer.citations) if gold else (),
        loose_figures=loose_figures(answer),
        wrong_spans=sum(
            texts.get(c.report, "")[c.start : c.end] != c.quote for c in (*answer.citations, *answer.nearest)
        ),
        whole=whole,
        good=good,
        seconds=seconds,
    )


def _completeness(case: Case, answer: Answer) -> tuple[bool | None, bool | None]:
    """Whether all that has to be cited is, and whether at least two thirds of what is cited is welcome besides."""
    if not case.must:
        return None, None
    cited = [folded(c.quote) for c in answer.citations] if answer.status is Status.ANSWERED else []
    needed = [tuple(map(folded, group)) for group in case.must]
    whole = all(any(_is_of(quote, group) for quote in cited) for group in needed)
    welcome = (*(one for group in needed for one in group), *map(folded, case.may or ()))
    useful = sum(case.may is None or _is_of(quote, welcome) for quote in cited)
    return whole, whole and useful >= _WELCOME * len(cited)


def _is_of(quote: str, sentences: Sequence[str]) -> bool:
    """A cited quote holds one of the sentences, which are given whole or by their opening words; a semicolon may end
    one for those who wrote them."""
    return any(
        quote.startswith(one) or one.startswith(quote) or (len(one) >= _OPENING and one in quote) for one in sentences
    )


def _places(quote: str, texts: dict[str, str]) -> list[tuple[str, Span]]:
    """Every place where the quote stands, as (report, span)."""
    return [
        (name, Span(at.start(), at.start() + len(quote)))
        for name, text in texts.items()
        for at in re.finditer(f"(?={re.escape(quote)})", text)
    ]


def _recall(gold: list[list[tuple[str, Span]]], passages: list[Passage], budget: int) -> float:
    """Share of the quotes that lie wholly in the first ``budget`` characters of the passages, in their order."""
    read: dict[str, set[int]] = {}
    for passage in passages:
        taken = min(budget, len(passage.text))
        read.setdefault(passage.report, set()).update(range(passage.start, passage.start + taken))
        budget -= taken
    return _mean(any(read.get(name, set()).issuperset(range(*span)) for name, span in quote) for quote in gold) or 0.0


def _rank(gold: list[list[tuple[str, Span]]], passages: list[Passage]) -> int:
    return next((i for i, p in enumerate(passages, 1) if any(_touches(p, quote) for quote in gold)), 0)


def _touches(found: Citation | Passage, places: list[tuple[str, Span]]) -> bool:
    return any(name == found.report and span.overlaps(Span(found.start, found.end)) for name, span in places)


def _mean(values: Iterable[float]) -> float | None:
    found = list(values)
    return sum(found) / len(found) if found else None


def _percentile(ordered: Sequence[float], share: float) -> float:
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0.0
