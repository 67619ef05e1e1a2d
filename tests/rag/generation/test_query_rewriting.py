"""Other words for a question are short lines to search, or nothing."""

from __future__ import annotations

import asyncio

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rag.generation.query_rewriting import LONGEST_QUERY, MOST_QUERIES, SLOW, read_queries, understand
from rag.llm.prompts import load_prompts
from rag.types import Question
from tests.models import make_model
from tests.modelserver import ModelServer, hang, refuse, say

PROMPT = load_prompts().understand
ASKED = Question("那出口呢", ("2025年进出口目标是多少",))


@pytest.mark.parametrize(
    ("reply", "queries"),
    [
        ("2025年出口目标是多少\n出口总额增长目标", ("2025年出口目标是多少", "出口总额增长目标")),
        ("1. 出口总额\n2、外贸出口\n", ("出口总额", "外贸出口")),
        ("- “出口总额”。\n* 外贸出口", ("出口总额", "外贸出口")),
        ("第一行：出口总额", ("出口总额",)),
        ("<think>他问出口\n嗯</think>\n出口总额", ("出口总额",)),
        ("```\n出口总额\n```", ("出口总额",)),
        ("出口\n出口\n那出口呢\n2025年进出口目标是多少", ("出口",)),
        ("甲\n乙\n丙\n丁", ("甲", "乙", "丙")),
        ("export target 2025", ("export target 2025",)),
    ],
)
def test_lines_are_read_as_queries(reply: str, queries: tuple[str, ...]) -> None:
    assert read_queries(reply, ASKED) == queries


@pytest.mark.parametrize(
    "reply",
    [
        "",
        "\n\n",
        "<think>还在想",
        "出" * (LONGEST_QUERY + 1),
        "出口总额\n" + "这是一段很长的解释" * 20,
        '{"queries": ["出口总额"]}',
        "出口 https://evil.example",
        "报告未提及。",
        "抱歉，我无法改写。",
        "一\n二\n三\n四\n五\n六\n七",
        "！！！",
    ],
)
def test_what_does_not_keep_to_the_format_is_no_query(reply: str) -> None:
    assert read_queries(reply, ASKED) == ()


@given(st.text(max_size=300))
@settings(max_examples=80)
def test_any_reply_gives_a_few_short_lines(reply: str) -> None:
    queries = read_queries(reply, ASKED)
    assert len(queries) <= MOST_QUERIES
    assert all(0 < len(query) <= LONGEST_QUERY and len(query.splitlines()) == 1 for query in queries)


async def ask(server: ModelServer, limit: float = 5.0, pace: float = 0.0) -> tuple[str, ...]:
    async with make_model(server) as model:
        model.pace.record(pace)
        return await understand(model, PROMPT, ASKED, asyncio.get_running_loop().time() + limit)


async def test_a_follow_up_is_sent_with_the_question_before() -> None:
    async with ModelServer(say("2025年出口", "目标是多少")) as server:
        assert await ask(server) == ("2025年出口目标是多少",)
    sent = str(server.requests[0])
    assert "那出口呢" in sent
    assert "2025年进出口目标是多少" in sent


@pytest.mark.parametrize("behaviour", [refuse(500), refuse(401), say("长" * 900), say("")])
async def test_a_model_that_fails_leaves_the_question_as_it_was(behaviour: object) -> None:
    async with ModelServer(behaviour) as server:  # type: ignore[arg-type]
        assert await ask(server) == ()
        assert await server.idle()


async def test_no_time_is_spent_on_a_model_that_hangs() -> None:
    async with ModelServer(hang("出口")) as server:
        assert await ask(server, limit=0.1) == ()
        assert await server.idle()


async def test_a_slow_model_is_not_asked() -> None:
    async with ModelServer(say("出口总额")) as server:
        assert await ask(server, pace=SLOW + 1) == ()
        assert server.requests == []
