"""What is measured on: reports, questions, and the folder where corpora made for it are kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.harness.corpora import large_corpus, small_corpus
from rag.evaluation.question_file import Case, load_cases
from rag.settings import CorpusSettings
from rag.types import Question


@dataclass(frozen=True, slots=True)
class Setup:
    """The options of a run."""

    reports: Sequence[Path]
    """Files; the first is the small corpus, all of them are what the large one is made of."""
    question_file: Path
    """On the first report, as ``rag.evaluation.metrics`` reads it."""
    work: Path
    """Where corpora are made, and found again by a later run."""
    sentences: int
    """Of the large corpus, at least; 0: none is made."""
    rounds: int
    """How often each thing is measured."""
    whole: bool = False
    """Every question of the file is walked with, each on the report that it names."""

    def small(self) -> CorpusSettings:
        return self.alone(self.reports[0])

    def alone(self, report: Path) -> CorpusSettings:
        """One of the reports by itself."""
        folder = "small" if report == self.reports[0] else f"small-{report.stem}"
        return small_corpus(report, self.work / folder)

    def large(self) -> CorpusSettings:
        return large_corpus(self.reports, self.sentences, self.work / f"large-{self.sentences}")

    def corpora(self) -> list[CorpusSettings]:
        """The small one, and the large one where it is wanted."""
        return [self.small(), self.large()] if self.sentences else [self.small()]

    def cases(self) -> list[Case]:
        return load_cases(self.question_file)

    def questions(self) -> list[Question]:
        return [case.question for case in self.cases()]
