"""A folder of reports -> answers, passages and verdicts in Python: the same that the bot and the terminal give."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from rag.corpus.service import CorpusService
from rag.engine import Answerer
from rag.settings import SEEDS, CorpusSettings, EmbeddingSettings, ModelSettings, shipped
from rag.types import Answer, Passage, Question

if TYPE_CHECKING:
    from rag.documents.snapshot import CorpusSnapshot
    from rag.verification.service import Verification


@contextmanager
def open_reports(
    folder: Path | str | None = None,
    data: Path | str = "data",
    *,
    embedding: EmbeddingSettings | None = None,
    language_model: ModelSettings | None = None,
) -> Iterator[Reports]:
    """Open the reports in ``folder``, indexing first what has changed; closed at the end of the block.

    ``folder``: None asks the report that comes with the program. ``data``: where the index and the versions are kept;
    one process at a time. ``language_model``: words the answers; without one they quote.

    Raises:
        WenbaoError: there is nothing to ask, for the reason given; ``rag.errors`` shows the kinds.
    """
    corpus_dir = shipped(SEEDS) if folder is None else Path(folder)
    settings = CorpusSettings(corpus_dir, Path(data), embedding=embedding or EmbeddingSettings())
    writer = None
    if language_model is not None and language_model.model:
        from rag.generation.service import load_writer  # 0.3 s that answers without a model do not need

        writer = load_writer(language_model, settings.data_dir)
    corpus = CorpusService(settings)
    try:
        corpus.open()
        with Reports(Answerer(corpus, writer)) as reports:
            yield reports
    finally:
        corpus.close()


class Reports:
    """Reports that are open. Thread-safe."""

    def __init__(self, answerer: Answerer) -> None:
        self.answerer = answerer
        """Answers in an event loop of your own: ``await reports.answerer.answer(Question(…))``."""
        self._runner = asyncio.Runner()
        self._one_at_a_time = threading.Lock()

    def __enter__(self) -> Reports:
        return self

    def __exit__(self, *_raised: object) -> None:
        with self._one_at_a_time:
            self._runner.run(self.answerer.aclose())
            self._runner.close()

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the reports, as answers cite them."""
        return tuple(report.name for report in self.version.reports)

    @property
    def version(self) -> CorpusSnapshot:
        """The reports with their texts, sections and sentences, as they are asked now."""
        return self.answerer.corpus.current.version

    def ask(self, question: str, *, history: Sequence[str] = (), report: str | None = None) -> Answer:
        """An answer with its citations. ``history``: the asker's earlier questions, oldest first. ``report``: the name
        of the only one to ask.

        Raises:
            SearchError: the vector store or the embedding model failed.
        """
        asked = Question(question, tuple(history), report)
        with self._one_at_a_time:
            return self._runner.run(self.answerer.answer(asked))

    def search(self, question: str, k: int = 10, *, report: str | None = None) -> list[Passage]:
        """At most ``k`` sentences, best first, each with the probability that it carries the answer.

        Raises as ``ask`` does.
        """
        return self.answerer.search(Question(question, report=report), k)

    def verify(self, text: str, *, report: str | None = None) -> Verification:
        """Each claim of a text with a verdict and the sentence it rests on.

        Raises as ``ask`` does.
        """
        return self.answerer.verify(text, report)
