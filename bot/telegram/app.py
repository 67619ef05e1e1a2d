"""Settings, an engine -> the running bot."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

from telegram import Bot
from telegram.error import BadRequest, InvalidToken, NetworkError
from telegram.ext import Application

from bot.core.ports import Answering
from bot.ops.corpus_refresh import catch_up, keep_fresh
from bot.ops.http_server import Route
from bot.ops.instrumented import InstrumentedAnswering
from bot.ops.metrics import Metrics
from bot.settings import Settings
from bot.storage.choices import Languages
from bot.storage.citations import Citations
from bot.storage.inbox import Inbox, make_holder
from bot.storage.people import PersonalData
from bot.storage.update_record import QueueLimits
from bot.telegram.admin.menus import publish_menus
from bot.telegram.admin.routes import add_admin_handlers
from bot.telegram.handler_set import Resources, make_handlers
from bot.telegram.handlers.errors import turn_away
from bot.telegram.handlers.help import Greetings
from bot.telegram.linking_bot import LinkingBot
from bot.telegram.queue.dispatcher import App, Dispatcher
from bot.telegram.queue.in_flight import InFlight
from bot.telegram.routes import add_handlers
from bot.telegram.tasks.announcements import announcing
from bot.telegram.tasks.examples import keep_examples
from bot.telegram.tasks.health import Probes, probed
from bot.telegram.tasks.retention import keep_purged
from bot.telegram.tasks.watch_notices import WatchNotices
from bot.telegram.transport.connectivity import Connectivity, reason_of
from bot.telegram.transport.polling import Polling
from bot.telegram.transport.webhook import webhook
from bot.web.askers import Allowance
from bot.web.listener import page_route
from bot.web.pages.reader import Reader
from rag.answering.pins.repository import Pins
from rag.corpus.service import CorpusService
from rag.errors import SettingsError
from rag.storage.database import Database

log = logging.getLogger(__name__)

UPDATES = (
    "message", "edited_message", "callback_query", "inline_query", "guest_message", "message_reaction",
    "my_chat_member",
)  # fmt: skip
"""The kinds of updates that Telegram is asked for."""
_PATIENCE = 5.0
"""Seconds for what is being answered when told to stop. To end takes up to three more on a busy machine, and all of it
has to be done in ten."""
_ENOUGH = 60.0  # seconds of a page for all but the language model
_SHORTEST_PAUSE, _LONGEST_PAUSE = 1.0, 60.0  # seconds between two attempts to reach Telegram


def build_app(given: Resources, corpus: CorpusService | None) -> App:
    """The bot, not yet connected. ``Dispatcher`` receives its updates, not the updater of python-telegram-bot."""
    os.environ["PTB_TIMEDELTA"] = "true"  # else it warns whenever Telegram asks for patience
    app = Application.builder().bot(LinkingBot(given.settings, given.metrics)).updater(None).build()
    if corpus is not None:
        add_admin_handlers(app, corpus, given.settings.admin_ids, Greetings(given.answering).greet)
    measured = InstrumentedAnswering(given.answering, given.metrics)
    add_handlers(app, make_handlers(replace(given, answering=measured)))
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
    metrics, link, running, holder = Metrics(answering.tally), Connectivity(), InFlight(), make_holder()
    app = build_app(Resources(settings, answering, database, metrics, running, holder), corpus)
    inbox = Inbox(database, settings.bot_id, holder, QueueLimits(in_all=settings.queue_limit))
    pages = _pages(settings, answering, database)
    dispatch = Dispatcher(app, inbox, metrics, running, turn_away, Languages(database), alone=not settings.is_shared)
    try:
        async with probed(Probes(answering, dispatch, link, metrics), settings.metrics_listen):
            if await _connect(app, stop):
                purging = asyncio.create_task(keep_purged(PersonalData(database, timedelta(days=settings.keep_days))))
                fresh = asyncio.create_task(keep_fresh(answering.corpus, Pins(database), metrics))
                begun = asyncio.create_task(keep_examples(answering))
                notices = WatchNotices(app.bot, answering.corpus, database, link)
                telling = asyncio.create_task(notices.keep_telling())
                behind = asyncio.create_task(catch_up(answering.corpus))
                try:
                    async with announcing(app.bot, settings.admin_chat, database):
                        await _run(app, settings, dispatch, link, stop, corpus, pages)
                finally:
                    for task in (purging, fresh, behind, begun, telling):
                        task.cancel()
    finally:
        await app.shutdown()
        await app.bot.request.shutdown()  # which a bot that never got through leaves open


def _pages(settings: Settings, answering: Answering, database: Database) -> Sequence[Route]:
    """The pages of reports, where people are sent to read them."""
    if not settings.reader_url:
        return ()
    seconds = settings.llm_timeout + _ENOUGH
    reader = Reader(answering, Citations(database), Allowance(settings.serve_rate), seconds)
    return [page_route(reader, settings.reader_url)]


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
    pages: Sequence[Route],
) -> None:
    await publish_menus(app.bot, settings.admin_ids)
    await app.start()
    await dispatch.open()
    try:
        await _receive(app.bot, settings, dispatch, link, stop, pages)
    finally:
        if corpus is not None:
            corpus.changes.cancel()  # a build takes longer than a stop may
        await dispatch.close(_PATIENCE)
        await app.stop()


async def _receive(
    bot: Bot,
    settings: Settings,
    dispatch: Dispatcher,
    link: Connectivity,
    stop: asyncio.Event,
    pages: Sequence[Route],
) -> None:
    if (url := settings.webhook_url) and settings.webhook_secret:
        secret = settings.webhook_secret.get_secret_value()
        async with webhook(bot, url, settings.webhook_listen, secret, dispatch.receive, pages):
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
