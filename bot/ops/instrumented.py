"""The engine with its answers counted and timed."""

from __future__ import annotations

from collections.abc import Sequence

from bot.core.ports import Answering, Emit, ServedCorpus, tell_nobody
from bot.ops.metrics import Metrics
from rag.answering.hints.examples import Example
from rag.generation.service import Tally
from rag.types import Answer, Lookup, Passage, Question
from rag.verification.service import Verification

_NOBODY = "none"
"""The engine that is named for a question that failed."""


class InstrumentedAnswering:
    def __init__(self, answering: Answering, metrics: Metrics) -> None:
        self._answering = answering
        self._metrics = metrics

    @property
    def corpus(self) -> ServedCorpus:
        return self._answering.corpus

    @property
    def tally(self) -> Tally | None:
        return self._answering.tally

    def search(self, question: Question, k: int) -> list[Passage]:
        return self._answering.search(question, k)

    def verify(self, text: str, report: str | None = None) -> Verification:
        return self._answering.verify(text, report)

    def look_up(self, question: Question, k: int) -> Lookup:
        return self._answering.look_up(question, k)

    def examples(self, *, wait: bool = True) -> Sequence[Example]:
        return self._answering.examples(wait=wait)

    async def answer(self, question: Question, emit: Emit = tell_nobody, user: str = "") -> Answer:
        try:
            answer = await self._answering.answer(question, emit, user)
        except Exception as exc:
            self._metrics.questions.labels(_NOBODY, type(exc).__name__).inc()
            raise
        self._metrics.questions.labels(answer.engine, answer.status.value).inc()
        for step, seconds in answer.seconds.items():
            self._metrics.steps.labels(step).observe(seconds)
        return answer
