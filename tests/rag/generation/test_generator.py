"""What is emitted holds, whatever the model, its service or its readers try."""

from __future__ import annotations

import asyncio
import logging
import time
from dataclasses import replace

import pytest

from rag.generation.context import Material, Supported
from rag.generation.generator import carrying_clauses, generate
from rag.grounding.figures import Evidence
from rag.types import Passage, SentenceKind, Span
from tests.models import make_model
from tests.modelserver import (
    BUSY,
    Behaviour,
    ModelServer,
    break_off,
    event,
    hang,
    refuse,
    repeat,
    send,
    trickle,
)
from tests.rag.generation.material import (
    PROMPTS,
    QUOTES,
    REVIEW,
    TITLE,
    Listener,
    clauses_of,
    generated,
    make_material,
    texts,
)


async def test_statements_come_with_what_carries_them() -> None:
    found = await generated("2025年GDP增长6%。[1]\n2024年7024人成功就业。[4]")
    assert texts(found) == ["2025年GDP增长6%。", "2024年7024人成功就业。"]
    assert [statement.evidence for statement in found.statements] == [(0,), (3,)]
    assert found.failure is None
    assert found.fired == {"kept": 2}


async def test_the_carrying_clauses_are_shown() -> None:
    material = make_material()
    sentence = material.passages[3]
    assert carrying_clauses("2024年7024人成功就业。", sentence) == (sentence.clauses[1],)
    assert carrying_clauses("很多人。", sentence) == (Span(sentence.start, sentence.end),)


async def test_what_is_wrong_gives_way_to_the_words_it_is_about() -> None:
    found = await generated("2025年GDP增长16%，投资增长6%。[1]\n2024年7024人成功就业。[4]")
    assert texts(found) == ["GDP增长6%。", "2024年7024人成功就业。"]
    assert found.fired == {"indicator_differs": 1, "figure_absent": 1, "replaced": 1, "kept": 1}


@pytest.mark.parametrize("reply", ["17个", "17个。[4]", "一共有17个呢", "创建了很多示范社区。[4]"])
async def test_what_is_badly_put_gives_way_to_the_words_it_is_about(reply: str) -> None:
    assert texts(await generated(reply)) == ["创建示范社区17个。"]


@pytest.mark.parametrize("reply", ["7万人失业。[4]", "17个。[3]", "天气很好。[1]", "天气很好。"])
async def test_what_is_about_nothing_in_its_sentence_is_left_out(reply: str) -> None:
    found = await generated(reply)
    assert found.statements == ()
    assert found.fired["dropped"] == 1


async def test_nothing_is_said_twice() -> None:
    found = await generated("2025年GDP增长6%。[1]\nGDP增长6%。[1]\nGDP增6%[1]")
    assert texts(found) == ["2025年GDP增长6%。"]


def anchored(*indices: int) -> Material:
    material = make_material()
    return replace(material, anchors=tuple(material.quotes[i] for i in indices))


async def test_nothing_is_let_through_before_the_anchor_is_met() -> None:
    found = await generated("2024年7024人成功就业。[4]\n2025年GDP增长6%。[1]", anchored(0))
    assert texts(found) == ["2024年7024人成功就业。", "2025年GDP增长6%。"]
    found = await generated("2024年7024人成功就业。[4]\n固定资产投资增长7%。[1]", anchored(0))
    assert found.statements == ()
    assert found.fired["off_anchor"] == 2


async def test_what_leaves_out_most_of_an_anchor_without_figures_does_not_replace_it() -> None:
    """A name asked for may stand in what was left out."""
    words = "完成佳和苑等回迁小区新建保障房分配,秀山文苑保障房开工建设。"
    passage = Passage(
        "x", TITLE, REVIEW, words, 0, len(words), tuple(clauses_of(words, 0)), 2024, SentenceKind.PROSE, 0.9
    )
    whole = Supported(words, (0,), ((Span(0, len(words) - 1),),))
    evidence = (Evidence(words, 2024, REVIEW),)
    material = replace(make_material(), passages=(passage,), evidence=evidence, quotes=(whole,), anchors=(whole,))
    assert (await generated("佳和苑等回迁小区。[1]", material)).statements == ()
    told = "完成佳和苑等回迁小区新建保障房分配，秀山文苑保障房开工建设。"
    assert texts(await generated(f"{told}[1]", material)) == [told]


