"""CORPUS_DIR and DATA_DIR -> the version that answers questions, and the ways to change it.

The order of a change is always the same: read and index in a child process, complete the index, write the version
down as a draft, open it, ask it what must not be lost, and publish it by one inserted row. Killed anywhere, the corpus
is as it was before, or as it is after; what was left unfinished is swept at the next start.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory

from rag.corpus.diff.versions import Change
from rag.corpus.draft import Check, Preview, unchecked
from rag.corpus.draft_repository import DraftRepository
from rag.corpus.folder_edits import Add, ChangeRequest, Reload, Remove
from rag.corpus.locks import CorpusLocks
from rag.corpus.originals import Originals
from rag.corpus.publishing import MadeDraft, Publisher
from rag.corpus.recorded import RecordedCorpus
from rag.corpus.staleness import Announce, Why, unannounced, why_index
from rag.corpus.version_repository import VersionRepository
from rag.corpus.version_store import VersionStore, unwatched
from rag.documents.metadata_edits import write_correction
from rag.documents.report_folder import Attic, Unread, sweep
from rag.errors import CorpusBusy, CorpusError, DamagedVersion, DraftExpired, EmptyCorpus, ReportError, SearchError
from rag.index.build_process import Builder, build_in_child
from rag.index.embedding_cache import Progress
from rag.index.embeddings import Embeddings, load_embeddings, model_fingerprint
from rag.index.searchable_corpus import SearchableCorpus
from rag.settings import CorpusSettings
from rag.storage.database import Database, make_database
from rag.storage.models import VersionRecord

log = logging.getLogger(__name__)

TERMINAL = "terminal"
START = "start"


class CorpusService:
    """The corpus of one DATA_DIR. Thread-safe; one change at a time. ``recorded`` works without ``open``."""

    def __init__(
        self,
        settings: CorpusSettings,
        builder: Builder = build_in_child,
        database: Database | None = None,
        check: Check = unchecked,
    ) -> None:
        """``database``: one that is used for other things too; it stays open when the corpus is closed. ``check`` asks
        a new version what must not be lost, before it is published."""
        self._settings = settings
        self._folder = settings.corpus_dir.resolve()
        self._database = database or make_database(settings)
        self._owns_database = database is None
        self._records = VersionRepository(self._database)
        originals = Originals(self._database)
        self._versions = VersionStore(settings, self._records, originals, builder)
        self.recorded = RecordedCorpus(self._folder, self._database, self._records, originals, self._versions)
        self._drafting = Publisher(
            self._folder,
            Attic(settings.data_dir / "removed", settings.keep_versions),
            self._records,
            DraftRepository(self._database),
            self._versions,
            lambda old, new: check(old, new, self.embeddings),
        )
        self._turns = CorpusLocks(settings, self._database)
        self._switching = threading.Lock()
        """Held while the current version becomes another: what is served must be what was written down last."""
        self._served: SearchableCorpus | None = None
        self.problem: str | None = None
        """Why an older version is served than CORPUS_DIR holds, in one sentence; None if it is not."""

    @property
    def database(self) -> Database:
        """The database that records the versions."""
        return self._database

    @cached_property
    def embeddings(self) -> Embeddings:
        """The model that questions are embedded with."""
        return load_embeddings(self._settings.embedding)

    @property
    def model(self) -> str:
        """Fingerprint of the embedding model."""
        return model_fingerprint(self._settings.embedding)

    @property
    def current(self) -> SearchableCorpus:
        """The version that answers now.

        Raises:
            EmptyCorpus: the corpus is not open.
        """
        if self._served is None:
            raise EmptyCorpus(
                "The corpus is not open; put reports into CORPUS_DIR and restart.", code="corpus_not_open"
            )
        return self._served

    @property
    def unread(self) -> tuple[Unread, ...]:
        """The files of CORPUS_DIR that are left out of the current version."""
        record = self._records.current()
        return record.unread if record else ()

    def open(
        self, progress: Progress = unwatched, announce: Announce = unannounced, *, serve_first: bool = False
    ) -> None:
        """Serve the current version, indexing first what has to be; ``announce`` is told why, before that begins.

        If CORPUS_DIR cannot be taken over, the earlier version is served and ``problem`` says why. With
        ``serve_first`` CORPUS_DIR is left for ``catch_up`` where something was published that can answer.

        Raises:
            CorpusBusy: another process uses DATA_DIR.
            EmptyCorpus: there is no report, and none was published from this folder before.
            ReportError: a report cannot be read, and nothing was published before.
        """
        self.hold()
        try:
            with self._change():
                self._start(progress, announce, serve_first=serve_first)
        except CorpusBusy:
            # somebody else is at it; what he publishes is noticed by refresh
            self._served = self._as_it_is()
            if self._served is None:
                with self._change(wait=True):
                    self._start(progress, announce)

    def catch_up(self) -> bool:
        """Publish what is in CORPUS_DIR if that was changed since the last publication; True if it was published. If it
        cannot be, ``problem`` says why.

        Raises:
            CorpusBusy: a change is under way.
            EmptyCorpus, CorpusError, ReportError, SearchError: as ``open``.
        """
        before = self._served
        with self._change():
            self._take_over(unwatched, _tell_of_changes)
        return self._served is not before

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
        """Serve what another process has published meanwhile, and open or make again an index that fails; True if
        there was something. For a call every second.

        Raises:
            CorpusBusy: it has to be indexed here first, and a change is under way.
            CorpusError, SearchError, StorageError: it cannot be served; the earlier version is.
        """
        with self._switching:
            record = self._records.current()
            if record is None or (self._served and _serves(self._served, record)):
                return False
            served = self._as_it_is()
            if served is None:
                with self._change():
                    self._serve_current(unwatched, _tell_of_indexing)
            else:
                self._served = served
            return True

    def can_search(self) -> bool:
        """Whether a question can be answered from the version that is served. Asks the Chroma server where it is
        needed."""
        served = self._served
        return served is not None and served.nearest.can_search()

    def examine(self) -> None:
        """Read the files of the index that is served; ``refresh`` makes it again where they are damaged."""
        if served := self._served:
            served.nearest.examine()

    def reload(
        self, progress: Progress = unwatched, *, dry_run: bool = False, force: bool = False, who: str = TERMINAL
    ) -> Change:
        """Read CORPUS_DIR again and publish what is there; or, dry, only tell what would change, and what the canary
        would lose.

        Raises:
            CorpusBusy: a change is under way.
            VersionHeld: answers that are right would be lost, and ``force`` is False; a draft waits.
            EmptyCorpus, ReportError, CorpusError, SearchError: nothing has changed, for the reason given.
        """
        if not dry_run:
            return self._make(Reload(), progress, force, who)
        with self._change():
            before = self._served or self._as_it_is()
            change = self._drafting.rehearse(before, progress, background=self._served is not None)
            self._versions.prune()
            return change

    def add(self, path: Path, progress: Progress = unwatched, *, force: bool = False, who: str = TERMINAL) -> Change:
        """Copy a report file into CORPUS_DIR and publish. It takes the place of the file of the same name and of the
        file with the report of the same name; these are kept under DATA_DIR/removed. Raises as ``reload``."""
        return self._make(Add(path), progress, force, who)

    def remove(
        self, report: str, progress: Progress = unwatched, *, force: bool = False, who: str = TERMINAL
    ) -> Change:
        """Move a report's file from CORPUS_DIR to DATA_DIR/removed and publish what remains. Raises as ``reload``."""
        return self._make(Remove(report), progress, force, who)

    def preview(self, wish: ChangeRequest, progress: Progress = unwatched, *, who: str = TERMINAL) -> Preview:
        """Make a draft to be published or discarded. Raises as ``reload``, but for ``VersionHeld``."""
        with self._change():
            return self._draft(wish, progress, who).preview

    def correct(
        self, values: Mapping[str, str | int], file: str = "", progress: Progress = unwatched, *, who: str = TERMINAL
    ) -> Preview:
        """Correct what was understood of a report in the draft that waits, and make the draft anew. Raises as
        ``preview``.

        ``values``: by the keys of reports.toml, where they are written. ``file``: of the report; empty for the only one
        that the draft adds or changes.

        Raises:
            DraftExpired: no draft waits.
            CorpusError: it is not clear which report is meant.
        """
        waiting = self.pending()
        if waiting is None or waiting.draft is None:
            raise DraftExpired("No preview waits; reload or send the file again.", code="no_draft")
        write_correction(self._folder, _report_file(waiting, file), values)
        with TemporaryDirectory(prefix="wenbao-") as folder:
            return self.preview(self._drafting.wish_of(waiting.draft, Path(folder)), progress, who=who)

    def pending(self) -> Preview | None:
        """The draft that waits, if there is one."""
        self._database.migrate()
        return self._drafting.pending(self._served)

    def publish(self, number: int, *, force: bool = False, who: str = TERMINAL) -> Change:
        """Publish the draft with this number.

        Raises:
            CorpusBusy: a change is under way.
            DraftExpired: it is not the draft any more, or was made for a corpus that has changed since.
            VersionHeld: answers that are right would be lost, and ``force`` is False.
            CorpusError, SearchError, StorageError: the draft waits, for the reason given.
        """
        with self._change(), self._switching:
            change, self._served = self._drafting.publish(number, self._served, who, force=force)
            return change

    def discard(self, number: int, *, who: str = TERMINAL) -> None:
        """Give up the draft with this number.

        Raises:
            CorpusBusy: a change is under way.
            DraftExpired: there is none.
        """
        with self._change():
            self._drafting.discard(number, who)
            self._versions.prune()

    def rollback(self, number: int | None = None, progress: Progress = unwatched, *, who: str = TERMINAL) -> Change:
        """Serve another version again: the one with this number, or the one that was current before.

        CORPUS_DIR stays as it is: the next ``reload`` takes it over again, a restart does not.

        Raises:
            CorpusBusy: a change is under way.
            CorpusError: there is no such version.
        """
        with self._change(), self._switching:
            change, self._served = self._versions.roll_back(number, self._served, progress, who)
            return change

    def difference(self, number: int) -> Change:
        """The change that a rollback to this version would make.

        Raises:
            CorpusError: there is no such version.
        """
        return self._versions.difference(number, self._served)

    def cancel(self) -> bool:
        """Stop the build under way; False if there is none."""
        self._versions.cancelled.set()
        return self._turns.changing

    @contextmanager
    def _change(self, *, wait: bool = False) -> Iterator[None]:
        with self._turns.change(wait=wait):
            self._versions.cancelled.clear()
            yield

    def _start(self, progress: Progress, announce: Announce, *, serve_first: bool = False) -> None:
        sweep(self._folder)
        self._versions.sweep()
        if serve_first:
            self._served = self._as_it_is()
        if self._served is None:
            self._take_over(progress, announce)
        if self._served is None:
            self._serve_whole(progress, announce)
        self._versions.prune()

    def _as_it_is(self) -> SearchableCorpus | None:
        """The current version, if it is whole and can be opened without indexing."""
        record = self._records.current()
        try:
            return self._versions.find(record, self._served) if record else None
        except DamagedVersion as exc:
            log.warning("%s", exc)
            return None

    def _take_over(self, progress: Progress, announce: Announce) -> None:
        """Publish what is in CORPUS_DIR, if that is not what was published last."""
        self.problem = None
        try:
            why = why_index(self._records, self._folder)
            if why is not None:
                self._drafting.refuse_held()
                announce(why)
                self._make_now(Reload(), progress, START)
        except (CorpusError, ReportError, SearchError) as exc:
            last = self._records.last_published()
            if last is None or last.folder != str(self._folder):
                raise
            self.problem = str(exc)
            log.warning("corpus folder not taken over: %s", exc)

    def _make(self, wish: ChangeRequest, progress: Progress, force: bool, who: str) -> Change:
        with self._change():
            return self._make_now(wish, progress, who, force=force)

    def _make_now(self, wish: ChangeRequest, progress: Progress, who: str, *, force: bool = False) -> Change:
        preview, served = self._draft(wish, progress, who)
        if preview.draft is None:
            return preview.change
        number = preview.draft.version
        with self._switching:
            change, self._served = self._drafting.publish(number, self._served, who, force=force, served=served)
        return replace(change, encoded=preview.change.encoded)

    def _draft(self, wish: ChangeRequest, progress: Progress, who: str) -> MadeDraft:
        before = self._served or self._as_it_is()
        made = self._drafting.make(wish, before, progress, who, background=self._served is not None)
        self._versions.prune()
        return made

    def _serve_whole(self, progress: Progress, announce: Announce) -> None:
        """Serve the current version; where that is lost, the newest that is not."""
        try:
            self._serve_current(progress, announce)
        except DamagedVersion as exc:
            self._served = self._versions.open_newest(progress, announce)
            if self._served is None:
                raise
            self.problem = str(exc)
            log.warning("version %d is served: %s", self._served.number, exc)

    def _serve_current(self, progress: Progress, announce: Announce) -> None:
        record = self._records.current()
        if record is None:
            raise EmptyCorpus(
                "The corpus has never been indexed; put reports into CORPUS_DIR and restart.", code="never_indexed"
            )
        self._served = self._versions.open(record, self._versions.load(record), progress, announce)


def _serves(served: SearchableCorpus, record: VersionRecord) -> bool:
    """This version answers, and can."""
    return served.number == record.number and served.nearest.is_sound


def _tell_of_changes(_why: Why) -> None:
    log.info("the reports in the corpus folder are indexed; until then the published version answers")


def _tell_of_indexing(_why: Why) -> None:
    log.warning("the index of the current version is not here and is made; until then, what is open answers")


def _report_file(preview: Preview, file: str) -> str:
    """The file that a correction is of."""
    files = [report.file for report in preview.understood]
    named = [one for one in files if one == file] if file else files
    if len(named) != 1:
        raise CorpusError(
            "It is not clear which report is meant; name one of these files: {files}.",
            code="which_file",
            files=", ".join(files),
        )
    return named[0]
