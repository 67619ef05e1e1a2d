"""With a language model every statement is still carried by a span, and whatever the model does there is an answer."""

from __future__ import annotations

import asyncio
import logging
import re
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import pytest

from rag.answering.statements import EXTRACTIVE
from rag.engine import Answerer
from rag.evaluation.metrics import loose_figures
from rag.generation.service import Writer
from rag.llm.prompts import Filled, load_prompts
from rag.types import Answer, Question, Statement, Status
from tests.botapi.server import BotApi
from tests.models import Speaker, make_model
from tests.modelserver import BUSY, Behaviour, ModelServer, break_off, event, hang, refuse, repeat, say, send, trickle
from tests.telegram_bot import running

PROMPTS = load_prompts()
TARGET = Question("2025年GDP增长目标是多少")


def number_of(prompt: Filled, words: str) -> str:
    """The number under which a sentence with these words was given."""
    found = re.search(rf"^\[(\d+)\][^\n]*{re.escape(words)}", prompt.request, re.MULTILINE)
    return found[1] if found else "0"


def answerer_with(seed: Answerer, speak: Callable[[Filled], str]) -> tuple[Answerer, Speaker]:
    speaker = Speaker(speak)
    return Answerer(seed.corpus, Writer(speaker, PROMPTS)), speaker


def check_spans(answer: Answer, answerer: Answerer) -> None:
    texts = {report.name: report.text for report in answerer.corpus.current.version.reports}
    for citation in answer.citations:
        assert texts[citation.report][citation.start : citation.end] == citation.quote
        assert all(citation.start <= at.start < at.end <= citation.end for at in citation.highlights)
    assert [citation.number for citation in answer.citations] == list(range(1, len(answer.citations) + 1))
    assert all(set(s.citations) <= {c.number for c in answer.citations} for s in answer.statements)


async def test_what_the_model_says_and_the_report_carries_is_the_answer(seed_answerer: Answerer) -> None:
    answerer, _ = answerer_with(
        seed_answerer, lambda p: f"2025年的GDP增长目标是6%。[{number_of(p, 'GDP增长6%,固定资产投资')}]"
    )
    heard: list[Statement] = []

    async def hear(statement: Statement) -> None:
        heard.append(statement)

    answer = await answerer.answer(TARGET, hear)
    assert (answer.text, answer.engine) == ("2025年的GDP增长目标是6%。[1]", "speaker")
    assert tuple(heard) == answer.statements
    assert "GDP增长6%" in answer.citations[0].quote
    check_spans(answer, answerer)
    assert answerer.writer is not None
    assert (answerer.writer.tally.checks["kept"], answerer.writer.tally.answers["written"]) == (1, 1)


@pytest.mark.parametrize("reply", ["2025年GDP增长目标是66%。[1]", "报告未提及。", "", "区长贪污了。[1]", "[1]"])
async def test_where_nothing_holds_the_extractive_answer_is_given(seed_answerer: Answerer, reply: str) -> None:
    """Emitted too, for those who only listen."""
    plain = await seed_answerer.answer(TARGET)
    answerer, _ = answerer_with(seed_answerer, lambda _: reply)
    heard: list[Statement] = []

    async def hear(statement: Statement) -> None:
        heard.append(statement)

    answer = await answerer.answer(TARGET, hear)
    assert (answer.text, answer.engine) == (plain.text, EXTRACTIVE)
    assert tuple(heard) == answer.statements


@pytest.mark.parametrize(
    "text", ["你好", "报告是谁作的", "怎么做红烧肉", "2030年GDP增长目标是多少", "合肥市的GDP增长多少"]
)
async def test_a_model_is_not_asked_what_it_cannot_know_better(seed_answerer: Answerer, text: str) -> None:
    answerer, speaker = answerer_with(seed_answerer, lambda _: "GDP增长6%。[1]")
    answer = await answerer.answer(Question(text))
    assert answer.text == (await seed_answerer.answer(Question(text))).text
    assert speaker.calls == 0


async def test_the_year_is_said_where_the_asker_named_it_relatively(seed_answerer: Answerer) -> None:
    answerer, _ = answerer_with(seed_answerer, lambda p: f"新增停车泊位5447个。[{number_of(p, '5447')}]")
    answer = await answerer.answer(Question("去年新增停车泊位多少个"))
    assert answer.text == "2024年：新增停车泊位5447个。[1]"


