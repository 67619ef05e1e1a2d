"""One decision tells all that depends on how surely a question is answered."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import cast

import pytest

from rag.retrieval.answerability.beside import FoundForName
from rag.retrieval.answerability.decision import ANSWER_FROM, Decision, Teller
from rag.retrieval.ranking import Candidate
from rag.retrieval.scopes.scope import Scope
from rag.types import Reason

WORLDLY, OFF = 2.0, -2.0
"""Log-odds of questions that reports are asked, and are not."""
ANYWHERE = Scope(reports=(0,), years=(), relative=False, own=(), places=())

BESIDE = FoundForName(is_known=True, counts_others=False, is_near=False, measures_otherwise=False)


def decided(confidence: float, topic: float = WORLDLY) -> Decision:
    return Decision(confidence, None, topic)


def found(words: float, year: float = 0.0) -> tuple[Candidate, ...]:
    return (cast(Candidate, SimpleNamespace(features=SimpleNamespace(words=words, year=year))),)


@pytest.mark.parametrize("confidence", [0.0, ANSWER_FROM, 1.0])
def test_what_is_known_to_be_beside_the_question_is_never_said_to_answer(confidence: float) -> None:
    assert not decided(confidence).beside().is_answered
    assert not decided(confidence).by_name(is_told=False, found=BESIDE).is_answered


def test_a_figure_found_by_its_name_answers_whatever_was_found_by_likeness() -> None:
    assert decided(0.0).by_name(is_told=True, found=BESIDE).is_sure


def test_a_name_that_nothing_is_known_of_changes_nothing() -> None:
    assert decided(0.5).by_name(is_told=False, found=None) == decided(0.5)


@pytest.mark.parametrize("teller", Teller)
def test_what_the_form_of_a_report_tells_is_sure(teller: Teller) -> None:
    assert Decision.told_by(teller).is_sure


@pytest.mark.parametrize(
    ("found", "beside"),
    [
        (BESIDE, True),
        (replace(BESIDE, is_near=True), False),
        (replace(BESIDE, is_known=False), False),
        (replace(BESIDE, is_known=False, counts_others=True), True),
        (replace(BESIDE, is_near=True, measures_otherwise=True), True),
    ],
)
def test_what_has_another_name_or_measure_than_what_is_asked_for_is_beside_it(
    found: FoundForName, beside: bool
) -> None:
    assert found.is_beside is beside


def test_a_model_is_asked_less_strictly_than_a_question_is_answered() -> None:
    assert decided(0.2).is_near
    assert not decided(0.2).is_answered
    assert not decided(0.1).is_near


@pytest.mark.parametrize(
    ("topic", "words", "reason"),
    [(OFF, 0.0, Reason.OFF_TOPIC), (OFF, 0.9, Reason.ABSENT), (WORLDLY, 0.0, Reason.ABSENT)],
)
def test_off_topic_is_what_no_report_is_asked_in_words_that_this_one_has_not(
    topic: float, words: float, reason: Reason
) -> None:
    assert decided(0.0, topic).reason(ANYWHERE, found(words), found(words)) is reason


def test_a_place_or_a_year_that_no_report_is_on_is_the_reason() -> None:
    elsewhere, then = replace(ANYWHERE, places=("西藏",)), replace(ANYWHERE, years=(2019,))
    assert decided(0.0).reason(elsewhere, found(0.9), ()) is Reason.OTHER_PLACE
    assert decided(0.0).reason(then, found(0.9, -1.0), found(0.9)) is Reason.OTHER_YEAR
