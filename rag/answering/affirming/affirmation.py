"""A yes/no question -> yes or no, put before the report's words. Pure.

增长5.8%吗 also asks for the true figure, where it is another one: the figure is looked for as for 增长多少, and
compared with the one that the question states.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache

from rag.answering.affirming.polarity import YesNoPair, read_told, says_yes, without_forms
from rag.answering.facts import figures_on_matter
from rag.answering.statements import Composition
from rag.retrieval.calibration import CALIBRATION
from rag.retrieval.forms import asks_mention
from rag.retrieval.pipeline import Reading
from rag.retrieval.query import is_english
from rag.text.content_words import uncovered
from rag.text.figures import Figure, FigureKind, compatible, find_amounts, find_figures
from rag.text.figures.units import MONEY, SHARES
from rag.text.plain import fold, grams
from rag.text.time_expressions import without_years
from rag.text.word_tables import any_of

_ASKS = re.compile(any_of(__name__, "asks"), re.IGNORECASE)
_OPEN = re.compile(any_of(__name__, "open"), re.IGNORECASE)
"""Words that ask for more than yes or no."""
_HEARD = re.compile(r"^(?:我?听说|据说|据悉|有人说|都说|网上说|是不是|是否|难道)[,，:：\s]*")
_IS_IT = re.compile(
    r"[,，\s]*(?:(?:这)?(?:是不是|是)(?:真的?|这样|对的?)?|对不对|对|真的|属实|没错)?(?:没有?|[吗么吧嘛])?[?？!！。\s]*$"
)
_WAY = re.compile(
    r"(?:(?P<falls>负增长|下降|减少|降低|下滑|下跌|回落|[降跌])|(?P<rises>增长|上升|上涨|提高|提升|增加|回升|涨))"
    r"(?:了|没有?|吗|么|嘛|[?？。\s])*$"
)
"""The direction that the end of a question states: 出口下降了吗."""
_IS_IT_SO = re.compile(r"(?:是不是|是否|有没有|能不能|会不会)(?:达到?|为|有|到)?$")
_MARKS = re.compile(r"[“”《》]")
_YES, _NO, _YES_IN_ENGLISH, _NO_IN_ENGLISH = "是的：", "否：", "Yes: ", "No: "
_SAID = "是，提到了："
_IF_MORE = re.compile(r"[吗么嘛]|是不是|是否|有没有|[高低多少快慢大小](?=[?？\s]*$)")
_EITHER = re.compile(r"还是|是[多高大快增涨]是|多少|高低|快慢|大小")
"""Words that ask which of two, and not whether."""
_LESS = re.compile(r"低|少|慢|小|降")
_AROUND = re.compile(r"报告|提[没不]?[到及出过]?|说[到要]?|今年|去年|[吗呢么吧]|已经|还|就|再|要")
"""Words for asking and for time, which the sentence cited need not hold."""
_MOST_SAID, _MOST_AFFIRMED, _MOST_DENIED = 3, 4, 5
_TELLING = 0.5
"""Probability that an answer holds a bigram; from it on, a yes needs the bigram."""
_ROUNDED = Fraction(1, 50)
"""Share of a value by which another may differ from it and be the same, rounded."""


def affirm(question: str, told: Composition, reading: Reading, *, is_open: bool = False) -> Composition:
    """The answer with yes or no before the first statement, where the question asks for it and the sentence cited is
    about its matter; else unchanged: a sentence about 改造 does not affirm 停止改造.

    ``is_open``: a result is asked for that is only planned, so that there is no more to say than that it is under way.
    """
    first, *others = told.statements
    if not _ASKS.search(question):
        return told
    said = read_told(question, first.text)
    word, unsaid = _word(said, reading), _unsaid(reading.words, told.citations[0].quote)
    if is_open:
        word = word if _is_no(word) and said.is_on_the_way else ""
    if unsaid > _most_unsaid(word, english=reading.query.english):
        return told
    return replace(told, statements=(replace(first, text=word + first.text), *others)) if word else told


def _most_unsaid(word: str, *, english: bool) -> int:
    """The longest stretch of the question, in characters, that the sentence cited may lack: 推行 beside 实施, 推广
    beside 鼓励."""
    if english:
        return 0
    return _MOST_DENIED if _is_no(word) else _MOST_SAID if word == _SAID else _MOST_AFFIRMED


def affirm_comparison(question: str, told: Composition) -> Composition:
    """The comparison of two figures with yes or no before it, where the question says which is the greater."""
    *others, last = told.statements
    asks = _IF_MORE.search(question) and not _EITHER.search(question) and not _OPEN.search(question)
    if not last.calculation or not asks or is_english(question):
        return told
    more, is_more = _LESS.search(question) is None, _LESS.search(last.text) is None
    word = _YES if more == is_more else _NO
    return replace(told, statements=(*others, replace(last, text=word + last.text)))


def agree(question: str, told: Composition, reading: Reading) -> Composition:
    """The figures of the indicator whose figure the question states, with yes or no before the first; with neither
    where the first one differs and another, of another year, is the figure stated."""
    if not _ASKS.search(question):
        return told
    first, *others = told.statements
    word, *later = (_word(read_told(question, one.text), reading, named=True) for one in told.statements)
    if not word or (_is_no(word) and any(other and not _is_no(other) for other in later)):
        return told
    return replace(told, statements=(replace(first, text=word + first.text), *others))


def _is_no(word: str) -> bool:
    return word in (_NO, _NO_IN_ENGLISH)


@lru_cache(64)  # each way to answer such a question asks
def ask_openly(question: str) -> str | None:
    """The text as a question for the one figure that it states: 增长5.8%吗 becomes 增长多少. None where it states none
    or several, or asks for more."""
    stated = find_amounts(question)
    if len(stated) != 1 or not (stated[0].unit or "亿" in stated[0].literal) or _OPEN.search(question):
        return None
    figure = stated[0]
    before, after = question[: figure.full.start], question[figure.full.end :]
    if is_english(question):
        return f"{before}how much{after}"
    unit = "" if figure.unit in MONEY | SHARES else figure.unit
    return f"{_IS_IT_SO.sub('', _HEARD.sub('', before))}多少{unit}{_IS_IT.sub('', after)}"


def ask_way(question: str) -> str | None:
    """The text as a question for the figure that shows a direction: 下降了吗 becomes 增长多少. None where it asks for
    more, or states no direction."""
    way = _way(question)
    return f"{question[: way.start()]}增长多少" if way and not _OPEN.search(question) else None


@lru_cache(64)  # so does each way to answer it
def _way(question: str) -> re.Match[str] | None:
    way = _WAY.search(question) if _ASKS.search(question) else None
    return way if way and not find_amounts(question) else None


def tells_alike(question: str, told: Composition, reading: Reading) -> bool:
    """The first statement gives a figure of the kind that the question states: a growth rate for a growth rate or for a
    direction."""
    given = figures_on_matter(told.statements[0].text, reading)
    if _way(question):
        return any(one.hint.rises or one.hint.falls for one in given)
    return any(_comparable(one, other) for one in find_amounts(question) for other in given)


def _word(told: YesNoPair, reading: Reading, *, named: bool = False) -> str:
    """The word for yes or no. ``named``: the figures are those of the indicator asked for, which the statement need not
    name."""
    english = reading.query.english
    if not english and asks_mention(told.question):
        return _SAID
    is_so = _told_by_figures(told, reading) if named or english else _is_so(told, reading)
    if is_so is None:
        return ""
    return (_YES_IN_ENGLISH if is_so else _NO_IN_ENGLISH) if english else _YES if is_so else _NO


def _told_by_figures(told: YesNoPair, reading: Reading) -> bool | None:
    given = figures_on_matter(told.words, reading)
    if way := _way(told.question):
        return _went(way, told.words, given)
    return _agreement(find_amounts(told.question), given) if told.is_beyond is None else told.is_beyond


def _is_so(told: YesNoPair, reading: Reading) -> bool | None:
    said = says_yes(told)
    if way := _way(told.question):
        went = _went(way, told.words, figures_on_matter(told.words, reading)) if said is None else said
        return went if told.is_on_same else None
    if told.is_beyond is not None:
        return said
    stated = [figure for figure in find_amounts(told.question) if not _is_named(figure, told.words)]
    return _agreement(stated, figures_on_matter(told.words, reading)) and said


def _went(way: re.Match[str], told: str, given: Sequence[Figure]) -> bool | None:
    """Whether the figures moved in the direction asked for; where no figure shows a movement, whether the words do."""
    rises, falls = any(one.hint.rises for one in given), any(one.hint.falls for one in given)
    if rises == falls:
        return True if not rises and (way["falls"] or way["rises"]) in told else None
    return rises == bool(way["rises"])


def _agreement(stated: Sequence[Figure], given: Sequence[Figure]) -> bool | None:
    """Whether each figure stated is given; None where one is given rounded, or nothing of its kind is."""
    found = [(figure, [one for one in given if _comparable(figure, one)]) for figure in stated]
    if any(figure.unit and not alike for figure, alike in found):
        return None
    missing = [(figure, alike) for figure, alike in found if not any(_same(figure, one) for one in alike)]
    if any(_rounds(figure, one) for figure, alike in missing for one in alike):
        return None
    return not missing


def _is_named(figure: Figure, told: str) -> bool:
    """Whether a count or a period stands there as in the question: 25项民生实事."""
    return figure.unit not in MONEY | SHARES and figure.literal in told


def _comparable(one: Figure, other: Figure) -> bool:
    units = {one.unit, other.unit}
    return "" in units or compatible(one.unit, other.unit) or units <= SHARES or units <= MONEY


def _same(one: Figure, other: Figure) -> bool:
    opposed = (one.hint.rises and other.hint.falls) or (one.hint.falls and other.hint.rises)
    in_one_unit = "" in (one.unit, other.unit) or compatible(one.unit, other.unit)
    return (one.low, one.high) == (other.low, other.high) and in_one_unit and not opposed


def _rounds(one: Figure, other: Figure) -> bool:
    """Whether one figure stands for the other: 高8.3% is also used for 高8.3个百分点, and a range covers what lies in
    it."""
    if other.low < other.high and other.low <= one.low <= one.high <= other.high:
        return True
    if {one.unit, other.unit} <= SHARES:
        return one.low == other.low and one.unit != other.unit
    return one.unit == other.unit and one.low != other.low and abs(one.low - other.low) <= _ROUNDED * abs(other.low)


def _unsaid(words: str, quote: str) -> int:
    """Length of the longest informative stretch of the question that the sentence lacks; 0 where it holds every
    informative word. A single character is what removing a figure leaves of 5.2%吗."""
    held = grams(_MARKS.sub("", quote))
    asked = _without_figures(words)
    if all(CALIBRATION.content(gram) < _TELLING for gram in grams(asked) - held if len(gram) > 1):
        return 0
    bare = _AROUND.sub(" ", without_forms(fold(without_years(asked))))
    return max(map(len, uncovered(bare, frozenset(held), frozenset({True, False}))), default=0)


def _without_figures(words: str) -> str:
    for figure in reversed(find_figures(words)):
        if figure.kind is FigureKind.AMOUNT:
            words = f"{words[: figure.full.start]} {words[figure.full.end :]}"
    return words
