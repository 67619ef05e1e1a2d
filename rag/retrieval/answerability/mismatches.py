"""Query, the sentence nearest to it -> how the sentence is about something else. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from rag.retrieval.calibration import CALIBRATION
from rag.retrieval.extraction import Extract
from rag.retrieval.query import MATTERS, Expects, Query
from rag.retrieval.segments import RANKED
from rag.text.figure_labels import label
from rag.text.figures import Figure, FigureKind, find_figures
from rag.text.figures.units import MONEY, PEOPLE, PERCENT, POINTS, is_count
from rag.text.plain import fold, grams

_OWN_COUNT = PEOPLE | {"户", "项", "件"}
"""Measure words that say what kind of things are counted: people, households, matters."""
_TELLING = 0.5
"""Probability that an answer holds a bigram, from which it tells what is counted."""
_IN_DIGITS = re.compile(r"\d|百分")
_COUNTED = (FigureKind.AMOUNT, FigureKind.ORDINAL, FigureKind.GRADE, FigureKind.NAME)
ENUMERATION = re.compile(r"、|[”》]\s*[“《]|[;；]")
_SERIES = re.compile(r"、|[”》]\s*[“《]")
_CLAUSE = re.compile(r"[，。；;,：:]")
_ANNOUNCED = re.compile(r"[^，。；;、,“《]{0,24}(?:[:：（(—]|[，,]?(?:包括|即|分别[是为]|其中|是(?!否))|(?=[“《]))")
_INTERROGATIVE = re.compile(r"(?:多少|[几幾]|how (?:many|much))个?[十百千]*\s*$", re.IGNORECASE)
_WHO = re.compile(r"(?P<role>[\u4e00-\u9fff]{2})(?:都|又|分别|各自|到底|究竟)?(?:是|叫)谁")


def names_no_members(query: Query, sentence: str) -> bool:
    """The question asks which eight things they are, and the sentence says that they are eight and names none."""
    counted = _counted(query, sentence) if query.items else []
    return bool(counted) and not any(_names(figure, sentence) for figure in counted)


def names_members(query: Query, sentence: str) -> bool:
    """The sentence says how many things there are, as the question does, and names them."""
    return any(_names(figure, sentence) for figure in _counted(query, sentence))


def _counted(query: Query, sentence: str) -> list[Figure]:
    """The numbers of the sentence that stand in the question as well."""
    asked = {figure.low for figure in find_figures(query.asked) if figure.kind is FigureKind.AMOUNT}
    told = find_figures(sentence) if asked else []
    return [figure for figure in told if figure.kind is FigureKind.AMOUNT and figure.low in asked]


def _names(counted: Figure, sentence: str) -> bool:
    """A list stands before the number in its clause, or follows it: 语文、数学两科; 两科:语文、数学."""
    before = _CLAUSE.split(sentence[: counted.full.start])[-1]
    announced = _ANNOUNCED.match(sentence, counted.full.end)
    return bool(_SERIES.search(before) or (announced and ENUMERATION.search(sentence, announced.end())))


def asserts_another(query: Query, sentence: str) -> bool:
    """The question states an amount of money or a share that the sentence does not give: its premise is not in the
    sentence."""
    told = {figure.low for figure in find_figures(sentence)}
    stated = (f for f in find_figures(query.asked) if f.kind is FigureKind.AMOUNT and not _is_asked(query.asked, f))
    return any(
        figure.low not in told
        for figure in stated
        if figure.unit in MONEY | {PERCENT, POINTS} and not _is_aside(query, figure)
    )


def _is_aside(query: Query, figure: Figure) -> bool:
    """The share is in words and only sets the scene for a question on a whole matter: 村里一半的地种甘蔗,
    今年对种蔗怎么安排."""
    return query.form in MATTERS and figure.unit == PERCENT and not _IN_DIGITS.search(figure.literal)


def tells_of_another(query: Query, weights: Mapping[str, float], sentence: str, found: Extract) -> bool:
    """The sentence gives a date without any word of the question, or does not name the office or honour whose holder is
    asked for."""
    if query.expects is Expects.DATE and not any(weights.get(gram) for gram in grams(found.text)):
        return True
    who = _WHO.search(fold(query.asked))
    return who is not None and who["role"] not in fold(sentence)


def _is_asked(question: str, figure: Figure) -> bool:
    """万美元 of 多少万美元."""
    return _INTERROGATIVE.search(question[: figure.span.start]) is not None


def misses_unit(query: Query, sentence: str) -> bool:
    """The question asks for a number, and the sentence has none in a unit that fits."""
    if query.expects is not Expects.NUMBER or tells_rank(query, sentence):
        return False
    return not any(query.fits(figure) for figure in counts(sentence))


def counts_otherwise(query: Query, sentence: str) -> bool:
    """The sentence counts the things asked for with another measure word: 电梯600部 where 电梯 is asked for in 台."""
    if not is_count(query.unit) or query.unit in _OWN_COUNT:
        return False
    told = (one for one in label(sentence) if is_count(one.figure.unit) and one.figure.unit not in _OWN_COUNT)
    asked = {gram for gram in grams(query.searched) if CALIBRATION.content(gram) >= _TELLING}
    return any(asked & grams(one.own) for one in told)


def tells_rank(query: Query, words: str) -> bool:
    """The question asks for a rank, and the words give it without a number: 亚军."""
    return query.ranked and RANKED.search(words) is not None


@lru_cache(512)
def counts(text: str) -> tuple[Figure, ...]:
    return tuple(figure for figure in find_figures(text) if figure.kind in _COUNTED)
