"""What quoting makes of a question, a language model -> the answer in the model's words as far as they hold.

The extractive answer is what is given wherever the model fails, finds nothing, or says nothing that holds.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

from rag.answering.composition import EXTRACTIVE
from rag.documents.snapshot import CorpusSnapshot
from rag.generation.citation_numbering import Numbering
from rag.generation.context import RESCUED_FROM, Material, Supported, make_material
from rag.generation.generator import Generated
from rag.generation.service import Writer
from rag.retrieval.pipeline import Reading
from rag.types import Answer, Question, Reason, Statement, Status

Emit = Callable[[Statement], Awaitable[None]]
Search = Callable[[str], Awaitable[Reading]]
"""Other words for the question -> what is found for them."""

_GRACE = 0.25
"""Seconds for a model that is out of time to hang up; then it is left to itself."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Found:
    """What a question comes to without a model."""

    question: Question
    version: CorpusSnapshot
    reading: Reading
    answer: Answer

    @property
    def is_for_model(self) -> bool:
        """It is answered, or search came near enough to an answer for a model to be asked."""
        told = self.answer
        if told.note or told.unanswered or any(statement.calculation for statement in told.statements):
            return False
        is_near = self.answer.reason is Reason.ABSENT and self.reading.confidence >= RESCUED_FROM
        return self.reading.is_answered or is_near


async def write_answer(
    writer: Writer, found: Found, search: Search, emit: Emit, deadline: float, user: str = ""
) -> Answer:
    """The answer, each of its statements emitted before: in time, and whatever the model does."""
    telling = _Telling(found, emit)
    if not found.is_for_model:
        return await telling.conclude(writer.name)
    try:
        async with asyncio.timeout_at(deadline + _GRACE):
            outcome = _outcome(await _write(writer, found, search, telling, deadline, user))
    except TimeoutError:
        log.warning("The language model %s did not hang up in time. The extractive answer is given.", writer.name)
        outcome = "timeout"
    except Exception:
        # Whatever is wrong with the model or with what reads it, there is an answer.
        log.exception("The language model %s could not be used. The extractive answer is given.", writer.name)
        outcome = "failed"
    answer = await telling.conclude(writer.name)
    writer.tally.answers[outcome if answer.engine == EXTRACTIVE else "written"] += 1
    return answer


async def _write(
    writer: Writer, found: Found, search: Search, telling: _Telling, deadline: float, user: str
) -> Generated | None:
    readings = [found.reading]
    if not found.reading.is_answered:
        readings += [await search(words) for words in await writer.understand(found.question, deadline, user)]
    material = make_material(found.question, readings, found.version, [c.id for c in found.answer.citations])
    if material is None:
        return None
    telling.begin(material)
    return await writer.write(found.version.id, material, deadline, telling.tell, user)


def _outcome(generated: Generated | None) -> str:
    """In one word, of a reply of which nothing is shown."""
    if generated is None:
        return "not_asked"
    return generated.failure or ("nothing_found" if generated.nothing_found else "nothing_holds")


class _Telling:
    """Emits statements as they come, and holds them for the answer."""

    def __init__(self, found: Found, emit: Emit) -> None:
        self._found, self._emit = found, emit
        self._numbering: Numbering | None = None
        self._written = False
        """A statement is in the words of the model."""

    def begin(self, material: Material) -> None:
        self._numbering = Numbering(self._found.version, material.passages, say_year=_say_year(self._found))

    async def tell(self, said: Supported) -> None:
        if self._numbering:
            self._written |= said.written
            await self._emit(self._numbering.tell(said))

    async def conclude(self, model: str) -> Answer:
        """What was told; the extractive answer where nothing was."""
        if self._numbering is None or not self._numbering.statements:
            for statement in self._found.answer.statements:
                await self._emit(statement)
            return self._found.answer
        return replace(
            self._found.answer,
            status=Status.ANSWERED,
            engine=model if self._written else EXTRACTIVE,
            statements=self._numbering.statements,
            citations=self._numbering.citations,
            nearest=(),
            reason=None,
            unread=(),
        )


def _say_year(found: Found) -> bool:
    """The asker did not say which year, or said it in a way that can be taken for another."""
    return found.reading.scope.relative or len(found.reading.scope.years) != 1
