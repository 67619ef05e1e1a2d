"""The free space on a disk -> whether something may be written there."""

from __future__ import annotations

import shutil
from pathlib import Path

from rag.errors import CorpusError

RESERVE = 64 * 2**20
"""Bytes that no build touches: the database needs room to keep updates and answers."""


def free_bytes(folder: Path) -> int:
    """Bytes that this process may still write on the disk of a folder.

    Raises:
        OSError: the folder cannot be looked at.
    """
    return shutil.disk_usage(folder).free


def refuse_full_disk(folder: Path, needed: int) -> None:
    """Raise where writing ``needed`` bytes into a folder would eat into the reserve.

    Raises:
        CorpusError: there is not enough room.
        OSError: the folder cannot be looked at.
    """
    free = free_bytes(folder)
    if free < needed + RESERVE:
        raise CorpusError(
            "The disk of {folder} has {free} MB free, and the index takes up to {needed} MB beside {reserve} MB for"
            " the database; make room and try again.",
            code="disk_nearly_full",
            folder=folder,
            free=_megabytes(free),
            needed=max(1, _megabytes(needed)),
            reserve=_megabytes(RESERVE),
        )


def _megabytes(count: int) -> int:
    return count // 2**20
