"""Values read from and written to the database: versions of the corpus and the record of changes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rag.documents.report_folder import Unread


class VersionState(StrEnum):
    """The state of a version. A version that was dropped keeps its row, for the history, and nothing else."""

    DRAFT = "draft"
    """Not yet published."""
    READY = "ready"
    DROPPED = "dropped"


class Publication(StrEnum):
    """How a version became the current one."""

    PUBLISH = "publish"
    ROLLBACK = "rollback"


@dataclass(frozen=True, slots=True)
class VersionRecord:
    """A version without its texts."""

    number: int
    """1, 2, 3…: what people call it."""
    id: str
    """The hash of its content: equal reports, equal id."""
    made: datetime
    state: VersionState
    reader: str
    """Versions of the code that read the files, and a fingerprint of what was corrected of them."""
    folder: str
    """CORPUS_DIR at that time."""
    index: str
    """Name of its index, from all that went into it."""
    sentences: int
    note: str
    unread: tuple[Unread, ...] = ()
    """The files of the folder that were left out of it."""


@dataclass(frozen=True, slots=True)
class AuditRecord:
    """One change: who, when, what, from which version to which."""

    at: datetime
    who: str
    action: str
    detail: str
    old_version: int | None
    new_version: int | None
