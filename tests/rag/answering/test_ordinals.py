"""One of the things in a list is told where a sentence lists them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from rag.answering.ordinals import read_nth
from rag.engine import Answerer
from rag.types import Question, Status
from tests.corpora import opened_answerer

REPORT = """湖山区2025年政府工作报告
各位代表：
一、2024年工作回顾
十件民生实事全部完成，新建公园三处。地区生产总值增长5.8%。
二、2025年工作安排
今年，我们将办好5件民生实事，包括：改造老旧小区12个；建设口袋公园8座；新增停车泊位1500个；加装电梯60部；新建小学2所。
"""


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    with opened_answerer(tmp_path_factory.mktemp("home"), REPORT) as opened:
        yield opened


@pytest.mark.parametrize(
    ("history", "question", "told"),
    [
        ((), "第三件民生实事是什么？", "第三件：新增停车泊位1500个。"),
        ((), "今年民生实事第一件是什么", "第一件：改造老旧小区12个。"),
        ((), "民生实事的最后一件是什么", "最后一件：新建小学2所。"),
        (("今年有哪些民生实事",), "那第二个呢", "第二个：建设口袋公园8座。"),
        (("今年的5件民生实事是哪些",), "第四件呢？", "第四件：加装电梯60部。"),
    ],
)
async def test_the_thing_meant_is_told_alone(
    answerer: Answerer, history: tuple[str, ...], question: str, told: str
) -> None:
    answer = await answerer.answer(Question(question, history))
    assert [statement.text for statement in answer.statements] == [told]
    (citation,) = answer.citations
    (span,) = citation.highlights
    assert citation.quote[span.start - citation.start : span.end - citation.start] in told


async def test_there_is_none_after_the_last(answerer: Answerer) -> None:
    answer = await answerer.answer(Question("第八件民生实事是什么？"))
    assert answer.status is Status.NOT_IN_REPORT


@pytest.mark.parametrize("text", ["第三产业增长多少", "第一个国际机场是哪个", "第二部分讲了什么", "全市排第几"])
def test_other_ordinals_ask_for_no_member_of_a_list(text: str) -> None:
    assert read_nth(Question(text)) is None
