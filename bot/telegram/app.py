"""Settings and an answering part -> the running bot. ``add_handlers`` is the table of contents of the bot."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import timedelta

from telegram import Bot
from telegram.error import BadRequest, InvalidToken, NetworkError
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    CommandHandler,
    InlineQueryHandler,
    MessageHandler,
    filters,
)

from bot.core.permalinks import SENTENCE_ID
from bot.core.ports import Answering
from bot.ops.instrumented import InstrumentedAnswering
from bot.ops.metrics import Metrics
from bot.settings import Settings
from bot.storage.answers import Answers
from bot.storage.chat_choices import ChatChoices
from bot.storage.citations import Citations
from bot.storage.feedback import Feedback
from bot.storage.inbox import Inbox, make_holder
from bot.storage.people import PersonalData
from bot.storage.quiet_groups import QuietGroups
from bot.telegram.admin.access import Admins, FromAdmin
from bot.telegram.admin.feedback import GapReview, ThumbHandler, Votes
from bot.telegram.admin.menus import publish_menus
from bot.telegram.admin.routes import add_admin_handlers
from bot.telegram.groups.rules import LINK_TO_QUESTION, GroupRules
from bot.telegram.handlers import help as greetings
from bot.telegram.handlers.citation_pages import CitationPages
from bot.telegram.handlers.errors import on_error, turn_away
from bot.telegram.handlers.guests import Guests
from bot.telegram.handlers.inline import Inline
from bot.telegram.handlers.privacy import Privacy
from bot.telegram.handlers.questions import Questions
from bot.telegram.handlers.replay import Replay
from bot.telegram.handlers.reports import Reports
from bot.telegram.handlers.sections import Sections
from bot.telegram.handlers.sources import Sources
from bot.telegram.handlers.verify import Verifications
from bot.telegram.ledger.targets import Targets
from bot.telegram.message_parsing import Addressed, Doubts, FromPerson
from bot.telegram.queue.answer_turns import AnswerTurns
from bot.telegram.queue.dispatcher import App, Dispatcher
from bot.telegram.queue.in_flight import InFlight
from bot.telegram.tasks.announcements import announcing
from bot.telegram.tasks.corpus_refresh import catch_up, keep_fresh
from bot.telegram.tasks.health import Probes, probed
from bot.telegram.tasks.retention import keep_purged
from bot.telegram.transport.connectivity import Connectivity, reason_of
from bot.telegram.transport.polling import Polling
from bot.telegram.transport.rate_limiter import RateLimiter
from bot.telegram.transport.update_parsing import TolerantRequest
from bot.telegram.transport.webhook import webhook
from bot.telegram.views.actions import (
    BackToAnswer,
    ChooseReport,
    GapAction,
    OpenContents,
    OpenReports,
    OpenRest,
    OpenSection,
    OpenSource,
    OpenTargets,
    RemoveAnswer,
    Vote,
)
from bot.telegram.views.callbacks import carries
from rag.answering.pin_repository import Pins
from rag.corpus.service import CorpusService
from rag.errors import SettingsError
from rag.storage.database import Database

log = logging.getLogger(__name__)

UPDATES = ("message", "edited_message", "callback_query", "inline_query", "guest_message", "message_reaction")
"""The kinds of updates that Telegram is asked for."""
_PATIENCE = 5.0
"""Seconds for what is being answered when told to stop. To end takes up to three more on a busy machine, and all of it
has to be done in ten."""
_SHORTEST_PAUSE, _LONGEST_PAUSE = 1.0, 60.0  # seconds between two attempts to reach Telegram

# filters.TEXT alone would match edited, channel, business and guest messages as well.
_NEW = filters.UpdateType.MESSAGE & FromPerson()
_NEW_OR_EDITED = filters.UpdateType.MESSAGES & FromPerson()
_PRIVATE = filters.ChatType.PRIVATE
_LINK = filters.Regex(rf"^/start {SENTENCE_ID}$")
_WORDS = (filters.TEXT | filters.CAPTION) & ~filters.COMMAND


def add_handlers(
    app: App, answering: Answering, database: Database, running: InFlight, settings: Settings, holder: str
) -> None:
    """The first line that matches an update handles it."""
    admins = Admins(settings.admin_ids)
    answers = Answers(database, holder=holder)
    citations = Citations(database)
    turns = AnswerTurns(answers)
    choices = ChatChoices(database)
    manners = GroupRules(answers, QuietGroups(database), turns)
    opening = CitationPages(answering, citations)
    questions = Questions(answering, answers, turns, running, citations, choices, opening, manners)
    sources = Sources(opening)
    sections = Sections(answering)
    inline = Inline(answering, citations)
    guests = Guests(answering, citations)
    verifications = Verifications(answering, questions, turns, manners, choices)
    again = Replay(answers, turns, questions, verifications)
    reports = Reports(answering, choices)
    targets = Targets(answering, choices, citations)
    feedback = Feedback(database)
    votes = Votes(feedback, turns)
    gaps = GapReview(answering, feedback, Pins(database), answers, admins)
    by_admin = _NEW & FromAdmin(admins)
    privacy = Privacy(_people(settings, database), settings.keep_days, manners)

    app.add_handler(CommandHandler("start", manners.bound(sources.cite, "cite"), _NEW & _LINK))
    app.add_handler(CommandHandler("cite", manners.bound(sources.cite, "cite"), _NEW))
    app.add_handler(CommandHandler("start", again.from_group, _NEW & _PRIVATE & filters.Regex(LINK_TO_QUESTION)))
    for name, handle in (
        ("help", greetings.explain),
        ("reports", reports.start),
        ("sections", sections.start),
        ("targets", targets.start),
        ("privacy", privacy.explain),
    ):
        app.add_handler(CommandHandler(name, manners.bound(handle, name), _NEW))
        app.add_handler(CommandHandler("start", handle, _NEW & _PRIVATE & filters.Regex(rf"^/start {name}$")))
    app.add_handler(CommandHandler("start", manners.bound(greetings.start, "start"), _NEW))
    app.add_handler(CommandHandler("quiet", manners.turn_quiet, _NEW))
    app.add_handler(MessageHandler(filters.StatusUpdate.MIGRATE, manners.move))
    app.add_handler(CommandHandler("forget", privacy.forget, _NEW))
    app.add_handler(CommandHandler("gaps", gaps.list, by_admin))
    app.add_handler(CommandHandler("pins", gaps.list_pins, by_admin))
    app.add_handler(CommandHandler("pin", gaps.pin, by_admin))
    app.add_handler(CommandHandler("ask", questions.by_command, _NEW_OR_EDITED))
    app.add_handler(CommandHandler("verify", verifications.by_command, _NEW_OR_EDITED))
    app.add_handler(MessageHandler(_NEW_OR_EDITED & _PRIVATE & _WORDS & Doubts(), verifications.by_doubt))
    app.add_handler(
        MessageHandler(
            _NEW_OR_EDITED & filters.ChatType.GROUPS & _WORDS & Addressed() & Doubts(), verifications.by_doubt
        )
    )
    app.add_handler(MessageHandler(_NEW_OR_EDITED & _PRIVATE & _WORDS, questions.in_private))
    app.add_handler(MessageHandler(_NEW_OR_EDITED & filters.ChatType.GROUPS & _WORDS & Addressed(), questions.in_group))
    app.add_handler(MessageHandler(_NEW & _PRIVATE & filters.COMMAND, greetings.unknown_command))
    app.add_handler(MessageHandler(_NEW & _PRIVATE & ~filters.StatusUpdate.ALL & ~filters.TEXT, greetings.no_text))
    app.add_handler(CallbackQueryHandler(votes.press, carries(Vote)))
    app.add_handler(ThumbHandler(votes.react))
    app.add_handler(CallbackQueryHandler(gaps.press, carries(GapAction)))
    app.add_handler(CallbackQueryHandler(sources.open, carries(OpenSource)))
    app.add_handler(CallbackQueryHandler(manners.remove, carries(RemoveAnswer)))
    app.add_handler(CallbackQueryHandler(again.back, carries(BackToAnswer)))
    app.add_handler(CallbackQueryHandler(again.rest, carries(OpenRest)))
    app.add_handler(CallbackQueryHandler(reports.turn, carries(OpenReports)))
    app.add_handler(CallbackQueryHandler(reports.choose, carries(ChooseReport)))
    app.add_handler(CallbackQueryHandler(targets.turn, carries(OpenTargets)))
    app.add_handler(CallbackQueryHandler(sections.open, carries(OpenSection | OpenContents)))
    app.add_handler(CallbackQueryHandler(greetings.old_button))
    app.add_handler(InlineQueryHandler(inline.search))
    app.add_handler(MessageHandler(filters.UpdateType.GUEST_MESSAGE & FromPerson(), guests.answer))
    app.add_error_handler(on_error)


def _people(settings: Settings, database: Database) -> PersonalData:
    return PersonalData(database, timedelta(days=settings.keep_days))


def build_app(
    settings: Settings,
    answering: Answering,
    database: Database,
    metrics: Metrics,
    running: InFlight,
    corpus: CorpusService | None,
    holder: str,
) -> App:
    """The bot, not yet connected. ``Dispatcher`` receives its updates, not the updater of python-telegram-bot."""
    os.environ["PTB_TIMEDELTA"] = "true"  # else it warns whenever Telegram asks for patience
    app = (
        Application.builder()
        .token(settings.token)
        .base_url(f"{settings.telegram_api_url}/bot")
        .base_file_url(f"{settings.telegram_api_url}/file/bot")
        .updater(None)
        .rate_limiter(RateLimiter(metrics))
        .get_updates_request(TolerantRequest())
        .build()
    )
    if corpus is not None:
        add_admin_handlers(app, corpus, settings.admin_ids)
    add_handlers(app, InstrumentedAnswering(answering, metrics), database, running, settings, holder)
    return app


async def run_bot(settings: Settings, answering: Answering, database: Database, corpus: CorpusService) -> None:
    """Run until SIGINT or SIGTERM; what is being answered then is finished, or left to the next start.

    ``corpus`` is the one that admins may change.

    Raises:
        SettingsError: the token is missing or wrong, or an address to listen at cannot be used.
    """
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    await serve(settings, answering, database, stop, corpus)


async def serve(
    settings: Settings,
    answering: Answering,
    database: Database,
    stop: asyncio.Event,
    corpus: CorpusService | None = None,
) -> None:
    """Run until told to stop; raises as ``run_bot`` does."""
    metrics, link, running, holder = Metrics(), Connectivity(), InFlight(), make_holder()
    app = build_app(settings, answering, database, metrics, running, corpus, holder)
    inbox = Inbox(database, settings.bot_id, holder)
    dispatch = Dispatcher(app, inbox, metrics, running, turn_away, alone=not settings.is_shared)
    try:
        async with probed(Probes(answering, dispatch, link, metrics), settings.metrics_listen):
            if await _connect(app, stop):
                purging = asyncio.create_task(keep_purged(_people(settings, database)))
                fresh = asyncio.create_task(keep_fresh(answering.corpus, Pins(database), metrics))
                behind = asyncio.create_task(catch_up(answering.corpus))
                try:
                    async with announcing(app.bot, settings.admin_chat, database):
                        await _run(app, settings, dispatch, link, stop, corpus)
                finally:
                    for task in (purging, fresh, behind):
                        task.cancel()
    finally:
        await app.shutdown()
        await app.bot.request.shutdown()  # which a bot that never got through leaves open


async def _connect(app: App, stop: asyncio.Event) -> bool:
    """Log in; False if asked to stop before.

    Raises:
        SettingsError: the token is wrong.
    """
    try:
        return await _when_reached(app.initialize, stop)
    except InvalidToken:
        # Without the cause: its message holds the token.
        raise SettingsError(
            "Telegram does not know TELEGRAM_BOT_TOKEN; copy it again from @BotFather, and check TELEGRAM_API_URL."
        ) from None


async def _when_reached(request: Callable[[], Awaitable[object]], stop: asyncio.Event) -> bool:
    """Make a request, again and again for as long as Telegram cannot be reached; False if asked to stop before."""
    pause = _SHORTEST_PAUSE
    while not stop.is_set():
        try:
            await request()
        except BadRequest:  # to python-telegram-bot a kind of NetworkError
            raise
        except NetworkError as exc:
            log.warning("Telegram cannot be reached, next attempt in %.0f s: %s", pause, reason_of(exc))
            with suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), pause)
            pause = min(2 * pause, _LONGEST_PAUSE)
        else:
            return True
    return False


async def _run(
    app: App,
    settings: Settings,
    dispatch: Dispatcher,
    link: Connectivity,
    stop: asyncio.Event,
    corpus: CorpusService | None,
) -> None:
    await publish_menus(app.bot, settings.admin_ids)
    await app.start()
    await dispatch.open()
    try:
        await _receive(app.bot, settings, dispatch, link, stop)
    finally:
        if corpus is not None:
            corpus.cancel()  # a build takes longer than a stop may
        await dispatch.close(_PATIENCE)
        await app.stop()


async def _receive(bot: Bot, settings: Settings, dispatch: Dispatcher, link: Connectivity, stop: asyncio.Event) -> None:
    if (url := settings.webhook_url) and settings.webhook_secret:
        secret = settings.webhook_secret.get_secret_value()
        async with webhook(bot, url, settings.webhook_listen, secret, dispatch.receive):
            if await _when_reached(lambda: _set_webhook(bot, url, secret), stop):
                link.posted_to()
                log.info("@%s is ready", bot.username)
                await stop.wait()
    elif await _when_reached(bot.delete_webhook, stop):
        link.heard()
        log.info("@%s is ready", bot.username)
        await Polling(bot, UPDATES, dispatch.receive, link).run(stop)


async def _set_webhook(bot: Bot, url: str, secret: str) -> None:
    try:
        await bot.set_webhook(url, allowed_updates=UPDATES, secret_token=secret)
    except BadRequest as exc:
        raise SettingsError(f"Telegram refuses WEBHOOK_URL ({exc.message}); give its public https address.") from exc
