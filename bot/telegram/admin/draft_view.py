"""A draft -> the message an admin decides by: what was understood, what changes, what would be lost. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from telegram import InlineKeyboardMarkup
from telegram.constants import MessageEntityType

from bot.core.omission_text import omission_words
from bot.telegram.message_builder import MAX_TEXT, Message, MessageBuilder, utf16_length
from bot.telegram.views.actions import Discard, Leave, Publish, Rollback
from bot.telegram.views.callbacks import button, column
from bot.telegram.views.excerpts import ELLIPSIS, cut_off
from bot.texts import AdminTexts, Texts
from bot.texts.selection import error_sentence
from rag.corpus.diff.reading_summary import ReadingSummary
from rag.corpus.diff.versions import LostAnswer, VersionChange
from rag.corpus.draft import Preview
from rag.documents.report_folder import Unread

_ROOM = MAX_TEXT - 200
_LINE = 160  # UTF-16 code units of a sentence or a list of names that are shown
_REPORTS, _FIGURES, _SENTENCES, _LOST, _HEADINGS = 3, 15, 5, 5, 4


def render_preview(preview: Preview, texts: Texts) -> Message:
    """The changes that would be published, with the buttons that publish or discard them."""
    draft, told = preview.draft, texts.admin
    if draft is None:
        return Message("\n".join([told.no_change, *left_out_lines(preview.change.unread, told)]))
    lines = [
        *([told.replaced.format(number=preview.replaced)] if preview.replaced else []),
        *_understood_lines(preview.understood, told),
        told.compared.format(number=draft.base) if draft.base else told.compared_with_nothing,
        *change_lines(preview.change, told),
        *left_out_lines(preview.change.unread, told),
        "",
        *_lost_lines(draft.lost, told),
    ]
    publish = (
        button(told.publish_anyway, Publish(draft.version, force=True))
        if draft.lost
        else button(told.publish, Publish(draft.version))
    )
    keyboard = InlineKeyboardMarkup([[publish, button(told.discard, Discard(draft.version))]])
    return _message(told.preview.format(number=draft.version), lines, keyboard)


def render_rollback(number: int, current: int, change: VersionChange, texts: Texts) -> Message:
    """The changes that returning to a version would make, to be confirmed."""
    told = texts.admin
    lines = [told.compared.format(number=current), *change_lines(change, told)]
    keyboard = column(
        [
            button(told.confirm_rollback, Rollback(number, current)),
            button(told.keep, Leave()),
        ]
    )
    return _message(told.ask_rollback.format(number=number), lines, keyboard)


def left_out_lines(unread: Sequence[Unread], told: AdminTexts) -> Iterator[str]:
    """Files that were not read, with the reason for each."""
    for one in unread[:_REPORTS]:
        yield told.left_out.format(reason=error_sentence(one.error, told))
    yield from _more(len(unread) - _REPORTS, told)


def change_lines(change: VersionChange, told: AdminTexts) -> Iterator[str]:
    """Reports, sentences and figures that change, the first of each kind."""
    if change.empty:
        yield told.no_change
        return
    for sentence, names in (
        (told.reports_added, change.reports_added),
        (told.reports_removed, change.reports_removed),
        (told.reports_changed, change.reports_changed),
    ):
        if names:
            yield _shortened(sentence.format(names=told.comma.join(names)))
    altered = change.sentences_altered
    yield told.sentences(len(change.come), len(change.gone), len(altered))
    yield from _listed(told.figures, (f"{figure.old} → {figure.new}" for figure in change.figures), _FIGURES, told)
    pairs = (f"− {_shortened(pair.old)}\n+ {_shortened(pair.new)}" for pair in altered)
    yield from _listed(told.altered, pairs, _SENTENCES, told)
    if not change.reports_added and not change.reports_removed:  # else they are whole reports
        yield from _listed(told.gone, (f"− {_shortened(words)}" for words in change.gone), _SENTENCES, told)
        yield from _listed(told.come, (f"+ {_shortened(words)}" for words in change.come), _SENTENCES, told)


def _understood_lines(reports: Sequence[ReadingSummary], told: AdminTexts) -> Iterator[str]:
    for report in reports[:_REPORTS]:
        yield _shortened(f"《{report.name}》")
        yield told.understood(
            report.file,
            report.region or told.unknown,
            report.year or told.unknown,
            report.sections,
            report.sentences,
        )
        yield from (_shortened(heading) for heading in report.headings[:_HEADINGS])
        if report.omissions:
            yield told.incomplete.format(parts=omission_words(report.omissions, told))
        if report.doubts:
            yield told.doubt.format(reasons=told.semicolon.join(told.doubts[doubt] for doubt in report.doubts))
        yield ""
    yield from _more(len(reports) - _REPORTS, told)
    if reports:
        yield told.correctable


def _lost_lines(lost: Sequence[LostAnswer], told: AdminTexts) -> Iterator[str]:
    if not lost:
        yield told.nothing_lost
        return
    yield told.lost(len(lost))
    for one in lost[:_LOST]:
        yield _shortened(one.question)
        yield f"− {_shortened(one.before)}"
        yield f"+ {_shortened(one.after or told.refused)}"
    yield from _more(len(lost) - _LOST, told)


def _listed(title: str, lines: Iterable[str], limit: int, told: AdminTexts) -> Iterator[str]:
    found = list(lines)
    if found:
        yield title
        yield from found[:limit]
        yield from _more(len(found) - limit, told)


def _more(count: int, told: AdminTexts) -> Iterator[str]:
    if count > 0:
        yield told.more(count)


def _message(title: str, lines: Iterable[str], keyboard: InlineKeyboardMarkup) -> Message:
    """The lines that fit into one message."""
    writer = MessageBuilder()
    writer.write(title, MessageEntityType.BOLD)
    for line in lines:
        if writer.length + utf16_length(line) > _ROOM:
            writer.write(f"\n{ELLIPSIS}")
            break
        writer.write(f"\n{line}")
    return writer.message(keyboard)


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return cut_off(line, _LINE)
