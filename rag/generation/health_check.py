"""Settings -> whether the language model answers, how fast, and whether it keeps to the format."""

from __future__ import annotations

import asyncio
import time
from contextlib import aclosing
from dataclasses import dataclass

from rag.generation.replies.statement_parser import read_reply
from rag.grounding.figures import Evidence
from rag.grounding.statement_check import vet
from rag.llm.client import Model, load_model
from rag.llm.prompts import Prompts, fill_answer, load_prompts
from rag.settings import ModelSettings
from rag.types import Passage, Question, SentenceKind

_SENTENCES = ("全年新建公园3个,改造道路12条。", "培训教师260名。")
_QUESTION = Question("改造了多少条道路？")
_SECTION = ("一、工作回顾",)


@dataclass(frozen=True, slots=True)
class Probe:
    """The outcome of one small question."""

    name: str
    first: float
    """Seconds to the first words."""
    seconds: float
    """The seconds to the end of the reply."""
    keeps_format: bool
    """It wrote a statement that holds, and named its sentence."""


def probe(settings: ModelSettings) -> Probe | None:
    """None where no model is set. Not to be called inside an event loop.

    Raises:
        SettingsError: the model cannot be set up, or a prompt file is not as it must be.
        ModelError: the model does not answer; the message says why.
    """
    model = load_model(settings)
    return asyncio.run(_probe(model, load_prompts())) if model else None


async def _probe(model: Model, prompts: Prompts) -> Probe:
    passages = [_passage(number, text) for number, text in enumerate(_SENTENCES)]
    filled = fill_answer(prompts.answer, _QUESTION, passages, "zh")
    started = time.perf_counter()
    first, reply = 0.0, ""
    try:
        async with aclosing(model.stream(filled, asyncio.get_running_loop().time() + model.timeout)) as pieces:
            async for piece in pieces:
                first = first or time.perf_counter() - started
                reply += piece
    finally:
        await model.aclose()
    return Probe(model.name, first, time.perf_counter() - started, _keeps_format(reply))


def _keeps_format(reply: str) -> bool:
    evidence = [Evidence(text, None, _SECTION) for text in _SENTENCES]
    drafts = read_reply(reply, len(evidence))
    return any(draft.numbers and not (vetted := vet(draft, evidence, "zh")).reasons and vetted.kept for draft in drafts)


def _passage(number: int, text: str) -> Passage:
    return Passage(f"{number:012}", "工作报告", _SECTION, text, 0, len(text), (), None, SentenceKind.PROSE, 1.0)
