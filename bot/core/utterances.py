"""A message addressed to the bot itself rather than to a report -> its meaning. Pure.

Only whole messages are read so: 帮助 is for the bot, 帮助困难群众 is for the report.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from rag.text.figures.numerals import whole_number
from rag.text.word_tables import any_of


class Meaning(Enum):
    """The meaning of a remark about the bot itself, or about its last answer."""

    HELP = auto()
    REPORTS = auto()
    """Asks for the list of reports."""
    IDENTITY = auto()
    """Asks who the bot is and what it can do."""
    THANKS = auto()
    SUMMARY = auto()
    """Asks for a summary of the whole report."""
    ENGLISH = auto()
    """The last answer again, for readers of English."""
    CHINESE = auto()
    MORE = auto()
    """Asks for more on the matter."""
    CONTEXT = auto()
    """Asks for the sentences around it."""
    ORIGIN = auto()
    """Asks for its source."""
    ITEM = auto()
    """One of several things told, by its number."""
    REASON = auto()

    @property
    def leans(self) -> bool:
        """It is about the answer before."""
        return self not in _ALONE


@dataclass(frozen=True, slots=True)
class Utterance:
    meaning: Meaning
    number: int = 0
    """The number of an item, counted from 1."""


_ALONE = {Meaning.HELP, Meaning.REPORTS, Meaning.IDENTITY, Meaning.THANKS, Meaning.SUMMARY}
_PLEASE = r"(?:请|请问|麻烦|帮我|给我|我想|能不能|能否|可否|可以|那么?|please |can you |could you |would you ){0,3}"
_END = r"(?:一下|一下子)?[\s啊呀呢吗吧哦么嘛的了~。.!！?？,，]*"
_ANSWER = r"(?:这|那|上面|上一|刚才)?(?:一?[句条段个]|个|些)?(?:的?(?:话|回答|答案|数字?|数据|说法|内容))?"
_WHERE = r"(?:报告)?(?:里|中)?的?(?:哪里|哪儿|哪[一]?[段章节句页]|什么地方|何处)"
_ITEM = re.compile(
    rf"{_PLEASE}(?:看|说|讲|展开|打开)?(?:一下)?第\s?(?P<number>[一二三四五六七八九十\d]{{1,3}})\s?[条个点项句则]"
    rf"[是说讲呢的]?(?:什么|啥|内容|原文)?{_END}"
    rf"|{_PLEASE}(?:what about |show me )?(?:the )?"
    rf"(?P<ordinal>first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)(?: one| item| point)?{_END}",
    re.IGNORECASE,
)
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_PATTERNS = {
    meaning: re.compile(
        rf"{_PLEASE}(?:{any_of(__name__, meaning.name.lower(), ANSWER=_ANSWER, WHERE=_WHERE)}){_END}", re.IGNORECASE
    )
    for meaning in Meaning
    if meaning is not Meaning.ITEM
}
_LONGEST = 40


def read_utterance(text: str) -> Utterance | None:
    """None for everything else: a question to be answered from the reports."""
    said = text.strip().removeprefix("/").strip()
    return next(_readings(said), None) if 0 < len(said) <= _LONGEST else None


def _readings(said: str) -> Iterator[Utterance]:
    if found := _ITEM.fullmatch(said):
        yield Utterance(Meaning.ITEM, _number(found))
    for meaning, pattern in _PATTERNS.items():
        if pattern.fullmatch(said):
            yield Utterance(meaning)


def _number(found: re.Match[str]) -> int:
    if ordinal := found["ordinal"]:
        return _ORDINALS.index(ordinal.lower()) + 1
    return whole_number(found["number"])
