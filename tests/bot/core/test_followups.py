"""What is meant by a quoted part of an answer, and what is wanted of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.core.followups import Wish, find_quoted, read_wish
from bot.storage.answers import SentAnswer
from rag.types import Statement
from tests.fakes import cite, make_answer, make_version

VERSION = make_version()
GDP, SCHOOLS = cite(VERSION, "GDP增长6%", 1), cite(VERSION, "新建小学2所、幼儿园3所", 2)
ANSWER = replace(
    make_answer(VERSION, "目标和学校", "GDP增长6%"),
    statements=(Statement("GDP增长6%。", (1,)), Statement("新建小学2所、幼儿园3所。", (2,))),
    citations=(GDP, SCHOOLS),
)
SENT = SentAnswer("目标和学校", "zh", (7,), ANSWER)


@pytest.mark.parametrize(
    "words",
    [
        "这句出自哪里",
        "这句话出自哪里？",
        "出处",
        "出处在哪",
        "来源是什么",
        "这个数字从哪来的？",
        "哪来的",
        "原文在哪里",
        "引自报告哪一章",
        "Where is this from?",
        "source",
    ],
)
def test_origins_are_asked_for_in_many_ways(words: str) -> None:
    assert read_wish(words) is Wish.ORIGIN


@pytest.mark.parametrize(
    "words",
    [
        "展开说说",
        "展开",
        "详细说说吧",
        "再详细一点",
        "能展开讲讲吗？",
        "多说一点",
        "具体说说",
        "上下文",
        "Tell me more",
        "please expand on this",
    ],
)
def test_context_is_asked_for_in_many_ways(words: str) -> None:
    assert read_wish(words) is Wish.CONTEXT


@pytest.mark.parametrize(
    "words",
    [
        "那去年呢",
        "资金来源是什么",
        "具体有哪些项目",
        "哪些学校",
        "谁负责",
        "为什么",
        "在哪里建",
        "这",
        "",
        "对",
        "Where will schools be built in town?",
        "展开哪些行动",
        "详细规划什么时候编制",
    ],
)
def test_questions_of_their_own_are_questions(words: str) -> None:
    assert read_wish(words) is None


@pytest.mark.parametrize(
    ("quote", "found"),
    [
        ("GDP增长6%", GDP),
        ("GDP增长6%。[1]", GDP),
        ("新建小学2所", SCHOOLS),
        ("固定资产投资增长7%", GDP),
        ("新增学位2400个", SCHOOLS),
        ("新建小学2所、幼儿园3所。[2]\n[1] 二、", SCHOOLS),
    ],
)
def test_a_quote_is_found_in_the_statement_or_citation_it_was_taken_from(quote: str, found: object) -> None:
    assert find_quoted(quote, SENT).citations == (found,)


@pytest.mark.parametrize(
    ("quote", "leant_on"),
    [("幼儿园3所", "幼儿园3所"), ("6%", "GDP增长6%"), ("2所", "新建小学2所、幼儿园3所")],
)
def test_a_question_about_a_quote_leans_on_its_words(quote: str, leant_on: str) -> None:
    """On those of its statement, where a figure alone was quoted."""
    assert find_quoted(quote, SENT).history == ("目标和学校", leant_on)


@pytest.mark.parametrize("sent", [None, SENT, replace(SENT, answer=None)])
def test_a_quote_of_nothing_known_is_its_own_words(sent: SentAnswer | None) -> None:
    quoted = find_quoted("返回上级目录", sent)
    assert (quoted.citations, quoted.words) == ((), "返回上级目录")
