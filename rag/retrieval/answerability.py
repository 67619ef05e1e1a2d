"""Query, ranked candidates, what was extracted -> whether that answers the question. Pure.

The confidence is a probability: a logistic regression over a few signals, fitted on questions about other reports:
answered ones, ones that the report is near to and does not answer, and answered ones without the sentences that answer
them (``benchmarks/calibrate.py``).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from statistics import pstdev
from typing import NamedTuple

from rag.index.keyword_index import KeywordIndex
from rag.retrieval.calibration import CALIBRATION, Nearness, VectorCalibration
from rag.retrieval.extraction import Extract
from rag.retrieval.query import YUAN, Expects, Query
from rag.retrieval.ranking import Candidate, Features
from rag.retrieval.relevance import Relevant
from rag.text.english_words import GENERAL, PLANNED
from rag.text.figure_labels import label
from rag.text.figures import Figure, FigureKind, find_figures
from rag.text.figures.parts_of_year import find_parts_of_year
from rag.text.figures.units import MONEY, PERCENT, POINTS, SHARES, compatible
from rag.text.glossary import read_terms
from rag.text.ngrams import WORD, fold, grams
from rag.text.time_expressions import tells_time
from rag.types import Form

ANSWER_FROM = 0.45
"""The confidence from which a question is answered."""

BESIDE = 0.4
"""The confidence that an answer beside the question has at most: it is offered, and not said to answer."""

MATTERS = frozenset({Form.TOPIC, Form.HOW, Form.LIST, Form.OVERVIEW, Form.SUPERLATIVE, Form.WHY})
"""Forms of questions that several sentences may answer."""
_NEVER = -6.0
_TELLING = 0.3
"""Probability that an answer holds a bigram, under which it tells nothing by being missing."""
_ENUMERATION = re.compile(r"、|[”》]\s*[“《]|[;；]")
_INTERROGATIVE = re.compile(r"(?:多少|[几幾]|how (?:many|much))个?[十百千]*\s*$", re.IGNORECASE)
_WHO = re.compile(r"(?P<role>[\u4e00-\u9fff]{2})(?:是|叫)谁")
_COURSE = re.compile("目标|计划|打算|力争|争取|预期|预计|准备|安排|实际|结果|完成|达到|实现")
"""Asks how far a thing is to come, or has; a sentence tells it by its year and section without these words."""
_COUNTED = (FigureKind.AMOUNT, FigureKind.ORDINAL, FigureKind.GRADE, FigureKind.NAME)


class Signals(NamedTuple):
    """The signs that tell an answered question from an unanswered one; the order is that of the coefficients."""

    relevance: float
    """Log-odds of the best sentence."""
    margin: float
    """How far its log-odds stand above the mean of the next nine."""
    meaning: float
    words: float
    literal: float
    missing: float
    """Share (0–1) of the question's weighted bigrams that the corpus holds, but not this sentence."""
    unknown: float
    """Share (0–1) of the question's weighted bigrams that stand nowhere in the corpus."""
    reported: float
    """Share (0–1) of the question's weighted bigrams, each by the share of other reports that use it, that this
    sentence does not hold: 失业率 is a word of reports, and a sentence that tells it would say it. Colloquial words
    stand in no report, and the sentence that answers them holds others."""
    stretch: float
    """Share (0–1) of the longest stretch of the question that this sentence does not hold: a word or a name that is not
    there. Bigrams missing here and there are only another turn of phrase."""
    run: float
    """Share (0–1) of the longest stretch that it holds. What is asked for stands there in one piece; what is only near
    to it shares bigrams here and there."""
    figure: float
    """1 if a number is asked for and the extract holds one in the unit asked for, 0 if no unit is asked for, -1 if it
    holds none, or none in that unit. Otherwise 0."""
    date: float
    """1 if a date is asked for and the extract tells a time, else -1. Otherwise 0."""
    labelled: float
    """Share (0–1) of the question's weighted bigrams that stand where the answer does: with one of the figures of the
    extract that fit, where a number is asked for, else in the extract."""
    items: float
    """1 if the members of a list are asked for and the extract enumerates, else -1. Otherwise 0."""
    topic: float
    """Log-odds that the question is one a report could be asked, whatever it says."""
    worded_meaning: float
    """``words`` × ``meaning``. This and the next are products, because none of the signals means the same without the
    others."""
    worded_figure: float
    """``figure`` × ``words``."""
    worded_rival: float
    """How far (in log-odds, years aside) a sentence of another year or place fits better, × ``words``; 0 if none
    does."""
    belonging: float
    """Log-odds that the likeliest sentence belongs to an answer on the whole matter."""
    matter: float
    """1 if the question is on a whole matter (what is done for it, how, which), else 0."""
    matter_belonging: float
    """``matter`` × ``belonging``."""
    matter_words: float
    told: float
    """Log-odds that the report tells what is asked, by its vector (amounts, yes, and prices, addresses, dates no) and
    by ``Nearness``. Fitted together with the other signals, so that it counts once."""


