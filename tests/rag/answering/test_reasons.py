"""What an answer says it lacks: the year that was asked for."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.core.answer_text import said
from bot.texts import EN, ZH
from rag.corpus.service import CorpusService
from rag.engine import Answerer
from rag.index.builder import build
from rag.settings import CorpusSettings
from rag.types import Answer, Note, Question, Status

TERM = """青禾县2025年政府工作报告
各位代表：
现在，我代表县人民政府，向大会报告工作，请予审议。
一、过去五年工作回顾
建成高标准农田3.2万亩，粮食总产量达到41.5万吨。改造提升农村公路126公里，完成农村改厕2860户。
城镇新增就业5230人，城镇登记失业率控制在3.4%以内。2024年新建幼儿园3所。
生产安全事故起数下降12%。受连续阴雨天气影响，蔬菜产量下降3%。
二、2025年工作安排
启动县中医院迁建工程，总投资3.8亿元。政务服务事项网上可办率达到98%。
"""


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    folder = tmp_path_factory.mktemp("reports")
    Path(folder / "青禾县.txt").write_text(TERM, encoding="utf-8")
    corpus = CorpusService(CorpusSettings(corpus_dir=folder, data_dir=tmp_path_factory.mktemp("data")), build)
    corpus.open()
    yield Answerer(corpus)
    corpus.close()


def ask(answerer: Answerer, text: str) -> Answer:
    return asyncio.run(answerer.answer(Question(text)))


def test_a_figure_of_an_unknown_year_is_not_told_for_the_year_asked_for(answerer: Answerer) -> None:
    """The words are quoted with the remark that the report does not say which year they belong to."""
    answer = ask(answerer, "2024年城镇新增就业多少人？")
    assert (answer.status, answer.note) == (Status.ANSWERED, Note.YEAR_UNKNOWN)
    assert "5230人" in answer.text
    assert said(answer, ZH).startswith(ZH.notes["year_unknown"])
    assert said(answer, EN).startswith(EN.notes["year_unknown"])


@pytest.mark.parametrize("question", ["城镇新增就业多少人？", "2024年新建了几所幼儿园？", "2025年县中医院总投资多少？"])
def test_nothing_is_remarked_where_no_year_is_asked_for_or_the_report_tells_it(
    answerer: Answerer, question: str
) -> None:
    """By the sentence or by its heading."""
    answer = ask(answerer, question)
    assert (answer.status, answer.note) == (Status.ANSWERED, None)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("粮食总产量为什么下降？", "41.5万吨"),
        ("为什么停止改造农村公路？", "改造提升农村公路126公里"),
        ("政务服务事项网上可办率为什么下降了？", "98%"),
    ],
)
def test_what_did_not_happen_is_given_no_reason(answerer: Answerer, question: str, told: str) -> None:
    """The words on the matter are quoted with the remark that the report does not say so."""
    answer = ask(answerer, question)
    assert (answer.status, answer.note) == (Status.ANSWERED, Note.NOT_SO)
    assert told in answer.text
    assert said(answer, ZH).startswith(ZH.notes["not_so"])


@pytest.mark.parametrize(
    ("question", "note"), [("生产安全事故起数为什么下降？", Note.NO_REASON), ("蔬菜产量为什么下降？", None)]
)
def test_what_did_happen_is_told_with_its_reason_or_without(
    answerer: Answerer, question: str, note: Note | None
) -> None:
    answer = ask(answerer, question)
    assert (answer.status, answer.note) == (Status.ANSWERED, note)


def test_a_reason_asked_for_after_a_figure_is_that_of_the_figure(answerer: Answerer) -> None:
    answer = asyncio.run(answerer.answer(Question("为什么减少了？", ("粮食总产量是多少？",))))
    assert "41.5万吨" in answer.text
    assert answer.note is Note.NOT_SO


async def test_a_reason_that_the_next_sentence_gives_is_told_with_it(tmp_path: Path) -> None:
    """It looks back to what the best sentence is on, and shares few words with the question."""
    report = TERM + "2025年经济增长的预期目标为5%左右。上述目标，综合考虑了发展基础和就业需要。\n"
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "青禾县.txt").write_text(report, encoding="utf-8")
    corpus = CorpusService(CorpusSettings(corpus_dir=tmp_path / "reports", data_dir=tmp_path / "data"), build)
    corpus.open()
    answer = await Answerer(corpus).answer(Question("为什么把经济增长的目标定为5%左右？"))
    corpus.close()
    assert "综合考虑" in answer.text
    assert answer.note is None
