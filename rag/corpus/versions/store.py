"""Versions on record, each with its index: opened, published, forgotten."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import islice

from rag.corpus.diff.versions import VersionChange, compare
from rag.corpus.versions.builds import VersionBuilds
from rag.corpus.versions.originals import Originals, damaged, is_whole
from rag.corpus.versions.repository import VersionRepository
from rag.corpus.versions.staleness import Announce, Why, unannounced
from rag.documents.snapshot import CorpusSnapshot
from rag.errors import CorpusError, DamagedVersion, ReportError, SearchError, StorageError
from rag.index.embedding_cache import Progress
from rag.index.embeddings import model_fingerprint
from rag.index.entries import make_entries
from rag.index.keyword_index import KeywordIndex
from rag.index.searchable_corpus import SearchableCorpus, index_name, make_version, open_served
from rag.settings import CorpusSettings
from rag.storage.models import Publication, VersionRecord
from rag.types import Report

log = logging.getLogger(__name__)


@dataclass(eq=False)
class VersionStore:
    """The versions of one corpus. Its caller sees to it that one change is made at a time."""

    _settings: CorpusSettings
    _records: VersionRepository
    _originals: Originals
    _builds: VersionBuilds

    @property
    def _model(self) -> str:
        return model_fingerprint(self._settings.embedding)

    def is_settled(self, record: VersionRecord) -> bool:
        """It is the current version, and not by a rollback."""
        latest = (self._records.current(), self._records.last_published())
        return all(other is not None and other.number == record.number for other in latest)

    def change_to(self, version: CorpusSnapshot, before: SearchableCorpus | None) -> VersionChange:
        """The change that publishing a version would make; ``before`` is what this process serves, if anything. A
        current version that is lost counts as none."""
        current = self._records.current()
        try:
            old = self._version(current, before) if current else None
        except DamagedVersion:
            old = None
        return replace(compare(old, version), old=current.number if current else None)

    def publish(
        self, served: SearchableCorpus, before: SearchableCorpus | None, who: str, note: str = ""
    ) -> VersionChange:
        """Make an opened version the current one, in one step."""
        return self._switch(served, before, Publication.PUBLISH, who, note)

    def difference(self, number: int, before: SearchableCorpus | None) -> VersionChange:
        """The change that returning to the version with this number would make.

        Raises:
            CorpusError: there is no such version.
        """
        return self.change_to(self.load(self._older(number)), before)

    def roll_back(
        self, number: int | None, before: SearchableCorpus | None, progress: Progress, who: str
    ) -> tuple[VersionChange, SearchableCorpus]:
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
            reports = self._originals.remake(record, lambda files: self._builds.read(files).reports)
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
        if index not in self._builds.store.names():
            return None
        try:
            return open_served(record, version, self._builds.store, index, self._model, lexical)
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
        self._builds.store.remove(index)
        announce(Why.PROGRAM if is_other else Why.INDEX)
        self._builds.index(version, progress)
        return open_served(record, version, self._builds.store, index, self._model)

    def open_newest(self, progress: Progress, announce: Announce) -> SearchableCorpus | None:
        """Open the newest version that is whole, whichever is current; None where there is none."""
        for record in self._records.versions():
            with suppress(DamagedVersion):
                return self.open(record, self.load(record), progress, announce)
        return None

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
            for index in self._builds.store.names() - wanted:
                self._builds.store.remove(index)
        except (CorpusError, StorageError) as exc:
            log.warning("old versions stay for now: %s", exc)

    def _kept(self, versions: Sequence[VersionRecord]) -> set[int]:
        latest = (self._records.current(), self._records.last_published())
        kept = {version.number for version in latest if version}
        newest = (version.number for version in versions if version.number not in kept)
        return kept | set(islice(newest, max(0, self._settings.keep_versions - len(kept))))

    def _switch(
        self, served: SearchableCorpus, before: SearchableCorpus | None, kind: Publication, who: str, note: str
    ) -> VersionChange:
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
