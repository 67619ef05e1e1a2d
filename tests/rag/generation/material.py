"""Evidence from the shipped report, and what a scripted model makes of it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import date

from rag.generation.context import Material, Supported
from rag.generation.generator import Generated, generate
from rag.grounding.figures import Evidence
from rag.llm.prompts import Filled, load_prompts
from rag.types import Passage, Question, Report, SentenceKind, Span
from tests.hostile import Attack
from tests.models import Speaker
from tests.modelserver import (
    BUSY,
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
            Passage(
                f"{start:012}",
                report.name,
                path,
                words,
                start,
                start + len(words),
                clauses,
                year,
                SentenceKind.PROSE,
                0.9,
            )
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
