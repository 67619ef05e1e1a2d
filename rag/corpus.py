"""CORPUS_DIR and DATA_DIR -> the version that answers questions, and the ways to change it.

The order of a change is always the same: read and index in a child process, complete the index, write the version down,
open it, and publish it by one inserted row. Killed anywhere, the corpus is as it was before, or as it is after; what
was left unfinished is swept at the next start.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from langchain_core.embeddings import Embeddings

from rag.changes import Change, compare
from rag.database import Database, make_database
from rag.embed import load_embeddings
from rag.encodings import Progress
from rag.errors import CorpusBusy, CorpusError, EmptyCorpus, ReportError, SearchError
from rag.folder import is_corrected_alike, put, reading_fingerprint, report_files, set_aside, stamp, sweep, take_out
from rag.job import Builder, Built, build_in_child
from rag.records import AuditRecord, Records, VersionRecord
from rag.served import Served, make_version
from rag.settings import CorpusSettings
from rag.turns import Turns
from rag.types import Report
from rag.version import Version
from rag.versions import Announce, Versions, Why, unannounced, unwatched

log = logging.getLogger(__name__)

TERMINAL = "terminal"
START = "start"


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


class Corpus:
    """The corpus of one DATA_DIR. Thread-safe; one change at a time.

    ``status``, ``look``, ``versions`` and ``audited`` work without ``open``, also beside a running bot.
    """

    def __init__(
        self, settings: CorpusSettings, builder: Builder = build_in_child, database: Database | None = None
    ) -> None:
        """``database``: one that is used for other things too; it stays open when the corpus is closed."""
        self._settings = settings
        self._folder = settings.corpus_dir.resolve()
        self._removed = settings.data_dir / "removed"
        self._database = database or make_database(settings)
        self._owns_database = database is None
        self._records = Records(self._database)
        self._versions = Versions(settings, self._records, builder)
        self._turns = Turns(settings, self._database)
        self._served: Served | None = None
        self.problem: str | None = None
        """Why an older version is served than CORPUS_DIR holds, in one sentence; None if it is not."""

    @property
    def database(self) -> Database:
        """What the versions are on record in."""
        return self._database

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

    def open(self, progress: Progress = unwatched, announce: Announce = unannounced) -> None:
        """Serve the current version, indexing first what has to be; ``announce`` is told why, before that begins.

        If CORPUS_DIR cannot be taken over, the version of before is served and ``problem`` says why.

        Raises:
            CorpusBusy: another process uses DATA_DIR.
            EmptyCorpus: there is no report, and none was published from this folder before.
            ReportError: a report cannot be read, and nothing was published before.
        """
        self.hold()
        try:
            with self._change():
                self._start(progress, announce)
        except CorpusBusy:
            # somebody else is at it; what he publishes is noticed by refresh
            self._served = self._as_it_is()
            if self._served is None:
                with self._change(wait=True):
                    self._start(progress, announce)

    def hold(self) -> None:
        """Take DATA_DIR without serving from it: enough for a command that changes the corpus.

        Raises:
            CorpusBusy: another process uses DATA_DIR.
        """
        self._turns.hold()
        self._database.migrate()

    def close(self) -> None:
        """Let go of everything. Questions still being answered keep what they took."""
        self._served = None
        if self._owns_database:
            self._database.close()
        self._turns.release()

    def refresh(self) -> bool:
        """Serve what another process has published meanwhile; True if there was something. For a call every second.

        Raises:
            CorpusBusy: it has to be indexed here first, and a change is under way.
            CorpusError, SearchError, StorageError: it cannot be served; the version of before is.
        """
        record = self._records.current()
        if record is None or record.number == self.current.number:
            return False
        served = self._as_it_is()
        if served is None:
            with self._change():
                self._serve_current(unwatched, unannounced)
        else:
            self._served = served
        return True

    def look(self) -> tuple[int, Version]:
        """The current version and its number, without what searching takes; also beside a running bot.

        Raises:
            EmptyCorpus: nothing was ever published.
        """
        self._database.migrate()
        record = self._records.current()
        if record is None:
            raise EmptyCorpus("The corpus was never indexed; put reports into CORPUS_DIR and ask something first.")
        return record.number, self._versions.load(record)

    def status(self) -> CorpusStatus:
        """What is served, and what the next start would do."""
        self._database.migrate()
        why, problem = None, None
        try:
            why = self._why()
        except (CorpusError, ReportError) as exc:
            problem = str(exc)
        current = self._records.current()
        reports = self._records.reports(current.number) if current else ()
        return CorpusStatus(current, reports, len(self._records.versions()), why, problem)

    def versions(self) -> list[VersionRecord]:
        """Those that can be rolled back to, newest first."""
        self._database.migrate()
        return self._records.versions()

    def audited(self, limit: int = 50) -> list[AuditRecord]:
        """What was changed, latest first."""
        self._database.migrate()
        return self._records.audited(limit)

    def reload(self, progress: Progress = unwatched, *, dry_run: bool = False, who: str = TERMINAL) -> Change:
        """Read CORPUS_DIR again and publish what is there; or, dry, only tell what would change.

        Raises:
            CorpusBusy: a change is under way.
            EmptyCorpus, ReportError, CorpusError, SearchError: nothing has changed, for the reason given.
        """
        with self._change():
            files = report_files(self._folder)
            if dry_run:
                return compare(self._current_version(), make_version(self._versions.read(files)))
            return self._publish(self._build(files, progress), who)

    def add(self, path: Path, progress: Progress = unwatched, *, who: str = TERMINAL) -> Change:
        """Copy a report file into CORPUS_DIR and publish. It takes the place of the file of the same name and of the
        file with the report of the same name; these are kept under DATA_DIR/removed.

        Raises:
            CorpusBusy: a change is under way.
            ReportError, CorpusError, SearchError: nothing has changed, for the reason given.
        """
        with self._change():
            there = self._files()
            new, *old = self._versions.read([path, *there])
            replaced = [
                file
                for file, report in zip(there, old, strict=True)
                if report.name == new.name or file.name == path.name
            ]
            built = self._build([path, *(file for file in there if file not in replaced)], progress)
            set_aside(replaced, self._removed)
            put(_content(built, path), self._folder / path.name)
            take_out(file for file in replaced if file.name != path.name)
            return self._publish(built, who)

    def remove(self, report: str, progress: Progress = unwatched, *, who: str = TERMINAL) -> Change:
        """Move a report's file from CORPUS_DIR to DATA_DIR/removed and publish what remains.

        Raises:
            CorpusBusy: a change is under way.
            CorpusError: there is no such report in CORPUS_DIR, or it is the only one.
        """
        with self._change():
            there = self._files()
            gone = [file for file, found in zip(there, self._versions.read(there), strict=True) if found.name == report]
            if not gone:
                raise CorpusError(f"{self._folder} holds no report named {report}; see wenbao corpus status.")
            if len(gone) == len(there):
                raise CorpusError(f"{report} is the only report; add another one before removing it.")
            built = self._build([file for file in there if file not in gone], progress)
            set_aside(gone, self._removed)
            take_out(gone)
            return self._publish(built, who)

    def rollback(self, number: int | None = None, progress: Progress = unwatched, *, who: str = TERMINAL) -> Change:
        """Serve another version again: the one with this number, or the one that was current before.

        CORPUS_DIR stays as it is: the next ``reload`` takes it over again, a restart does not.

        Raises:
            CorpusBusy: a change is under way.
            CorpusError: there is no such version.
        """
        with self._change():
            change, self._served = self._versions.roll_back(number, self._served, progress, who)
            return change

    def cancel(self) -> bool:
        """Stop the build under way; False if there is none."""
        self._versions.cancelled.set()
        return self._turns.changing

    @contextmanager
    def _change(self, *, wait: bool = False) -> Iterator[None]:
        with self._turns.change(wait=wait):
            self._versions.cancelled.clear()
            yield

    def _start(self, progress: Progress, announce: Announce) -> None:
        sweep(self._folder)
        self._versions.sweep()
        self._take_over(progress, announce)
        if self._served is None:
            self._serve_current(progress, announce)
        self._versions.prune(self.current.number)

    def _as_it_is(self) -> Served | None:
        """The current version, if it can be opened without indexing."""
        record = self._records.current()
        return self._versions.find(record, self._versions.load(record)) if record else None

    def _take_over(self, progress: Progress, announce: Announce) -> None:
        """Publish what is in CORPUS_DIR, if that is not what was published last."""
        self.problem = None
        try:
            why = self._why()
            if why is not None:
                announce(why)
                self._publish(self._build(report_files(self._folder), progress), START)
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
        if {stamp(file) for file in report_files(self._folder)} != self._records.stamps(last.number):
            return Why.FILES
        if not is_corrected_alike(last.reader, self._folder):
            return Why.FILES
        rolled_back = self._records.current() != last
        return None if rolled_back or last.reader == reading_fingerprint(self._folder) else Why.PROGRAM

    def _current_version(self) -> Version | None:
        """Also where nothing is served yet."""
        if self._served is not None:
            return self._served.version
        record = self._records.current()
        return self._versions.load(record) if record else None

    def _files(self) -> tuple[Path, ...]:
        """Those in CORPUS_DIR; none if it is missing or empty."""
        try:
            return report_files(self._folder)
        except EmptyCorpus:
            return ()

    def _build(self, files: Sequence[Path], progress: Progress) -> Built:
        return self._versions.build(files, progress, background=self._served is not None)

    def _publish(self, built: Built, who: str) -> Change:
        change, served = self._versions.publish(built, self._folder, self._served, who)
        self._served = served or self._served
        return change

    def _serve_current(self, progress: Progress, announce: Announce) -> None:
        record = self._records.current()
        if record is None:
            raise EmptyCorpus("The corpus was never indexed; put reports into CORPUS_DIR and start again.")
        self._served = self._versions.open(record, self._versions.load(record), progress, announce)


def _content(built: Built, path: Path) -> bytes:
    """What was read from ``path``."""
    return dict(zip((report.file for report in built.reports), built.contents, strict=True))[path.name]