def signals(
    query: Query,
    wording: str,
    weights: Mapping[str, float],
    lexical: KeywordIndex,
    everything: Sequence[Candidate],
    ranked: Sequence[Candidate],
    relevant: Sequence[Relevant],
    sentence: str,
    found: Extract,
    vector: Sequence[float],
    calibration: VectorCalibration,
) -> Signals:
    """``wording``: the question in the corpus's words; ``ranked``: those of ``everything`` that may answer, best first;
    ``sentence``: the words of the first of them;
    ``found``: what it says; ``calibration``: of the model that ``vector`` is by."""
    best, others = ranked[0], ranked[1:10]
    total = sum(weights.values()) or 1.0
    unknown = sum(weight for gram, weight in weights.items() if not len(lexical.postings(gram))) / total
    words, meaning = best.features.words, best.features.meaning
    outranked = max(_yearless(c) for c in everything if not c.features.heading) - _yearless(best)
    figure = _figure(query, found.text)
    belonging = relevant[0].logit if relevant else _NEVER
    matter = float(query.form in MATTERS)
    return Signals(
        relevance=best.logit,
        margin=best.logit - sum(c.logit for c in others) / len(others) if others else 0.0,
        meaning=meaning,
        words=words,
        literal=best.features.literal,
        missing=1.0 - unknown - words,
        unknown=unknown,
        reported=_reported(query, weights, sentence) / total,
        stretch=_longest(wording, weights, lexical, best.ordinal, held=False) / total,
        run=_longest(wording, weights, lexical, best.ordinal, held=True) / total,
        figure=figure,
        date=(1.0 if tells_time(found.text) else -1.0) if query.expects is Expects.DATE else 0.0,
        labelled=_labelled(query, weights, found.text) / total,
        items=(1.0 if _ENUMERATION.search(found.text) else -1.0) if query.items else 0.0,
        topic=calibration.topic(vector),
        worded_meaning=words * meaning,
        worded_figure=figure * words,
        worded_rival=max(outranked, 0.0) * words,
        belonging=belonging,
        matter=matter,
        matter_belonging=matter * belonging,
        matter_words=matter * words,
        told=calibration.tells(vector, nearness(everything, best)),
    )


_TERM_HELD = 0.5
"""Share of the bigrams of a term from which a sentence is taken to hold it."""


def nearness(everything: Sequence[Candidate], best: Candidate) -> Nearness:
    products = [c.clauses[0][1] for c in everything if c.clauses] or [0.0]
    own = best.clauses[0][1] if best.clauses else min(products)
    return Nearness(own, min(products), pstdev(products), max(products) - own)


def _labelled(query: Query, weights: Mapping[str, float], text: str) -> float:
    if query.expects is not Expects.NUMBER:
        return _held(weights, text)
    labels = (said.label + said.figure.unit for said in label(text) if not query.unit or _fits(query.unit, said.figure))
    return max((_held(weights, words) for words in labels), default=0.0)


def _held(weights: Mapping[str, float], text: str) -> float:
    return sum(weights.get(gram, 0.0) for gram in grams(text))


def _reported(query: Query, weights: Mapping[str, float], sentence: str) -> float:
    course = {gram for word in _COURSE.findall(query.text) for gram in grams(word)}
    held = grams(sentence) | course
    return sum(weight * CALIBRATION.reported(gram) for gram, weight in weights.items() if gram not in held)


def _longest(text: str, weights: Mapping[str, float], lexical: KeywordIndex, ordinal: int, *, held: bool) -> float:
    """The greatest weight of neighbouring bigrams of ``text`` that the sentence holds, or does not.

    Bigrams that questions have in common end a stretch.
    """
    longest = 0.0
    for word in WORD.findall(fold(text)):
        stretch = 0.0
        for at in range(max(1, len(word) - 1)):
            gram = word[at : at + 2]
            telling = gram in weights and CALIBRATION.content(gram) >= _TELLING
            stretch = stretch + weights[gram] if telling and lexical.holds(ordinal, gram) is held else 0.0
            longest = max(longest, stretch)
    return longest


