"""What an admin decides by a button <-> its callback data, understood by any process at any time. Pure.

Whoever makes such data by hand is asked for his id like everybody else.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

_NUMBER = r"(\d{1,9})"
_PUBLISH = re.compile(rf"kp:{_NUMBER}", re.ASCII)
_FORCE = re.compile(rf"kf:{_NUMBER}", re.ASCII)
_DISCARD = re.compile(rf"kd:{_NUMBER}", re.ASCII)
_ASK_ROLLBACK = re.compile(rf"ka:{_NUMBER}", re.ASCII)
_ROLLBACK = re.compile(rf"kr:{_NUMBER}:{_NUMBER}", re.ASCII)
_REMOVE = re.compile(rf"kx:{_NUMBER}:{_NUMBER}", re.ASCII)
_LEAVE = re.compile("kl", re.ASCII)


@dataclass(frozen=True, slots=True)
class Publish:
    """The draft with this number; ``force``: although it is held."""

    number: int
    force: bool = False

    @property
    def data(self) -> str:
        return f"{'kf' if self.force else 'kp'}:{self.number}"


@dataclass(frozen=True, slots=True)
class Discard:
    """The draft with this number."""

    number: int

    @property
    def data(self) -> str:
        return f"kd:{self.number}"


@dataclass(frozen=True, slots=True)
class AskRollback:
    """Show what returning to this version would change."""

    number: int

    @property
    def data(self) -> str:
        return f"ka:{self.number}"


@dataclass(frozen=True, slots=True)
class Rollback:
    """Return to ``number`` from ``current``, and from no other."""

    number: int
    current: int

    @property
    def data(self) -> str:
        return f"kr:{self.number}:{self.current}"


@dataclass(frozen=True, slots=True)
class TakeOut:
    """Preview the corpus without a report: the one at this place of the version ``current``."""

    place: int
    current: int

    @property
    def data(self) -> str:
        return f"kx:{self.place}:{self.current}"


@dataclass(frozen=True, slots=True)
class Leave:
    """Change nothing."""

    data: str = "kl"


Decision = Publish | Discard | AskRollback | Rollback | TakeOut | Leave


def decision_button(label: str, decision: Decision) -> InlineKeyboardButton:
    return InlineKeyboardButton(label, callback_data=decision.data)


def column(buttons: Sequence[InlineKeyboardButton]) -> InlineKeyboardMarkup:
    """One below the other."""
    return InlineKeyboardMarkup([[button] for button in buttons])


def is_decision(data: object) -> bool:
    """The pattern of a handler."""
    return isinstance(data, str) and read_decision(data) is not None


def read_decision(data: str | None) -> Decision | None:
    """The decision of callback data, None for data of another kind."""
    text = data or ""
    for pattern, make in (
        (_PUBLISH, lambda found: Publish(found[0])),
        (_FORCE, lambda found: Publish(found[0], force=True)),
        (_DISCARD, lambda found: Discard(found[0])),
        (_ASK_ROLLBACK, lambda found: AskRollback(found[0])),
        (_ROLLBACK, lambda found: Rollback(*found)),
        (_REMOVE, lambda found: TakeOut(*found)),
        (_LEAVE, lambda _found: Leave()),
    ):
        if found := pattern.fullmatch(text):
            return make(list(map(int, found.groups())))
    return None
