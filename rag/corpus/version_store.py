"""Report files -> versions on record, each with its index: made, opened, published, forgotten."""

from __future__ import annotations

import logging
import threading
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from functools import cached_property
from itertools import islice
from pathlib import Path

from rag.corpus.diff.versions import Change, compare
from rag.corpus.originals import Originals, damaged, is_whole
from rag.corpus.staleness import Announce, Why, unannounced
from rag.corpus.version_repository import VersionRepository
from rag.documents.atomic_files import sweep
from rag.documents.report_folder import reading_fingerprint
from rag.documents.snapshot import CorpusSnapshot
from rag.errors import Cancelled, CorpusError, DamagedVersion, ReportError, SearchError, StorageError
from rag.index.build_process import Builder, Built, Job
from rag.index.embedding_cache import ENCODINGS, Progress
from rag.index.embeddings import model_fingerprint
from rag.index.entries import make_entries
from rag.index.keyword_index import KeywordIndex
from rag.index.searchable_corpus import SearchableCorpus, index_name, index_store, make_version, open_served
from rag.index.vector_store import VectorStore
from rag.settings import CorpusSettings
from rag.storage.models import Publication, VersionRecord, VersionState
from rag.types import Report

log = logging.getLogger(__name__)


def unwatched(_done: int, _total: int) -> None:
    """Progress that nobody looks at."""


