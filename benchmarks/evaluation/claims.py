"""``python -m benchmarks claims``: claims with known verdicts, and what ``rag.verification.service`` says to them.

A line of a file has ``id``, ``type``, ``claim``, ``verdict`` (``|`` between allowed ones), where it was written by a
reader ``style`` and ``quotes``, the opening words of the sentences it rests on, else ``quote`` (``||`` between equal
ones), and ``report``. Each claim is held against its report alone. Of several claims in one text the worst verdict
counts; a message has the verdicts of its claims, in order, as ``parts``, and is right where each of them is.

``claims_readers_fit.jsonl`` is what the program was fitted on, ``claims_readers_judge.jsonl`` is on other reports and
was never looked at. ``claims_scopes_fit.jsonl`` and ``claims_scopes_judge.jsonl`` are on places, parts, periods, plans,
sums and messages, each altered one beside its true twin. ``claims_reworded_judge.jsonl`` is on what people say in words
of their own, true and altered, of three reports more. ``claims_newcomers_fit.jsonl`` and
``claims_newcomers_judge.jsonl`` are by readers who knew nothing of the program, in the words of chats; of the second
only totals were looked at; so are ``claims_guests_fit.jsonl`` and ``claims_guests_judge.jsonl``, later.
``claims_strangers_fit.jsonl`` is on messages of several clauses, as they are sent in chats, and
``claims_tester_fit.jsonl`` by somebody who tried to have the false confirmed and the true denied.
``claims_travellers_fit.jsonl`` is by strangers again, on four reports, much of it with the comments, hearsay and
pictures that messages come with; ``claims_travellers_judge.jsonl``, on two more, was read by nobody who changed the
program.
``claims_counties_fit.jsonl`` and ``claims_counties_judge.jsonl`` are on the shorter reports of counties and districts;
the second was read by nobody who changed the program either.
``claims_townspeople_fit.jsonl``, ``claims_passersby_fit.jsonl`` and ``claims_regulars_fit.jsonl`` are by writers of
many trades, on reports of provinces and counties.
``claims_neighbours_judge.jsonl`` keeps as far from the words of the reports as a claim can; other claims on its reports
were fitted on, these were not read. ``claims_witnesses_judge.jsonl`` was written later, on two reports of 2026 of
regions that nothing was fitted on, and read by nobody who changed the program; so was ``claims_callers_judge.jsonl``,
last, on two reports of 2026 that nothing was fitted on.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from benchmarks.harness.figures import Cell, Figures
from benchmarks.harness.setup import Setup
from rag.corpus.service import CorpusService
from rag.engine import Answerer
from rag.settings import CorpusSettings
from rag.verification.service import Finding

QUESTIONS = Path(__file__).parents[1] / "questions"
SEED = QUESTIONS / "claims.jsonl"
_OF_READERS = ("readers", "scopes", "newcomers", "guests", "travellers", "counties")
"""Each with a part to fit on and a part to judge."""
FILES = (
    SEED,
    QUESTIONS / "claims_provinces.jsonl",
    *(QUESTIONS / f"claims_{name}_{part}.jsonl" for name in _OF_READERS for part in ("fit", "judge")),
    QUESTIONS / "claims_strangers_fit.jsonl",
    QUESTIONS / "claims_tester_fit.jsonl",
    QUESTIONS / "claims_neighbours_judge.jsonl",
    QUESTIONS / "claims_reworded_judge.jsonl",
    QUESTIONS / "claims_witnesses_judge.jsonl",
    QUESTIONS / "claims_callers_judge.jsonl",
)
_WORST_FIRST = ("differs", "not_in_report", "unclear", "roughly", "agrees")
_TRUE = frozenset({"agrees", "roughly"})
_NOTHING = "no claim"
"""Said of a text in which nothing to verify was found."""


@dataclass(frozen=True, slots=True)
class ClaimCase:
    """A text with the verdicts it may get."""

    id: str
    type: str
    style: str
    text: str
    verdicts: frozenset[str]
    quotes: tuple[str, ...]
    report: str | None
    parts: tuple[frozenset[str], ...] = ()
    """The verdicts that each claim of a message may get; none where it is one claim."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A case and what it got."""

    case: ClaimCase
    verdict: str
    cited: bool
    """A sentence that holds one of the quotes is cited, or none has to be."""
    got: tuple[str, ...] = ()
    """The verdicts of the claims found in it, in order."""

    @property
    def right(self) -> bool:
        return self.verdict in self.case.verdicts and (not self.case.parts or self._is_right_in_parts)

    @property
    def _is_right_in_parts(self) -> bool:
        parts = self.case.parts
        return len(self.got) == len(parts) and all(one in allowed for one, allowed in zip(self.got, parts, strict=True))

    @property
    def surely_right(self) -> bool:
        """``unclear`` is counted as wrong, also where it is allowed."""
        return self.right and self.verdict != "unclear"

    @property
    def wrongly_agreed(self) -> bool:
        """The report does not say it, and was said to."""
        return self.verdict in _TRUE and not self.case.verdicts & _TRUE

    @property
    def wrongly_denied(self) -> bool:
        """The report says it, and was said to say otherwise."""
        return self.verdict == "differs" and bool(self.case.verdicts & _TRUE)


