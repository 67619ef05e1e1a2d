"""Requests to change the corpus -> the version that answers questions, or a draft of it."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from rag.corpus.diff.versions import VersionChange
from rag.corpus.draft import Preview
from rag.corpus.folder_edits import Add, ChangeRequest, Reload, Remove
from rag.corpus.locks import CorpusLocks
from rag.corpus.publishing import MadeDraft, Publisher
from rag.corpus.serving import Serving
from rag.corpus.versions.builds import VersionBuilds, unwatched
from rag.corpus.versions.repository import VersionRepository
from rag.corpus.versions.staleness import Announce, why_index
from rag.corpus.versions.store import VersionStore
from rag.documents.metadata_edits import write_correction
from rag.errors import CorpusError, DraftExpired, ReportError, SearchError
from rag.index.embedding_cache import Progress
from rag.storage.database import Database

log = logging.getLogger(__name__)

TERMINAL = "terminal"
START = "start"


@dataclass(eq=False)
class CorpusEditor:
    """Changes one corpus. Thread-safe; one change at a time. Works without a version that is served."""

    _folder: Path
    _database: Database
    _locks: CorpusLocks
    _records: VersionRepository
    _builds: VersionBuilds
    _versions: VersionStore
    _publisher: Publisher
    _serving: Serving

    def reload(
        self, progress: Progress = unwatched, *, dry_run: bool = False, force: bool = False, who: str = TERMINAL
    ) -> VersionChange:
        """Read CORPUS_DIR again and publish what is there; or, dry, only tell what would change, and what the canary
        would lose.

        Raises:
            CorpusBusy: a change is under way.
            VersionHeld: answers that are right would be lost, and ``force`` is False; a draft waits.
            EmptyCorpus, ReportError, CorpusError, SearchError: nothing has changed, for the reason given.
        """
        if not dry_run:
            return self._make(Reload(), progress, force, who)
        with self.under_way():
            before = self._serving.corpus or self._serving.as_it_is()
            change = self._publisher.rehearse(before, progress, background=self._serving.corpus is not None)
            self._versions.prune()
            return change

    def add(
        self, path: Path, progress: Progress = unwatched, *, force: bool = False, who: str = TERMINAL
    ) -> VersionChange:
        """Copy a report file into CORPUS_DIR and publish. It takes the place of the file of the same name and of the
        file with the report of the same name; these are kept under DATA_DIR/removed. Raises as ``reload``."""
        return self._make(Add(path), progress, force, who)

    def remove(
        self, report: str, progress: Progress = unwatched, *, force: bool = False, who: str = TERMINAL
    ) -> VersionChange:
        """Move a report's file from CORPUS_DIR to DATA_DIR/removed and publish what remains. Raises as ``reload``."""
        return self._make(Remove(report), progress, force, who)

    def preview(self, wish: ChangeRequest, progress: Progress = unwatched, *, who: str = TERMINAL) -> Preview:
        """Make a draft to be published or discarded. Raises as ``reload``, but for ``VersionHeld``."""
        with self.under_way():
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
            return self.preview(self._publisher.wish_of(waiting.draft, Path(folder)), progress, who=who)

    def pending(self) -> Preview | None:
        """The draft that waits, if there is one."""
        self._database.migrate()
        return self._publisher.pending(self._serving.corpus)

    def publish(self, number: int, *, force: bool = False, who: str = TERMINAL) -> VersionChange:
        """Publish the draft with this number.

        Raises:
            CorpusBusy: a change is under way.
            DraftExpired: it is not the draft any more, or was made for a corpus that has changed since.
            VersionHeld: answers that are right would be lost, and ``force`` is False.
            CorpusError, SearchError, StorageError: the draft waits, for the reason given.
        """
        with self.under_way(), self._serving.switching:
            change, self._serving.corpus = self._publisher.publish(number, self._serving.corpus, who, force=force)
            return change

    def discard(self, number: int, *, who: str = TERMINAL) -> None:
        """Give up the draft with this number.

        Raises:
            CorpusBusy: a change is under way.
            DraftExpired: there is none.
        """
        with self.under_way():
            self._publisher.discard(number, who)
            self._versions.prune()

    def rollback(
        self, number: int | None = None, progress: Progress = unwatched, *, who: str = TERMINAL
    ) -> VersionChange:
        """Serve another version again: the one with this number, or the one that was current before.

        CORPUS_DIR stays as it is: the next ``reload`` takes it over again, a restart does not.

        Raises:
            CorpusBusy: a change is under way.
            CorpusError: there is no such version.
        """
        with self.under_way(), self._serving.switching:
            change, self._serving.corpus = self._versions.roll_back(number, self._serving.corpus, progress, who)
            return change

    def difference(self, number: int) -> VersionChange:
        """The change that a rollback to this version would make.

        Raises:
            CorpusError: there is no such version.
        """
        return self._versions.difference(number, self._serving.corpus)

    def cancel(self) -> bool:
        """Stop the build under way; False if there is none."""
        self._builds.cancelled.set()
        return self._locks.changing

    @contextmanager
    def under_way(self, *, wait: bool = False) -> Iterator[None]:
        """Hold the right to change the corpus.

        Raises:
            CorpusBusy: a change is under way, and ``wait`` is False.
        """
        with self._locks.change(wait=wait):
            self._builds.cancelled.clear()
            yield

    def take_over(self, progress: Progress, announce: Announce) -> None:
        """Publish what is in CORPUS_DIR, if that is not what was published last."""
        self._serving.problem = None
        try:
            why = why_index(self._records, self._folder)
            if why is not None:
                self._publisher.refuse_held()
                announce(why)
                self._make_now(Reload(), progress, START)
        except (CorpusError, ReportError, SearchError) as exc:
            last = self._records.last_published()
            if last is None or last.folder != str(self._folder):
                raise
            self._serving.problem = str(exc)
            log.warning("corpus folder not taken over: %s", exc)

    def _make(self, wish: ChangeRequest, progress: Progress, force: bool, who: str) -> VersionChange:
        with self.under_way():
            return self._make_now(wish, progress, who, force=force)

    def _make_now(self, wish: ChangeRequest, progress: Progress, who: str, *, force: bool = False) -> VersionChange:
        preview, served = self._draft(wish, progress, who)
        if preview.draft is None:
            return preview.change
        number = preview.draft.version
        with self._serving.switching:
            change, self._serving.corpus = self._publisher.publish(
                number, self._serving.corpus, who, force=force, served=served
            )
        return replace(change, encoded=preview.change.encoded)

    def _draft(self, wish: ChangeRequest, progress: Progress, who: str) -> MadeDraft:
        before = self._serving.corpus or self._serving.as_it_is()
        made = self._publisher.make(wish, before, progress, who, background=self._serving.corpus is not None)
        self._versions.prune()
        return made


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