def confidence(found: Signals, calibration: VectorCalibration) -> float:
    """Probability (0–1) that the extract answers the question."""
    return calibration.confidence.probability(found)


def holds_term(terms: Sequence[str], lexical: KeywordIndex, ordinal: int) -> bool:
    """Whether a sentence, or its headings, hold one of the official terms of an English question. Meanings across
    languages are near where nothing alike is meant: bridges and projects."""
    return any(_share_held(term, lexical, ordinal) >= _TERM_HELD for term in terms)


def telling_terms(query: Query) -> tuple[str, ...]:
    """The official terms of an English question, without those that every report holds everywhere."""
    found = (forms for written, forms in read_terms(query.text) if not set(written.split()) <= GENERAL | PLANNED)
    return tuple(form for forms in found for form in forms)


def _share_held(term: str, lexical: KeywordIndex, ordinal: int) -> float:
    pairs = grams(term)
    return sum(lexical.holds(ordinal, gram) for gram in pairs) / len(pairs) if pairs else 0.0


def names_no_members(query: Query, text: str) -> bool:
    """The question asks which eight things they are, and the text says that they are eight and names none."""
    return query.items and _tells_count(query, text) and not _ENUMERATION.search(text)


def names_members(query: Query, text: str) -> bool:
    """The text says how many things there are, as the question does, and names them."""
    return _tells_count(query, text) and _ENUMERATION.search(text) is not None


def _tells_count(query: Query, text: str) -> bool:
    asked = {figure.low for figure in find_figures(query.asked) if figure.kind is FigureKind.AMOUNT}
    return any(figure.low in asked for figure in find_figures(text) if figure.kind is FigureKind.AMOUNT)


def asserts_another(query: Query, sentence: str) -> bool:
    """The question states an amount of money or a share that the sentence does not hold: a premise not in it."""
    told = {figure.low for figure in find_figures(sentence)}
    stated = (f for f in find_figures(query.asked) if f.kind is FigureKind.AMOUNT and not _is_asked(query.asked, f))
    return any(figure.low not in told for figure in stated if figure.unit in MONEY | {PERCENT, POINTS})


def tells_of_another(query: Query, weights: Mapping[str, float], sentence: str, found: Extract) -> bool:
    """A date told without a word of the question, or no word of the office or honour whose holder is asked for."""
    if query.expects is Expects.DATE and not _held(weights, found.text):
        return True
    who = _WHO.search(fold(query.asked))
    return who is not None and who["role"] not in fold(sentence)


def tells_beside(query: Query, sentence: str, told: str) -> bool:
    """The figure told is near the one asked for, and not that: of a year where one of its quarters is asked for, or a
    growth rate or a share where an amount is."""
    if find_parts_of_year(query.text) - find_parts_of_year(sentence):
        return True
    amounts = [figure for figure in find_figures(told) if figure.kind is FigureKind.AMOUNT]
    return query.level and bool(amounts) and all(figure.unit in SHARES for figure in amounts)


def _is_asked(question: str, figure: Figure) -> bool:
    """万美元 of 多少万美元."""
    return _INTERROGATIVE.search(question[: figure.span.start]) is not None


def misses_unit(query: Query, sentence: str) -> bool:
    """A number is asked for, and the sentence holds none that could be one of that."""
    return query.expects is Expects.NUMBER and not any(_fits(query.unit, figure) for figure in _counts(sentence))


def _figure(query: Query, text: str) -> float:
    if query.expects is not Expects.NUMBER:
        return 0.0
    figures = _counts(text)
    if not figures:
        return -1.0
    if not query.unit:
        return 0.0
    return 1.0 if any(_fits(query.unit, figure) for figure in figures) else -1.0


def _counts(text: str) -> list[Figure]:
    return [figure for figure in find_figures(text) if figure.kind in _COUNTED]


def _fits(unit: str, figure: Figure) -> bool:
    """Loosely: 多少人 is answered in 人次, 几成 in %, 多少钱 in any currency, 几类 by Ⅱ类, 几项 by “三项制度”, and
    anything without a unit."""
    if figure.kind in (FigureKind.GRADE, FigureKind.NAME):
        return unit in figure.literal
    return (
        not figure.unit
        or figure.unit.startswith(unit)
        or compatible(unit, figure.unit)
        or {unit, figure.unit} <= SHARES
        or (unit == YUAN and figure.unit in MONEY)
    )


def _yearless(candidate: Candidate) -> float:
    return candidate.logit - CALIBRATION.relevance.weights[Features._fields.index("year")] * candidate.features.year
