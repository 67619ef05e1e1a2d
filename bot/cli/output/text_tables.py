"""Values of the corpus -> lines for a person who looks after it. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from bot.core.omission_text import omission_words
from bot.core.sanitize import printable
from bot.texts import EN

if TYPE_CHECKING:
    from bot.storage.feedback import Gap
    from rag.answering.pin_repository import Pin
    from rag.corpus.diff.reading_summary import ReadingSummary
    from rag.corpus.diff.sentences import Altered
    from rag.corpus.diff.versions import Change, LostAnswer
    from rag.corpus.draft import Preview
    from rag.corpus.versions.staleness import CorpusStatus
    from rag.documents.report_folder import Unread
    from rag.storage.models import AuditRecord, VersionRecord
    from rag.types import Omission, Report

_SHOWN = 20  # sentences of a change; --json has them all

_WHY = {
    "first": "The next start indexes the reports for the first time.",
    "files": "The files in CORPUS_DIR have changed; the next start or reload takes them over.",
    "index": "The index is gone or damaged; the next start makes it again.",
    "damaged": "The database does not hold the reports as they were published; the next start reads them again.",
    "program": "The program or the embedding model has changed; the next start indexes again.",
}


def status_lines(status: CorpusStatus) -> str:
    served = [_version_line(status.current)] if status.current else ["No version is served yet."]
    reports = [line for report in status.reports for line in _report_lines(report)]
    kept = [f"{status.kept} of the versions can be served; see wenbao corpus list."] if status.kept else []
    next_ = [str(status.problem)] if status.problem else [_WHY[status.why]] if status.why else []
    left_out = _left_out_lines(status.current.unread if status.current else ())
    return printable("\n".join([*served, *reports, *left_out, *kept, *next_]))


def _report_lines(report: Report) -> list[str]:
    line = f"  {report.name}  ({report.file})  {_told_of(report)}".rstrip()
    return [line, *_incomplete_lines(report.omissions)]


def _incomplete_lines(omissions: Sequence[Omission], report: str = "") -> list[str]:
    parts = omission_words(omissions, EN.admin)
    return [f"  ! {report}{EN.admin.incomplete.format(parts=parts)}"] if parts else []


def _left_out_lines(unread: Sequence[Unread]) -> list[str]:
    return [f"! left out: {one.error}" for one in unread]


def _told_of(report: Report) -> str:
    """A report as it was understood, to be corrected in reports.toml where that is wrong."""
    delivered = report.delivered.isoformat() if report.delivered else None
    known = (report.region, report.year, report.body, delivered, report.speaker)
    return ", ".join(str(value) for value in known if value)


def version_lines(versions: Sequence[VersionRecord], current: int | None) -> str:
    lines = [f"{'*' if version.number == current else ' '} {_version_line(version)}" for version in versions]
    return printable("\n".join(lines or ["No version is served yet."]))


def _version_line(version: VersionRecord) -> str:
    return f"Version {version.number} of {version.made:%Y-%m-%d %H:%M} UTC, {version.sentences} sentences, {version.id}"


def gap_lines(gaps: Sequence[Gap], pins: Sequence[tuple[Pin, bool]]) -> str:
    lines = [f"{gap.question}  (asked {gap.asked} times, {gap.ups} for, {gap.downs} against)" for gap in gaps]
    confirmed = [f"= {pin.question}  →  {pin.quote}{'' if held else '  (gone, not used)'}" for pin, held in pins]
    return printable("\n".join([*(lines or ["No question is waiting."]), *confirmed]))


def change_lines(change: Change) -> str:
    return printable("\n".join([*_changes(change), *_lost_lines(change.lost), _outcome(change)]))


def _changes(change: Change) -> list[str]:
    altered = [_altered_lines(altered) for altered in change.sentences_altered]
    parts = (
        _some("+ report ", change.reports_added),
        _some("- report ", change.reports_removed),
        _some("~ report ", change.reports_changed),
        [line for lines in altered[:_SHOWN] for line in lines],
        _more(len(altered)),
        _some("- ", change.gone),
        _some("+ ", change.come),
        _left_out_lines(change.unread),
        [line for one in change.incomplete for line in _incomplete_lines(one.omissions, f"{one.file}: ")],
    )
    return [line for part in parts for line in part]


def _altered_lines(altered: Altered) -> list[str]:
    """The old words, the new ones, and their figures side by side."""
    figures = "; ".join(f"{figure.old} → {figure.new}" for figure in altered.figures)
    return [*_some("- ", [altered.old]), *_some("+ ", [altered.new]), *([f"    {figures}"] if figures else [])]


def draft_lines(preview: Preview | None) -> str:
    if preview is None or preview.draft is None:
        return "No version waits to be published."
    draft = preview.draft
    lines = [
        *(line for report in preview.understood for line in _understood_lines(report)),
        *_changes(preview.change),
        *_lost_lines(draft.lost),
        f"Version {draft.version} waits; see wenbao corpus publish and discard.",
    ]
    return printable("\n".join(lines))


def _lost_lines(lost: Sequence[LostAnswer]) -> list[str]:
    """Nothing where nothing is lost."""
    if not lost:
        return []
    told = (
        line
        for one in lost
        for line in (f"? {one.question}", *_some("- ", [one.before]), *_some("+ ", [one.after or "(no answer)"]))
    )
    return [f"Held: {len(lost)} answers that are right would be lost.", *told]


def _understood_lines(report: ReadingSummary) -> list[str]:
    told = f"{report.region or 'no region'}, {report.year or 'no year'}, {report.sections} headings"
    doubts = ", ".join(doubt.value.replace("_", " ") for doubt in report.doubts)
    line = f"{report.name}  ({report.file}): {told}, {report.sentences} sentences"
    return [line, *([f"  check: {doubts}"] if doubts else [])]


def record_lines(record: Sequence[AuditRecord]) -> str:
    lines = [
        f"{row.at:%Y-%m-%d %H:%M} UTC  {row.who}  {row.action}  {_from_to(row)}  {row.detail}".rstrip()
        for row in record
    ]
    return printable("\n".join(lines or ["Nothing has been changed yet."]))


def _from_to(row: AuditRecord) -> str:
    return f"{row.old_version or '-'} → {row.new_version}" if row.new_version else ""


def _some(mark: str, words: Sequence[str]) -> list[str]:
    return [f"{mark}{' '.join(line.split())}" for line in words[:_SHOWN]] + _more(len(words))


def _more(count: int) -> list[str]:
    return [f"  … and {count - _SHOWN} more"] if count > _SHOWN else []


def _outcome(change: Change) -> str:
    if change.new is not None and change.new != change.old:
        return f"Version {change.new} is served now."
    return "Nothing has been published; this is what would change." if not change.empty else "Nothing has changed."
