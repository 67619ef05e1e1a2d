"""/privacy -> what is kept of a person; /forget -> it is deleted."""

from __future__ import annotations

import asyncio

from telegram import Update
from telegram.ext import ContextTypes

from bot.storage.people import PersonalData
from bot.telegram.groups.rules import GroupRules
from bot.telegram.message_builder import Message
from bot.telegram.message_parsing import place_of, texts_of
from bot.telegram.transport.delivery import reply


class Privacy:
    def __init__(self, people: PersonalData, days: int, manners: GroupRules) -> None:
        self._people = people
        self._manners = manners
        self._days = days

    async def explain(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        if message := update.effective_message:
            await reply(message, Message(texts_of(message).privacy.format(days=self._days)))

    async def forget(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        if message := update.effective_message:
            place = place_of(message)
            is_person = message.sender_chat is None
            await asyncio.to_thread(self._people.forget, place.person, place.person if is_person else None)
            if await self._manners.has_room(message):
                await reply(message, Message(texts_of(message).forgotten))
