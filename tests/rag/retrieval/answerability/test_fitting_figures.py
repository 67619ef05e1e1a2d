"""Figures that could be the number asked for."""

from __future__ import annotations

import pytest

from rag.retrieval.answerability.fitting_figures import misses_unit
from rag.retrieval.query import Query, read
from rag.types import Question


def query(text: str) -> Query:
    return read(Question(text))[0]


@pytest.mark.parametrize(
    ("question", "sentence", "misses"),
    [
        ("新建了几所小学", "新建小学2所。", False),
        ("新建了几所小学", "新建小学两所。", False),
        ("新建了几所小学", "新建小学一批。", True),
        ("有多少家企业", "惠及居民5000户。", True),
        ("有多少家企业", "培育企业10家以上。", False),
        ("接待多少人", "接待游客50万人次。", False),
        ("有几成达到", "达到可研深度占67%。", False),
        ("投资多少元", "投资2.65亿元。", False),
        ("投资多少元", "增长6%。", True),
        ("进出口多少亿", "进出口总额2.16亿美元。", False),
        ("零售总额目标是多少亿", "零售总额增长6%。", True),
        ("收入的增幅多大", "收入8万元。", True),
        ("水质是几类", "水质达到Ⅱ类。", False),
        ("增长多少", "持续增长。", True),
        ("增长多少", "增长5%。", False),
        ("谁新建了小学", "新建小学一批。", False),
    ],
)
def test_a_number_is_answered_in_the_unit_asked_for(question: str, sentence: str, misses: bool) -> None:
    """Or in one that counts the same; a question for no number wants none."""
    assert misses_unit(query(question), sentence) is misses
