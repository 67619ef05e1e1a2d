"""Report files -> versions read and indexed in a child process, and recorded. They do not answer questions yet."""

from __future__ import annotations

import logging
import threading
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path

from rag.corpus.versions.originals import Originals
from rag.corpus.versions.repository import VersionRepository
from rag.documents.atomic_files import sweep
from rag.documents.report_folder import reading_fingerprint
from rag.documents.snapshot import CorpusSnapshot
from rag.errors import Cancelled, CorpusError
from rag.index.build_process import Builder, Built, Job
from rag.index.embedding_cache import ENCODINGS, Progress
from rag.index.embeddings import model_fingerprint
from rag.index.searchable_corpus import SearchableCorpus, index_store, make_version, open_served
from rag.index.vector_store import VectorStore
from rag.settings import CorpusSettings
from rag.storage.models import VersionRecord, VersionState

log = logging.getLogger(__name__)


def unwatched(_done: int, _total: int) -> None:
    """Progress that nobody looks at."""


class VersionBuilds:
    """The builds of one corpus. Their caller sees to it that one change is made at a time."""

    def __init__(
        self, settings: CorpusSettings, records: VersionRepository, originals: Originals, builder: Builder
    ) -> None:
        self._settings = settings
        self._records = records
        self._originals = originals
        self._builder = builder
        self.cancelled = threading.Event()
        """Set it to stop the build under way."""

    @cached_property
    def _installation(self) -> str:
        return self._records.installation()

    @cached_property
    def store(self) -> VectorStore:
        """The indexes of this installation."""
        return index_store(self._settings, self._installation)

    def read(self, files: Sequence[Path]) -> Built:
        """The reports in ``files``, in that order, without an index."""
        job = Job(self._settings, self._installation, tuple(files), index=False)
        return self._builder(job, unwatched, self.cancelled)

    def build(self, files: Sequence[Path], progress: Progress, *, background: bool) -> Built:
        """Read ``files`` and make an index of them.

        Raises:
            ReportError: none of the files can be read.
            SearchError: the embedding model failed.
            CorpusError: the index cannot be made.
        """
        in_order = tuple(sorted(files, key=lambda file: file.name))
        return self._run(Job(self._settings, self._installation, in_order, background=background), progress)

    def index(self, version: CorpusSnapshot, progress: Progress) -> None:
        """Make the index of a version that is on record.

        Raises:
            SearchError: the embedding model failed.
            CorpusError: the index cannot be made.
        """
        self._run(Job(self._settings, self._installation, version=version), progress)

    def keep(self, built: Built, folder: Path) -> tuple[VersionRecord, CorpusSnapshot]:
        """Write down what was built, unless it was before and is whole; it is current for nobody yet. What an older
        version held than the current one gets a number of its own: numbers never run backwards but by a rollback."""
        version, reader = make_version(built.reports, built.outlines), reading_fingerprint(folder)
        record, current = self._records.find(version.id), self._records.current()
        if record and current and record.number < current.number:
            record = None
        contents = {report.sha256: content for report, content in zip(built.reports, built.contents, strict=True)}
        if record is None:
            record = self._records.add(
                version, contents, reader=reader, folder=str(folder), index=built.index, unread=built.unread
            )
            return record, version
        if not self._originals.are_kept(record, self._records.reports(record.number)):
            log.warning("version %d was damaged in the database and is written anew", record.number)
            self._originals.rewrite(record, built.reports, contents)
        if record.reader != reader:
            self._records.reread(record.number, reader)
        if record.index != built.index:
            self._records.reindexed(record.number, built.index)
            record = replace(record, index=built.index)
        self._records.left_out(record.number, built.unread)
        return record, version

    def try_out(self, built: Built, folder: Path) -> SearchableCorpus:
        """Open what was built without writing it down: it has no number, and the next ``prune`` removes its index."""
        version, reader = make_version(built.reports, built.outlines), reading_fingerprint(folder)
        record = VersionRecord(
            0, version.id, datetime.now(UTC), VersionState.DRAFT, reader, str(folder), built.index, 0, ""
        )
        return open_served(record, version, self.store, built.index, model_fingerprint(self._settings.embedding))

    def refuse_cancelled(self) -> None:
        """Raise ``Cancelled`` where the change under way was cancelled after its build."""
        if self.cancelled.is_set():
            raise Cancelled("The build was cancelled; nothing has changed.", code="build_cancelled")

    def sweep(self) -> None:
        """Remove what was left by builds that did not end."""
        self.store.sweep()
        with suppress(OSError):  # of a folder that cannot be written a build will say so
            sweep(self._settings.data_dir / ENCODINGS)

    def _run(self, job: Job, progress: Progress) -> Built:
        try:
            built = self._builder(job, progress, self.cancelled)
            if built.written:
                self.store.complete(built.index)
        except BaseException:
            with suppress(CorpusError):  # then at the next start; why there is no index matters more
                self.sweep()
            raise
        for unread in built.unread:
            log.warning("left out: %s %s", unread.error, unread.trace)
        return built
