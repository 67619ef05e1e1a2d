"""The sentences found for a query, the words of the best one -> features from which it is judged whether it answers.
Pure.

The confidence is a probability: a logistic regression over a few signals, fitted on questions about other reports:
answered ones, ones that the report is near to and does not answer, and answered ones without the sentences that answer
them (``benchmarks/fitting/calibrate.py``).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import pstdev
from typing import NamedTuple

from rag.index.keyword_index import KeywordIndex
from rag.retrieval.answerability.mismatches import ENUMERATION, counts
from rag.retrieval.answerability.word_shares import AskedWords, shares
from rag.retrieval.calibration import CALIBRATION, Nearness, VectorCalibration
from rag.retrieval.extraction import Extract
from rag.retrieval.query import MATTERS, Expects, Query
from rag.retrieval.ranking import Candidate, RankingFeatures
from rag.retrieval.relevance import Relevant
from rag.text.time_expressions import tells_time

_NEVER = -6.0
_MATTER_SHARES = ("reported", "missing", "unknown")


class Signals(NamedTuple):
    """The features that separate answered questions from unanswered ones, in the order of the coefficients."""

    relevance: float
    """Log-odds of the best sentence."""
    margin: float
    """Its log-odds minus the mean of the next nine."""
    meaning: float
    words: float
    literal: float
    missing: float
    """Share (0–1) of the question's weighted bigrams that the corpus holds, but not this sentence."""
    unknown: float
    """Share (0–1) of the question's weighted bigrams that stand nowhere in the corpus."""
    reported: float
    """Share (0–1) of the question's weighted bigrams that this sentence lacks, each multiplied by the share of other
    reports that use it. 失业率 is a word of reports: a sentence about it would say it. Colloquial words are not in
    reports, and the sentences that answer them use other words."""
    stretch: float
    """Share (0–1) of the longest stretch of the question that the sentence lacks: a missing word or name. Scattered
    missing bigrams only mean that it is put in other words."""
    run: float
    """Share (0–1) of the longest stretch of the question that the sentence holds. A sentence that answers holds it in
    one piece; one that is only similar shares scattered bigrams."""
    figure: float
    """1 if a number is asked for and the extract holds one in the unit asked for, 0 if no unit is asked for, -1 if it
    holds none, or none in that unit. Otherwise 0."""
    date: float
    """1 if a date is asked for and the extract gives a time, else -1. Otherwise 0."""
    labelled: float
    """Share (0–1) of the question's weighted bigrams that stand next to the answer: in the label of a figure of the
    extract that fits, where a number is asked for, else in the extract."""
    items: float
    """1 if the members of a list are asked for and the extract enumerates, else -1. Otherwise 0."""
    topic: float
    """Log-odds that the question is one for a report, whatever this report says."""
    worded_meaning: float
    """``words`` × ``meaning``. This and the next are products, because none of the signals means the same without the
    others."""
    worded_figure: float
    """``figure`` × ``words``."""
    worded_rival: float
    """How much better (in log-odds, years aside) a sentence of another year or place fits, × ``words``; 0 if none
    does."""
    belonging: float
    """Log-odds that the likeliest sentence belongs to an answer on the whole matter."""
    matter: float
    """1 if the question is on a whole matter (what is done for it, how, which), else 0."""
    matter_belonging: float
    """``matter`` × ``belonging``; the next six are the same with others, which mean something else for a whole matter:
    it is told in many words."""
    matter_words: float
    matter_relevance: float
    matter_meaning: float
    matter_reported: float
    matter_missing: float
    matter_unknown: float
    rarest: float
    """Weight of the most telling bigram of the question, as a share of that of a word that the corpus lacks. What is
    asked in vain is mostly named by a rare word."""
    rare: float
    """The same for the next one."""
    told: float
    """Log-odds that reports answer such a question, by its vector (amounts and yes/no questions, rather than prices,
    addresses or dates) and by ``Nearness``. Fitted together with the other signals, so that it counts once."""


class Findings(NamedTuple):
    """The findings of one search."""

    query: Query
    words: str
    """The question in the corpus's words."""
    weights: Mapping[str, float]
    lexical: KeywordIndex
    ranked: Sequence[Candidate]
    """Every candidate, best first."""
    usable: Sequence[Candidate]
    """Those that may answer."""
    relevant: Sequence[Relevant]
    """The same, each with the probability that it belongs to an answer on the whole matter, likeliest first."""
    topic: float
    """Log-odds that a report could be asked this, whatever it says."""
    is_named: bool = True
    """The best one names what an English question does."""

    @property
    def best(self) -> Candidate:
        return self.usable[0]


def signals(found: Findings, first: Extract, vector: Sequence[float], calibration: VectorCalibration) -> Signals:
    """``first``: what the best sentence says; ``calibration``: of the model that ``vector`` is by."""
    query, best, others = found.query, found.best, found.usable[1:10]
    words, meaning = best.features.words, best.features.meaning
    figure, matter = _figure(query, first.text), float(query.form in MATTERS)
    belonging = found.relevant[0].logit if found.relevant else _NEVER
    held = shares(AskedWords(query, found.words, found.weights), found.lexical, best, first)
    return Signals(
        relevance=best.logit,
        margin=best.logit - sum(c.logit for c in others) / len(others) if others else 0.0,
        meaning=meaning,
        words=words,
        literal=best.features.literal,
        figure=figure,
        date=(1.0 if tells_time(first.text) else -1.0) if query.expects is Expects.DATE else 0.0,
        items=(1.0 if ENUMERATION.search(first.text) else -1.0) if query.items else 0.0,
        topic=found.topic,
        worded_meaning=words * meaning,
        worded_figure=figure * words,
        worded_rival=max(_outranked(found), 0.0) * words,
        belonging=belonging,
        matter=matter,
        matter_belonging=matter * belonging,
        matter_words=matter * words,
        matter_relevance=matter * best.logit,
        matter_meaning=matter * meaning,
        **{f"matter_{name}": matter * share for name, share in held.items() if name in _MATTER_SHARES},
        told=calibration.tells(vector, nearness(found.ranked, best)),
        **held,
    )


def _outranked(found: Findings) -> float:
    """How much better the best sentence of any year or place fits, years aside."""
    yearless = {c.ordinal: _yearless(c) for c in found.ranked if not c.features.heading}
    return max(yearless.values()) - yearless[found.best.ordinal]


def nearness(everything: Sequence[Candidate], best: Candidate) -> Nearness:
    products = [c.clauses[0][1] for c in everything if c.clauses] or [0.0]
    own = best.clauses[0][1] if best.clauses else min(products)
    return Nearness(own, min(products), pstdev(products), max(products) - own)


def _figure(query: Query, text: str) -> float:
    if query.expects is not Expects.NUMBER:
        return 0.0
    figures = counts(text)
    if not figures:
        return -1.0
    if not query.unit:
        return 0.0
    return 1.0 if any(query.fits(figure) for figure in figures) else -1.0


def _yearless(candidate: Candidate) -> float:
    return (
        candidate.logit - CALIBRATION.relevance.weights[RankingFeatures._fields.index("year")] * candidate.features.year
    )
