"""Ids of citations -> the messages that show their words, in their place or as a quotation. Blocks: for threads."""

from __future__ import annotations

from collections.abc import Sequence

from telegram import InlineKeyboardMarkup

from bot.core.citation_status import describe_change, find_paragraph, find_standing
from bot.core.permalinks import Account
from bot.core.ports import Answering
from bot.storage.citations import Citations
from bot.telegram.message_builder import MAX_TEXT, Message, MessageBuilder
from bot.telegram.views.actions import OpenSource
from bot.telegram.views.callbacks import button
from bot.telegram.views.quotation import REFERENCE_ROOM, as_cited, write_standing
from bot.telegram.views.source import render_source
from bot.texts import Texts

_MOST_ORIGINS = 4


class CitationPages:
    def __init__(self, answering: Answering, citations: Citations) -> None:
        self._answering = answering
        self._citations = citations

    def source(self, action: OpenSource, texts: Texts, account: Account, sources: Sequence[str] = ()) -> Message | None:
        """None for words that were never there, and for places beyond the ends of their report.

        ``sources``: ids of all that are cited beside it.
        """
        served, cited = self._answering.corpus.current, self._citations.find(action.sentence)
        standing = find_standing(action.sentence, cited, served.version)
        paragraph = find_paragraph(standing, action.shift) if standing else None
        if standing is None or paragraph is None:
            return None
        if cited is None:
            self._citations.archive(served.number, served.version, [action.sentence])
        return render_source(standing, paragraph, action, served.number, texts, account, sources)

    def origin(self, ids: Sequence[str], texts: Texts, account: Account) -> Message | None:
        """The words with their references, and a button to each in its paragraph; None where all are unknown."""
        served = self._answering.corpus.current
        found = [(id_, find_standing(id_, self._citations.find(id_), served.version)) for id_ in ids[:_MOST_ORIGINS]]
        known = [(id_, standing) for id_, standing in found if standing]
        writer = MessageBuilder()
        for id_, standing in known:
            writer.write("\n" if writer.length else "")
            room = MAX_TEXT // len(known) - 2 * REFERENCE_ROOM
            change = describe_change(standing, served.number, texts)
            write_standing(writer, as_cited(id_, standing), change, account, room)
        labels = [texts.source] if len(known) == 1 else [f"{texts.source} {n}" for n in range(1, len(known) + 1)]
        row = [button(label, OpenSource(id_, alone=True)) for label, (id_, _) in zip(labels, known, strict=True)]
        return writer.message(InlineKeyboardMarkup([row])) if known else None
