"""What needs no report -> fixed sentences."""

from __future__ import annotations

from telegram import Update
from telegram.ext import ContextTypes

from bot.telegram.message_builder import Message
from bot.telegram.message_parsing import texts_of
from bot.telegram.transport.delivery import alert, reply
from bot.texts import texts_for


async def start(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
    if message := update.effective_message:
        await reply(message, Message(texts_of(message).start))


async def explain(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
    if message := update.effective_message:
        await reply(message, Message(texts_of(message).help))


async def unknown_command(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
    if message := update.effective_message:
        await reply(message, Message(texts_of(message).unknown_command))


async def no_text(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
    if message := update.effective_message:
        await reply(message, Message(texts_of(message).text_only))


async def old_button(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
    if query := update.callback_query:
        await alert(query, texts_for(query.from_user.language_code).old_button)
