"""CORPUS_DIR and DATA_DIR -> the version that answers questions.

The order of a change is always the same: read and index in a child process, complete the index, write the version
down as a draft, open it, ask it what must not be lost, and publish it by one inserted row. Killed anywhere, the corpus
is as it was before, or as it is after; what was left unfinished is swept at the next start.
"""

from __future__ import annotations

import logging
from functools import cached_property

from rag.corpus.changes import CorpusEditor
from rag.corpus.draft import Check, unchecked
from rag.corpus.draft_repository import DraftRepository
from rag.corpus.locks import CorpusLocks
from rag.corpus.publishing import Publisher
from rag.corpus.recorded import RecordedCorpus
from rag.corpus.serving import Serving
from rag.corpus.versions.builds import VersionBuilds, unwatched
from rag.corpus.versions.originals import Originals
from rag.corpus.versions.repository import VersionRepository
from rag.corpus.versions.staleness import Announce, Why, unannounced
from rag.corpus.versions.store import VersionStore
from rag.documents.report_folder import Attic, Unread, sweep
from rag.errors import CorpusBusy, EmptyCorpus
from rag.index.build_process import Builder, build_in_child
from rag.index.embedding_cache import Progress
from rag.index.embeddings import Embeddings, load_embeddings, model_fingerprint
from rag.index.searchable_corpus import SearchableCorpus
from rag.settings import CorpusSettings
from rag.storage.database import Database, make_database

log = logging.getLogger(__name__)


class CorpusService:
    """The corpus of one DATA_DIR. Thread-safe. ``recorded`` and ``changes`` work without ``open``, ``changes`` after
    ``hold``."""

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
        self._builds = VersionBuilds(settings, self._records, originals, builder)
        self._versions = VersionStore(settings, self._records, originals, self._builds)
        self._serving = Serving(self._records, self._versions)
        self._locks = CorpusLocks(settings, self._database)
        self.recorded = RecordedCorpus(self._folder, self._database, self._records, originals, self._versions)
        attic = Attic(settings.data_dir / "removed", settings.keep_versions)
        self.changes = self._make_editor(attic, check)

    def _make_editor(self, attic: Attic, check: Check) -> CorpusEditor:
        drafts = DraftRepository(self._database)
        publisher = Publisher(
            self._folder,
            attic,
            self._records,
            drafts,
            self._builds,
            self._versions,
            lambda old, new: check(old, new, self.embeddings),
        )
        return CorpusEditor(
            self._folder,
            self._database,
            self._locks,
            self._records,
            self._builds,
            self._versions,
            publisher,
            self._serving,
        )

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
        if self._serving.corpus is None:
            raise EmptyCorpus(
                "The corpus is not open; put reports into CORPUS_DIR and restart.", code="corpus_not_open"
            )
        return self._serving.corpus

    @property
    def problem(self) -> str | None:
        """Why an older version is served than CORPUS_DIR holds, in one sentence; None if it is not."""
        return self._serving.problem

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
            with self.changes.under_way():
                self._start(progress, announce, serve_first=serve_first)
        except CorpusBusy:
            # somebody else is at it; what he publishes is noticed by refresh
            self._serving.corpus = self._serving.as_it_is()
            if self._serving.corpus is None:
                with self.changes.under_way(wait=True):
                    self._start(progress, announce)

    def catch_up(self) -> bool:
        """Publish what is in CORPUS_DIR if that was changed since the last publication; True if it was published. If it
        cannot be, ``problem`` says why.

        Raises:
            CorpusBusy: a change is under way.
            EmptyCorpus, CorpusError, ReportError, SearchError: as ``open``.
        """
        before = self._serving.corpus
        with self.changes.under_way():
            self.changes.take_over(unwatched, _tell_of_changes)
        return self._serving.corpus is not before

    def hold(self) -> None:
        """Take DATA_DIR without serving from it: enough for a command that changes the corpus.

        Raises:
            CorpusBusy: another process uses DATA_DIR.
        """
        self._locks.hold()
        self._database.migrate()

    def close(self) -> None:
        """Let go of everything. Questions still being answered keep what they took."""
        self._serving.corpus = None
        if self._owns_database:
            self._database.close()
        self._locks.release()

    def refresh(self) -> bool:
        """Serve what another process has published meanwhile, and open or make again an index that fails; True if
        there was something. For a call every second.

        Raises:
            CorpusBusy: it has to be indexed here first, and a change is under way.
            CorpusError, SearchError, StorageError: it cannot be served; the earlier version is.
        """
        with self._serving.switching:
            record = self._records.current()
            if record is None or self._serving.is_serving(record):
                return False
            served = self._serving.as_it_is()
            if served is None:
                with self.changes.under_way():
                    self._serving.open_current(unwatched, _tell_of_indexing)
            else:
                self._serving.corpus = served
            return True

    def can_search(self) -> bool:
        """Whether a question can be answered from the version that is served. Asks the Chroma server where it is
        needed."""
        served = self._serving.corpus
        return served is not None and served.nearest.can_search()

    def examine(self) -> None:
        """Read the files of the index that is served; ``refresh`` makes it again where they are damaged."""
        if served := self._serving.corpus:
            served.nearest.examine()

    def _start(self, progress: Progress, announce: Announce, *, serve_first: bool = False) -> None:
        sweep(self._folder)
        self._builds.sweep()
        if serve_first:
            self._serving.corpus = self._serving.as_it_is()
        if self._serving.corpus is None:
            self.changes.take_over(progress, announce)
        if self._serving.corpus is None:
            self._serving.open_whole(progress, announce)
        self._versions.prune()


def _tell_of_changes(_why: Why) -> None:
    log.info("the reports in the corpus folder are indexed; until then the published version answers")


def _tell_of_indexing(_why: Why) -> None:
    log.warning("the index of the current version is not here and is made; until then, what is open answers")
