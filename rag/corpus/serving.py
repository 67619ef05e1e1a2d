"""Versions on record -> the one that answers questions in this process."""

from __future__ import annotations

import logging
import threading

from rag.corpus.versions.repository import VersionRepository
from rag.corpus.versions.staleness import Announce
from rag.corpus.versions.store import VersionStore
from rag.errors import DamagedVersion, EmptyCorpus
from rag.index.embedding_cache import Progress
from rag.index.searchable_corpus import SearchableCorpus
from rag.storage.models import VersionRecord

log = logging.getLogger(__name__)


class Serving:
    """The version that is served. Its caller sees to it that one change is made at a time."""

    def __init__(self, records: VersionRepository, versions: VersionStore) -> None:
        self._records = records
        self._versions = versions
        self.switching = threading.Lock()
        """Held while the current version becomes another: what is served must be what was written down last."""
        self.corpus: SearchableCorpus | None = None
        self.problem: str | None = None
        """Why an older version is served than CORPUS_DIR holds, in one sentence; None if it is not."""

    def as_it_is(self) -> SearchableCorpus | None:
        """The current version, if it is whole and can be opened without indexing."""
        record = self._records.current()
        try:
            return self._versions.find(record, self.corpus) if record else None
        except DamagedVersion as exc:
            log.warning("%s", exc)
            return None

    def open_whole(self, progress: Progress, announce: Announce) -> None:
        """Serve the current version; where that is lost, the newest that is not."""
        try:
            self.open_current(progress, announce)
        except DamagedVersion as exc:
            self.corpus = self._versions.open_newest(progress, announce)
            if self.corpus is None:
                raise
            self.problem = str(exc)
            log.warning("version %d is served: %s", self.corpus.number, exc)

    def open_current(self, progress: Progress, announce: Announce) -> None:
        record = self._records.current()
        if record is None:
            raise EmptyCorpus(
                "The corpus has never been indexed; put reports into CORPUS_DIR and restart.", code="never_indexed"
            )
        self.corpus = self._versions.open(record, self._versions.load(record), progress, announce)

    def is_serving(self, record: VersionRecord) -> bool:
        """This version answers, and can."""
        return self.corpus is not None and self.corpus.number == record.number and self.corpus.nearest.is_sound
