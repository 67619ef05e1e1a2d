"""Things that a report announces and then tells one by one are told whole."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from rag.answering.matter.runs import counted_run
from rag.engine import Answerer
from rag.retrieval.pipeline import read_question
from rag.types import Question
from tests.corpora import opened_answerer

REPORT = """湖山区2025年政府工作报告

各位代表:
一、2024年工作回顾
新建小学两所，新增学位1200个。办好5件民生实事，全部完成。
发展还存在不少困难和问题。一是企业创新能力偏弱。有的企业没有研发机构。二是防灾减灾存在短板。三是基层医疗服务有待提高。
二、2025年工作安排
重点抓好三个方面工作：
（一）促进产业升级
新建工业园区一个。
（二）改善人民生活
今年再办好4件民生实事。一是新建养老服务站5个。二是改造老旧小区3个。三是培训护理员200人。四是新增停车位800个。
（三）建设法治政府
推进政务公开。
"""


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    with opened_answerer(tmp_path_factory.mktemp("home"), REPORT) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("今年的4件民生实事是哪些？", ["一是新", "二是改", "三是培", "四是新"]),
        ("今年要抓的三个方面工作是哪些", ["（一）", "（二）", "（三）"]),
    ],
)
async def test_what_the_question_counts_is_told_whole(question: str, told: list[str], answerer: Answerer) -> None:
    answer = await answerer.answer(Question(question))
    assert [citation.quote.strip()[:3] for citation in answer.citations] == told


def test_another_number_of_things_is_not_what_is_counted(answerer: Answerer) -> None:
    served = answerer.corpus.current
    reading = read_question(Question("今年的9件民生实事是哪些？"), served, answerer.corpus.embeddings)
    assert counted_run(reading, served.version) is None
