"""A long step -> a line on standard error that it goes on, where a person looks at it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from rag.encodings import Progress


@contextmanager
def quiet(label: str) -> Iterator[Progress]:
    """``(done, total)`` as one line that is written over; nothing where standard error is a file."""
    seen = sys.stderr.isatty()

    def progress(done: int, total: int) -> None:
        if seen:
            print(f"\r{label}: {done} of {total}", end="", file=sys.stderr, flush=True)  # noqa: T201

    yield progress
    if seen:
        print(file=sys.stderr)  # noqa: T201
