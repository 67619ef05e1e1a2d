"""The versions on record, the files in CORPUS_DIR -> whether something has to be indexed, and why."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from rag.corpus.versions.originals import is_whole
from rag.corpus.versions.repository import VersionRepository
from rag.documents.report_folder import is_corrected_alike, reading_fingerprint, report_files, stamp
from rag.errors import CorpusError, ReportError, WenbaoError
from rag.storage.models import VersionRecord
from rag.types import Report


class Why(StrEnum):
    """Why something has to be indexed."""

    FIRST = "first"
    """Nothing was published before."""
    FILES = "files"
    """The files in CORPUS_DIR are others than those published last."""
    PROGRAM = "program"
    """The embedding model or the program is another than the one that made the index."""
    INDEX = "index"
    """The index is gone or damaged."""
    DAMAGED = "damaged"
    """The database holds something else of the version than was published."""


Announce = Callable[[Why], None]


def unannounced(_why: Why) -> None:
    """Announces nothing."""


@dataclass(frozen=True, slots=True)
class CorpusStatus:
    """The corpus at a glance."""

    current: VersionRecord | None
    reports: tuple[Report, ...]
    """The reports of the current version."""
    kept: int
    """Versions that can be rolled back to, the current one included."""
    why: Why | None
    """Why the next start would index; None if it would not, as far as the files tell."""
    problem: WenbaoError | None
    """Why CORPUS_DIR cannot be taken over."""


def corpus_status(records: VersionRepository, folder: Path) -> CorpusStatus:
    why: Why | None = None
    problem: WenbaoError | None = None
    try:
        why = why_index(records, folder)
    except (CorpusError, ReportError) as exc:
        problem = exc
    current = records.current()
    reports = records.reports(current.number) if current else ()
    return CorpusStatus(current, reports, len(records.versions()), why, problem)


def why_index(records: VersionRepository, folder: Path) -> Why | None:
    """Why the files in ``folder`` have to be indexed; None if they are those published last.

    Raises:
        EmptyCorpus, CorpusError, ReportError: they cannot be read.
    """
    last = records.last_published()
    if last is None:
        return Why.FIRST
    if {stamp(file) for file in report_files(folder)} != records.stamps(last.number):
        return Why.FILES
    if not is_corrected_alike(last.reader, folder):
        return Why.FILES
    if records.current() != last:  # rolled back
        return None
    if not is_whole(last, records.reports(last.number)):
        return Why.DAMAGED
    return None if last.reader == reading_fingerprint(folder) else Why.PROGRAM