@pytest.mark.parametrize(
    ("question", "shown"),
    [
        ("投了多少钱", True),
        ("投了多少钱，惠及几户", False),
        ("How much was invested, and how many households gain?", False),
    ],
)
async def test_where_several_figures_are_asked_for_a_reply_with_one_of_them_is_passed_over(
    question: str, shown: bool
) -> None:
    told = "投资2.65亿元提升改造14个老旧小区,惠及居民5485户。"
    whole = Supported(told, (2,), ((),))
    material = replace(make_material(text=question), anchors=(whole,))
    assert bool((await generated("投资2.65亿元。[3]", material)).statements) is shown
    assert texts(await generated(f"{told}[3]", material)) == [told]


async def test_an_anchor_passed_over_is_added_at_the_end() -> None:
    found = await generated("2025年GDP增长6%。[1]", anchored(0, 3))
    assert texts(found) == ["2025年GDP增长6%。", "创建示范社区17个。"]


async def test_a_model_that_finds_nothing_says_so() -> None:
    found = await generated("报告未提及。")
    assert (found.statements, found.nothing_found) == ((), True)


async def test_a_model_that_repeats_what_it_was_given_says_nothing() -> None:
    found = await generated(lambda prompt: f"{prompt.instructions}\n{prompt.request}")
    assert set(texts(found)) <= QUOTES
    assert found.fired["echo"] == 1


async def test_half_a_sentence_is_not_said_when_the_service_breaks_off() -> None:
    async with ModelServer(break_off("2025年GDP增长6%。[1]\n投资", "增长7")) as server, make_model(server) as model:
        listener = Listener()
        deadline = asyncio.get_running_loop().time() + BUSY
        found = await generate(model, PROMPTS.answer, make_material(), deadline, listener)
    assert (texts(found), found.failure) == (["2025年GDP增长6%。"], "unreachable")


@pytest.mark.parametrize(
    ("behaviour", "reason"),
    [
        (hang(), "timeout"),
        (hang("2025年GDP增长"), "timeout"),
        (trickle("2025年GDP增长6%。[1]", 0.02), "timeout"),
        (break_off(), "unreachable"),
        (refuse(401), "key"),
        (refuse(429, Retry_After="60"), "limited"),
        (refuse(500), "server"),
        (send(b"data: {oops\n\n"), "malformed"),
        (repeat(event("")), "timeout"),
        (send(b"x" * 1_000_000), "endless"),
    ],
)
async def test_a_model_that_fails_leaves_the_extractive_answer_in_time_and_the_log_says_why(
    behaviour: Behaviour, reason: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING, "rag.generation.generator")
    async with ModelServer(behaviour) as server, make_model(server) as model:
        started = time.monotonic()
        deadline = asyncio.get_running_loop().time() + (0.5 if reason == "timeout" else BUSY)
        found = await generate(model, PROMPTS.answer, make_material(), deadline, Listener())
        assert time.monotonic() - started < BUSY
        assert (found.statements, found.failure) == ((), reason)
        assert await server.idle()
    assert [record.name for record in caplog.records] == ["rag.generation.generator"]
    assert "The extractive answer is given instead" in caplog.text
    assert "sk-secret" not in caplog.text


@pytest.mark.parametrize("behaviour", [repeat(event("增长")), repeat(event("GDP增长6%。[1]\n")), repeat(event("[1]"))])
async def test_a_model_that_never_ends_is_hung_up_on(behaviour: Behaviour) -> None:
    async with ModelServer(behaviour) as server, make_model(server) as model:
        deadline = asyncio.get_running_loop().time() + 5
        found = await generate(model, PROMPTS.answer, make_material(), deadline, Listener())
        assert len(found.statements) <= 1
        assert await server.idle()


@pytest.mark.parametrize(
    "reply", ["", "  \n", "```\n```", "<html><body>Sign in</body></html>", "{}", "[]", "null", "。", "[1]"]
)
async def test_an_empty_reply_leaves_the_extractive_answer(reply: str) -> None:
    found = await generated(reply)
    assert (found.statements, found.failure) == ((), None)
