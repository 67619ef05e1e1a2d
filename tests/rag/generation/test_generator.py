"""What is emitted holds, whatever the model, its service or its readers try."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from rag.generation.context import Material, Supported
from rag.generation.generator import Generated, carrying_clauses, generate
from rag.generation.service import Writer, load_writer
from rag.grounding.figures import Evidence
from rag.llm.prompts import Filled, load_prompts
from rag.settings import ModelSettings
from rag.text.plain import grams
from rag.types import Kind, Passage, Question, Report, Span
from tests.hostile import ATTACKS, Attack
from tests.models import Speaker, make_model
from tests.modelserver import (
    BUSY,
    Behaviour,
    ModelServer,
    break_off,
    event,
    hang,
    refuse,
    repeat,
    say,
    send,
    trickle,
)

PROMPTS = load_prompts()
PLAN, REVIEW = ("二、2025年工作安排",), ("一、2024年工作回顾",)
SENTENCES = (
    ("主要预期目标是:GDP增长6%,固定资产投资增长7%。", 2025, PLAN),
    ("预计全年GDP增长6%左右,规上工业增加值增长12%左右。", 2024, REVIEW),
    ("投资2.65亿元提升改造14个老旧小区,惠及居民5485户。", 2024, REVIEW),
    ("创建示范社区17个,7024人成功就业。", 2024, REVIEW),
)
TITLE = "雨山区2025年政府工作报告"


def make_material(attack: Attack | None = None, text: str = "2025年GDP目标是多少") -> Material:
    at = {attack.place: attack.text} if attack else {}
    sentences = [*SENTENCES, *([(at["report"], 2024, REVIEW)] if "report" in at else [])]
    report = Report(at.get("title", TITLE), "", "a.txt", "", region="雨山区", year=2025, delivered=date(2024, 12, 23))
    passages, evidence, start = [], [], 0
    for words, year, section in sentences:
        path = (at["heading"],) if "heading" in at else section
        clauses = tuple(clauses_of(words, start))
        passages.append(
            Passage(f"{start:012}", report.name, path, words, start, start + len(words), clauses, year, Kind.PROSE, 0.9)
        )
        evidence.append(Evidence(words, year, path, report))
        start += len(words) + 1
    question = Question(at.get("question", text), (at["history"],) if "history" in at else ())
    language = "zh" if any("\u4e00" <= c <= "\u9fff" for c in question.text) else "en"
    quotes = tuple(quote_of(i, passage) for i, passage in enumerate(passages))
    return Material(question, language, tuple(passages), tuple(evidence), quotes)


def quote_of(index: int, passage: Passage) -> Supported:
    """The first clause of the sentence."""
    clause = passage.clauses[0]
    words = passage.text[clause.start - passage.start : clause.end - passage.start]
    return Supported(words.rpartition(":")[2].removeprefix("预计全年") + "。", (index,), ((clause,),))


def clauses_of(words: str, start: int) -> list[Span]:
    spans, at = [], 0
    for part in words.rstrip("。").split(","):
        spans.append(Span(start + at, start + at + len(part)))
        at += len(part) + 1
    return spans


QUOTES = {quote.text for quote in make_material().quotes}


class Listener:
    def __init__(self) -> None:
        self.heard: list[Supported] = []

    async def __call__(self, statement: Supported) -> None:
        self.heard.append(statement)


async def generated(reply: str | Callable[[Filled], str], material: Material | None = None) -> Generated:
    """What comes of a model that writes ``reply``; all of it was emitted."""
    listener = Listener()
    speaker = Speaker(reply if callable(reply) else lambda _: reply)
    deadline = asyncio.get_running_loop().time() + BUSY
    found = await generate(speaker, PROMPTS.answer, material or make_material(), deadline, listener)
    assert tuple(listener.heard) == found.statements
    return found


def texts(found: Generated) -> list[str]:
    return [statement.text for statement in found.statements]


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
    passage = Passage("x", TITLE, REVIEW, words, 0, len(words), tuple(clauses_of(words, 0)), 2024, Kind.PROSE, 0.9)
    whole = Supported(words, (0,), ((Span(0, len(words) - 1),),))
    evidence = (Evidence(words, 2024, REVIEW),)
    material = replace(make_material(), passages=(passage,), evidence=evidence, quotes=(whole,), anchors=(whole,))
    assert (await generated("佳和苑等回迁小区。[1]", material)).statements == ()
    told = "完成佳和苑等回迁小区新建保障房分配，秀山文苑保障房开工建设。"
    assert texts(await generated(f"{told}[1]", material)) == [told]


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


PLACES = sorted({attack.place for attack in ATTACKS})


def obey(attack: Attack) -> Callable[[Filled], str]:
    """A model that does as the attacker says."""

    def speak(prompt: Filled) -> str:
        if attack.payload == "PROMPT":
            return prompt.instructions
        if attack.payload == "EVERYTHING":
            return f"{prompt.instructions}\n\n{prompt.request}"
        return attack.payload

    return speak


def test_there_are_attacks_from_everywhere_in_both_languages() -> None:
    assert len(ATTACKS) >= 40
    assert set(PLACES) == {"question", "history", "report", "heading", "title", "user"}
    for place in ("question", "history", "report", "heading", "title", "user"):
        scripts = {attack.text.isascii() for attack in ATTACKS if attack.place == place}
        assert scripts == {True, False}, place


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: f"{attack.place}-{attack.payload[:12]}")
async def test_an_obedient_model_gets_nothing_out_that_the_report_does_not_say(attack: Attack) -> None:
    material = make_material(attack)
    found = await generated(obey(attack), material)
    assert set(texts(found)) <= {quote.text for quote in material.quotes[: len(SENTENCES)]}
    for statement in found.statements:
        cited = "".join(SENTENCES[i][0] for i in statement.evidence)
        assert grams(statement.text) <= grams(cited)


@pytest.mark.parametrize("marks", ["", "[1]", "[2]", "[5]", "[1][2][3][4]", "[1-5]"])
async def test_no_line_of_the_instructions_comes_out_however_it_is_marked(marks: str) -> None:
    found = await generated(lambda prompt: "\n".join(line + marks for line in prompt.instructions.splitlines()))
    assert set(texts(found)) <= QUOTES


@pytest.mark.parametrize("attack", [a for a in ATTACKS if a.place == "report"], ids=lambda attack: attack.payload[:12])
async def test_a_sentence_that_gives_orders_is_not_shown_to_the_model(attack: Attack) -> None:
    seen: list[str] = []

    def look(prompt: Filled) -> str:
        seen.append(prompt.request)
        return ""

    await generated(look, make_material(attack))
    assert "[5]〈一、2024年工作回顾，2024年〉（略）" in seen[0]


async def test_equal_questions_on_one_version_share_a_call() -> None:
    speaker = Speaker(lambda _: "2025年GDP增长6%。[1]")
    writer = Writer(speaker, PROMPTS)
    material = make_material()
    listeners = [Listener() for _ in range(3)]
    found = await asyncio.gather(*(writer.write("v1", material, writer.deadline(), listener) for listener in listeners))
    assert [texts(one) for one in found] == [["2025年GDP增长6%。"]] * 3
    assert all(listener.heard for listener in listeners)
    await writer.write("v1", make_material(text=" 2025年ＧＤＰ目标是多少 "), writer.deadline(), Listener())
    assert speaker.calls == 1
    await writer.write("v2", material, writer.deadline(), Listener())
    assert speaker.calls == 2


async def test_a_failure_is_not_remembered() -> None:
    async with ModelServer(refuse(401), say("2025年GDP增长6%。[1]")) as server, make_model(server) as model:
        writer = Writer(model, PROMPTS)
        first = await writer.write("v1", make_material(), writer.deadline(), Listener())
        second = await writer.write("v1", make_material(), writer.deadline(), Listener())
    assert (first.failure, texts(second)) == ("key", ["2025年GDP增长6%。"])


async def test_cancelling_the_last_asker_hangs_up() -> None:
    async with ModelServer(hang("2025年")) as server, make_model(server) as model:
        writer = Writer(model, PROMPTS)
        task = asyncio.create_task(writer.write("v1", make_material(), writer.deadline(), Listener()))
        await server.asked.wait()
        task.cancel()
        assert isinstance((await asyncio.gather(task, return_exceptions=True))[0], asyncio.CancelledError)
        assert await server.idle()


def test_without_a_model_there_is_no_writer() -> None:
    assert load_writer(ModelSettings()) is None
