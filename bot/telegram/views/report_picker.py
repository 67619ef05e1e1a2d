"""A version, the report a chat has chosen -> the message that shows the reports and lets one choose. Pure."""

from __future__ import annotations

from telegram import InlineKeyboardMarkup

from bot.telegram.message_builder import Message
from bot.telegram.views.actions import ChooseReport, OpenReports
from bot.telegram.views.callbacks import button
from bot.telegram.views.excerpts import cut_off
from bot.texts import Texts
from rag.documents.snapshot import CorpusSnapshot

_A_PAGE = 20
_LONGEST_LABEL = 60


def render_reports(version: CorpusSnapshot, chosen: str | None, texts: Texts, page: int | None = None) -> Message:
    """A page of the reports, that of the chosen one where none is given; of a single report its name."""
    names = [report.name for report in version.reports]
    if len(names) < 2:
        return Message(texts.only_report.format(name=names[0]) if names else texts.empty_corpus)
    now = chosen if chosen in names else None
    own = names.index(now) // _A_PAGE if now else 0
    first = min(own if page is None else page, (len(names) - 1) // _A_PAGE) * _A_PAGE
    shown = range(first, min(first + _A_PAGE, len(names)))
    rows = [[button(_label(texts.all_reports, now is None), ChooseReport())]]
    rows += [[button(_label(names[i], names[i] == now), ChooseReport(first_sentence(version, i)))] for i in shown]
    turns = [(texts.previous_page, first // _A_PAGE - 1, first > 0)]
    turns += [(texts.next_page, first // _A_PAGE + 1, first + _A_PAGE < len(names))]
    rows += [[button(label, OpenReports(number)) for label, number, there in turns if there]]
    text = texts.choose_report.format(name=now or texts.all_reports)
    return Message(text, (), InlineKeyboardMarkup([row for row in rows if row]))


def chosen_by(version: CorpusSnapshot, action: ChooseReport) -> str | None:
    """Name of the report that a button chooses, None for all.

    Raises:
        LookupError: this version does not hold it.
    """
    if not action.sentence:
        return None
    at = version.locate(action.sentence)
    if at is None:
        raise LookupError(action.sentence)
    return version.report(at).name


def first_sentence(version: CorpusSnapshot, report: int) -> str:
    """The sentence that stands for a report in buttons, where its name has no room."""
    return version.outlines[report].sentences[0].id


def _label(name: str, is_chosen: bool) -> str:
    shown = cut_off(name, _LONGEST_LABEL)
    return f"✓ {shown}" if is_chosen else shown
