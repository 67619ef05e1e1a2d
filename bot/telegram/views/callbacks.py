"""What a button does <-> its callback data, at most 64 bytes, understood by any process at any time. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from telegram import InlineKeyboardButton

from bot.core.permalinks import SENTENCE_ID

# Numbers are bounded, so that data made by hand cannot ask for absurd work.
_SOURCE = re.compile(rf"([sp]):({SENTENCE_ID}):(-?\d{{1,4}})", re.ASCII)
_SECTION = re.compile(rf"c:({SENTENCE_ID}):(\d{{1,2}}):(\d{{1,4}})", re.ASCII)
_CONTENTS = re.compile(r"c(?::(\d{1,4}))?", re.ASCII)
_REPORTS = re.compile(r"r:(\d{1,4})", re.ASCII)
_REPORT = re.compile(rf"r=({SENTENCE_ID}|)", re.ASCII)
_ANSWER = re.compile(r"a")
_REMOVAL = re.compile(r"d")


@dataclass(frozen=True, slots=True)
class OpenSource:
    """The paragraph of a cited sentence, or one ``shift`` paragraphs after it (before it, if negative)."""

    sentence: str
    shift: int = 0
    alone: bool = False
    """In a message of its own, not in that of an answer."""

    @property
    def data(self) -> str:
        return f"{'p' if self.alone else 's'}:{self.sentence}:{self.shift}"

    def shifted(self, paragraphs: int) -> OpenSource:
        return replace(self, shift=self.shift + paragraphs)


@dataclass(frozen=True, slots=True)
class OpenSection:
    """A page of the section at this depth of the path above the sentence; depth 0 is the report."""

    sentence: str
    depth: int
    page: int = 0

    @property
    def data(self) -> str:
        return f"c:{self.sentence}:{self.depth}:{self.page}"


@dataclass(frozen=True, slots=True)
class OpenContents:
    """A page of the reports there are."""

    page: int = 0

    @property
    def data(self) -> str:
        return f"c:{self.page}" if self.page else "c"


@dataclass(frozen=True, slots=True)
class OpenReports:
    """A page of the reports to choose from."""

    page: int = 0

    @property
    def data(self) -> str:
        return f"r:{self.page}"


@dataclass(frozen=True, slots=True)
class ChooseReport:
    """The report with this sentence, or all."""

    sentence: str = ""

    @property
    def data(self) -> str:
        return f"r={self.sentence}"


@dataclass(frozen=True, slots=True)
class BackToAnswer:
    """The answer that the message showed before a source was opened in it."""

    data: str = "a"


@dataclass(frozen=True, slots=True)
class RemoveAnswer:
    """The answer under which the button is."""

    data: str = "d"


Action = OpenSource | OpenSection | OpenContents | OpenReports | ChooseReport | BackToAnswer | RemoveAnswer


def button(label: str, action: Action) -> InlineKeyboardButton:
    return InlineKeyboardButton(label, callback_data=action.data)


def carries(*kinds: type[Action]) -> Callable[[object], bool]:
    """Whether callback data is of one of these kinds; the pattern of a handler."""
    return lambda data: isinstance(data, str) and isinstance(read_action(data), kinds)


def read_action(data: str | None) -> Action | None:
    """The action of callback data, None for data that no button of ours carries."""
    text = data or ""
    if found := _SOURCE.fullmatch(text):
        return OpenSource(found[2], int(found[3]), found[1] == "p")
    if found := _SECTION.fullmatch(text):
        return OpenSection(found[1], int(found[2]), int(found[3]))
    if found := _REPORTS.fullmatch(text):
        return OpenReports(int(found[1]))
    if found := _REPORT.fullmatch(text):
        return ChooseReport(found[1])
    if found := _CONTENTS.fullmatch(text):
        return OpenContents(int(found[1] or 0))
    if _REMOVAL.fullmatch(text):
        return RemoveAnswer()
    return BackToAnswer() if _ANSWER.fullmatch(text) else None
