"""Report files -> versions on record, each with its index: made, opened, published, forgotten."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from enum import StrEnum
from pathlib import Path

from rag.changes import Change, compare
from rag.encodings import Progress
from rag.errors import CorpusError
from rag.folder import reader_fingerprint
from rag.job import Builder, Built, Job
from rag.records import Publication, Records, VersionRecord
from rag.served import Served, index_name, index_store, make_version, open_served
from rag.settings import CorpusSettings
from rag.types import Report
from rag.version import Version

log = logging.getLogger(__name__)


class Why(StrEnum):
    """Why something has to be indexed."""

    FIRST = "first"
    """Nothing was published before."""
    FILES = "files"
    """The files in CORPUS_DIR are others than those published last."""
    PROGRAM = "program"
    """The embedding model or the program is another than the one that made the index, or the index is gone."""


Announce = Callable[[Why], None]


def unannounced(_why: Why) -> None:
    """For whom nobody waits."""


def unwatched(_done: int, _total: int) -> None:
    """Progress that nobody looks at."""


class Versions:
    """The versions of one corpus. Its caller sees to it that one change is made at a time."""

    def __init__(self, settings: CorpusSettings, records: Records, builder: Builder) -> None:
        self._settings = settings
        self._records = records
        self._builder = builder
        self._store = index_store(settings)
        self.cancelled = threading.Event()
        """Set it to stop the build under way."""

    def read(self, files: Sequence[Path]) -> tuple[Report, ...]:
        """The reports in ``files``, in that order.

        Raises:
            ReportError: one of them cannot be read.
        """
        return self._builder(Job(self._settings, tuple(files), index=False), unwatched, self.cancelled).reports

    def build(self, files: Sequence[Path], progress: Progress, *, background: bool) -> Built:
        """Read ``files`` and make an index of them.

        Raises:
            ReportError: a file cannot be read, or two are the same report.
            SearchError: the embedding model failed.
            CorpusError: the index cannot be made.
        """
        in_order = tuple(sorted(files, key=lambda file: file.name))
        return self._run(Job(self._settings, in_order, background=background), progress)

    def keep(self, built: Built, folder: Path) -> tuple[VersionRecord, Version]:
        """Write a version down, unless it has been before."""
        version = make_version(built.reports)
        reader = reader_fingerprint()
        record = self._records.find(version.id)
        if record is None:
            contents = {report.sha256: content for report, content in zip(built.reports, built.contents, strict=True)}
            index = index_name(version, self._settings)
            record = self._records.add(version, contents, reader=reader, folder=str(folder), index=index)
        elif record.reader != reader:
            self._records.reread(record.number, reader)
        return record, version

    def load(self, record: VersionRecord) -> Version:
        """A version on record, taken apart by the rules of today."""
        return replace(make_version(self._records.reports(record.number)), id=record.id)

    def open(self, record: VersionRecord, version: Version, progress: Progress, announce: Announce) -> Served:
        """Open a version's index; make it first if there is none, or if it turns out to be damaged.

        Raises:
            CorpusError, SearchError: it can neither be opened nor made.
        """
        index = index_name(version, self._settings)
        if index in self._store.names():
            try:
                return open_served(record.number, version, self._store, index)
            except CorpusError as exc:
                log.warning("index is made again: %s", exc)
                self._store.remove(index)
        announce(Why.PROGRAM)
        self._run(Job(self._settings, reports=version.reports), progress)
        return open_served(record.number, version, self._store, index)

    def publish(self, record: VersionRecord, served: Served, kind: Publication, who: str) -> Change:
        """Make an opened version the current one; what that changes."""
        before = self._records.current()
        change = compare(self.load(before) if before else None, served.version)
        index = index_name(served.version, self._settings)
        if index != record.index:
            self._records.reindexed(record.number, index)
        self._records.publish(record.number, kind, who)
        return replace(change, old=before.number if before else None, new=record.number)

    def sweep(self) -> None:
        """Remove what was left by builds that did not end."""
        self._store.sweep()

    def prune(self, current: int) -> None:
        """Forget all but the current version and the newest others, and remove the indexes of no version."""
        versions = self._records.versions()
        others = [version.number for version in versions if version.number != current]
        dropped = set(others[max(0, self._settings.keep_versions - 1) :])
        if dropped:
            self._records.drop(dropped)
        kept = {version.index for version in versions if version.number not in dropped}
        for index in self._store.names() - kept:
            self._store.remove(index)

    def _run(self, job: Job, progress: Progress) -> Built:
        built = self._builder(job, progress, self.cancelled)
        if built.index is not None:
            self._store.complete(built.index)
        return built
