"""A question is answered by the cells of a row that it means, with the names of row and column."""

from __future__ import annotations

import pytest

from rag.answering.statements import quote
from rag.documents.snapshot import CorpusSnapshot
from rag.retrieval.extraction import extract
from rag.retrieval.query import read
from rag.types import Question
from tests.fakes import make_candidate, make_scoped, make_version

HEAD = "某区2025年政府工作报告\n\n各位代表:\n一、2024年工作回顾\n过去一年不平凡。\n附件1：主要指标\n"
TRADE = "外贸进出口总额｜2023年实际：8420万美元｜2024年计划：9000万美元｜2024年实际：9135万美元｜2025年目标：增长8%"
RETAIL = "消费品零售总额｜2024年：98.7亿元｜2024年增长：5.6%"


def said(row: str, question: str) -> tuple[str, str]:
    """What the last sentence of a report answers, and the words of the report that it rests on."""
    version: CorpusSnapshot = make_version(f"{HEAD}{row}\n")
    ordinal = len(version.order) - 1
    (query,) = read(Question(question))
    found = extract(query, {}, version, make_candidate(version, ordinal))
    return found.text, found.span.of(version.report(version.order[ordinal]).text)


@pytest.mark.parametrize(
    ("row", "question", "text", "words"),
    [
        (TRADE, "2024年外贸进出口总额是多少", "外贸进出口总额2024年实际9135万美元", "2024年实际：9135万美元"),
        (TRADE, "去年外贸进出口总额实际完成了多少", "外贸进出口总额2024年实际9135万美元", "2024年实际：9135万美元"),
        (TRADE, "2024年外贸进出口总额计划是多少", "外贸进出口总额2024年计划9000万美元", "2024年计划：9000万美元"),
        (TRADE, "2025年外贸目标", "外贸进出口总额2025年目标增长8%", "2025年目标：增长8%"),
        (RETAIL, "2024年消费品零售总额多少", "消费品零售总额2024年98.7亿元", "2024年：98.7亿元"),
        (RETAIL, "2024年消费品零售总额增长多少", "消费品零售总额2024年增长5.6%", "2024年增长：5.6%"),
    ],
)
def test_the_cell_meant_is_told(row: str, question: str, text: str, words: str) -> None:
    assert said(row, question) == (text, words)


def test_the_line_that_names_the_columns_is_cited_with_a_row_that_does_not() -> None:
    lines = [
        "指标（亿元）    2023年   2024年",
        "财政收入         12.3     13.1",
        "教育支出          3.2      3.5",
        "卫生支出          2.1      2.3",
    ]
    version = make_version(HEAD + "\n".join(lines))
    ordinal = len(version.order) - 3
    (query,) = read(Question("2024年财政收入是多少"))
    found = extract(query, {}, version, make_candidate(version, ordinal))
    told = quote([found], [""], make_scoped(version).reader)
    assert [statement.marked for statement in told.statements] == ["财政收入2024年13.1亿元。[1][2]"]
    assert [citation.quote for citation in told.citations] == [lines[1], lines[0]]


def test_what_the_question_leaves_open_is_told_of_all_years() -> None:
    text, words = said("接待游客｜2023年：312万人次｜2024年：365.7万人次", "接待游客多少万人次")
    assert text == "接待游客2023年312万人次，2024年365.7万人次"
    assert words == "2023年：312万人次｜2024年：365.7万人次"
