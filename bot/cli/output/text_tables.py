"""Values of the corpus -> lines for a person who looks after it. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from bot.core.omission_text import omission_words
from bot.core.sanitize import printable
from bot.texts import Texts
from bot.texts.selection import error_sentence
from bot.texts.zh.corpus import CorpusTexts

if TYPE_CHECKING:
    from datetime import datetime

    from bot.storage.feedback import Gap
    from rag.answering.pins.repository import Pin
    from rag.corpus.diff.reading_summary import ReadingSummary
    from rag.corpus.diff.sentences import Altered
    from rag.corpus.diff.versions import LostAnswer, VersionChange
    from rag.corpus.draft import Preview
    from rag.corpus.versions.staleness import CorpusStatus
    from rag.documents.report_folder import Unread
    from rag.storage.models import AuditRecord, VersionRecord
    from rag.types import Omission, Report

_SHOWN = 20  # sentences of a change; --json has them all


def status_lines(status: CorpusStatus, texts: Texts) -> str:
    told = texts.corpus
    served = [_version_line(status.current, told)] if status.current else [told.no_version]
    reports = [line for report in status.reports for line in _report_lines(report, texts)]
    kept = [told.kept.format(count=status.kept)] if status.kept else []
    reason = [error_sentence(status.problem, texts.admin)] if status.problem else []
    next_ = reason or ([told.next_start[status.why]] if status.why else [])
    left_out = _left_out_lines(status.current.unread if status.current else (), texts)
    return printable("\n".join([*served, *reports, *left_out, *kept, *next_]))


def _report_lines(report: Report, texts: Texts) -> list[str]:
    line = f"  {report.name}  ({report.file})  {_told_of(report)}".rstrip()
    return [line, *_incomplete_lines(report.omissions, texts)]


def _incomplete_lines(omissions: Sequence[Omission], texts: Texts, report: str = "") -> list[str]:
    parts = omission_words(omissions, texts.admin)
    return [f"  ! {report}{texts.admin.incomplete.format(parts=parts)}"] if parts else []


def _left_out_lines(unread: Sequence[Unread], texts: Texts) -> list[str]:
    return [f"! {texts.corpus.left_out.format(reason=error_sentence(one.error, texts.admin))}" for one in unread]


def _told_of(report: Report) -> str:
    """A report as it was understood, to be corrected in reports.toml where that is wrong."""
    delivered = report.delivered.isoformat() if report.delivered else None
    known = (report.region, report.year, report.body, delivered, report.speaker)
    return ", ".join(str(value) for value in known if value)


def version_lines(versions: Sequence[VersionRecord], current: int | None, texts: Texts) -> str:
    told = texts.corpus
    lines = [f"{'*' if one.number == current else ' '} {_version_line(one, told)}" for one in versions]
    return printable("\n".join(lines or [told.no_version]))


def _version_line(one: VersionRecord, told: CorpusTexts) -> str:
    return told.version.format(number=one.number, made=_moment(one.made), sentences=one.sentences, id=one.id)


def _moment(at: datetime) -> str:
    """The moment in the time zone that is set."""
    return f"{at.astimezone():%Y-%m-%d %H:%M}"


def gap_lines(gaps: Sequence[Gap], pins: Sequence[tuple[Pin, bool]], texts: Texts) -> str:
    told = texts.corpus
    lines = [told.gap.format(question=gap.question, asked=gap.asked, ups=gap.ups, downs=gap.downs) for gap in gaps] or [
        told.no_gap
    ]
    confirmed = [f"= {pin.question}  →  {pin.quote}{'' if held else told.pin_gone}" for pin, held in pins]
    return printable("\n".join([*lines, *confirmed]))


def change_lines(change: VersionChange, texts: Texts) -> str:
    lines = [*_changes(change, texts), *_lost_lines(change.lost, texts.corpus), _outcome(change, texts.corpus)]
    return printable("\n".join(lines))


def _changes(change: VersionChange, texts: Texts) -> list[str]:
    told = texts.corpus
    altered = [_altered_lines(altered, told) for altered in change.sentences_altered]
    parts = (
        _some(told.report_added, change.reports_added, told),
        _some(told.report_removed, change.reports_removed, told),
        _some(told.report_changed, change.reports_changed, told),
        [line for lines in altered[:_SHOWN] for line in lines],
        _more(len(altered), told),
        _some("- ", change.gone, told),
        _some("+ ", change.come, told),
        _left_out_lines(change.unread, texts),
        [line for one in change.incomplete for line in _incomplete_lines(one.omissions, texts, f"{one.file}: ")],
    )
    return [line for part in parts for line in part]


def _altered_lines(altered: Altered, told: CorpusTexts) -> list[str]:
    """The old words, the new ones, and their figures side by side."""
    figures = "; ".join(f"{figure.old} → {figure.new}" for figure in altered.figures)
    words = [*_some("- ", [altered.old], told), *_some("+ ", [altered.new], told)]
    return [*words, *([f"    {figures}"] if figures else [])]


def draft_lines(preview: Preview | None, texts: Texts) -> str:
    told = texts.corpus
    if preview is None or preview.draft is None:
        return told.nothing_waits
    draft = preview.draft
    lines = [
        *(line for report in preview.understood for line in _understood_lines(report, texts)),
        *_changes(preview.change, texts),
        *_lost_lines(draft.lost, told),
        told.waits.format(number=draft.version),
    ]
    return printable("\n".join(lines))


def _lost_lines(lost: Sequence[LostAnswer], told: CorpusTexts) -> list[str]:
    """Nothing where nothing is lost."""
    if not lost:
        return []
    each = (
        line
        for one in lost
        for line in (
            f"? {one.question}",
            *_some("- ", [one.before], told),
            *_some("+ ", [one.after or told.no_answer], told),
        )
    )
    return [told.held(len(lost)), *each]


def _understood_lines(report: ReadingSummary, texts: Texts) -> list[str]:
    told = texts.corpus
    line = told.understood.format(
        name=report.name,
        file=report.file,
        region=report.region or told.no_region,
        year=report.year or told.no_year,
        sections=report.sections,
        sentences=report.sentences,
    )
    doubts = told.doubts_between.join(texts.admin.doubts[doubt] for doubt in report.doubts)
    return [line, *([told.check.format(doubts=doubts)] if doubts else [])]


def record_lines(record: Sequence[AuditRecord], texts: Texts) -> str:
    lines = [f"{_moment(row.at)}  {row.who}  {row.action}  {_from_to(row)}  {row.detail}".rstrip() for row in record]
    return printable("\n".join(lines or [texts.corpus.nothing_recorded]))


def _from_to(row: AuditRecord) -> str:
    return f"{row.old_version or '-'} → {row.new_version}" if row.new_version else ""


def _some(mark: str, words: Sequence[str], told: CorpusTexts) -> list[str]:
    return [f"{mark}{' '.join(line.split())}" for line in words[:_SHOWN]] + _more(len(words), told)


def _more(count: int, told: CorpusTexts) -> list[str]:
    return [told.more(count - _SHOWN)] if count > _SHOWN else []


def _outcome(change: VersionChange, told: CorpusTexts) -> str:
    if change.new is not None and change.new != change.old:
        return told.served_now.format(number=change.new)
    return told.would_change if not change.empty else told.nothing_changed
