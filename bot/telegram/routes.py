"""Kinds of updates -> the handlers that answer them: the table of contents of the bot."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from telegram.ext import (
    BaseHandler,
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    InlineQueryHandler,
    MessageHandler,
    filters,
)

from bot.core.permalinks import SENTENCE_ID
from bot.telegram.admin.access import FromAdmin
from bot.telegram.admin.feedback import ThumbHandler
from bot.telegram.groups.rules import LINK_TO_QUESTION
from bot.telegram.handler_set import Handlers
from bot.telegram.handlers import help as fixed
from bot.telegram.handlers.errors import on_error
from bot.telegram.message_parsing import Addressed, CaptionCommand, Doubts, FromPerson
from bot.telegram.queue.dispatcher import App
from bot.telegram.views.actions import (
    AskQuestion,
    BackToAnswer,
    ChooseLanguage,
    ChooseReport,
    GapAction,
    OpenChart,
    OpenContents,
    OpenMore,
    OpenReports,
    OpenRest,
    OpenSection,
    OpenSource,
    OpenTargets,
    RemoveAnswer,
    Unwatch,
    Vote,
    VoteOn,
)
from bot.telegram.views.callbacks import carries

# filters.TEXT alone would match edited, channel, business and guest messages as well.
_NEW = filters.UpdateType.MESSAGE & FromPerson()
_NEW_OR_EDITED = filters.UpdateType.MESSAGES & FromPerson()
_PRIVATE = filters.ChatType.PRIVATE
_GROUPS = filters.ChatType.GROUPS
_LINK = filters.Regex(rf"^/start {SENTENCE_ID}$")
_WORDS = (filters.TEXT | filters.CAPTION) & ~filters.COMMAND
AnyHandler = BaseHandler[Any, Any, Any]


def add_handlers(app: App, made: Handlers) -> None:
    """The handlers in the order in which they are tried: the first that matches an update handles it."""
    groups = (_citations, _pages, _chat_commands, _admin_commands, _questions, _not_understood, _buttons, _elsewhere)
    for group in groups:
        for handler in group(made):
            app.add_handler(handler)
    app.add_error_handler(on_error)


def _citations(made: Handlers) -> Iterator[AnyHandler]:
    """Sentences opened by their id, and questions of a group opened in private."""
    cite = made.manners.bound(made.sources.cite, "cite")
    yield CommandHandler("start", cite, _NEW & _LINK)
    yield CommandHandler("cite", cite, _NEW)
    yield CommandHandler("start", made.again.from_group, _NEW & _PRIVATE & filters.Regex(LINK_TO_QUESTION))


def _pages(made: Handlers) -> Iterator[AnyHandler]:
    """Commands that show something, each also by a link."""
    for name, handle in (
        ("help", fixed.explain),
        ("reports", made.reports.start),
        ("sections", made.sections.start),
        ("targets", made.targets.start),
        ("chart", made.charts.start),
        ("watch", made.watching.start),
        ("unwatch", made.watching.end),
        ("privacy", made.privacy.explain),
        ("language", made.languages.start),
    ):
        yield CommandHandler(name, made.manners.bound(handle, name), _NEW)
        yield CommandHandler("start", handle, _linked(name))
    yield CommandHandler("start", made.verifications.explain, _linked("verify"))


def _linked(name: str) -> filters.BaseFilter:
    return _NEW & _PRIVATE & filters.Regex(rf"^/start {name}$")


def _chat_commands(made: Handlers) -> Iterator[AnyHandler]:
    """A chat that begins, is quiet, moves, or is forgotten."""
    yield CommandHandler("start", made.manners.bound(made.greetings.start, "start"), _NEW)
    yield CommandHandler("quiet", made.manners.turn_quiet, _NEW)
    yield MessageHandler(filters.StatusUpdate.MIGRATE, made.manners.move)
    yield CommandHandler("forget", made.privacy.forget, _NEW)


def _admin_commands(made: Handlers) -> Iterator[AnyHandler]:
    by_admin = _NEW & FromAdmin(made.admins)
    yield CommandHandler("gaps", made.gaps.list, by_admin)
    yield CommandHandler("pins", made.gaps.list_pins, by_admin)
    yield CommandHandler("pin", made.gaps.pin, by_admin)


def _questions(made: Handlers) -> Iterator[AnyHandler]:
    """Questions and claims: by command, then as plain messages."""
    questions, verifications = made.questions, made.verifications
    in_private, to_bot = _NEW_OR_EDITED & _PRIVATE & _WORDS, _NEW_OR_EDITED & _GROUPS & _WORDS & Addressed()
    yield CommandHandler("ask", questions.by_command, _NEW_OR_EDITED)
    yield CommandHandler("verify", verifications.by_command, _NEW_OR_EDITED)
    yield MessageHandler(_NEW_OR_EDITED & CaptionCommand("verify"), verifications.by_command)
    yield MessageHandler(in_private & Doubts(), verifications.by_doubt)
    yield MessageHandler(to_bot & Doubts(), verifications.by_doubt)
    yield MessageHandler(in_private, questions.in_private)
    yield MessageHandler(to_bot, questions.in_group)


def _not_understood(_: Handlers) -> Iterator[AnyHandler]:
    yield MessageHandler(_NEW & _PRIVATE & filters.COMMAND, fixed.unknown_command)
    yield MessageHandler(_NEW & _PRIVATE & ~filters.StatusUpdate.ALL & ~filters.TEXT, fixed.no_text)


def _buttons(made: Handlers) -> Iterator[AnyHandler]:
    """Thumbs, and buttons below a message."""
    yield ThumbHandler(made.votes.react)
    for press, actions in (
        (made.votes.press, Vote | VoteOn),
        (made.gaps.press, GapAction),
        (made.languages.choose, ChooseLanguage),
        (made.questions.by_button, AskQuestion),
        (made.sources.open, OpenSource),
        (made.manners.remove, RemoveAnswer),
        (made.again.back, BackToAnswer),
        (made.again.rest, OpenRest),
        (made.again.more, OpenMore),
        (made.reports.turn, OpenReports),
        (made.reports.choose, ChooseReport),
        (made.targets.turn, OpenTargets),
        (made.charts.press, OpenChart),
        (made.watching.press, Unwatch),
        (made.sections.open, OpenSection | OpenContents),
    ):
        yield CallbackQueryHandler(press, carries(actions))
    yield CallbackQueryHandler(fixed.old_button)


def _elsewhere(made: Handlers) -> Iterator[AnyHandler]:
    """Chats that the bot is added to, asks for inline, or is a guest of."""
    yield ChatMemberHandler(made.greetings.joined, ChatMemberHandler.MY_CHAT_MEMBER)
    yield InlineQueryHandler(made.inline.search)
    yield MessageHandler(filters.UpdateType.GUEST_MESSAGE & FromPerson(), made.guests.answer)
