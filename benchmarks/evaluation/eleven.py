"""``python -m benchmarks eleven``: all reports in one index, questions on some of them, the region named and not.

The same questions are asked in three ways: the chat has chosen the report; the question names the region; nothing says
which report is meant. What is lost between the first and the others is counted by where it went.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace

from benchmarks.harness.corpora import settings_in
from benchmarks.harness.figures import Cell, Figures
from benchmarks.harness.setup import Setup
from rag.corpus.service import CorpusService
from rag.engine import Answerer
from rag.evaluation.metrics import Outcome, evaluate, measure
from rag.evaluation.question_file import Case
from rag.settings import CorpusSettings
from rag.text.divisions import short_name
from rag.types import Report, Status

CHOSEN, NAMED, UNNAMED = "report chosen", "region named", "neither"
ELSEWHERE, REFUSED, ELSE_SAID = "answered from another region", "refused", "other words of the report"


def measure_eleven(setup: Setup) -> list[Figures]:
    with closing(CorpusService(_settings(setup))) as corpus:
        corpus.open()
        version = corpus.current.version
        reports = {report.name: report for report in version.reports}
        cases = [case for case in setup.cases() if case.question.report in reports]
        of = [reports[case.question.report or ""] for case in cases]
        ways = {
            CHOSEN: cases,
            NAMED: [name_region(case, report) for case, report in zip(cases, of, strict=True)],
            UNNAMED: [name_nothing(case, report) for case, report in zip(cases, of, strict=True)],
        }
        found = {way: asyncio.run(evaluate(Answerer(corpus), version, asked)) for way, asked in ways.items()}
    regions = {report.name: report.region for report in reports.values()}
    return [
        _quality(found, [_elsewhere(outcomes, of, regions) for outcomes in found.values()], len(reports)),
        _losses(found, of, regions),
    ]


def name_region(case: Case, report: Report) -> Case:
    """The question with the report's region in it, which no chat has chosen: in the turn that it leans on, if any."""
    region, asked = report.region or report.name, case.question
    if any(short_name(region) in turn for turn in (asked.text, *asked.history)):
        return replace(case, question=replace(asked, report=None))
    if asked.history:
        named = replace(asked, report=None, history=(region + asked.history[0], *asked.history[1:]))
    else:
        named = replace(asked, report=None, text=region + asked.text)
    return replace(case, question=named)


def name_nothing(case: Case, report: Report) -> Case:
    """The question without its region, and no report chosen."""
    region = report.region or report.name

    def without(turn: str) -> str:
        return turn.replace(region, "").replace(short_name(region), "")

    asked = case.question
    unnamed = replace(asked, text=without(asked.text), history=tuple(map(without, asked.history)), report=None)
    return replace(case, question=unnamed)


def _settings(setup: Setup) -> CorpusSettings:
    settings = settings_in(setup.work / "eleven")
    settings.corpus_dir.mkdir(parents=True, exist_ok=True)
    for path in setup.reports:
        (settings.corpus_dir / path.name).write_bytes(path.read_bytes())
    return settings


def _elsewhere(outcomes: Sequence[Outcome], of: Sequence[Report], regions: dict[str, str | None]) -> int:
    return sum(_is_elsewhere(one, report, regions) for one, report in zip(outcomes, of, strict=True))


def _is_elsewhere(outcome: Outcome, report: Report, regions: dict[str, str | None]) -> bool:
    """Answered, and some of it from the report of another region."""
    return any(regions[citation.report] != report.region for citation in outcome.answer.citations)


def _quality(found: dict[str, list[Outcome]], elsewhere: Sequence[int], reports: int) -> Figures:
    rows: list[tuple[Cell, ...]] = []
    for (way, outcomes), strays in zip(found.items(), elsewhere, strict=True):
        m = measure(outcomes)
        cited = (m.citation_recall, m.citation_precision)
        rows.append(
            (way, m.recall[0], m.recall[2], m.at_rank[0], m.hit, *cited, m.refused_rightly, m.refused_wrongly, strays)
        )
    return Figures(
        f"{reports} reports in one index, {len(found[CHOSEN])} questions on them",
        (
            "",
            "300 characters",
            "1,000",
            "first is right",
            "hit",
            "cited",
            "useful",
            "refused correctly",
            "wrongly",
            ELSEWHERE,
        ),
        tuple(rows),
        ("Where neither is given, several reports may answer; one from any of them is no error of reading.",),
    )


def _losses(found: dict[str, list[Outcome]], of: Sequence[Report], regions: dict[str, str | None]) -> Figures:
    """Of the answers that are right with the report chosen, and not without."""
    rows = []
    for way in (NAMED, UNNAMED):
        pairs = zip(found[CHOSEN], found[way], of, strict=True)
        lost = Counter(_why(after, report, regions) for before, after, report in pairs if before.hit and not after.hit)
        rows.append((way, lost.total(), *(lost[why] for why in (ELSEWHERE, REFUSED, ELSE_SAID))))
    return Figures(
        "Right answers lost against a report chosen", ("", "lost", ELSEWHERE, REFUSED, ELSE_SAID), tuple(rows)
    )


def _why(outcome: Outcome, report: Report, regions: dict[str, str | None]) -> str:
    if outcome.answer.status is not Status.ANSWERED:
        return REFUSED
    return ELSEWHERE if _is_elsewhere(outcome, report, regions) else ELSE_SAID
