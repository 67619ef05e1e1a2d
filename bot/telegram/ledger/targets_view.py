"""A ledger -> its pages: the targets with their results, each linked to its sentence. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from telegram import InlineKeyboardButton, InlineKeyboardMarkup
from telegram.constants import MessageEntityType

from bot.core.ledger_text import note, result_citation, result_words, sources, summary, title
from bot.core.permalinks import Account
from bot.telegram.message_builder import Message, MessageBuilder
from bot.telegram.views.actions import OpenTargets
from bot.telegram.views.callbacks import button
from bot.telegram.views.excerpts import cut_off
from bot.telegram.views.report_picker import first_sentence
from bot.texts import Texts
from rag.documents.snapshot import CorpusSnapshot
from rag.ledger.targets import Entry, Ledger

_A_PAGE = 8
_LONGEST = 160  # UTF-16 code units of what one target or result says


@dataclass(frozen=True, slots=True)
class TargetsPage:
    """A message, and the sentences that its links open."""

    message: Message
    sentences: tuple[str, ...] = ()


def render_targets(
    snapshot: CorpusSnapshot, ledger: Ledger, page: int, texts: Texts, account: Account
) -> TargetsPage | None:
    """One page; None where there is none of this number."""
    pages = max(1, -(-len(ledger.entries) // _A_PAGE))
    if page >= pages:
        return None
    first = page * _A_PAGE
    shown = list(enumerate(ledger.entries[first : first + _A_PAGE], first + 1))
    writer = MessageBuilder()
    number = f" ({page + 1}/{pages})" if pages > 1 else ""
    writer.write(title(ledger, texts) + number, MessageEntityType.BOLD)
    if page == 0:
        writer.write(f"\n{sources(snapshot, ledger, texts)}\n{summary(ledger, texts)}")
    sentences: list[str] = []
    for heading, group in groupby(shown, key=lambda one: _heading(snapshot, one[1], texts)):
        writer.write("\n\n")
        writer.write(heading, MessageEntityType.ITALIC)
        for place, entry in group:
            sentences += _write_entry(writer, snapshot, place, entry, texts, account)
    turns = _turns(snapshot, ledger, page, pages, texts)
    return TargetsPage(writer.message(InlineKeyboardMarkup([turns]) if turns else None), tuple(sentences))


def render_regions(snapshot: CorpusSnapshot, reports: tuple[int, ...], texts: Texts) -> Message:
    """The regions to choose from."""
    names = [snapshot.reports[report].region or snapshot.reports[report].name for report in reports]
    text = texts.ledger.which_region.format(regions="、".join(names))
    ways = [OpenTargets(first_sentence(snapshot, report)) for report in reports]
    rows = [[button(name, way)] for name, way in zip(names, ways, strict=True)]
    return Message(text, (), InlineKeyboardMarkup(rows))


def _heading(snapshot: CorpusSnapshot, entry: Entry, texts: Texts) -> str:
    path = snapshot.section(entry.target.at).path
    return texts.ledger.main_targets if entry.target.is_main or not path else cut_off(path[-1], _LONGEST)


def _write_entry(
    writer: MessageBuilder, snapshot: CorpusSnapshot, place: int, entry: Entry, texts: Texts, account: Account
) -> list[str]:
    """The sentences it links to."""
    sentences = [snapshot.sentence(entry.target.at).id]
    writer.write(f"\n{place}. ")
    writer.link(cut_off(entry.target.words(snapshot), _LONGEST), account.link(sentences[0]))
    writer.write("\n    ")
    writer.write(texts.ledger.statuses[entry.status], MessageEntityType.BOLD)
    if why := note(entry, texts):
        writer.write(f" ({why})" if texts.language == "en" else f"（{why}）")
    if citation := result_citation(snapshot, entry):
        sentences.append(citation.id)
        writer.write("\n    ")
        writer.link(cut_off(result_words(snapshot, entry), _LONGEST), account.link(citation.id))
    return sentences


def _turns(snapshot: CorpusSnapshot, ledger: Ledger, page: int, pages: int, texts: Texts) -> list[InlineKeyboardButton]:
    sentence = first_sentence(snapshot, ledger.report)
    turns = [(texts.previous_page, page - 1, page > 0), (texts.next_page, page + 1, page + 1 < pages)]
    return [button(label, OpenTargets(sentence, number)) for label, number, there in turns if there]
