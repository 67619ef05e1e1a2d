"""A quoted part of an answer, and what is written about it -> the part that is meant, and what is wanted. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum, auto

from bot.storage.answers import SentAnswer
from rag.text.table_rows import BAR
from rag.text.word_tables import any_of
from rag.types import Answer, Citation

_ENOUGH = 0.5
"""Share of the quoted characters that have to stand in a part, in one piece, to be a quote of it."""
_WORD = re.compile(r"[^\W\d_]{2}")
"""A figure alone says nothing to lean on."""
_MOST = 80  # characters of a quote that is one thing
_MARKS = re.compile(r"\[\d+\]|\s")
_WHERE = re.compile(any_of(__name__, "where"), re.IGNORECASE)
_EXPAND = re.compile(any_of(__name__, "expand"), re.IGNORECASE)
_ASKS_WHERE = re.compile(r"出自|来自|引自|摘自|出处|来源|依据|原文|哪|where|source|which", re.IGNORECASE)


class Wish(Enum):
    """A request about a quoted part, where it is not a new question."""

    ORIGIN = auto()
    """Asks where the part comes from."""
    CONTEXT = auto()
    """Asks for the sentences around the part."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """The part of an answer that was quoted."""

    citations: tuple[Citation, ...]
    """The citations that carry it; empty where they are not known."""
    words: str
    """The quoted ones; of the statement or the citation they are from, where they say too little or too much alone."""
    asked: str
    """The question that was answered; empty where that is not known."""

    @property
    def history(self) -> tuple[str, ...]:
        """The earlier questions that a question about it refers to."""
        return tuple(filter(None, (self.asked, self.words)))


def read_wish(words: str) -> Wish | None:
    """None for everything else: a question of its own."""
    said = words.strip()
    if _EXPAND.fullmatch(said):
        return Wish.CONTEXT
    return Wish.ORIGIN if _WHERE.fullmatch(said) and _ASKS_WHERE.search(said) else None


def find_quoted(quote: str, sent: SentAnswer | None) -> Quoted:
    """The statement or the citation in which most of the quote stands in one piece."""
    if sent is None or sent.answer is None:
        return Quoted((), quote.strip(), sent.asked if sent else "")
    part = _MARKS.sub("", quote)
    found = max(_parts(sent.answer), key=lambda known: _share(part, known.words), default=None)
    if found is None or _share(part, found.words) < _ENOUGH:
        return Quoted((), quote.strip(), sent.asked)
    alone = len(part) <= _MOST and _WORD.search(part)
    return Quoted(found.citations, part if alone else found.words, sent.asked)


def _parts(answer: Answer) -> Iterator[Quoted]:
    by_number = {citation.number: citation for citation in answer.citations}
    for statement in answer.statements:
        carried = tuple(by_number[number] for number in statement.citations if number in by_number)
        yield Quoted(carried, statement.text.rstrip("。."), "")
    for citation in (*answer.citations, *answer.nearest):
        yield Quoted((citation,), citation.quote, "")


def _share(part: str, words: str) -> float:
    """The share of the characters of ``part`` that stand in ``words`` in one piece."""
    words = _MARKS.sub("", words.replace(BAR, "\n"))
    if not part:
        return 0.0
    if words in part:  # more than this one was quoted
        return len(words) / len(part)
    return SequenceMatcher(None, part, words, autojunk=False).find_longest_match().size / len(part)
