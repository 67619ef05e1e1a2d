"""What the reader learns from: who answers is labelled so, what is altered differs."""

from __future__ import annotations

import pytest

from benchmarks.reader.batches import seeded
from benchmarks.reader.pairs import (
    AGREES,
    DIFFERS,
    FAR,
    NEAR,
    NEITHER,
    NO_VERDICT,
    Text,
    alike,
    altered,
    claim_pairs,
    question_pairs,
    quoted_pairs,
)

SENTENCES = (
    "新建小学3所，新增学位2000个。",
    "改造老旧小区12个。",
    "粮食总产量增长2.5%，连年丰收。",
    *"甲乙丙丁戊己庚辛",
)
TEXT = Text(SENTENCES, ("教育", "城市", "农业", *[""] * 8))


def test_sentences_that_answer_stand_beside_those_found_first() -> None:
    row = {"question": "要建几所学校", "must": [["新建小学"]], "may": ["改造老旧"]}
    pairs = list(question_pairs(row, TEXT, range(11), seeded(0)))
    told = {pair.texts.sentence: pair.answers for pair in pairs}
    assert told[SENTENCES[0]] == 1.0
    assert 0.0 < told[SENTENCES[1]] < 1.0
    assert [told[each] for each in SENTENCES[2 : 2 + NEAR]] == [0.0] * NEAR
    assert len(pairs) == 2 + NEAR + FAR
    assert {pair.verdict for pair in pairs} == {NO_VERDICT}


def test_an_unanswerable_question_has_only_wrong_sentences() -> None:
    pairs = question_pairs({"question": "地铁几号线"}, TEXT, range(11), seeded(0))
    assert {pair.answers for pair in pairs} == {0.0}


@pytest.mark.parametrize(
    ("verdict", "expected"),
    [("agrees|roughly", AGREES), ("differs|unclear", DIFFERS), ("not_in_report|unclear", NEITHER)],
)
def test_a_claim_goes_with_the_sentence_it_rests_on(verdict: str, expected: int) -> None:
    row = {"claim": "新建3所小学", "verdict": verdict, "quotes": ["新建小学"]}
    first, *others = claim_pairs(row, TEXT)
    assert (first.texts.sentence, first.verdict) == (SENTENCES[0], expected)
    assert {pair.verdict for pair in others} == {NEITHER}
    assert {pair.weight for pair in (first, *others)} == {0.0}


def test_clauses_of_the_report_agree_with_their_sentence_and_differ_altered() -> None:
    pairs = list(quoted_pairs(TEXT, seeded(1)))
    assert {pair.texts.asked in pair.texts.sentence for pair in pairs if pair.verdict == AGREES} == {True}
    assert {pair.texts.asked in pair.texts.sentence for pair in pairs if pair.verdict == DIFFERS} == {False}


@pytest.mark.parametrize("seed", range(40))
def test_an_altered_clause_is_another(seed: int) -> None:
    assert altered("总产量增长2.5%", seeded(seed)) not in (None, "总产量增长2.5%")


def test_a_clause_without_figure_or_opposite_cannot_be_altered() -> None:
    assert altered("连年丰收", seeded(0)) is None


def test_sentences_with_the_rare_words_come_first() -> None:
    assert alike("粮食产量", TEXT)[0] == 2
