"""Report files, the networks of the folds -> what is measured on each report by a network that did not see it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.evaluation.claims import load_claims
from benchmarks.fitting.calibration_questions import read_as_asked
from benchmarks.fitting.confidence_examples import judge
from benchmarks.harness.figures import Figures
from benchmarks.harness.in_memory import Remembering, open_report
from benchmarks.learning.fit import Floats
from benchmarks.reader.folds import ALWAYS, APART, FOLDS, fold_of, names
from benchmarks.reader.judging.matters import Matter, judge_matters, matters
from benchmarks.reader.judging.ranks import Ranked, judge_ranks, ranked
from benchmarks.reader.judging.refusals import Refusable, judge_refusals, refusable
from benchmarks.reader.judging.scored import score
from benchmarks.reader.judging.statements import Held, hold, judge_statements
from benchmarks.reader.material import FIT, JUDGE, JUDGED, LEARNED, questions_on, read_prose
from benchmarks.reader.tokens import Texts
from rag.index.searchable_corpus import SearchableCorpus

Network = Callable[[Sequence[Texts]], tuple[Floats, Floats]]
"""What a trained network says: log-odds that each sentence answers, and the scores of the verdicts."""


@dataclass
class Gathered:
    ranked: list[Ranked] = field(default_factory=list)
    refusable: list[Refusable] = field(default_factory=list)
    matters: list[Matter] = field(default_factory=list)
    held: list[Held] = field(default_factory=list)
    apart: list[Held] = field(default_factory=list)

    def tables(self) -> list[Figures]:
        return [
            judge_ranks(self.ranked),
            judge_refusals(self.refusable),
            judge_matters(self.matters),
            judge_statements(self.held, self.apart),
        ]


def gather(reports: Path, embeddings: Remembering, networks: Sequence[Network]) -> Gathered:
    """``networks``: one for each fold; a report that none learned from is read by the first."""
    gathered = Gathered()
    for fold in range(FOLDS):
        for name in names(fold):
            served = open_report(_file(reports, name), embeddings, embeddings.folder)
            _add_questions(gathered, fold, served, embeddings, networks[fold])
            gathered.held += _claims(FIT, name, fold, served, embeddings, networks[fold])
    for name in sorted({case.report or "" for case in load_claims(JUDGE)} - ALWAYS):
        fold = fold_of(name) or 0
        served = open_report(_file(reports, name), embeddings, embeddings.folder)
        gathered.apart += _claims(JUDGE, name, fold, served, embeddings, networks[fold])
        if questions_on(name, JUDGED):
            _add_questions(gathered, APART, served, embeddings, networks[fold], JUDGED)
    embeddings.save()
    return gathered


def _file(reports: Path, name: str) -> Path:
    return next(reports.glob(f"{name}.*"))


def _add_questions(
    gathered: Gathered,
    fold: int,
    served: SearchableCorpus,
    embeddings: Remembering,
    network: Network,
    file: str = LEARNED,
) -> None:
    (report,) = served.version.reports
    asked = [(read_as_asked(one, served, embeddings), row) for one, row in questions_on(report.name, file)]
    scored = score(fold, asked, read_prose(served.version), lambda texts: network(texts)[0])
    gathered.ranked += ranked(scored)
    gathered.refusable += [refusable(one, judge(one.found, embeddings).asked) for one in scored]
    if fold != APART:
        gathered.matters += matters(scored)


def _claims(
    file: Path, name: str, fold: int, served: SearchableCorpus, embeddings: Remembering, network: Network
) -> list[Held]:
    cases = [case for case in load_claims(file) if case.report == name]
    return list(hold(cases, fold, served, embeddings, lambda texts: network(texts)[1]))
