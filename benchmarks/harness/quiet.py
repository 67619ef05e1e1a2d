"""A long step -> a line on standard error that it has begun, and where a person looks at it, how far it is."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TypeVar

from rag.index.embedding_cache import Progress

Item = TypeVar("Item")


def note(step: str) -> None:
    """That a step begins, and when."""
    print(f"{time.strftime('%H:%M:%S')} {step}", file=sys.stderr, flush=True)  # noqa: T201


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


def watched(label: str, items: Sequence[Item]) -> Iterator[Item]:
    """``items``, each told when its turn comes."""
    with quiet(label) as progress:
        for done, item in enumerate(items):
            progress(done, len(items))
            yield item
        progress(len(items), len(items))
