"""A question on one region is never answered from the report of another."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from rag.answer import Answerer
from rag.corpus import Corpus
from rag.settings import CorpusSettings
from rag.types import Question, Status

YUSHAN = """雨山区2025年政府工作报告
一、2024年工作回顾
全年GDP增长6%左右。新建口袋公园8处。改造老旧小区14个。
二、2025年工作安排
GDP增长6%。"""
HUASHAN = """花山区2025年政府工作报告
一、2024年工作回顾
全年GDP增长5.1%。常住人口达到41.2万人。
二、2025年工作安排
GDP增长7%。"""


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    folder = tmp_path_factory.mktemp("reports")
    for number, text in enumerate((YUSHAN, HUASHAN)):
        Path(folder / f"{number}.txt").write_text(text, encoding="utf-8")
    corpus = Corpus(CorpusSettings(corpus_dir=folder, data_dir=tmp_path_factory.mktemp("data")))
    corpus.open()
    yield Answerer(corpus)
    corpus.close()


@pytest.mark.parametrize("text", ["雨山区常住人口多少人", "雨山区2024年常住人口达到多少万人", "雨山区有多少常住人口"])
async def test_what_only_another_region_gives_is_not_in_the_report(answerer: Answerer, text: str) -> None:
    """The words are all there, in the other region's report."""
    answer = await answerer.answer(Question(text))
    assert answer.status is not Status.ANSWERED
    assert {found.report for found in answerer.search(Question(text), 20)} == {"雨山区2025年政府工作报告"}


async def test_an_answer_names_the_region_where_there_are_several(answerer: Answerer) -> None:
    """花山区's figure, said to be 花山区's."""
    answer = await answerer.answer(Question("花山区2024年常住人口达到多少"))
    assert answer.text.startswith("花山区：")
    assert {citation.report for citation in answer.citations} == {"花山区2025年政府工作报告"}


async def test_the_report_that_the_chat_chose_is_the_one_asked(answerer: Answerer) -> None:
    """No region in the question: the chosen report decides."""
    found = answerer.search(Question("GDP增长多少", report="花山区2025年政府工作报告"), 20)
    assert {passage.report for passage in found} == {"花山区2025年政府工作报告"}
