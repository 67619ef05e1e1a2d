"""The corpus on record -> messages for admins: what is served, the versions, who changed what. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from bot.core.omission_text import omission_words
from bot.telegram.admin.draft_view import left_out_lines
from bot.telegram.message_builder import Message, MessageBuilder
from bot.telegram.views.actions import AskRollback, Leave, RemoveReport
from bot.telegram.views.callbacks import button, column
from bot.telegram.views.excerpts import cut_off
from bot.texts import AdminTexts, Texts
from bot.texts.selection import error_sentence
from rag.corpus.draft import Draft
from rag.corpus.versions.staleness import CorpusStatus
from rag.storage.models import AuditRecord, Publication, VersionRecord
from rag.types import Report

_BUTTONS = 40
_ROWS = 25
_LABEL = 60
_DETAIL = 120


def render_status(status: CorpusStatus, draft: Draft | None, texts: Texts) -> Message:
    return _lines(_status_lines(status, draft, texts.admin))


def render_versions(versions: Sequence[VersionRecord], current: int | None, texts: Texts) -> Message:
    told = texts.admin
    lines = [_version_line(version, told) + (told.current if version.number == current else "") for version in versions]
    return _lines(lines or [told.none_yet])


def render_version_choice(versions: Sequence[VersionRecord], current: int | None, texts: Texts) -> Message:
    """A button for each version that can be returned to."""
    told = texts.admin
    others = [version for version in versions if version.number != current][:_BUTTONS]
    if not others:
        return Message(told.no_other_version)
    buttons = [button(_version_line(version, told), AskRollback(version.number)) for version in others]
    return Message(told.choose_version, (), column([*buttons, button(told.keep, Leave())]))


def render_report_choice(reports: Sequence[Report], current: int | None, texts: Texts) -> Message:
    """A button for each report that can be taken out."""
    told = texts.admin
    if current is None or len(reports) < 2:
        return Message(told.only_report if reports else told.none_yet)
    buttons = [
        button(cut_off(report.name, _LABEL), RemoveReport(place, current))
        for place, report in enumerate(reports[:_BUTTONS])
    ]
    return Message(told.choose_report, (), column([*buttons, button(told.keep, Leave())]))


def render_record(record: Sequence[AuditRecord], texts: Texts) -> Message:
    told = texts.admin
    lines = [record_line(row, told) for row in record[:_ROWS]]
    return _lines([told.record, *lines] if lines else [told.no_record])


def record_line(row: AuditRecord, told: AdminTexts) -> str:
    """The change, who made it, and when."""
    what = f"{_what(row, told)}　{cut_off(row.detail, _DETAIL)}".strip("　")
    return told.record_line.format(at=moment(row.at), who=who_said(row.who, told), what=what)


def who_said(who: str, told: AdminTexts) -> str:
    """``telegram:7`` and the like, for people."""
    kind, _, number = who.partition(":")
    names = {"terminal": told.by_terminal, "start": told.by_start, "telegram": told.by_admin.format(number=number)}
    return names.get(kind, who)


def moment(at: datetime) -> str:
    """The time in the time zone of the process (``TIMEZONE``)."""
    return f"{at.astimezone():%Y-%m-%d %H:%M}"


def _status_lines(status: CorpusStatus, draft: Draft | None, told: AdminTexts) -> Iterator[str]:
    yield _version_line(status.current, told) + told.current if status.current else told.none_yet
    for report in status.reports[:_ROWS]:
        yield told.report.format(name=report.name, file=report.file)
        if report.omissions:
            yield told.incomplete.format(parts=omission_words(report.omissions, told))
    if len(status.reports) > _ROWS:
        yield told.more(len(status.reports) - _ROWS)
    yield from left_out_lines(status.current.unread if status.current else (), told)
    if status.kept:
        yield told.kept(status.kept)
    if status.problem:
        yield told.problem.format(reason=error_sentence(status.problem, told))
    elif status.why is not None and status.why.value == "files":
        yield told.folder_changed
    if draft:
        yield told.waiting.format(number=draft.version, who=who_said(draft.who, told), at=moment(draft.at))


def _what(row: AuditRecord, told: AdminTexts) -> str:
    sentences = {
        Publication.PUBLISH.value: told.did_publish if row.old_version else told.did_publish_first,
        Publication.ROLLBACK.value: told.did_rollback,
        "discard": told.did_discard,
        "pin": told.did_pin,
        "unpin": told.did_unpin,
    }
    return sentences.get(row.action, row.action).format(old=row.old_version, new=row.new_version)


def _version_line(version: VersionRecord, told: AdminTexts) -> str:
    return told.version(version.number, moment(version.made), version.sentences)


def _lines(lines: Iterator[str] | Sequence[str]) -> Message:
    writer = MessageBuilder()
    for number, line in enumerate(lines):
        writer.write(f"\n{line}" if number else line)
    return writer.message()
