"""Claim files -> how good the verdicts are -> ``results/claims.json`` -> the table of verdicts on the quality pages.

    python -m benchmarks.evaluation.claims_quality [NAME]… [--report FOLDER]… [--work FOLDER]

Each NAME is a file of ``benchmarks/questions`` without its beginning (``provinces`` for ``claims_provinces.jsonl``; the
one on the seed report is ``claims``); those of the table if none is named. Each claim is held against its report
alone. What was measured before of the other files is kept, so that one file can be measured alone.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated

import typer

from benchmarks.documentation.pages import PAGES, Block, rows
from benchmarks.evaluation.claims import QUESTIONS, Judged, claims_corpus, is_true, judge_claims, load_claims
from benchmarks.evaluation.report_files import Reports, Work, measure_each
from rag.corpus.service import CorpusService
from rag.engine import Answerer
from rag.errors import WenbaoError

RESULTS = Path(__file__).parents[1] / "results" / "claims.json"
COLUMNS = (
    "claims",
    "provinces",
    "readers_judge",
    "scopes_judge",
    "reworded_judge",
    "newcomers_judge",
    "guests_judge",
    "neighbours_judge",
    "travellers_judge",
    "counties_judge",
    "witnesses_judge",
    "callers_judge",
)
"""Claim files in the table, left to right."""
BLOCK = Block("claims", "evaluation.claims_quality")


@dataclass(frozen=True, slots=True)
class ClaimQuality:
    """How good the verdicts on the claims of a file are, as numbers of claims."""

    claims: int
    true: int
    """Claims that the report says."""
    right: int
    """Those with a verdict that they may get; ``unclear`` counts as wrong."""
    unclear: int
    wrongly_agreed: int
    """Those that the report does not say, and is said to."""
    wrongly_denied: int
    """Those that the report says, and is said to tell otherwise."""


ROWS: tuple[tuple[tuple[str, str], Callable[[ClaimQuality], str]], ...] = (
    (("claims / true ones", "说法 / 其中属实的"), lambda q: f"{q.claims} / {q.true}"),
    (("right", "判对"), lambda q: str(q.right)),
    (("undecided", "未下结论"), lambda q: str(q.unclear)),
    (("false ones said to be told", "不实而判为一致"), lambda q: f"{q.wrongly_agreed}"),
    (("true ones said to be told otherwise", "属实而判为不一致"), lambda q: f"{q.wrongly_denied}"),
)


def main(
    names: Annotated[list[str] | None, typer.Argument(metavar="[NAME]…", help="Claim files to measure.")] = None,
    reports: Reports = None,
    work: Work = None,
) -> None:
    results = {**load_results(), **dict(measure_each(names or COLUMNS, reports or (), work, _measure))}
    save_results(results)
    BLOCK.write([table(results, language) for language in PAGES.values()])


def _measure(name: str, files: Mapping[str, Path], work: Path) -> ClaimQuality:
    return summarise(judge(file_of(name), files, work))


def file_of(name: str) -> Path:
    return QUESTIONS / ("claims.jsonl" if name == "claims" else f"claims_{name}.jsonl")


def judge(file: Path, files: Mapping[str, Path], work: Path) -> list[Judged]:
    """The verdicts on the claims of a file; those that name no report are on the seed report.

    Raises:
        WenbaoError: the file of a report is not there.
    """
    judged, cases = [], load_claims(file)
    for report in dict.fromkeys(case.report for case in cases):
        path = files.get(report or "")
        if path is None:
            raise WenbaoError(f"There is no file of {report}; name its folder with --report.")
        with closing(CorpusService(claims_corpus(path, work))) as corpus:
            corpus.open()
            judged += judge_claims(Answerer(corpus), [case for case in cases if case.report == report])
    return judged


def summarise(judged: Sequence[Judged]) -> ClaimQuality:
    return ClaimQuality(
        claims=len(judged),
        true=sum(is_true(one.case) for one in judged),
        right=sum(one.surely_right for one in judged),
        unclear=sum(one.verdict == "unclear" for one in judged),
        wrongly_agreed=sum(one.wrongly_agreed for one in judged),
        wrongly_denied=sum(one.wrongly_denied for one in judged),
    )


def load_results() -> dict[str, ClaimQuality]:
    found = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}
    return {name: ClaimQuality(**measured) for name, measured in found.items()}


def save_results(results: Mapping[str, ClaimQuality]) -> None:
    found = {name: asdict(results[name]) for name in sorted(results)}
    RESULTS.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


def table(results: Mapping[str, ClaimQuality], language: int) -> str:
    """As Markdown; files that were never measured have no column."""
    shown = [name for name in COLUMNS if name in results]
    head = [["", *(f"`{name}`" for name in shown)], ["---"] * (len(shown) + 1)]
    return rows([*head, *([labels[language], *(cell(results[name]) for name in shown)] for labels, cell in ROWS)])


if __name__ == "__main__":
    try:
        typer.run(main)
    except WenbaoError as exc:
        sys.exit(str(exc))
