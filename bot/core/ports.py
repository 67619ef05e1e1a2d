"""The interface between the bot and the engine; ``rag.engine.Answerer`` implements it. Pure."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from rag.answering.hints.examples import Example
from rag.documents.snapshot import CorpusSnapshot
from rag.types import Answer, Lookup, Passage, Question, Statement

if TYPE_CHECKING:
    from rag.corpus.versions.staleness import Why
    from rag.generation.service import Tally
    from rag.verification.service import Verification

Emit = Callable[[Statement], Awaitable[None]]


async def tell_nobody(_: Statement) -> None:
    """Discards streamed statements."""


class ServedVersion(Protocol):
    """The corpus as it is served at one moment."""

    @property
    def number(self) -> int: ...

    @property
    def made(self) -> datetime: ...

    @property
    def version(self) -> CorpusSnapshot: ...


class ServedCorpus(Protocol):
    @property
    def current(self) -> ServedVersion:
        """The version that is served now.

        Raises:
            EmptyCorpus: there is no report.
        """

    def refresh(self) -> bool:
        """Serve what another process has published; True if there was something. Blocks.

        Raises:
            WenbaoError: it cannot be served; the previous version still is.
        """

    def can_search(self) -> bool:
        """Whether questions can be answered now. Blocks."""

    def catch_up(self) -> bool:
        """Publish what was changed in the corpus folder; True if there was something. Blocks.

        Raises:
            CorpusBusy: somebody else changes the corpus.
            WenbaoError: it cannot be published; the earlier version answers.
        """

    def examine(self) -> None:
        """Look for damage in what is served, for ``refresh`` to repair. Blocks."""


class Answering(Protocol):
    @property
    def corpus(self) -> ServedCorpus: ...

    @property
    def tally(self) -> Tally | None:
        """The counts of the language model; None where there is none."""

    def search(self, question: Question, k: int) -> list[Passage]:
        """At most ``k`` sentences, best first. Blocks."""

    def verify(self, text: str, report: str | None = None) -> Verification:
        """Each claim of a text checked against the report the chat has chosen, or all. Blocks, for up to a second.

        Raises as ``answer`` does.
        """

    def look_up(self, question: Question, k: int) -> Lookup:
        """The answer by quoting and at most ``k`` sentences, from one search. Blocks, for a fraction of a second.

        Raises as ``answer`` does.
        """

    def examples(self, *, wait: bool = True) -> Sequence[Example]:
        """Questions that the corpus served surely answers. Blocks, for a second or two once for each version; without
        ``wait`` there may be none yet. Raises as ``answer`` does."""

    async def answer(self, question: Question, emit: Emit = ..., user: str = "") -> Answer:
        """``emit`` hears each statement as soon as it is certain. ``user``: whose tokens a language model costs.

        Raises:
            WenbaoError: no answer could be made; which one says why.
        """


class BuildWatch(Protocol):
    """Follows an indexing that a start may need."""

    def announce(self, why: Why) -> None:
        """Why it starts; before the first progress."""

    def progress(self, done: int, total: int) -> None:
        """``done`` of ``total`` texts are encoded."""

    def close(self) -> None:
        """Nothing more is told."""
