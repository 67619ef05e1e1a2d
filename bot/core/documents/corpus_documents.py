"""The life of the corpus -> the JSON documents of ``wenbao corpus``. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from bot.core.documents import shapes
from bot.core.documents.encoding import shaped
from bot.core.documents.json_documents import report_document

if TYPE_CHECKING:
    from bot.storage.feedback import Gap
    from rag.answering.pins.repository import Pin
    from rag.corpus.diff.reading_summary import ReadingSummary
    from rag.corpus.diff.sentences import Altered
    from rag.corpus.diff.versions import Incomplete, LostAnswer, VersionChange
    from rag.corpus.draft import Preview
    from rag.corpus.versions.staleness import CorpusStatus, Why
    from rag.documents.report_folder import Unread
    from rag.errors import WenbaoError
    from rag.storage.models import AuditRecord, VersionRecord


@dataclass(frozen=True)
class LeftOut:
    file: str
    reason: Exception


@dataclass(frozen=True)
class Version:
    number: int
    id: str
    made: datetime
    sentences: int


@dataclass(frozen=True)
class ListedVersion(Version):
    current: bool


@dataclass(frozen=True)
class Versions:
    versions: Sequence[ListedVersion]


@dataclass(frozen=True)
class State:
    current: Version | None
    reports: Sequence[shapes.Report]
    kept: int
    indexes: Why | None
    problem: WenbaoError | None
    left_out: Sequence[LeftOut]


@dataclass(frozen=True)
class OpenQuestion:
    question: str
    status: str | None
    answer: str | None
    asked: int
    up: int
    down: int
    faults: Mapping[str, int]


@dataclass(frozen=True)
class PinnedAnswer:
    question: str
    citation: str
    quote: str
    report: str
    who: str
    at: datetime
    used: bool
    """Whether the words are in the reports of today."""


@dataclass(frozen=True)
class Gaps:
    gaps: Sequence[OpenQuestion]
    pins: Sequence[PinnedAnswer]


@dataclass(frozen=True)
class CorpusChange:
    old: int | None
    new: int | None
    reports_added: Sequence[str]
    reports_removed: Sequence[str]
    reports_changed: Sequence[str]
    sentences_added: Sequence[str]
    sentences_removed: Sequence[str]
    sentences_altered: Sequence[Altered]
    encoded: int
    lost: Sequence[LostAnswer]
    incomplete: Sequence[Incomplete]
    left_out: Sequence[LeftOut]


@dataclass(frozen=True)
class NoDraft:
    version: None = None


@dataclass(frozen=True)
class WaitingDraft:
    version: int
    base: int | None
    at: datetime
    who: str
    lost: Sequence[LostAnswer]
    understood: Sequence[ReadingSummary]
    change: CorpusChange


@dataclass(frozen=True)
class Record:
    changes: Sequence[AuditRecord]


def status_document(status: CorpusStatus) -> State:
    return shaped(
        State,
        status,
        current=shaped(Version, status.current) if status.current else None,
        reports=list(map(report_document, status.reports)),
        indexes=status.why,
        left_out=_left_out(status.current.unread if status.current else ()),
    )


def versions_document(versions: Sequence[VersionRecord], current: int | None) -> Versions:
    return Versions([shaped(ListedVersion, one, current=one.number == current) for one in versions])


def gaps_document(gaps: Sequence[Gap], pins: Sequence[tuple[Pin, bool]]) -> Gaps:
    """``pins`` with whether their words are in the reports of today."""
    return Gaps(
        list(map(_open_question, gaps)),
        [shaped(PinnedAnswer, pin, citation=pin.sentence, used=held) for pin, held in pins],
    )


def _open_question(gap: Gap) -> OpenQuestion:
    status, answer = (gap.answer.status, gap.answer.text) if gap.answer else (None, None)
    return OpenQuestion(gap.question, status, answer, gap.asked, gap.ups, gap.downs, dict(gap.faults.most_common()))


def change_document(change: VersionChange) -> CorpusChange:
    return shaped(CorpusChange, change, left_out=_left_out(change.unread))


def _left_out(unread: Sequence[Unread]) -> list[LeftOut]:
    return [LeftOut(one.stamp.file, one.error) for one in unread]


def draft_document(preview: Preview | None) -> WaitingDraft | NoDraft:
    """The draft that waits, if one does."""
    if preview is None or preview.draft is None:
        return NoDraft()
    change = change_document(preview.change)
    return shaped(WaitingDraft, preview.draft, understood=preview.understood, change=change)
