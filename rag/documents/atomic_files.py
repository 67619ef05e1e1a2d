"""Files that are there whole or not at all, also after a power cut."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

UNFINISHED = ".unfinished"


@contextmanager
def writing_whole(target: Path, *, private: bool = False) -> Iterator[BinaryIO]:
    """A file to write into that takes the place of ``target`` in one step when the block ends without an error.

    ``private``: nobody but its owner can read it.

    Raises:
        OSError: it cannot be written; ``target`` is as it was.
    """
    unfinished = _unfinished(target)
    try:
        unfinished.unlink(missing_ok=True)
        with open(unfinished, "xb", opener=_open_private if private else None) as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(target)
        sync(target.parent)
    finally:
        unfinished.unlink(missing_ok=True)


def sweep(target: Path) -> None:
    """Remove what was being written in place of ``target`` when the program was killed."""
    _unfinished(target).unlink(missing_ok=True)


def _unfinished(target: Path) -> Path:
    return target.with_name(f".{target.name}{UNFINISHED}")


def _open_private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def sync_tree(folder: Path) -> None:
    """Have the disk keep a folder and all in it."""
    for path in (*folder.rglob("*"), folder):
        sync(path)


def sync(path: Path) -> None:
    """Have the disk keep one file, or the names in one folder."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
