"""How a matter stands is asked of its indicators, too."""

from __future__ import annotations

import pytest

from rag.retrieval.query import read
from rag.retrieval.wordings.conditions import in_indicators
from rag.types import Question


def test_the_indicators_take_the_place_of_the_matter() -> None:
    assert in_indicators("去年空气质量怎么样") == ("去年PM2.5怎么样", "去年优良天数比例怎么样")
    assert in_indicators("去年居民收入情况如何") == ("去年居民人均可支配收入情况如何",)


@pytest.mark.parametrize(
    "text", ["去年怎么改善空气质量", "如何提振消费", "空气质量优良天数是多少", "老师们怎么样", "How is the air"]
)
def test_no_other_question_is_changed(text: str) -> None:
    assert in_indicators(text) == ()


def test_the_question_itself_is_read_first() -> None:
    assert [query.text for query in read(Question("去年水质怎么样"))] == [
        "去年水质怎么样",
        "去年国考断面水质怎么样",
        "去年水质达标率怎么样",
    ]
