"""CORPUS_DIR and DATA_DIR -> the version that answers questions, and the ways to change it.

The order of a change is always the same: read and index in a child process, complete the index, write the version down,
open it, and publish it by one inserted row. Killed anywhere, the corpus is as it was before, or as it is after; what
was left unfinished is swept at the next start.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from pathlib import Path

from filelock import FileLock, Timeout
from langchain_core.embeddings import Embeddings

from rag.build import Builder, Built, Job, build_in_child, index_name, index_store, make_version
from rag.changes import Change, compare
from rag.database import Database, sqlite_url
from rag.embed import load_embeddings
from rag.encodings import Progress
from rag.errors import CorpusBusy, CorpusError, EmptyCorpus, ReportError, SearchError, StorageError
from rag.folder import put, reader_fingerprint, report_files, set_aside, stamp
from rag.records import AuditRecord, Publication, Records, VersionRecord
from rag.served import Served, open_served
from rag.settings import CorpusSettings
from rag.types import Report
from rag.version import Version

log = logging.getLogger(__name__)

TERMINAL = "terminal"


class Why(StrEnum):
    """Why a start has to index."""

    FIRST = "first"
    """Nothing was published before."""
    FILES = "files"
    """The files in CORPUS_DIR are others than those published last."""
    PROGRAM = "program"
    """The embedding model or the program is another than the one that made the index."""


@dataclass(frozen=True, slots=True)
class CorpusStatus:
    """The corpus at a glance."""

    current: VersionRecord | None
    reports: tuple[Report, ...]
    """Of the current version."""
    kept: int
    """Versions that can be rolled back to, the current one included."""
    why: Why | None
    """Why the next start would index; None if it would not, as far as the files tell."""
    problem: str | None
    """Why CORPUS_DIR cannot be taken over, in one sentence."""


Announce = Callable[[Why], None]


def ignore(_done: int, _total: int) -> None:
    """Progress that nobody looks at."""


class Corpus:
    """The corpus of one DATA_DIR. Thread-safe; one change at a time."""

    def __init__(self, settings: CorpusSettings, builder: Builder = build_in_child) -> None:
        self._settings = settings
        self._folder = settings.corpus_dir.resolve()
        self._removed = settings.data_dir / "removed"
        self._builder = builder
        self._database = Database(settings.database_url or sqlite_url(settings.data_dir / "wenbao.db"))
        self._records = Records(self._database)
        self._store = index_store(settings)
        self._owner = FileLock(settings.data_dir / "lock", thread_local=False)
        self._changing = threading.Lock()
        self._cancelled = threading.Event()
        self._served: Served | None = None
        self.problem: str | None = None
        """Why an older version is served than CORPUS_DIR holds, in one sentence; None if it is not."""

    @cached_property
    def embeddings(self) -> Embeddings:
        """The model that questions are embedded with."""
        return load_embeddings(self._settings.embedding_model)

    @property
    def current(self) -> Served:
        """The version that answers now.

        Raises:
            EmptyCorpus: the corpus is not open.
        """
        if self._served is None:
            raise EmptyCorpus("The corpus is not open; put reports into CORPUS_DIR and start again.")
        return self._served

    def open(self, progress: Progress = ignore, announce: Announce = lambda _why: None) -> None:
        """Serve the current version, indexing first what has to be; ``announce`` is told why, before that begins.

        If CORPUS_DIR cannot be taken over, the version of before is served and ``problem`` says why.

        Raises:
            CorpusBusy: another process uses DATA_DIR.
            EmptyCorpus: there is no report, and none was published from this folder before.
            ReportError: a report cannot be read, and nothing was published before.
        """
        self._own()
        self._database.migrate()
        with self._change():
            self._store.sweep()
            self._catch_up(progress, announce)
            if self._served is None:
                self._serve(self._records.current(), progress, announce)
            self._prune()

    def close(self) -> None:
        """Let go of everything. Questions still being answered keep what they took."""
        self._served = None
        self._database.close()
        self._owner.release()

    def refresh(self) -> bool:
        """Serve what another process has published meanwhile; True if there was something. For a call every second."""
        record = self._records.current()
        if record is None or record.number == self.current.number or not self._changing.acquire(blocking=False):
            return False
        try:
            self._serve(record)
        finally:
            self._changing.release()
        return True

    def status(self) -> CorpusStatus:
        """What is served and what the next start would do. Works beside a running bot."""
        self._database.migrate()
        current = self._records.current()
        why, problem = None, None
        try:
            why = self._why()
        except (CorpusError, ReportError) as exc:
            problem = str(exc)
        reports = self._records.reports(current.number) if current else ()
        return CorpusStatus(current, reports, len(self._records.versions()), why, problem)

    def versions(self) -> list[VersionRecord]:
        """Those that can be rolled back to, newest first. Works beside a running bot."""
        self._database.migrate()
        return self._records.versions()

    def audited(self, limit: int = 50) -> list[AuditRecord]:
        """What was changed, latest first. Works beside a running bot."""
        self._database.migrate()
        return self._records.audited(limit)

    def reload(self, progress: Progress = ignore, *, dry_run: bool = False, who: str = TERMINAL) -> Change:
        """Read CORPUS_DIR again and publish what is there; or, dry, only tell what would change.

        Raises:
            CorpusBusy: a change is under way.
            EmptyCorpus, ReportError, CorpusError, SearchError: nothing has changed, for the reason given.
        """
        with self._change():
            files = report_files(self._folder)
            if dry_run:
                return compare(self.current.version, make_version(self._read(files)))
            return self._publish(self._build(files, progress), who, progress)

    def add(self, path: Path, progress: Progress = ignore, *, who: str = TERMINAL) -> Change:
        """Copy a report file into CORPUS_DIR and publish. It takes the place of the file of the same name and of the
        file with the report of the same name; these are kept under DATA_DIR/removed.

        Raises:
            CorpusBusy: a change is under way.
            ReportError, CorpusError, SearchError: nothing has changed, for the reason given.
        """
        with self._change():
            there = self._files()
            new, *old = self._read([path, *there])
            replaced = [
                file
                for file, report in zip(there, old, strict=True)
                if new.name == report.name or path.name == file.name
            ]
            built = self._build([*(file for file in there if file not in replaced), path], progress)
            for file in replaced:
                set_aside(file, self._removed)
            put(_content(built, path), self._folder / path.name)
            return self._publish(built, who, progress)

    def remove(self, report: str, progress: Progress = ignore, *, who: str = TERMINAL) -> Change:
        """Move a report's file from CORPUS_DIR to DATA_DIR/removed and publish what remains.

        Raises:
            CorpusBusy: a change is under way.
            CorpusError: there is no such report in CORPUS_DIR, or it is the only one.
        """
        with self._change():
            there = self._files()
            gone = [file for file, found in zip(there, self._read(there), strict=True) if found.name == report]
            kept = [file for file in there if file not in gone]
            if not gone:
                raise CorpusError(f"{self._folder} holds no report named {report}; see wenbao corpus status.")
            if not kept:
                raise CorpusError(f"{report} is the only report; add another one before removing it.")
            built = self._build(kept, progress)
            for file in gone:
                set_aside(file, self._removed)
            return self._publish(built, who, progress)

    def rollback(self, number: int | None = None, progress: Progress = ignore, *, who: str = TERMINAL) -> Change:
        """Serve another version again: the one with this number, or the one that was current before.

        CORPUS_DIR stays as it is: the next ``reload`` takes it over again, a restart does not.

        Raises:
            CorpusBusy: a change is under way.
            CorpusError: there is no such version.
        """
        with self._change():
            record = self._older(number)
            version = make_version(self._records.reports(record.number))
            return self._switch(record, version, Publication.ROLLBACK, who, progress)

    def cancel(self) -> bool:
        """Stop the build under way; False if there is none."""
        self._cancelled.set()
        return self._changing.locked()

    # The steps of a change, in their order.

    def _own(self) -> None:
        """Embedded Chroma is not safe with two processes on one folder; a server takes care of itself."""
        if self._settings.chroma_url:
            return
        try:
            self._settings.data_dir.mkdir(parents=True, exist_ok=True)
            self._owner.acquire(blocking=False)
        except Timeout as exc:
            raise CorpusBusy(
                f"Another wenbao uses {self._settings.data_dir}; stop it, or set another DATA_DIR."
            ) from exc
        except OSError as exc:
            raise StorageError(f"{self._settings.data_dir} cannot be written ({exc.strerror}); set DATA_DIR.") from exc

    @contextmanager
    def _change(self) -> Iterator[None]:
        if not self._changing.acquire(blocking=False):
            raise CorpusBusy("Another change of the corpus is under way; wait for its end or cancel it.")
        try:
            self._cancelled.clear()
            yield
        finally:
            self._changing.release()

    def _catch_up(self, progress: Progress, announce: Announce) -> None:
        """Take CORPUS_DIR over if it is not what was published last."""
        self.problem = None
        try:
            why = self._why()
            if why is not None:
                announce(why)
                self._publish(self._build(report_files(self._folder), progress), "start", progress)
        except (CorpusError, ReportError, SearchError) as exc:
            last = self._records.last_published()
            if last is None or last.folder != str(self._folder):
                raise
            self.problem = str(exc)
            log.warning("corpus folder not taken over: %s", exc)

    def _why(self) -> Why | None:
        last = self._records.last_published()
        if last is None:
            return Why.FIRST
        if {tuple(stamp(file)) for file in report_files(self._folder)} != self._records.files(last.number):
            return Why.FILES
        rolled_back = self._records.current() != last
        return None if rolled_back or last.reader == reader_fingerprint() else Why.PROGRAM

    def _files(self) -> tuple[Path, ...]:
        """Those in CORPUS_DIR; none if it is missing or empty."""
        try:
            return report_files(self._folder)
        except EmptyCorpus:
            return ()

    def _read(self, files: Sequence[Path]) -> tuple[Report, ...]:
        return self._run(Job(self._settings, tuple(files), index=False), ignore).reports

    def _build(self, files: Sequence[Path], progress: Progress) -> Built:
        return self._run(Job(self._settings, tuple(sorted(files, key=lambda file: file.name))), progress)

    def _run(self, job: Job, progress: Progress) -> Built:
        built = self._builder(replace(job, background=self._served is not None), progress, self._cancelled)
        if built.index is not None:
            self._store.complete(built.index)
        return built

    def _publish(self, built: Built, who: str, progress: Progress) -> Change:
        version = make_version(built.reports)
        record = self._records.find(version.id) or self._keep(version, built)
        if record.reader != reader_fingerprint():
            self._records.reread(record.number, reader_fingerprint())
        change = self._switch(record, version, Publication.PUBLISH, who, progress)
        return replace(change, encoded=built.encoded)

    def _keep(self, version: Version, built: Built) -> VersionRecord:
        return self._records.add(
            version.reports,
            {report.sha256: content for report, content in zip(built.reports, built.contents, strict=True)},
            reader=reader_fingerprint(),
            folder=str(self._folder),
            index=index_name(version, self._settings),
            sentences=len(version.order),
        )

    def _switch(
        self, record: VersionRecord, version: Version, kind: Publication, who: str, progress: Progress
    ) -> Change:
        """Open a version, then make it the current one."""
        before = self._records.current()
        new = self._open(record, version, progress)
        change = compare(self._before(before), version)
        self._records.publish(record.number, kind, who)
        self._served = new
        self._prune()
        return replace(change, old=before.number if before else None, new=record.number)

    def _before(self, record: VersionRecord | None) -> Version | None:
        if record is None or (self._served and self._served.number == record.number):
            return self._served.version if record and self._served else None
        return make_version(self._records.reports(record.number))

    def _serve(
        self, record: VersionRecord | None, progress: Progress = ignore, announce: Announce = lambda _why: None
    ) -> None:
        if record is None:
            raise EmptyCorpus("The corpus was never indexed; put reports into CORPUS_DIR and start again.")
        version = make_version(self._records.reports(record.number))
        self._served = self._open(record, version, progress, announce)

    def _open(
        self, record: VersionRecord, version: Version, progress: Progress, announce: Announce = lambda _why: None
    ) -> Served:
        """Open a version's index, making it first where the model or the program changed or it is not here."""
        index = index_name(version, self._settings)
        if index not in self._store.names():
            announce(Why.PROGRAM)
            self._run(Job(self._settings, reports=version.reports), progress)
        if record.index != index:
            self._records.reindexed(record.number, index)
        return open_served(record.number, version, self._store, index)

    def _older(self, number: int | None) -> VersionRecord:
        if number is None:
            record = self._records.previous()
        else:
            record = next((kept for kept in self._records.versions() if kept.number == number), None)
        if record is None:
            raise CorpusError(
                f"There is no {'older version' if number is None else f'version {number}'}; see the list."
            )
        return record

    def _prune(self) -> None:
        """Forget all but the current version and the newest others, and remove the indexes that are no version's."""
        current = self.current.number
        versions = self._records.versions()
        others = [version.number for version in versions if version.number != current]
        dropped = set(others[max(0, self._settings.keep_versions - 1) :])
        if dropped:
            self._records.drop(dropped)
        kept = {version.index for version in versions if version.number not in dropped}
        for index in set(self._store.names()) - kept:
            self._store.remove(index)


def _content(built: Built, path: Path) -> bytes:
    by_name = {report.file: content for report, content in zip(built.reports, built.contents, strict=True)}
    return by_name[path.name]
