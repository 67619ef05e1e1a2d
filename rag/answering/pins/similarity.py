"""Two questions -> whether they ask the same. Pure.

Two questions of the same words, but for politeness and punctuation, do. Of other words they do only if their meanings
are all but one, and years, numbers, places, the things they name and the kind of answer they want are the same: what
answers the one must never be shown for a question that differs in one of these.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from rag.retrieval.calibration import CALIBRATION
from rag.retrieval.query import is_english, read
from rag.text.figures import find_figures
from rag.text.places import find_places, find_scopes
from rag.text.plain import fold, grams
from rag.text.time_expressions import Calendar, find_years, tense
from rag.types import Question

_SHARED = 0.6
"""The least number of pairs of characters that both have in common."""
_POLITE = re.compile(r"请问|想问(?:一下)?|问一下|麻烦|帮我|你好|您好|一下|please|can you|could you tell me|tell me")
_DENIAL = re.compile("[没未不无非]")
_ORDERED = re.compile("比(?![例重])|从.+[到至往]|由.+[到至往向]")
"""Said of two things in an order that their pairs of characters do not keep: 甲比乙多多少, 乙比甲多多少."""
_TELLING = 0.5
"""The probability that an answer holds a pair of characters, from which it tells what is asked: 出口, not 具体."""
_NO_WORD = re.compile(r"[\W_]+|[吗呢啊呀吧哦嘛](?=\W*$)")


def same_words(question: str) -> str:
    """The words of a question, as they are compared."""
    return _NO_WORD.sub("", _POLITE.sub("", fold(question).strip()))


def with_years(question: str, calendar: Calendar) -> str:
    """The same question with every year as a number: 今年 and 2025年度 as 2025年, where the calendar knows them."""
    for mention in reversed(find_years(question)):
        if year := calendar.year(mention):
            behind = question[mention.span.end :].removeprefix("度")
            question = f"{question[: mention.span.start]}{year}年{behind}"
    return question


def may_be_one(one: str, other: str) -> bool:
    """They do not differ in what makes questions different; their meanings are still to be compared."""
    if same_words(one) == same_words(other):
        return True
    if is_english(one) or is_english(other):  # whose names of places are not known
        return False
    if _ORDERED.search(one) or _shared(one, other) < _SHARED or _tells_more(one, other):
        return False
    return _marks(one) == _marks(other)


def is_near(one: Sequence[float], other: Sequence[float], cosine: float) -> bool:
    """Whether two questions are near by their vectors, of any length; ``cosine``: the least they have to have."""
    a, b = np.asarray(one), np.asarray(other)
    return float(a @ b) >= cosine * float(np.linalg.norm(a) * np.linalg.norm(b))


def _marks(question: str) -> tuple[object, ...]:
    query = read(Question(question))[0]
    years = sorted((mention.year or 0, mention.word or 0) for mention in find_years(question))
    numbers = sorted((figure.kind, figure.low, figure.high, figure.literal) for figure in find_figures(question))
    places = sorted((*find_places(question), *find_scopes(question)))
    denials = sorted(_DENIAL.findall(question))
    return denials, years, numbers, places, query.expects, query.unit, query.items, tense(question)


def _tells_more(one: str, other: str) -> bool:
    """One of them asks about something that the other does not name: 出口总额, 进出口总额. What stands in another order
    there has only other pairs."""
    mine, theirs = same_words(one), same_words(other)
    apart = grams(mine) ^ grams(theirs)
    in_both = set(mine) & set(theirs)
    return any(CALIBRATION.content(gram) >= _TELLING and not set(gram) <= in_both for gram in apart)


def _shared(one: str, other: str) -> float:
    mine, theirs = grams(same_words(one)), grams(same_words(other))
    return 2 * len(mine & theirs) / (len(mine) + len(theirs) or 1)
