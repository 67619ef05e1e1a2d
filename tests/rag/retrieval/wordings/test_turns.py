"""A turn goes on with the question that it leans on, through turns that only name a year or a place."""

from __future__ import annotations

import pytest

from rag.retrieval.query import Expects, read
from rag.retrieval.wordings.turns import asking, is_same_question, leant_on
from rag.types import Question

ASKED = "湖北省去年城镇新增就业多少人"


@pytest.mark.parametrize(
    ("history", "question"),
    [
        ((ASKED,), ASKED),
        ((ASKED, "那今年呢"), "湖北省今年城镇新增就业多少人"),
        ((ASKED, "那今年呢", "前年呢"), "湖北省前年城镇新增就业多少人"),
        ((ASKED, "高速公路通车里程多少"), "高速公路通车里程多少"),
        ((ASKED, "粮食呢"), "粮食呢"),
    ],
)
def test_a_turn_that_names_only_a_year_goes_on_with_the_question_before(
    history: tuple[str, ...], question: str
) -> None:
    """One with a matter of its own does not: a matter left behind does not come back."""
    assert leant_on(history) == question


def test_a_place_takes_the_place_of_the_one_before() -> None:
    (query,) = read(Question("安徽省呢", (ASKED, "那今年呢")), ("安徽省",))
    assert "湖北" not in query.text
    assert "今年城镇新增就业多少人" in query.text
    assert (query.expects, query.unit, query.fresh) == (Expects.NUMBER, "人", "")


@pytest.mark.parametrize(
    ("text", "same"), [("那今年呢", True), ("安徽省呢？", True), ("那粮食呢", False), ("为什么", False)]
)
def test_a_year_or_a_place_alone_asks_the_same_again(text: str, same: bool) -> None:
    assert is_same_question(text) is same


def test_what_kind_of_answer_is_wanted_is_told_by_the_question_asked_again() -> None:
    assert asking(Question("安徽省呢", (ASKED,))).endswith("城镇新增就业多少人 安徽省呢")
    assert asking(Question("为什么", (ASKED,))) == "为什么"
