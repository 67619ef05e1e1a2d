"""The action of a button <-> its callback data, at most 64 bytes, understood by any process at any time. Pure.

To add a button, describe its action in ``bot.telegram.views.actions`` and give it a form in ``_FORMS``. Buttons stay in
chats for years: a form is never changed, nor used again for anything else.

Anybody can send such data: numbers are bounded, and people who decide something are asked for their id.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from types import UnionType

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.core.permalinks import SENTENCE_ID
from bot.telegram.views.actions import (
    Action,
    AskQuestion,
    AskRollback,
    BackToAnswer,
    ChooseLanguage,
    ChooseReport,
    Discard,
    Leave,
    OpenChart,
    OpenContents,
    OpenGap,
    OpenGaps,
    OpenMore,
    OpenPins,
    OpenReports,
    OpenRest,
    OpenSection,
    OpenSource,
    OpenTargets,
    Publish,
    PutPin,
    RemoveAnswer,
    RemovePin,
    RemoveReport,
    Rollback,
    Unwatch,
    Vote,
    VoteOn,
)
from bot.types import AnswerFault

KEY_LENGTH = 12
"""Hexadecimal digits of a question's key."""

LONGEST_QUESTION = 62
"""UTF-8 bytes of a question that a button asks."""

_FAULTS = "|".join(fault for fault in AnswerFault if fault)
_FIELDS: Mapping[str, tuple[str, Callable[[str], object]]] = {
    "sentence": (SENTENCE_ID, str),
    "shift": (r"-?\d{1,4}", int),
    "depth": (r"\d{1,2}", int),
    "page": (r"\d{1,4}", int),
    "number": (r"\d{1,9}", int),
    "current": (r"\d{1,9}", int),
    "place": (r"\d{1,9}", int),
    "key": (rf"[0-9a-f]{{{KEY_LENGTH}}}", str),
    "language": (r"zh|en|auto", str),
    "question": (r"[^\x00-\x1f]{1,62}", str),
    "fault": (_FAULTS, AnswerFault),
}
"""How each field looks in callback data, and how it is read."""


class _Form:
    """One way to write an action: its fields in braces, the others ``fixed``."""

    def __init__(self, template: str, kind: type[Action], **fixed: object) -> None:
        self._template, self._kind, self._fixed = template, kind, fixed
        pattern = re.sub(r"\\\{(\w+)\\\}", lambda found: f"(?P<{found[1]}>{_FIELDS[found[1]][0]})", re.escape(template))
        self._pattern = re.compile(pattern, re.ASCII)

    def write(self, action: Action) -> str | None:
        """None for an action that is written in another form."""
        values = asdict(action)
        fits = type(action) is self._kind and self._fixed.items() <= values.items()
        return self._template.format(**values) if fits else None

    def read(self, data: str) -> Action | None:
        """None for data that has another form."""
        if not (found := self._pattern.fullmatch(data)):
            return None
        make: Callable[..., Action] = self._kind
        return make(**self._fixed, **{name: _FIELDS[name][1](value) for name, value in found.groupdict().items()})


_FORMS = (
    _Form("s:{sentence}:{shift}", OpenSource, alone=False),
    _Form("p:{sentence}:{shift}", OpenSource, alone=True),
    _Form("c:{sentence}:{depth}:{page}", OpenSection),
    _Form("c", OpenContents, page=0),
    _Form("c:{page}", OpenContents),
    _Form("r:{page}", OpenReports),
    _Form("r=", ChooseReport, sentence=""),
    _Form("r={sentence}", ChooseReport),
    _Form("t:{sentence}:{page}", OpenTargets),
    _Form("h:{sentence}:{place}", OpenChart, by_region=False),
    _Form("j:{sentence}:{place}", OpenChart, by_region=True),
    _Form("u:{key}", Unwatch),
    _Form("a", BackToAnswer),
    _Form("m", OpenRest),
    _Form("o", OpenMore),
    _Form("l:{language}", ChooseLanguage),
    _Form("q:{question}", AskQuestion),
    _Form("d", RemoveAnswer),
    _Form("v+", Vote, good=True, fault=AnswerFault.UNSAID),
    _Form("v-", Vote, good=False, fault=AnswerFault.UNSAID),
    _Form("v-:{fault}", Vote, good=False),
    _Form("w:{number}:{fault}", VoteOn),
    _Form("kp:{number}", Publish, force=False),
    _Form("kf:{number}", Publish, force=True),
    _Form("kd:{number}", Discard),
    _Form("ka:{number}", AskRollback),
    _Form("kr:{number}:{current}", Rollback),
    _Form("kx:{place}:{current}", RemoveReport),
    _Form("kl", Leave),
    _Form("G:{page}", OpenGaps),
    _Form("P:{page}", OpenPins),
    _Form("g:{key}", OpenGap),
    _Form("k:{key}:{sentence}", PutPin),
    _Form("x:{key}", RemovePin),
)
"""An action is written in the first form that it fits."""


def write_action(action: Action) -> str:
    """Callback data."""
    return next(data for form in _FORMS if (data := form.write(action)) is not None)


def read_action(data: object) -> Action | None:
    """The action of callback data; None for data that no button of ours carries."""
    text = data if isinstance(data, str) else ""
    return next((action for form in _FORMS if (action := form.read(text)) is not None), None)


def carries(kinds: type[Action] | UnionType) -> Callable[[object], bool]:
    """Whether callback data is of one of these kinds; the pattern of a handler."""
    return lambda data: isinstance(read_action(data), kinds)


def button(label: str, action: Action) -> InlineKeyboardButton:
    return InlineKeyboardButton(label, callback_data=write_action(action))


def column(buttons: Sequence[InlineKeyboardButton]) -> InlineKeyboardMarkup:
    """One below the other."""
    return InlineKeyboardMarkup([[button] for button in buttons])