async def test_equal_questions_at_once_cost_one_call(seed_answerer: Answerer) -> None:
    answerer, speaker = answerer_with(seed_answerer, lambda p: f"GDP增长6%。[{number_of(p, 'GDP增长6%,固定')}]")
    answers = await asyncio.gather(*(answerer.answer(TARGET) for _ in range(5)))
    assert {answer.text for answer in answers} == {"GDP增长6%。[1]"}
    assert speaker.calls == 1


@asynccontextmanager
async def answering(
    seed: Answerer, behaviour: Behaviour, seconds: float
) -> AsyncIterator[tuple[Answerer, ModelServer]]:
    async with ModelServer(behaviour) as server, make_model(server, timeout=seconds) as model:
        yield Answerer(seed.corpus, Writer(model, PROMPTS)), server


@pytest.mark.parametrize(
    ("behaviour", "reason"),
    [
        (hang(), "timeout"),
        (hang("2025年GDP"), "timeout"),
        (trickle("2025年GDP增长6%。[1]", 0.05), "timeout"),
        (break_off("2025年GDP"), "unreachable"),
        (refuse(401), "key"),
        (refuse(429, Retry_After="60"), "limited"),
        (refuse(500), "server"),
        (send(b"data: {oops\n\n"), "malformed"),
        (send(b"event: x\ndata: 7\n\n"), "malformed"),
        (repeat(event("")), "timeout"),
        (send(b"x" * 1_000_000), "endless"),
    ],
)
async def test_a_model_that_misbehaves_is_passed_over_in_time(
    seed_answerer: Answerer, behaviour: Behaviour, reason: str, caplog: pytest.LogCaptureFixture
) -> None:
    """The log says why, and neither a task nor a connection is left."""
    caplog.set_level(logging.WARNING)
    plain = await seed_answerer.answer(TARGET)
    before = asyncio.all_tasks()
    async with answering(seed_answerer, behaviour, 1.0 if reason == "timeout" else BUSY) as (answerer, server):
        serving = asyncio.all_tasks()
        started = time.monotonic()
        answer = await answerer.answer(TARGET)
        assert time.monotonic() - started < BUSY
        assert (answer.text, answer.engine, answer.citations) == (plain.text, EXTRACTIVE, plain.citations)
        assert await server.idle()
        assert answerer.writer is not None
        assert dict(answerer.writer.tally.answers) == {reason: 1}
        assert {task for task in asyncio.all_tasks() - serving if "_serve" not in repr(task)} == set()
    assert asyncio.all_tasks() == before
    assert "The extractive answer is given instead" in caplog.text
    assert "sk-secret" not in caplog.text


@pytest.mark.parametrize("behaviour", [repeat(event("GDP增长")), repeat(event("GDP增长6%。[1]\n"))])
async def test_a_model_without_end_is_hung_up_on(seed_answerer: Answerer, behaviour: Behaviour) -> None:
    async with answering(seed_answerer, behaviour, 20.0) as (answerer, server):
        answer = await answerer.answer(TARGET)
        assert answer.status is Status.ANSWERED
        assert len(answer.statements) == 1
        assert await server.idle()


async def test_who_does_not_want_the_answer_any_more_hangs_up(seed_answerer: Answerer) -> None:
    async with answering(seed_answerer, hang("2025年"), 20.0) as (answerer, server):
        task = asyncio.create_task(answerer.answer(TARGET))
        await server.asked.wait()
        task.cancel()
        assert isinstance((await asyncio.gather(task, return_exceptions=True))[0], asyncio.CancelledError)
        assert await server.idle()


