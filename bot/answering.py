"""What the bot needs of the part that answers; ``rag.answer.Answerer`` is it. Pure."""

from __future__ import annotations

from typing import Protocol

from rag.types import Answer, Question
from rag.version import Version


class Served(Protocol):
    """The corpus as it is served at one moment."""

    @property
    def version(self) -> Version: ...


class Corpus(Protocol):
    @property
    def current(self) -> Served:
        """What is served now.

        Raises:
            EmptyCorpus: there is no report.
        """


class Answering(Protocol):
    @property
    def corpus(self) -> Corpus: ...

    async def answer(self, question: Question) -> Answer:
        """Raises:
        WenbaoError: no answer could be made; which one says why.
        """
