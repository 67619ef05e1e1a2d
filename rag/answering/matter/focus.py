"""Reading -> features of each sentence found relative to the best one and to the thing that is asked for. Pure.

哪些高速公路建成 asks for 高速公路, and is answered by a clause that enumerates such. What a sentence holds of
a question says little by itself: that another holds all of it says that this one is on something else.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rag.answering.matter.question_coverage import QuestionCoverage
from rag.documents.snapshot import Excerpt
from rag.retrieval.calibration import CALIBRATION
from rag.retrieval.forms import RANK, ranks_asked
from rag.retrieval.pipeline import Reading
from rag.text.plain import fold, grams
from rag.text.time_expressions import without_years

_COUNTED = "[个家条件项种类处座位名场届所张只款支本部样批些]"
_ASKED_THEN = re.compile(
    rf"(?:哪[一两二三四五六七八九十几\d]*{_COUNTED}?|什么|啥子?|何种|几{_COUNTED})(?P<wanted>[^，,。？?、；;]{{2,8}})"
)
_ASKED_BEFORE = re.compile(
    r"(?P<wanted>[^，,。？?、；;]{2,8}?)(?:主要|具体|都|分别|到底)*(?:有|是|包括|指|叫)?(?:哪|什么|啥|几)"
)
_NUMBER = re.compile(r"(?<![两二三四五六七八九十\d])[两二三四五六七八九十\d]++(?=[个家条件项种类处座位名场届所大])")
_TELLING = 0.3
"""Probability that an answer holds a bigram, from which words name a thing."""
_BETWEEN = re.compile(r"、|[”》][“《]")
_QUOTED = re.compile(r"[“《「『]")
_NUMBERED = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}(?:是|要)|[①-⑳]|\d{1,2}[.．、]|第[一二三四五六七八九十]{1,3}[，,]"
    r"|[（(][一二三四五六七八九十\d]{1,3}[)）])"
)
_NEARLY, _HALF = 0.8, 0.5
"""Shares of the most that one sentence holds from which others hold nearly as much, or half."""
_TEN = 10


class Focus(NamedTuple):
    """The features of a sentence beside the best; the order is that of the coefficients."""

    lists: float
    """Tens of things that its best clause enumerates."""
    listing: float
    """Share (0–1) of the question that the best of its enumerating clauses holds."""
    wanted: float
    """Share (0–1) of the name of the thing asked for that it holds."""
    wanted_listing: float
    """The same of its enumerating clauses."""
    wanted_title: float
    """The same of its heading."""
    quoted: float
    """Tens of names in quotation marks."""
    numbered: float
    """1 if it is one of several that are numbered, else 0."""
    number: float
    """Share (0–1) of the numbers by which the question counts the things that it holds."""
    longest: float
    """Tens of things in its longest enumeration."""
    length: float
    """Logarithm of the length of its best clause."""
    pure: float
    """The part of what it holds that its best clause does."""
    leading: float
    """1 if it says that something is first, highest or at the head of a list, else 0."""
    leading_asked: float
    """1 if it says so in the way that is asked for, else 0."""
    behind: float
    """The share that it holds less the most that a sentence holds; then the same of clauses and headings."""
    clause_behind: float
    title_behind: float
    path_behind: float
    path: float
    """Share (0–1) of the question that its headings hold."""
    wanted_behind: float
    most: float
    """The most that a sentence holds; then that a clause, a heading, all headings of one hold."""
    clause_most: float
    title_most: float
    path_most: float
    nearly: float
    """Logarithm of how many hold nearly as much as that; then of clauses; then of how many hold half of it."""
    clause_nearly: float
    half: float
    counts: float
    """1 if the question counts the things it asks for, else 0."""
    wants: float
    """1 if it names them, else 0."""
    items: float
    """1 if it asks for the members of a list, else 0."""
    words: float
    """The number of bigrams of the question."""
    rank: float
    """1 if it is on what came first, else 0."""


@dataclass(frozen=True, slots=True)
class _ThingAsked:
    wanted: Mapping[str, float]
    """The bigrams of the name of the thing asked for, with their weights."""
    numbers: Sequence[str]
    ranks: Sequence[re.Pattern[str]]

    def share(self, text: str) -> float:
        words = fold(text)
        total = sum(self.wanted.values()) or 1.0
        return sum(weight for gram, weight in self.wanted.items() if gram in words) / total


def focuses(reading: Reading, held: Sequence[QuestionCoverage]) -> list[Focus]:
    """One for every relevant sentence, in the order of the reading; ``held``: what each holds of the question."""
    if not held:
        return []
    question = reading.query.text
    asked = _ThingAsked(_wanted(question), _NUMBER.findall(question), ranks_asked(question))
    own = [_own(one.candidate.excerpt, shares, asked) for one, shares in zip(reading.relevant, held, strict=True)]
    common = (
        *_most(held),
        float(bool(asked.numbers)),
        float(bool(asked.wanted)),
        float(reading.query.items),
        float(len(reading.weights)),
        float(bool(asked.ranks) or RANK.search(question) is not None),
    )
    wanted = max(one[2] for one in own)
    known = zip(own, held, strict=True)
    return [Focus._make((*one, *shares.behind(common), one[2] - wanted, *common)) for one, shares in known]


def thing_asked_for(question: str) -> str:
    """The words that name it: those after 哪些, or before where nothing telling comes after."""
    question = without_years(question)
    found = _ASKED_THEN.search(question)
    if found and any(CALIBRATION.content(gram) > _TELLING for gram in grams(found["wanted"]) if len(gram) > 1):
        return found["wanted"]
    before = _ASKED_BEFORE.search(question)
    return before["wanted"] if before else ""


def _wanted(question: str) -> dict[str, float]:
    return {gram: CALIBRATION.content(gram) for gram in grams(thing_asked_for(question)) if len(gram) > 1}


def _own(found: Excerpt, held: QuestionCoverage, asked: _ThingAsked) -> tuple[float, ...]:
    clauses, words = held.texts, found.words
    lists = [len(_BETWEEN.findall(clause)) for clause in clauses]
    best = max(range(len(clauses)), key=lambda at: (held.clauses[at], lists[at]))
    listing = [at for at, number in enumerate(lists) if number]
    return (
        lists[best] / _TEN,
        max((held.clauses[at] for at in listing), default=0.0),
        asked.share(words),
        max((asked.share(clauses[at]) for at in listing), default=0.0),
        asked.share(found.section.path[-1]) if found.section.path else 0.0,
        len(_QUOTED.findall(words)) / _TEN,
        float(_NUMBERED.match(words.strip()) is not None),
        sum(number in words for number in asked.numbers) / (len(asked.numbers) or 1),
        max(lists) / _TEN,
        math.log(len(clauses[best]) or 1),
        held.clauses[best] / (held.whole or 1.0),
        float(RANK.search(words) is not None),
        float(any(pattern.search(words) for pattern in asked.ranks)),
    )


def _most(held: Sequence[QuestionCoverage]) -> tuple[float, ...]:
    whole, clause = [one.whole for one in held], [max(one.clauses) for one in held]
    return (
        max(whole),
        max(clause),
        max(one.title for one in held),
        max(one.path for one in held),
        _count(whole, _NEARLY),
        _count(clause, _NEARLY),
        _count(whole, _HALF),
    )


def _count(shares: Sequence[float], part: float) -> float:
    most = max(shares)
    return math.log1p(sum(share >= part * most for share in shares))
