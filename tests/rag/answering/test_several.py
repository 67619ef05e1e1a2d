"""A sentence that asks for several figures is answered with each of them, and those that are not told are named."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest

from rag.corpus.service import CorpusService
from rag.engine import Answerer
from rag.index.builder import build
from rag.types import Answer, Question, Status
from tests.corpora import corpus_settings, write_reports

HUBEI = """湖北省2025年政府工作报告
各位代表：
一、2024年工作回顾
地区生产总值增长5.8%。粮食产量2785.3万吨。城镇新增就业93.6万人。工业机器人产量达到9.3万台。
二、2025年工作安排
主要预期目标是：地区生产总值增长6%左右，城镇调查失业率5.5%左右。
"""
ANHUI = """安徽省2025年政府工作报告
各位代表：
一、2024年工作回顾
地区生产总值5.1万亿元、增长5.6%。粮食产量4185万吨。城镇、农村居民人均可支配收入分别增长4.7%、6.6%。
二、2025年工作安排
主要预期目标是：地区生产总值增长5.5%以上。
"""


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    home = tmp_path_factory.mktemp("home")
    write_reports(home / "reports", a=HUBEI, b=ANHUI)
    corpus = CorpusService(corpus_settings(home), build)
    corpus.open()
    yield Answerer(corpus)
    corpus.close()


def ask(answerer: Answerer, text: str) -> Answer:
    return asyncio.run(answerer.answer(Question(text)))


def test_two_indicators_of_two_regions_are_both_told(answerer: Answerer) -> None:
    answer = ask(answerer, "湖北去年GDP和安徽粮食产量分别是多少")
    assert [statement.text for statement in answer.statements] == [
        "湖北省2024年：地区生产总值增长5.8%。",
        "安徽省2024年：粮食产量4185万吨。",
    ]
    assert (answer.silent, answer.unanswered) == ((), ())
    assert [citation.number for citation in answer.citations] == [1, 2]


def test_what_is_not_told_is_named_beside_what_is(answerer: Answerer) -> None:
    answer = ask(answerer, "湖北去年城镇新增就业和城镇调查失业率分别是多少")
    assert "城镇新增就业93.6万人" in answer.text
    assert answer.unanswered == ("湖北去年城镇调查失业率是多少",)


def test_a_figure_whose_growth_is_not_told_is_told_without_it(answerer: Answerer) -> None:
    answer = ask(answerer, "湖北工业机器人产量是多少，增长多少")
    assert answer.status is Status.ANSWERED
    assert [statement.text for statement in answer.statements] == ["湖北省：工业机器人产量达到9.3万台。"]
    assert answer.unanswered == ("增长多少",)


@pytest.mark.parametrize("question", ["安徽去年GDP是多少，增长多少", "安徽城镇和农村居民收入分别增长多少"])
def test_what_one_sentence_tells_is_told_once(answerer: Answerer, question: str) -> None:
    answer = ask(answerer, question)
    assert len(answer.citations) == len(answer.statements) == 1
    assert answer.unanswered == ()
