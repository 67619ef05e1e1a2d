"""Question, evidence -> a language model's answer; equal questions at once are answered by one call.

What the part that answers holds of a model: its name, its time, and the two things it can be asked.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from rag.documents.snapshot import CorpusSnapshot
from rag.generation.context import Material, Supported
from rag.generation.generator import Emit, Generated, generate
from rag.generation.query_rewriting import understand
from rag.generation.trial.measuring import LEAST_ASKED, Result, take
from rag.generation.trial.record import TrialRecord
from rag.generation.trial.tasks import make_tasks
from rag.llm.client import Model, load_model
from rag.llm.prompts import Prompts, load_prompts
from rag.llm.single_flight import Shared
from rag.settings import ModelSettings
from rag.text.plain import fold
from rag.types import Question

REMEMBERED = 512
"""Answers; a few kilobytes each."""
_FOR_UNDERSTANDING = 0.3
"""Share of the time for an answer that may go into understanding the question."""


class _Key(NamedTuple):
    version: str
    language: str
    asked: tuple[str, ...]
    passages: tuple[str, ...]
    quotes: tuple[str, ...]
    free: bool


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts since the start; read at any time, from any thread."""

    checks: Counter[str] = field(default_factory=Counter)
    """How often each check fired, by reason; ``kept``, ``replaced`` and ``dropped`` count the statements of a model."""
    answers: Counter[str] = field(default_factory=Counter)
    """The outcomes of the questions that a model was given, each in one word; see ``rag.generation.fallback``."""
    tokens: Counter[str] = field(default_factory=Counter)
    """Read and written by the model named, as it reports them or as they are estimated."""


class Writer:
    """Belongs to the event loop it is first used in."""

    def __init__(
        self, model: Model, prompts: Prompts, evidence: int = 6_000, record: TrialRecord | None = None
    ) -> None:
        """``evidence``: characters of the reports given for one answer, where the model is free."""
        self.tally = Tally()
        self.evidence = evidence
        self.is_free = False
        """It has earned to choose and to word as it likes; see ``rag.generation.trial``."""
        self._record = record
        if record and (known := record.load()):
            self.is_free = known.earned
        self._model, self._prompts = model, prompts
        model.when_spent = self._count
        self._shared: Shared[_Key, Supported, Generated] = Shared(REMEMBERED, _is_worth_keeping)

    @property
    def name(self) -> str:
        return self._model.name

    def _count(self, tokens: int) -> None:
        self.tally.tokens[self.name] += tokens

    def deadline(self) -> float:
        """The time by which an answer begun now has to be given, on the event loop's clock."""
        return asyncio.get_running_loop().time() + self._model.timeout

    async def understand(self, question: Question, deadline: float, user: str = "") -> tuple[str, ...]:
        """Other words to search beside the question; none where that takes too long or fails."""
        now = asyncio.get_running_loop().time()
        until = now + max(0.0, deadline - now) * _FOR_UNDERSTANDING
        return await understand(self._model, self._prompts.understand, question, until, user)

    async def earn(self, version: CorpusSnapshot) -> Result | None:
        """Try the model out on questions made from a version, unless that is on record; from then on it is free if it
        has passed. None where it failed, or the version gives too few questions."""
        result = self._record.load() if self._record else None
        if result is None:
            tasks = make_tasks(version)
            result = await take(self._model, self._prompts.compose, tasks) if len(tasks) >= LEAST_ASKED else None
            if result and self._record:
                self._record.save(result)
        self.is_free = result is not None and result.earned
        return result

    async def write(self, version: str, material: Material, deadline: float, emit: Emit, user: str = "") -> Generated:
        """Write as ``generate`` does. ``version``: id of the corpus version the evidence is from."""

        async def work(tell: Callable[[Supported], Awaitable[None]]) -> Generated:
            prompt = self._prompts.compose if material.free else self._prompts.answer
            found = await generate(self._model, prompt, material, deadline, tell, user)
            self.tally.checks.update(found.fired)
            return found

        return await self._shared.run(_key(version, material), work, emit)

    async def aclose(self) -> None:
        await self._model.aclose()


def load_writer(settings: ModelSettings, folder: Path | None = None) -> Writer | None:
    """None where no model is set. ``folder``: where it is on record what the model has earned.

    Raises:
        SettingsError: the model cannot be set up, or a prompt file is not as it must be.
    """
    model = load_model(settings)
    if model is None:
        return None
    prompts = load_prompts()
    record = TrialRecord(folder, settings, prompts.compose) if folder else None
    return Writer(model, prompts, settings.evidence, record)


def _key(version: str, material: Material) -> _Key:
    question = material.question
    return _Key(
        version,
        material.language,
        tuple(" ".join(fold(text).split()) for text in (question.text, *question.history)),
        tuple(passage.id for passage in material.passages),
        tuple(quote.text for quote in material.quotes),
        material.free,
    )


def _is_worth_keeping(result: Generated) -> bool:
    return result.failure is None and (bool(result.statements) or result.nothing_found)
