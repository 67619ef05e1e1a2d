"""``python -m benchmarks claims``: claims with known verdicts, and what ``rag.verification.service`` says to them.

A line of a file has ``id``, ``type``, ``claim``, ``verdict`` and, where the report speaks of it, ``quote`` (``||``
between equal ones). A text of several claims differs if one of them does.
"""

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from benchmarks.figures import Figures
from benchmarks.setup import Setup
from rag.corpus.service import Corpus
from rag.engine import Answerer
from rag.settings import CorpusSettings
from rag.verification.service import Finding, Verdict, verify

QUESTIONS = Path(__file__).parent / "questions"
SEED, PROVINCES = QUESTIONS / "claims.jsonl", QUESTIONS / "claims_provinces.jsonl"
_ORDER = (Verdict.DIFFERS, Verdict.NOT_IN_REPORT, Verdict.AGREES)


@dataclass(frozen=True, slots=True)
class ClaimCase:
    """A text with the verdict it should get."""

    id: str
    type: str
    text: str
    verdict: Verdict
    quotes: tuple[str, ...]
    report: str | None


@dataclass(frozen=True, slots=True)
class Judged:
    """A case and what it got."""

    case: ClaimCase
    verdict: Verdict
    cited: bool
    """A sentence that holds one of the quotes is cited, or none has to be."""

    @property
    def right(self) -> bool:
        return self.verdict is self.case.verdict


def load_claims(file: Path) -> list[ClaimCase]:
    rows = (json.loads(line) for line in file.read_text(encoding="utf-8").splitlines())
    return [
        ClaimCase(
            row["id"],
            row["type"],
            row["claim"],
            Verdict(row["verdict"]),
            tuple(row["quote"].split("||")) if "quote" in row else (),
            row.get("report"),
        )
        for row in rows
    ]


def judge_claims(answerer: Answerer, cases: Iterable[ClaimCase]) -> list[Judged]:
    version = answerer.corpus.current.version
    return [_judged(case, verify(case.text, answerer.search, version, case.report).findings) for case in cases]


def wrongly_agreed(judged: Iterable[Judged]) -> list[Judged]:
    """What the report does not say, and was said to be as the report says."""
    return [one for one in judged if one.verdict is Verdict.AGREES and not one.right]


def measure_claims(setup: Setup) -> list[Figures]:
    """Of the seed report, and of two reports that nothing was fitted to, where those are among the reports given."""
    names = {file.stem for file in setup.reports}
    files = [SEED, *([PROVINCES] if {case.report for case in load_claims(PROVINCES)} <= names else [])]
    return [_figures(file.name, _measured(setup, load_claims(file))) for file in files]


def _measured(setup: Setup, cases: Sequence[ClaimCase]) -> list[Judged]:
    wanted = {case.report for case in cases}
    place = setup.work / f"claims-{len(wanted - {None})}"
    (place / "reports").mkdir(parents=True, exist_ok=True)
    for file in setup.reports:
        if file.stem in wanted or (wanted == {None} and file == setup.reports[0]):
            shutil.copyfile(file, place / "reports" / file.name)
    with closing(Corpus(CorpusSettings(corpus_dir=place / "reports", data_dir=place / "data"))) as corpus:
        corpus.open()
        return judge_claims(Answerer(corpus), cases)


def _judged(case: ClaimCase, findings: Sequence[Finding]) -> Judged:
    verdicts = {finding.verdict for finding in findings}
    verdict = next((one for one in _ORDER if one in verdicts), Verdict.NOT_IN_REPORT)
    quoted = (finding.citation.quote for finding in findings if finding.citation)
    cited = not case.quotes or any(quote in words for words in quoted for quote in case.quotes)
    return Judged(case, verdict, cited)


def _figures(name: str, judged: Sequence[Judged]) -> Figures:
    counts = Counter((one.case.type, one.verdict) for one in judged)
    kinds = {one.case.type: one.case.verdict for one in judged}
    rows = [(kind, verdict.value, *(counts[kind, got] for got in Verdict)) for kind, verdict in kinds.items()]
    right = sum(one.right for one in judged)
    cited = sum(one.cited for one in judged if one.case.quotes)
    return Figures(
        f"Claims of {name}: what they got, by type",
        ("type", "should be", *(f"got {verdict.value}" for verdict in Verdict)),
        tuple(rows),
        (
            f"{right} of {len(judged)} right ({right / len(judged):.2f}).",
            f"{len(wrongly_agreed(judged))} said to be as the report says that are not.",
            f"{cited} of {sum(bool(one.case.quotes) for one in judged)} cite the sentence they should.",
        ),
    )
