"""Signs that tell an answered question from an unanswered one."""

from __future__ import annotations

import math

import pytest

from rag.retrieval.answerability.signals import Findings, Signals, signals
from rag.retrieval.calibration import CALIBRATION
from rag.retrieval.extraction import extract
from rag.retrieval.query import read
from rag.retrieval.ranking import rank, weigh, worded
from rag.types import Question
from tests.fakes import make_scoped, make_version

GENERAL = CALIBRATION.general


def signals_of(text: str) -> Signals:
    """Of the best sentence of a small report, found by words alone; the vector tells nothing."""
    version = make_version()
    corpus = make_scoped(version)
    lexical, asked = corpus.lexical, read(Question(text))[0]
    weights = weigh(worded(asked, corpus), "", lexical)
    ranked = rank(asked, weights, corpus, ())
    first = extract(asked, weights, version, ranked[0])
    found = Findings(asked, text, weights, lexical, ranked, ranked, (), 0.0)
    return signals(found, first, [0.0], GENERAL)


def test_shares_of_a_questions_words_add_up() -> None:
    """Each stands in the sentence, elsewhere in the corpus, or nowhere."""
    found = signals_of("新建小学和火星基地几所")
    assert found.words + found.missing + found.unknown == pytest.approx(1)
    assert found.unknown > 0


def test_every_signal_is_a_number() -> None:
    """And the confidence made of them a probability."""
    found = signals_of("新建小学几所")
    assert all(map(math.isfinite, found))
    assert 0 <= GENERAL.confidence.probability(found) <= 1


@pytest.mark.parametrize(("text", "figure"), [("新建小学几所", 1), ("新建小学多少", 0), ("新建小学了吗", 0)])
def test_the_figure_signal_needs_a_unit_asked_for(text: str, figure: float) -> None:
    """In that unit 1; without a unit 0."""
    assert signals_of(text).figure == figure


def test_words_the_corpus_does_not_hold_make_less_sure() -> None:
    """The same sentence, asked with and without a stranger in the question."""
    strange, known = signals_of("新建火星基地几所"), signals_of("新建小学几所")
    assert GENERAL.confidence.logit(strange) < GENERAL.confidence.logit(known)


def test_a_word_in_one_piece_outweighs_its_bigrams_here_and_there() -> None:
    """火星基地 is a stretch that the sentence does not hold, 新增学位 one that it does."""
    strange, known = signals_of("新建火星基地几所"), signals_of("新增学位多少")
    assert strange.stretch > known.stretch
    assert known.run > strange.run


@pytest.mark.parametrize(("text", "date"), [("新建小学是什么时候", -1), ("新建小学几所", 0)])
def test_a_date_asked_for_has_to_be_told(text: str, date: float) -> None:
    """A sentence without a time is no answer to when."""
    assert signals_of(text).date == date


def test_a_word_of_reports_that_is_not_told_counts_against_an_answer() -> None:
    """失业 would be said where it is told; 增长 is."""
    assert signals_of("2024年失业率增长多少").reported > signals_of("2024年增长多少").reported


def test_a_word_that_the_corpus_lacks_is_the_rarest() -> None:
    strange, known = signals_of("新建火星基地几所"), signals_of("新建小学几所")
    assert known.rarest < strange.rarest <= 1
    assert strange.rare <= strange.rarest


def test_what_counts_for_whole_matters_alone_is_nothing_for_a_figure() -> None:
    """Products with whether a whole matter is asked for."""
    figure, matter = signals_of("新建小学几所"), signals_of("怎么改善火星基地的教育")
    products = ("matter_relevance", "matter_meaning", "matter_reported", "matter_missing", "matter_unknown")
    assert all(getattr(figure, name) == 0 for name in products)
    assert matter.matter_unknown == matter.unknown > 0
