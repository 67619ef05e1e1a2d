"""Where quoting found no answer, a statement has to show more than that a sentence carries it."""

from __future__ import annotations

import pytest

from rag.generation.context import Demand, Supported
from rag.generation.generator import may_answer
from rag.retrieval.query import read
from rag.types import Question


def demand(question: str) -> Demand:
    """Met by the first passage."""
    query = read(Question(question))[0]
    return Demand(frozenset({0}), query, query.searched)


def said(text: str, passage: int = 0) -> Supported:
    return Supported(text, (passage,), ((),), written=True)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("新增学位多少个", "新增学位2400个。"),
        ("小学哪天开学", "小学9月1日开学。"),
        ("新建的学校有哪些", "新建学校为阳湖小学、南湖小学。"),
    ],
)
def test_what_was_asked_for_answers(question: str, text: str) -> None:
    assert may_answer(said(text), demand(question))


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("常住人口多少人", "新增学位2400个。"),  # nothing of what was asked
        ("新增学位多少个", "新增学位惠及居民。"),  # no figure
        ("老旧小区改造惠及多少户", "老旧小区改造12公里。"),  # none of that unit
        ("小学哪天开学", "小学开学。"),
        ("新建的学校有哪些", "新建学校2所。"),
        ("政府打算怎么减负", "政府打算推进减负。"),  # nothing to be held against the question
    ],
)
def test_what_is_only_near_does_not(question: str, text: str) -> None:
    assert not may_answer(said(text), demand(question))


def test_another_sentence_than_the_best_does_not_answer() -> None:
    assert not may_answer(said("新增学位2400个。", passage=1), demand("新增学位多少个"))
