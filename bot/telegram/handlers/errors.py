"""An exception while handling an update -> the log, then a plain sentence for the user."""

from __future__ import annotations

import logging

from telegram import Update
from telegram.error import Conflict, Forbidden, NetworkError, TelegramError, TimedOut
from telegram.ext import ContextTypes

from bot.storage.update_record import Receipt, ReceiptStatus
from bot.telegram.message_builder import Message
from bot.telegram.transport.connectivity import reason_of
from bot.telegram.transport.delivery import alert, reply
from bot.texts import texts_for
from bot.texts.selection import not_accepted, problem

log = logging.getLogger(__name__)


async def on_error(update: object, context: ContextTypes.DEFAULT_TYPE) -> None:
    error = context.error
    number = update.update_id if isinstance(update, Update) else None
    if isinstance(error, Conflict):
        log.error("Another process receives the updates of this bot; stop it, or give this one another token.")
    elif type(error) in (NetworkError, TimedOut):
        log.warning("Telegram could not be reached for update %s: %s", number, reason_of(error))
    elif isinstance(error, Forbidden):
        log.info("The answer to update %s cannot be delivered: %s", number, error)  # blocked, or thrown out
    else:
        log.error("Update %s was not handled: %s", number, error, exc_info=error)
    if isinstance(update, Update) and not isinstance(error, Forbidden):  # Forbidden: nobody there to read it
        try:
            await _tell(update, error)
        except TelegramError as exc:
            log.warning("The user of update %s could not be told: %s", number, reason_of(exc))


async def turn_away(update: Update, receipt: Receipt) -> None:
    """Say that there is no room for a message, and why."""
    user = update.effective_user
    texts = texts_for(user.language_code if user else None)
    sentence = not_accepted(receipt.waiting, texts, of_one=receipt.outcome is ReceiptStatus.TOO_MANY)
    try:
        await _say(update, sentence)
    except TelegramError as exc:
        log.warning("the user of update %s could not be turned away: %s", update.update_id, reason_of(exc))


async def _tell(update: Update, error: BaseException | None) -> None:
    user = update.effective_user
    await _say(update, problem(error, texts_for(user.language_code if user else None)))


async def _say(update: Update, sentence: str) -> None:
    if update.callback_query:
        await alert(update.callback_query, sentence)
    elif update.effective_message and not update.guest_message:  # where it is not a member, it cannot reply
        await reply(update.effective_message, Message(sentence))
