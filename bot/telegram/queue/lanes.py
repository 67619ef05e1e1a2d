"""An update -> the lane it waits in, its sender, and how many a minute are too many. Pure.

What belongs to one conversation is in one lane. Buttons, reactions and commands do not wait behind questions.
"""

from __future__ import annotations

from dataclasses import dataclass

from telegram import Message, Update

from bot.storage.update_record import EDIT, MESSAGE, PRESS

_A_MINUTE, _PRESSES_A_MINUTE = 30, 60


@dataclass(frozen=True, slots=True)
class Lane:
    name: str
    """Updates of one lane are handled one after the other."""
    person: str
    a_minute: int
    """How many updates of this kind one person may send in a minute."""
    kind: str = MESSAGE
    stands_alone: bool = False
    """Nothing waits for it, and it may take long."""
    message: int = 0
    """Id of a new message in its chat; an edited one stands where it stood before."""


def lane_of(update: Update) -> Lane | None:
    """None for what need not wait, nor be kept: an inline query is overtaken by the next letter typed."""
    if update.inline_query:
        return None
    message = update.effective_message
    sender = update.effective_sender
    chat = update.effective_chat
    person = str(sender.id if sender else chat.id if chat else 0)
    place = str(chat.id) if chat else person
    if update.callback_query or update.message_reaction:
        return Lane(f"press {place} {person}", person, _PRESSES_A_MINUTE, PRESS)
    if message and _stands_alone(message):
        return Lane(f"alone {place} {message.message_id}", person, _A_MINUTE, stands_alone=True)
    # named as the chat itself, so that what is on record of its answers is found by the lane's key
    kind = EDIT if update.edited_message else MESSAGE
    return Lane(place, person, _A_MINUTE, kind, message=update.message.message_id if update.message else 0)


def _stands_alone(message: Message) -> bool:
    """Commands that ask nothing, and files, which take long: nothing has to wait for them."""
    first = (message.text or "").split(maxsplit=1)
    is_command = bool(first) and first[0].startswith("/")
    return message.document is not None or (is_command and first[0].partition("@")[0] != "/ask")
