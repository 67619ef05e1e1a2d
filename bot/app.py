"""Settings and an answering part -> the running bot. ``add_handlers`` is the table of contents of the bot."""

from __future__ import annotations

import asyncio
import logging
import signal
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import cast

from telegram import Bot
from telegram.error import BadRequest, InvalidToken, NetworkError, TelegramError
from telegram.ext import Application, CallbackQueryHandler, CommandHandler, MessageHandler, Updater, filters

from bot.answering import Answering
from bot.asked import Addressed, FromPerson
from bot.buttons import BackToAnswer, OpenContents, OpenSection, OpenSource, carries
from bot.handlers import greetings
from bot.handlers.problems import on_error
from bot.handlers.questions import Questions
from bot.handlers.sections import Sections
from bot.handlers.sources import Sources
from bot.limits import Pace
from bot.records.answers import Answers
from bot.sent import Turns
from bot.settings import Settings
from bot.texts import EN, ZH
from bot.webhook import App, webhook
from rag.database import Database
from rag.errors import SettingsError

log = logging.getLogger(__name__)

UPDATES = ("message", "edited_message", "callback_query")
"""The kinds of updates that Telegram is asked for."""
_AT_ONCE = 256  # updates handled concurrently
_SHORTEST_PAUSE, _LONGEST_PAUSE = 1.0, 60.0  # seconds between two attempts to reach Telegram

# filters.TEXT alone would match edited, channel, business and guest messages as well.
_NEW = filters.UpdateType.MESSAGE & FromPerson()
_NEW_OR_EDITED = filters.UpdateType.MESSAGES & FromPerson()
_PRIVATE = filters.ChatType.PRIVATE
_WORDS = (filters.TEXT | filters.CAPTION) & ~filters.COMMAND


def add_handlers(app: App, answering: Answering, database: Database) -> None:
    """The first line that matches an update handles it."""
    answers = Answers(database)
    turns = Turns(answers)
    questions = Questions(answering, answers, turns)
    sources = Sources(answering, questions, answers, turns)
    sections = Sections(answering)

    app.add_handler(CommandHandler("start", greetings.start, _NEW))
    app.add_handler(CommandHandler("help", greetings.explain, _NEW))
    app.add_handler(CommandHandler("sections", sections.start, _NEW))
    app.add_handler(CommandHandler("ask", questions.by_command, _NEW_OR_EDITED))
    app.add_handler(MessageHandler(_NEW_OR_EDITED & _PRIVATE & _WORDS, questions.in_private))
    app.add_handler(MessageHandler(_NEW_OR_EDITED & filters.ChatType.GROUPS & _WORDS & Addressed(), questions.in_group))
    app.add_handler(MessageHandler(_NEW & _PRIVATE & filters.COMMAND, greetings.unknown_command))
    app.add_handler(MessageHandler(_NEW & _PRIVATE & ~filters.StatusUpdate.ALL & ~filters.TEXT, greetings.no_text))
    app.add_handler(CallbackQueryHandler(sources.open, carries(OpenSource)))
    app.add_handler(CallbackQueryHandler(sources.back, carries(BackToAnswer)))
    app.add_handler(CallbackQueryHandler(sections.open, carries(OpenSection, OpenContents)))
    app.add_handler(CallbackQueryHandler(greetings.old_button))
    app.add_error_handler(on_error)


def build_app(token: str, api_url: str, answering: Answering, database: Database) -> App:
    """The bot, not yet connected."""
    app = (
        Application.builder()
        .token(token)
        .base_url(f"{api_url}/bot")
        .base_file_url(f"{api_url}/file/bot")
        .concurrent_updates(_AT_ONCE)
        .rate_limiter(Pace())
        .build()
    )
    add_handlers(app, answering, database)
    return app


async def run_bot(settings: Settings, answering: Answering, database: Database) -> None:
    """Run until SIGINT or SIGTERM; what is being answered then is finished.

    Raises:
        SettingsError: the token is missing or wrong, or the webhook's address cannot be used.
    """
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    await serve(settings, answering, database, stop)


async def serve(settings: Settings, answering: Answering, database: Database, stop: asyncio.Event) -> None:
    """Run until told to stop; raises as ``run_bot`` does."""
    app = build_app(settings.token, settings.telegram_api_url, answering, database)
    try:
        if await _connect(app, stop):
            await _receive(app, settings, stop)
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
            log.warning("Telegram cannot be reached, next attempt in %.0f s: %s", pause, exc)
            with suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), pause)
            pause = min(2 * pause, _LONGEST_PAUSE)
        else:
            return True
    return False


async def _receive(app: App, settings: Settings, stop: asyncio.Event) -> None:
    await _publish_commands(app.bot)
    await app.start()
    try:
        if settings.webhook_url and settings.webhook_secret:
            secret = settings.webhook_secret.get_secret_value()
            await _by_webhook(app, settings.webhook_url, secret, settings.webhook_listen, stop)
        else:
            await _by_polling(app, stop)
    finally:
        await app.stop()


async def _by_webhook(app: App, url: str, secret: str, listen: tuple[str, int], stop: asyncio.Event) -> None:
    async with webhook(app, url, listen, secret):
        try:
            await _when_reached(lambda: app.bot.set_webhook(url, allowed_updates=UPDATES, secret_token=secret), stop)
        except BadRequest as exc:
            raise SettingsError(
                f"Telegram refuses WEBHOOK_URL ({exc.message}); give its public https address."
            ) from exc
        log.info("@%s is ready", app.bot.username)
        await stop.wait()


async def _by_polling(app: App, stop: asyncio.Event) -> None:
    updater = cast(Updater, app.updater)  # built with one
    await updater.start_polling(
        allowed_updates=UPDATES,
        bootstrap_retries=-1,  # as long as it takes
        error_callback=lambda error: _report(app, error),
    )
    log.info("@%s is ready", app.bot.username)
    await stop.wait()
    await updater.stop()


def _report(app: App, error: TelegramError) -> None:
    app.create_task(app.process_error(None, error))


async def _publish_commands(bot: Bot) -> None:
    """The menu of commands, Chinese by default; a bot without it works all the same."""
    try:
        await bot.set_my_commands(ZH.commands)
        await bot.set_my_commands(EN.commands, language_code="en")
    except TelegramError as exc:
        log.warning("The menu of commands was not updated: %s", exc)