def load_claims(file: Path) -> list[ClaimCase]:
    rows = (json.loads(line) for line in file.read_text(encoding="utf-8").splitlines())
    return [
        ClaimCase(
            row["id"],
            row["type"],
            row.get("style", "plain"),
            row["claim"],
            frozenset(row["verdict"].split("|")),
            tuple(row.get("quotes", ())) or (tuple(row["quote"].split("||")) if "quote" in row else ()),
            row.get("report"),
            tuple(frozenset(part.split("|")) for part in row.get("parts", ())),
        )
        for row in rows
    ]


def judge_claims(answerer: Answerer, cases: Iterable[ClaimCase]) -> list[Judged]:
    return [judged_by(case, answerer.verify(case.text, case.report).findings) for case in cases]


def is_true(case: ClaimCase) -> bool:
    """The report says it."""
    return bool(case.verdicts & _TRUE)


def wrongly_agreed(judged: Iterable[Judged]) -> list[Judged]:
    return [one for one in judged if one.wrongly_agreed]


def measure_claims(setup: Setup) -> list[Figures]:
    """Of the files whose reports are among those given; the seed report is the first of them."""
    names = {file.stem for file in setup.reports}
    files = {file: load_claims(file) for file in FILES}
    wanted = {file: cases for file, cases in files.items() if {case.report for case in cases} - {None} <= names}
    return [figures for file, cases in wanted.items() for figures in _figures(file.stem, _measured(setup, cases))]


def _measured(setup: Setup, cases: Sequence[ClaimCase]) -> list[Judged]:
    judged: list[Judged] = []
    for name in dict.fromkeys(case.report for case in cases):
        file = next((file for file in setup.reports if file.stem == name), setup.reports[0])
        with closing(CorpusService(claims_corpus(file, setup.work))) as corpus:
            corpus.open()
            judged += judge_claims(Answerer(corpus), [case for case in cases if case.report == name])
    return judged


def load_fit_claims() -> list[ClaimCase]:
    """Those that may be fitted on."""
    return [case for path in sorted(QUESTIONS.glob("claims_*_fit.jsonl")) for case in load_claims(path)]


def claims_corpus(report: Path, work: Path) -> CorpusSettings:
    """One report, indexed once in the folder ``work``."""
    place = work / f"claims-{report.stem}"
    (place / "reports").mkdir(parents=True, exist_ok=True)
    shutil.copyfile(report, place / "reports" / report.name)
    return CorpusSettings(corpus_dir=place / "reports", data_dir=place / "data")


def judged_by(case: ClaimCase, findings: Sequence[Finding]) -> Judged:
    got = tuple(finding.verdict.value for finding in findings)
    verdict = next((one for one in _WORST_FIRST if one in got), _NOTHING)
    quoted = (finding.citation.quote for finding in findings if finding.citation)
    cited = not case.quotes or any(quote in words for words in quoted for quote in case.quotes)
    return Judged(case, verdict, cited, got)


def _figures(name: str, judged: Sequence[Judged]) -> list[Figures]:
    return [
        _table(f"{name}: verdicts by kind of claim", judged, lambda one: one.case.type),
        _table(f"{name}: verdicts by style", judged, lambda one: one.case.style),
    ]


def _table(title: str, judged: Sequence[Judged], key: Callable[[Judged], str]) -> Figures:
    groups: dict[str, list[Judged]] = {}
    for one in judged:
        groups.setdefault(key(one), []).append(one)
    columns = ("", "claims", "right", "of them unclear", "wrongly agreed", "wrongly denied", *_WORST_FIRST, _NOTHING)
    rows = (_row(group, members) for group, members in [*groups.items(), ("all", list(judged))])
    return Figures(title, columns, tuple(rows), (*_shares(judged),))


def _row(name: str, judged: Sequence[Judged]) -> tuple[Cell, ...]:
    right = sum(one.right for one in judged)
    got = [sum(one.verdict == verdict for one in judged) for verdict in (*_WORST_FIRST, _NOTHING)]
    agreed, denied = sum(one.wrongly_agreed for one in judged), sum(one.wrongly_denied for one in judged)
    return (name, len(judged), right, right - sum(one.surely_right for one in judged), agreed, denied, *got)


def _shares(judged: Sequence[Judged]) -> list[str]:
    true = [one for one in judged if is_true(one.case)]
    quoted = [one for one in judged if one.case.quotes]
    return [
        (
            f"Right {_share(judged, [one.right for one in judged])}, with unclear counted wrong "
            f"{_share(judged, [one.surely_right for one in judged])}; "
            f"unclear {_share(judged, [one.verdict == 'unclear' for one in judged])}."
        ),
        f"Of the true ones {_share(true, [one.wrongly_denied for one in true])} denied.",
        f"Of those that rest on a sentence {_share(quoted, [one.cited for one in quoted])} cite it.",
    ]


def _share(judged: Sequence[Judged], held: Sequence[bool]) -> str:
    return f"{sum(held)} of {len(judged)} ({sum(held) / max(len(judged), 1):.3f})"
