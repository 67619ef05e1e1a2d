"""A requested change -> a draft to review -> the current version, or nothing.

Between the two a draft waits in the database, also through a restart. A change of CORPUS_DIR or of the current version
meanwhile makes it expire: what was looked at is what is published.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from rag.corpus.diff.reading_summary import ReadingSummary, understand_report
from rag.corpus.diff.versions import LostAnswer, VersionChange
from rag.corpus.draft import Draft, Preview
from rag.corpus.draft_repository import DraftRepository
from rag.corpus.folder_edits import Add, ChangeRequest, Reload, carry_out, make_edit
from rag.corpus.versions.builds import VersionBuilds, unwatched
from rag.corpus.versions.repository import VersionRepository
from rag.corpus.versions.staleness import unannounced
from rag.corpus.versions.store import VersionStore
from rag.documents.report_folder import Attic, Stamp, reading_fingerprint, report_files, report_files_if_any, stamp
from rag.documents.snapshot import CorpusSnapshot
from rag.errors import DraftExpired, StorageError, VersionHeld
from rag.index.embedding_cache import Progress
from rag.index.searchable_corpus import SearchableCorpus
from rag.storage.models import VersionRecord

Compare = Callable[["SearchableCorpus", "SearchableCorpus"], tuple[LostAnswer, ...]]
"""Asks the current and a new version what must not be lost."""


class MadeDraft(NamedTuple):
    """A draft, and the version it would publish."""

    preview: Preview
    served: SearchableCorpus | None
    """None where there is nothing to publish."""


@dataclass(eq=False)
class Publisher:
    """The draft of one corpus. Its caller sees to it that one change is made at a time."""

    _folder: Path
    _attic: Attic
    _records: VersionRepository
    _drafts: DraftRepository
    _builds: VersionBuilds
    _versions: VersionStore
    _compare: Compare

    def make(
        self, wish: ChangeRequest, before: SearchableCorpus | None, progress: Progress, who: str, *, background: bool
    ) -> MadeDraft:
        """Read, index and compare with ``before``, the current version. An earlier draft is given up.

        ``background``: questions are being answered meanwhile.

        Raises:
            ReportError, CorpusError, SearchError: nothing has changed, for the reason given.
        """
        stamps = self._stamps()
        edit = make_edit(wish, self._folder, self._builds.read)
        built = self._builds.build(edit.files, progress, background=background)
        record, version = self._builds.keep(built, self._folder)
        if self._versions.is_settled(record) and not edit.changes_folder:
            self._drafts.remove()
            unchanged = VersionChange(record.number, None, encoded=built.encoded, unread=built.unread)
            return MadeDraft(Preview(None, unchanged, ()), None)
        served = self._versions.open(record, version, unwatched, unannounced, built.index)
        lost = self._compare(before, served) if before else ()
        self._builds.refuse_cancelled()
        added = edit.added.name if edit.added else ""
        change = replace(self._versions.change_to(version, before), encoded=built.encoded, unread=built.unread)
        draft = Draft(record.number, change.old, datetime.now(UTC), who, added, edit.taken, stamps, lost)
        waiting = self._drafts.find()
        self._drafts.write(draft)
        replaced = waiting.version if waiting and waiting.version != draft.version else None
        return MadeDraft(Preview(draft, change, _understood(version, change), replaced), served)

    def rehearse(self, before: SearchableCorpus | None, progress: Progress, *, background: bool) -> VersionChange:
        """The changes and losses of a reload. The new version is built only for this; a draft that waits stays.

        Raises as ``make``.
        """
        built = self._builds.build(report_files(self._folder), progress, background=background)
        served = self._builds.try_out(built, self._folder)
        lost = self._compare(before, served) if before and before.version.id != served.version.id else ()
        self._builds.refuse_cancelled()
        return replace(
            self._versions.change_to(served.version, before), encoded=built.encoded, lost=lost, unread=built.unread
        )

    def wish_of(self, draft: Draft, folder: Path) -> ChangeRequest:
        """The request that the draft was made for; the file that comes with it is put into ``folder``."""
        if not draft.added:
            return Reload()
        path = folder / draft.added
        path.write_bytes(self._content(draft))
        return Add(path)

    def pending(self, before: SearchableCorpus | None) -> Preview | None:
        """The draft that waits, compared with the current version of today."""
        draft = self._drafts.find()
        if draft is None:
            return None
        record = self._record(draft)
        version = self._versions.load(record)
        change = replace(self._versions.change_to(version, before), unread=record.unread)
        return Preview(draft, change, _understood(version, change))

    def publish(
        self,
        number: int,
        before: SearchableCorpus | None,
        who: str,
        *,
        force: bool,
        served: SearchableCorpus | None = None,
    ) -> tuple[VersionChange, SearchableCorpus]:
        """Make the draft with this number the current version; ``served`` is it, where it was opened before.

        Raises:
            DraftExpired: it is not the draft any more, or was made for a corpus that has changed since.
            VersionHeld: answers that are right would be lost, and ``force`` is False.
            CorpusError: CORPUS_DIR cannot be written; the draft waits.
        """
        draft = self._valid(number)
        if draft.lost and not force:
            raise _held(draft)
        record = self._record(draft)
        if served is None:
            served = self._versions.open(record, self._versions.load(record), unwatched, unannounced)
        content = self._content(draft) if draft.added else b""
        carry_out(self._folder, self._attic, added=draft.added, content=content, taken=draft.taken)
        if self._versions.is_settled(record):  # only the folder had to change
            self._drafts.remove()
            return VersionChange(record.number, None, unread=record.unread), served
        note = f"(held for {len(draft.lost)} answers, published all the same)" if draft.lost else ""
        return self._versions.publish(served, before, who, note), served

    def discard(self, number: int, who: str) -> None:
        """Give up the draft with this number.

        Raises:
            DraftExpired: there is none.
        """
        draft = self._drafts.find()
        if draft is None or draft.version != number:
            raise _expired(number)
        self._drafts.discard(number, who)

    def refuse_held(self) -> None:
        """Raise ``VersionHeld`` where what is in CORPUS_DIR has been held already."""
        draft = self._drafts.find()
        if draft and draft.lost and not draft.added and not draft.taken and self._is_valid(draft):
            raise _held(draft)

    def _valid(self, number: int) -> Draft:
        draft = self._drafts.find()
        if draft is None or draft.version != number or not self._is_valid(draft):
            raise _expired(number)
        return draft

    def _is_valid(self, draft: Draft) -> bool:
        return draft.base == self._current() and draft.stamps == self._stamps()

    def _current(self) -> int | None:
        record = self._records.current()
        return record.number if record else None

    def _stamps(self) -> frozenset[Stamp]:
        """The files, and how they are read: by which program, with which corrections."""
        reading = Stamp("", reading_fingerprint(self._folder))
        return frozenset((reading, *map(stamp, report_files_if_any(self._folder))))

    def _record(self, draft: Draft) -> VersionRecord:
        record = self._records.version(draft.version)
        if record is None:
            raise _expired(draft.version)
        return record

    def _content(self, draft: Draft) -> bytes:
        content = self._drafts.content(draft)
        if content is None:
            raise StorageError("The database no longer has {file}; send it again.", code="file_lost", file=draft.added)
        return content


def _understood(version: CorpusSnapshot, change: VersionChange) -> tuple[ReadingSummary, ...]:
    touched = {*change.reports_added, *change.reports_changed}
    pairs = zip(version.reports, version.outlines, strict=True)
    return tuple(understand_report(report, outline) for report, outline in pairs if report.name in touched)


def _held(draft: Draft) -> VersionHeld:
    return VersionHeld(
        "Version {number} is held: it would lose correct answers ({count}); "
        "wenbao corpus draft shows them, wenbao corpus publish --force publishes it anyway.",
        code="version_held",
        number=draft.version,
        count=len(draft.lost),
    )


def _expired(number: int) -> DraftExpired:
    return DraftExpired(
        "Version {number} can no longer be published; reload or send the file again.",
        code="draft_expired",
        number=number,
    )