class VersionStore:
    """The versions of one corpus. Its caller sees to it that one change is made at a time."""

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
    def _store(self) -> VectorStore:
        return index_store(self._settings, self._installation)

    @property
    def _model(self) -> str:
        return model_fingerprint(self._settings.embedding)

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
        return open_served(record, version, self._store, built.index, self._model)

    def is_settled(self, record: VersionRecord) -> bool:
        """It is the current version, and not by a rollback."""
        latest = (self._records.current(), self._records.last_published())
        return all(other is not None and other.number == record.number for other in latest)

    def change_to(self, version: CorpusSnapshot, before: SearchableCorpus | None) -> Change:
        """The change that publishing a version would make; ``before`` is what this process serves, if anything. A
        current version that is lost counts as none."""
        current = self._records.current()
        try:
            old = self._version(current, before) if current else None
        except DamagedVersion:
            old = None
        return replace(compare(old, version), old=current.number if current else None)

    def publish(self, served: SearchableCorpus, before: SearchableCorpus | None, who: str, note: str = "") -> Change:
        """Make an opened version the current one, in one step."""
        return self._switch(served, before, Publication.PUBLISH, who, note)

    def difference(self, number: int, before: SearchableCorpus | None) -> Change:
        """The change that returning to the version with this number would make.

        Raises:
            CorpusError: there is no such version.
        """
        return self.change_to(self.load(self._older(number)), before)

    def roll_back(
        self, number: int | None, before: SearchableCorpus | None, progress: Progress, who: str
    ) -> tuple[Change, SearchableCorpus]:
        """Make another version the current one: that with the number, or the one before.

        Raises:
            CorpusError: there is no such version, or it cannot be opened.
        """
        record = self._older(number)
        served = self.open(record, self.load(record), progress, unannounced)
        return self._switch(served, before, Publication.ROLLBACK, who, ""), served

    def load(self, record: VersionRecord) -> CorpusSnapshot:
        """A version on record, read by the rules of today; made anew where the record was damaged.

        Raises:
            DamagedVersion: it is damaged, and so is what it was made from.
        """
        reports = self._records.reports(record.number)
        return make_version(reports if is_whole(record, reports) else self._remake(record))

    def _remake(self, record: VersionRecord) -> tuple[Report, ...]:
        log.warning("version %d is damaged in the database; it is read again from the files kept there", record.number)
        try:
            reports = self._originals.remake(record, lambda files: self.read(files).reports)
        except ReportError as exc:
            raise damaged(record) from exc
        if reports is None:
            raise damaged(record)
        return reports

    def find(self, record: VersionRecord, served: SearchableCorpus | None = None) -> SearchableCorpus | None:
        """Open a version's index, if there is one and it is not damaged; ``served``, if it is the same version opened
        earlier, saves reading it again."""
        again = served if served and served.number == record.number else None
        version = self._version(record, again)
        return self._find(record, version, self._index_of(version), again.lexical if again else None)

    def _find(
        self, record: VersionRecord, version: CorpusSnapshot, index: str, lexical: KeywordIndex | None = None
    ) -> SearchableCorpus | None:
        if index not in self._store.names():
            return None
        try:
            return open_served(record, version, self._store, index, self._model, lexical)
        except (CorpusError, SearchError) as exc:
            log.warning("the index is made again: %s", exc)
            return None

    def open(
        self, record: VersionRecord, version: CorpusSnapshot, progress: Progress, announce: Announce, index: str = ""
    ) -> SearchableCorpus:
        """Open a version's index; make it first if there is none, or a damaged one. ``index``: its name, if known.

        Raises:
            CorpusError, SearchError: it can neither be opened nor made.
        """
        index = index or self._index_of(version)
        is_other = index != record.index
        if is_other:
            self._records.reindexed(record.number, index)
        if served := self._find(record, version, index):
            return served
        self._store.remove(index)
        announce(Why.PROGRAM if is_other else Why.INDEX)
        self._run(Job(self._settings, self._installation, version=version), progress)
        return open_served(record, version, self._store, index, self._model)

    def open_newest(self, progress: Progress, announce: Announce) -> SearchableCorpus | None:
        """Open the newest version that is whole, whichever is current; None where there is none."""
        for record in self._records.versions():
            with suppress(DamagedVersion):
                return self.open(record, self.load(record), progress, announce)
        return None

    def refuse_cancelled(self) -> None:
        """Raise ``Cancelled`` where the change under way was cancelled after its build."""
        if self.cancelled.is_set():
            raise Cancelled("The build was cancelled; nothing has changed.", code="build_cancelled")

    def sweep(self) -> None:
        """Remove what was left by builds that did not end."""
        self._store.sweep()
        with suppress(OSError):  # of a folder that cannot be written a build will say so
            sweep(self._settings.data_dir / ENCODINGS)

    def prune(self) -> None:
        """Forget all but the newest versions, and remove the indexes of no version. Never forgotten are the current
        version, the one published last, which tells whether CORPUS_DIR has changed since, and the draft.

        What cannot be removed now is left for the next time: the change that this follows is made.
        """
        try:
            ready, drafted = self._records.versions(), self._records.drafted()
            kept = self._kept(ready) | {version.number for version in drafted}
            if dropped := {version.number for version in ready} - kept | self._records.abandoned():
                self._records.drop(dropped)
            wanted = {version.index for version in (*ready, *drafted) if version.number in kept}
            for index in self._store.names() - wanted:
                self._store.remove(index)
        except (CorpusError, StorageError) as exc:
            log.warning("old versions stay for now: %s", exc)

    def _kept(self, versions: Sequence[VersionRecord]) -> set[int]:
        latest = (self._records.current(), self._records.last_published())
        kept = {version.number for version in latest if version}
        newest = (version.number for version in versions if version.number not in kept)
        return kept | set(islice(newest, max(0, self._settings.keep_versions - len(kept))))

    def _run(self, job: Job, progress: Progress) -> Built:
        try:
            built = self._builder(job, progress, self.cancelled)
            if built.written:
                self._store.complete(built.index)
        except BaseException:
            with suppress(CorpusError):  # then at the next start; why there is no index matters more
                self.sweep()
            raise
        for unread in built.unread:
            log.warning("left out: %s %s", unread.error, unread.trace)
        return built

    def _switch(
        self, served: SearchableCorpus, before: SearchableCorpus | None, kind: Publication, who: str, note: str
    ) -> Change:
        record = self._records.version(served.number)
        unread = record.unread if record and kind is Publication.PUBLISH else ()
        change = replace(self.change_to(served.version, before), unread=unread)
        detail = " ".join(filter(None, (change.summary, note)))
        self._records.publish(served.number, kind, who, detail, served.version.ordinals)
        self.prune()
        return replace(change, new=served.number)

    def _index_of(self, version: CorpusSnapshot) -> str:
        return index_name(make_entries(version), self._settings)

    def _version(self, record: VersionRecord, served: SearchableCorpus | None) -> CorpusSnapshot:
        """The version that is served need not be read again."""
        return served.version if served and served.number == record.number else self.load(record)

    def _older(self, number: int | None) -> VersionRecord:
        if number is None:
            record = self._records.previous()
        else:
            record = next((kept for kept in self._records.versions() if kept.number == number), None)
        if record is None:
            if number is None:
                raise CorpusError(
                    "There is no older version to return to; see wenbao corpus list.", code="no_older_version"
                )
            raise CorpusError(
                "There is no version {number} to return to; see wenbao corpus list.",
                code="no_such_version",
                number=number,
            )
        return record
