"""Question files -> how good the answers are -> ``results/quality.json`` -> the table on the quality pages.

    python -m benchmarks.evaluation.quality [NAME]… [--report FOLDER]… [--work FOLDER]

Each NAME is a file of ``benchmarks/questions`` (``residents`` for ``residents.jsonl``); those of the table if none is
named. Each question is asked of the report that it is about alone, without a language model. What was measured before
of the other files is kept, so that one file can be measured alone; the pages are written anew from all of it.
"""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated, Any

import typer

from benchmarks.documentation.pages import PAGES, Block, rows, share
from benchmarks.evaluation.report_files import Reports, Work, measure_each
from benchmarks.harness.corpora import small_corpus
from rag.corpus.service import CorpusService
from rag.engine import Answerer
from rag.errors import WenbaoError
from rag.evaluation.metrics import Outcome, evaluate, measure
from rag.evaluation.question_file import Case, load_cases

QUESTIONS = Path(__file__).parents[1] / "questions"
RESULTS = Path(__file__).parents[1] / "results" / "quality.json"
COLUMNS = (
    "yushan",
    "residents",
    "visitors",
    "strangers",
    "newcomers",
    "guests",
    "travellers",
    "counties",
    "witnesses",
    "callers",
)
"""Question files in the table, left to right."""
BLOCK = Block("quality", "evaluation.quality")


@dataclass(frozen=True, slots=True)
class Quality:
    """How good the answers to the questions of a file are. Shares are 0–1; None: not measured."""

    questions: int
    unanswerable: int
    within: tuple[float | None, ...]
    """Of the evidence, within the first 300, 600 and 1,000 characters found."""
    at_rank: tuple[float | None, ...]
    """Of the questions, with the right sentence first, and among the first three."""
    said: float | None
    """Of the answerable questions, with every expected string in the answer."""
    cited: float | None
    """Of the gold quotes."""
    useful: float | None
    """Of the cited quotes."""
    refused: float | None
    """Of the unanswerable questions."""
    refused_wrongly: float | None
    """Of the answerable ones."""
    loose_figures: int
    wrong_spans: int
    length: float | None
    """Median number of characters of an answer."""
    good: float | None = None
    """Of the questions that say which sentences have to be cited: all are, and two thirds of the rest are welcome."""


@dataclass(frozen=True, slots=True)
class Row:
    """A measure as the pages show it."""

    labels: tuple[str, str]
    """English, Chinese."""
    cell: Callable[[Quality], str]


ROWS = (
    Row(
        ("questions / not answered by the report", "问题 / 其中报告没有写的"),
        lambda q: f"{q.questions} / {q.unanswerable}",
    ),
    Row(
        ("evidence within 300 / 600 / 1,000 characters", "证据在前 300 / 600 / 1,000 字以内"),
        lambda q: _shares(q.within),
    ),
    Row(("right sentence at rank 1 / 3", "正确的句子排第 1 / 前 3"), lambda q: _shares(q.at_rank)),
    Row(("every expected string in the answer", "答案包含全部应有内容"), lambda q: share(q.said)),
    Row(
        ("gold quotes cited / cited quotes that are useful", "标准引文被引用 / 引用的有用"),
        lambda q: _shares((q.cited, q.useful)),
    ),
    Row(
        ("all needed sentences cited, and few others", "需要的句子都引用，多余的少"),
        lambda q: share(q.good),
    ),
    Row(
        ("unanswerable questions refused / answerable ones refused", "报告没有的问题被拒答 / 有的被误拒"),
        lambda q: _shares((q.refused, q.refused_wrongly)),
    ),
    Row(
        ("figures outside quotes / wrong spans", "引文之外的数字 / 错误的引文位置"),
        lambda q: f"{q.loose_figures} / {q.wrong_spans}",
    ),
    Row(
        ("median length of an answer in characters", "答案长度中位数（字）"),
        lambda q: "–" if q.length is None else f"{q.length:g}",
    ),
)


def main(
    names: Annotated[list[str] | None, typer.Argument(metavar="[NAME]…", help="Question files to measure.")] = None,
    reports: Reports = None,
    work: Work = None,
) -> None:
    results = {**load_results(), **dict(measure_each(names or COLUMNS, reports or (), work, _measure))}
    save_results(results)
    BLOCK.write([table(results, language) for language in PAGES.values()])


def _measure(name: str, files: Mapping[str, Path], work: Path) -> Quality:
    return summarise(ask(load_cases(QUESTIONS / f"{name}.jsonl"), files, work))


def ask(cases: Sequence[Case], files: Mapping[str, Path], work: Path) -> list[Outcome]:
    """Each case asked of its report.

    Raises:
        WenbaoError: the file of a report is not there.
    """
    outcomes = []
    for report in dict.fromkeys(case.question.report or "" for case in cases):
        if report not in files:
            raise WenbaoError(f"There is no file of {report}; name its folder with --report.")
        settings = small_corpus(files[report], work / files[report].stem)
        with closing(CorpusService(settings)) as corpus:
            corpus.open()
            own = [case for case in cases if (case.question.report or "") == report]
            outcomes += asyncio.run(evaluate(Answerer(corpus), corpus.current.version, own))
    return outcomes


def summarise(outcomes: Iterable[Outcome]) -> Quality:
    found = list(outcomes)
    measured = measure(found)
    return Quality(
        questions=measured.questions,
        unanswerable=sum(not outcome.case.is_answerable for outcome in found),
        within=tuple(map(_rounded, measured.recall[:3])),
        at_rank=tuple(map(_rounded, measured.at_rank[:2])),
        said=_rounded(measured.hit),
        cited=_rounded(measured.citation_recall),
        useful=_rounded(measured.citation_precision),
        refused=_rounded(measured.refused_rightly),
        refused_wrongly=_rounded(measured.refused_wrongly),
        loose_figures=measured.loose_figures,
        wrong_spans=measured.wrong_spans,
        length=measured.length,
        good=_rounded(measured.good),
    )


def load_results() -> dict[str, Quality]:
    """Name of a question file -> what was measured of it last."""
    found = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}
    return {name: _quality(measured) for name, measured in found.items()}


def save_results(results: Mapping[str, Quality]) -> None:
    found = {name: asdict(results[name]) for name in sorted(results)}
    RESULTS.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


def table(results: Mapping[str, Quality], language: int) -> str:
    """As Markdown; files that were never measured have no column."""
    shown = [name for name in COLUMNS if name in results]
    lines = [["", *(f"`{name}`" for name in shown)], ["---"] * (len(shown) + 1)]
    lines += [[row.labels[language], *(row.cell(results[name]) for name in shown)] for row in ROWS]
    return rows(lines)


def _quality(measured: Mapping[str, Any]) -> Quality:
    return Quality(**{**measured, "within": tuple(measured["within"]), "at_rank": tuple(measured["at_rank"])})


def _rounded(share: float | None) -> float | None:
    return None if share is None else round(share, 4)


def _shares(shares: Iterable[float | None]) -> str:
    return " / ".join(map(share, shares))


if __name__ == "__main__":
    try:
        typer.run(main)
    except WenbaoError as exc:
        sys.exit(str(exc))
