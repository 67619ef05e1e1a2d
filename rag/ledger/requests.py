"""Question -> what it asks of the ledger, if anything. Pure.

目标完成了吗 asks for all targets, 哪些目标没完成 for some, GDP目标完成了吗 for one; 列出所有目标 asks for the targets
alone, 社零这几年是多少 for one indicator year by year.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from rag.text.places import find_places
from rag.text.plain import grams
from rag.text.time_expressions import find_years, without_years
from rag.text.word_tables import any_of


class RequestKind(StrEnum):
    OUTCOMES = "outcomes"
    MISSED = "missed"
    MET = "met"
    ONE = "one"
    TARGETS = "targets"
    SERIES = "series"


class Request(NamedTuple):
    asked: RequestKind
    indicator: str = ""
    """The rest of the question: the indicator that is meant, for ``ONE`` and ``SERIES``."""
    is_main: bool = False
    """Only the main targets are asked for."""

    @property
    def asks_outcome(self) -> bool:
        """The outcome of targets is asked for."""
        return self.asked in (RequestKind.OUTCOMES, RequestKind.MISSED, RequestKind.MET, RequestKind.ONE)


_TARGETS = re.compile(r"目标|指标任务|\btargets?\b|\bgoals?\b", re.IGNORECASE)
_SETTLED = re.compile(rf"指标|{_TARGETS.pattern}", re.IGNORECASE)
"""Words for targets, where a question asks for their results; 列出所有指标 asks for more than targets."""
_OUTCOMES = re.compile(any_of(__name__, "outcomes"), re.IGNORECASE)
_NOT = re.compile(
    r"(?:没有?|未能?|不)(?:能|有)?(?:完成|达到|达成|达标|实现|兑现)|落空"
    r"|\bmiss(?:ed)?\b|not (?:been )?(?:met|reached|achieved)|\bunmet\b",
    re.IGNORECASE,
)
_WHICH = re.compile(r"哪[些几个项]|什么|\bwhich\b|\bwhat\b", re.IGNORECASE)
_LISTED = re.compile(any_of(__name__, "listed"), re.IGNORECASE)
_MAIN = re.compile(r"主要|预期|\bmain\b|\bkey\b", re.IGNORECASE)
_SERIES = re.compile(any_of(__name__, "series"), re.IGNORECASE)
_COMPARES = re.compile(r"比(?!重|例)|谁|还是|哪个[更高多低少快慢]|\bthan\b|compar", re.IGNORECASE)
_ASIDE = re.compile(any_of(__name__, "aside"), re.IGNORECASE)


@lru_cache(64)  # each step of an answer that depends on it asks
def read_request(question: str) -> Request | None:
    """None for a question that the ledger does not answer, such as one that compares two years."""
    years = {(mention.year, mention.word) for mention in find_years(question)}
    if len(years) > 1 or _COMPARES.search(question):
        return None
    indicator = indicator_words(question)
    bare = not grams(indicator)
    if _SETTLED.search(question) and _OUTCOMES.search(question):
        return Request(_outcome(question)) if bare else Request(RequestKind.ONE, indicator)
    if bare:
        listed = _TARGETS.search(question) and _LISTED.search(question)
        return Request(RequestKind.TARGETS, is_main=bool(_MAIN.search(question))) if listed else None
    return Request(RequestKind.SERIES, indicator) if _SERIES.search(question) else None


def _outcome(question: str) -> RequestKind:
    if _NOT.search(question):
        return RequestKind.MISSED if _WHICH.search(question) else RequestKind.OUTCOMES
    return RequestKind.MET if _WHICH.search(question) and not _LISTED.search(question) else RequestKind.OUTCOMES


def indicator_words(question: str) -> str:
    """The words of a question without years, places and what asks."""
    return " ".join(_ASIDE.sub(" ", without_years_and_places(question)).split())


@lru_cache(64)
def without_years_and_places(question: str) -> str:
    words = without_years(question)
    for place in find_places(words):
        words = words.replace(place, " ")
    return words
