"""A language model as tutorials use it: the nearest chunks in the prompt, "please cite", the reply as it comes."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from benchmarks.rivals.rival import Rival
from rag.errors import ModelError
from rag.generation.replies.statement_parser import read_reply
from rag.grounding.statement_check import DraftStatement
from rag.llm.client import Model
from rag.llm.prompts import Filled
from rag.retrieval.query import is_english
from rag.types import Answer, Citation, Passage, Question, Statement, Status

CHUNKS = 4
_INSTRUCTIONS = (
    "你是一个问答助手。根据下面的资料回答问题，并用[编号]注明每句话的出处。如果资料里没有答案，就回答：报告未提及。"
)


class UsualWay:
    """In the form that ``rag.evaluation.metrics`` measures."""

    def __init__(self, rival: Rival, model: Model) -> None:
        self.search = rival.search
        self._model = model

    async def answer(self, question: Question) -> Answer:
        chunks = self.search(question, CHUNKS)
        reply = await self._reply(_prompt(question, chunks))
        return _answer(question, self._model.name, read_reply(reply, len(chunks)), chunks)

    async def _reply(self, prompt: Filled) -> str:
        deadline = asyncio.get_running_loop().time() + self._model.timeout
        try:
            return "".join([piece async for piece in self._model.stream(prompt, deadline)])
        except ModelError:
            return ""


def _prompt(question: Question, chunks: Sequence[Passage]) -> Filled:
    told = "\n\n".join(f"[{number}] {chunk.text}" for number, chunk in enumerate(chunks, 1))
    earlier = "".join(f"此前的问题：{text}\n" for text in question.history)
    return Filled(_INSTRUCTIONS, f"资料：\n{told}\n\n{earlier}问题：{question.text}")


def _answer(question: Question, model: str, drafts: Sequence[DraftStatement], chunks: Sequence[Passage]) -> Answer:
    """Every sentence of the reply, with whatever it names; a reply that only declines is a refusal."""
    cited = sorted({number for draft in drafts for number in draft.numbers})
    return Answer(
        question=question.text,
        status=Status.ANSWERED if drafts else Status.NOT_IN_REPORT,
        engine=model,
        statements=tuple(Statement(draft.text, draft.numbers) for draft in drafts),
        citations=tuple(_citation(chunks[number - 1], number) for number in cited),
        nearest=(),
        version="",
        language="en" if is_english(question.text) else "zh",
    )


def _citation(chunk: Passage, number: int) -> Citation:
    return Citation(chunk.id, chunk.report, chunk.section, chunk.text, chunk.start, chunk.end, number)
