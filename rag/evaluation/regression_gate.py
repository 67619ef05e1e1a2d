"""Canary questions, two versions -> those that were answered correctly and would no longer be.

The questions stand in ``canary.jsonl`` beside the reports, one a line as ``rag.evaluation.metrics`` reads them;
``report`` names
the one a question concerns. Where it is left out, a question concerns the reports that hold its quotes, and one without
quotes concerns them all. A question on a report that one of the two versions does not hold is not asked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from rag.answering.quoting import answer_by_quoting
from rag.corpus.diff.versions import LostAnswer
from rag.documents.snapshot import CorpusSnapshot
from rag.errors import CorpusError, WenbaoError
from rag.evaluation.question_file import Case, load_cases
from rag.evaluation.text_matching import holds
from rag.index.embeddings import Embeddings
from rag.index.searchable_corpus import SearchableCorpus
from rag.types import Answer, Question, Status

FILE = "canary.jsonl"

Pinned = Callable[[], Iterable[Case]]
"""The cases that admins have confirmed."""

Confirm = Callable[[Question, "CorpusSnapshot"], Answer | None]
"""The answer of a version from the source that an admin has confirmed for the question."""


def _by_nobody(_question: Question, _version: CorpusSnapshot) -> None:
    return None


class Canary:
    """A check of ``rag.corpus.draft``. Answers are those without a language model: they are the same every time."""

    def __init__(self, folder: Path, pinned: Pinned = tuple, confirm: Confirm = _by_nobody) -> None:
        self._file = folder / FILE
        self._pinned = pinned
        self._confirm = confirm

    def __call__(self, old: SearchableCorpus, new: SearchableCorpus, embeddings: Embeddings) -> tuple[LostAnswer, ...]:
        """Raises:
        CorpusError: the questions cannot be read.
        SearchError: the embedding model failed.
        """
        asked = [case for case in self._cases() if concerns_both(case, old.version, new.version)]
        return tuple(self._lost(asked, old, new, embeddings))

    def _cases(self) -> list[Case]:
        try:
            written = load_cases(self._file) if self._file.is_file() else []
        except WenbaoError as exc:
            raise CorpusError(
                "The regression questions cannot be read: {reason}; correct the file.",
                code="regression_questions_unreadable",
                reason=exc,
            ) from exc
        return [*written, *self._pinned()]

    def _lost(
        self, cases: Iterable[Case], old: SearchableCorpus, new: SearchableCorpus, embeddings: Embeddings
    ) -> Iterator[LostAnswer]:
        for case in cases:
            before = self._answer(case.question, old, embeddings)
            if is_right(case, before):
                after = self._answer(case.question, new, embeddings)
                if not is_right(case, after):
                    yield LostAnswer(case.question.text, before.text, after.text)

    def _answer(self, question: Question, served: SearchableCorpus, embeddings: Embeddings) -> Answer:
        confirmed = self._confirm(question, served.version)
        return confirmed or answer_by_quoting(question, served, embeddings)[0]


def concerns_both(case: Case, old: CorpusSnapshot, new: CorpusSnapshot) -> bool:
    """Both versions hold the report, or one of the reports, that a case is about."""
    names = {report.name for report in old.reports} & {report.name for report in new.reports}
    if case.question.report is not None:
        return case.question.report in names
    if not case.quotes:
        return True
    about = [r.name for r in old.reports if all(quote in r.text for quote in case.quotes)]
    return any(name in names for name in about)


def is_right(case: Case, answer: Answer) -> bool:
    """Every expected string is said and an expected quote is cited; nothing is said where the report says nothing."""
    answered = answer.status is Status.ANSWERED
    if not case.answers and not case.quotes:
        return not answered
    says = all(any(holds(answer.text, form) for form in forms) for forms in case.answers)
    return answered and says and (not case.quotes or _cites_one(case.quotes, answer))


def _cites_one(quotes: Iterable[str], answer: Answer) -> bool:
    """Either may be a part of the other: a version may cut its sentences elsewhere."""
    cited = [citation.quote for citation in answer.citations]
    return any(quote in words or words in quote for quote in quotes for words in cited)
