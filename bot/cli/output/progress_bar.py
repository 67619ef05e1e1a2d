"""The progress of something that takes time -> a bar on standard error, where a person looks at it."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import TYPE_CHECKING, Self

from bot.texts import Texts

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

    from rag.corpus.versions.staleness import Why


class ProgressBar:
    """Says why an indexing starts, and how far it is: what, how much of it, how long still. A context, so that the bar
    is gone before anything else is written."""

    def __init__(self, texts: Texts, label: str = "") -> None:
        self._texts = texts
        self._label = label or texts.indexing_bar
        self._unsaid = ""
        self._bar: Progress | None = None
        self._task: TaskID | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        if self._bar is not None:
            self._bar.stop()
            self._bar = None

    def announce(self, why: Why) -> None:
        """Announce in one line, even if standard error is not a terminal; shown as soon as there turns out to be
        something to do."""
        self._unsaid = self._texts.indexing[why]

    def progress(self, done: int, total: int) -> None:
        """``done`` of ``total`` texts are encoded."""
        if self._unsaid:
            print(self._unsaid, file=sys.stderr, flush=True)  # noqa: T201  # the edge
            self._unsaid = ""
        if not sys.stderr.isatty():
            return
        if self._bar is None:
            self._bar = _make_bar()
            self._task = self._bar.add_task(self._label, total=total)
            self._bar.start()
        if self._task is not None:
            self._bar.update(self._task, completed=done, total=total)


def _make_bar() -> Progress:
    from rich.console import Console  # 0.1 s that a start with an index does not need
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    return Progress(*columns, console=Console(stderr=True), transient=True)