async def test_a_reader_that_fails_is_logged_and_passed_over(
    seed_answerer: Answerer, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(_: Filled) -> str:
        raise RuntimeError("a mistake of ours")

    answerer, _ = answerer_with(seed_answerer, fail)
    assert (await answerer.answer(TARGET)).engine == EXTRACTIVE
    assert "could not be used" in caplog.text


async def test_a_reply_that_comes_in_time_is_used(seed_answerer: Answerer) -> None:
    async with answering(seed_answerer, say("GDP增长", "6%。[1]\n"), 20.0) as (answerer, _):
        answer = await answerer.answer(TARGET)
    assert (answer.text, answer.engine) == ("GDP增长6%。[1]", "m")


async def test_the_bot_answers_in_time_whatever_its_model_does(api: BotApi, seed_answerer: Answerer) -> None:
    """With the report's own words, and their quote."""
    alice, plain = api.person("Alice"), await seed_answerer.answer(TARGET)
    async with answering(seed_answerer, hang("2025年GDP"), 1.0) as (answerer, server), running(api, answerer):
        alice.send(TARGET.text)
        message = await alice.chat.next_message()
        assert await server.idle()
    assert message.text.startswith(f"{plain.text}\n[1] 二、2025年工作安排\n")
    assert len(message.styled("expandable_blockquote")) == 1


def free_answerer(seed: Answerer, speak: Callable[[Filled], str]) -> tuple[Answerer, Speaker]:
    speaker = Speaker(speak)
    writer = Writer(speaker, PROMPTS)
    writer.is_free = True
    return Answerer(seed.corpus, writer), speaker


async def test_a_free_model_chooses_from_all_that_is_near(seed_answerer: Answerer) -> None:
    """It may pass over what quoting has chosen, and compare what it cites."""

    def speak(prompt: Filled) -> str:
        done, planned = number_of(prompt, "5447"), number_of(prompt, "5200")
        return f"2024年新增停车泊位5447个。[{done}]\n两年合计新增10647个（5447＋5200）。[{done}][{planned}]"

    answerer, _ = free_answerer(seed_answerer, speak)
    answer = await answerer.answer(Question("停车方面做了什么"))
    assert [statement.calculation for statement in answer.statements] == ["", "5447+5200=10647"]
    assert answer.engine == "speaker"
    assert loose_figures(answer) == ()
    check_spans(answer, answerer)


async def test_a_free_model_is_given_sections_in_the_order_of_the_report(seed_answerer: Answerer) -> None:
    """Within the room there is, with what the program has worked out."""
    seen: list[str] = []
    answerer, _ = free_answerer(seed_answerer, lambda p: seen.append(p.request) or "")
    await answerer.answer(Question("停车位两年一共新增多少个"))
    (request,) = seen
    numbers = [int(found) for found in re.findall(r"^\[(\d+)\]", request, re.MULTILINE)]
    assert numbers == list(range(1, len(numbers) + 1))
    assert request.index("2024年工作回顾") < request.index("2025年工作安排")
    assert len(request) < 7_000
    assert "合计10647个（5447＋5200）。" in request


async def test_a_free_model_answers_for_the_report_as_a_whole(seed_answerer: Answerer) -> None:
    answerer, _ = free_answerer(seed_answerer, lambda p: f"2025年GDP增长6%。[{number_of(p, 'GDP增长6%,固定')}]")
    answer = await answerer.answer(Question("用几句话概括一下这份报告"))
    assert answer.text == "2025年GDP增长6%。[1]"


async def test_a_free_model_may_refuse_what_quoting_answers(seed_answerer: Answerer) -> None:
    """What was quoted is offered, not thrown away."""
    answerer, _ = free_answerer(seed_answerer, lambda _: "报告未提及。")
    quoted = await seed_answerer.answer(TARGET)
    answer = await answerer.answer(TARGET)
    assert (answer.status, answer.statements, answer.citations) == (Status.RELATED, (), ())
    assert [citation.id for citation in answer.nearest] == [citation.id for citation in quoted.citations]


@pytest.mark.parametrize("text", ["你好", "报告是谁作的", "2030年GDP增长目标是多少", "合肥市的GDP增长多少"])
async def test_a_free_model_is_not_asked_for_another_year_or_place(seed_answerer: Answerer, text: str) -> None:
    answerer, speaker = free_answerer(seed_answerer, lambda _: "GDP增长6%。[1]")
    answer = await answerer.answer(Question(text))
    assert answer.text == (await seed_answerer.answer(Question(text))).text
    assert speaker.calls == 0


@pytest.mark.parametrize("reply", ["2025年GDP增长目标是66%。[1]", "", "区长贪污了。[1]"])
async def test_where_nothing_of_a_free_model_holds_the_extractive_answer_is_given(
    seed_answerer: Answerer, reply: str
) -> None:
    answerer, _ = free_answerer(seed_answerer, lambda _: reply)
    assert (await answerer.answer(TARGET)).text == (await seed_answerer.answer(TARGET)).text
