"""The answer by quoting, a language model -> the answer in the model's words as far as the evidence carries them.

The extractive answer is what is given wherever the model fails, finds nothing, or says nothing that holds.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

from rag.answering.statements import EXTRACTIVE
from rag.documents.snapshot import CorpusSnapshot
from rag.generation.citation_numbering import CitationNumbers
from rag.generation.context import Material, Supported, make_material
from rag.generation.evidence_budget import gather
from rag.generation.generator import Generated
from rag.generation.service import Writer
from rag.retrieval.answerability.decision import RELATED_SHOWN
from rag.retrieval.pipeline import Reading
from rag.types import Answer, Citation, Question, Reason, Statement, Status

Emit = Callable[[Statement], Awaitable[None]]
Search = Callable[[str], Awaitable[Reading]]
"""Other words for the question -> what is found for them."""

_GRACE = 0.25
"""Seconds for a model that is out of time to hang up; then it is left to itself."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class QuotedFindings:
    """The findings on a question without a model."""

    question: Question
    version: CorpusSnapshot
    readings: tuple[Reading, ...]
    """The readings of the question, or of each of several in one message; none where quoting needed none."""
    answer: Answer

    @property
    def reading(self) -> Reading:
        return self.readings[0]

    @property
    def is_for_free_model(self) -> bool:
        """Whether search can help at all: not for what is refused for its year, its place or its matter."""
        refused = self.answer.reason not in (None, Reason.ABSENT)
        return bool(self.readings) and not refused and not self.answer.confirmed

    @property
    def is_for_model(self) -> bool:
        """It is answered, or search came near enough to an answer for a model to be asked."""
        told = self.answer
        if told.note or told.unanswered or any(statement.calculation for statement in told.statements):
            return False
        is_near = self.answer.reason is Reason.ABSENT and self.reading.decision.is_near
        return self.reading.is_answered or is_near


async def write_answer(
    writer: Writer, found: QuotedFindings, search: Search, emit: Emit, deadline: float, user: str = ""
) -> Answer:
    """The answer, each of its statements emitted before: in time, and whatever the model does."""
    telling = _Telling(found, emit)
    if not (found.is_for_free_model if writer.is_free else found.is_for_model):
        return await telling.conclude(writer.name, None)
    generated: Generated | None = None
    try:
        async with asyncio.timeout_at(deadline + _GRACE):
            generated = await _write(writer, found, search, telling, deadline, user)
            outcome = _outcome(generated)
    except TimeoutError:
        log.warning("The language model %s did not hang up in time. The extractive answer is given.", writer.name)
        outcome = "timeout"
    except Exception:
        # Whatever is wrong with the model or with what reads it, there is an answer.
        log.exception("The language model %s could not be used. The extractive answer is given.", writer.name)
        outcome = "failed"
    answer = await telling.conclude(writer.name, generated)
    written = answer.engine != EXTRACTIVE and bool(answer.statements)
    writer.tally.answers["written" if written else outcome] += 1
    return answer


async def _write(
    writer: Writer, found: QuotedFindings, search: Search, telling: _Telling, deadline: float, user: str
) -> Generated | None:
    if writer.is_free:
        material = gather(found.question, found.readings, found.answer, found.version, writer.evidence)
    else:
        material = await _anchored(writer, found, search, deadline, user)
    if material is None:
        return None
    telling.begin(material)
    return await writer.write(found.version.id, material, deadline, telling.tell, user)


async def _anchored(
    writer: Writer, found: QuotedFindings, search: Search, deadline: float, user: str
) -> Material | None:
    readings = [found.reading]
    if not found.reading.is_answered:
        readings += [await search(words) for words in await writer.understand(found.question, deadline, user)]
    return make_material(found.question, readings, found.version, [c.id for c in found.answer.citations])


def _outcome(generated: Generated | None) -> str:
    """One word for the outcome of a reply of which nothing is shown."""
    if generated is None:
        return "not_asked"
    return generated.failure or ("nothing_found" if generated.nothing_found else "nothing_holds")


class _Telling:
    """Emits statements as they come, and holds them for the answer."""

    def __init__(self, found: QuotedFindings, emit: Emit) -> None:
        self._found, self._emit = found, emit
        self._numbering: CitationNumbers | None = None
        self._free = False
        self._written = False
        """A statement is in the words of the model."""

    def begin(self, material: Material) -> None:
        say_year = _say_year(self._found)
        self._numbering = CitationNumbers(
            self._found.version,
            material.passages,
            say_year=say_year,
            once=material.free,
            english=material.language == "en",
        )
        self._free = material.free

    async def tell(self, said: Supported) -> None:
        if self._numbering:
            self._written |= said.written
            await self._emit(self._numbering.tell(said))

    async def conclude(self, model: str, generated: Generated | None) -> Answer:
        """The statements given; the extractive answer where there were none, or what may help where a free model finds
        nothing."""
        answer, numbering = self._found.answer, self._numbering
        if numbering is None or not numbering.statements:
            if numbering and self._free and generated and generated.nothing_found and not generated.failure:
                return _related(answer, numbering.offer(generated.aside), model)
            for statement in answer.statements:
                await self._emit(statement)
            return answer
        told = replace(
            answer,
            status=Status.ANSWERED,
            engine=model if self._written else EXTRACTIVE,
            statements=numbering.statements,
            citations=numbering.citations,
            nearest=(),
            reason=None,
            unread=(),
        )
        return _freely(told, answer, generated) if self._free else told


def _freely(told: Answer, quoted: Answer, generated: Generated | None) -> Answer:
    """The model has been given all that quoting found, and says itself what quoting would have added."""
    unanswered = quoted.unanswered if generated and generated.nothing_found else ()
    return replace(told, more=(), note=None, unanswered=unanswered)


def _related(quoted: Answer, offered: tuple[Citation, ...], model: str) -> Answer:
    """No answer in the eyes of the model: what it offers, or what quoting took for one, may help."""
    if quoted.status is not Status.ANSWERED and not offered:
        return quoted
    nearest = offered or tuple(replace(citation, number=None) for citation in quoted.citations)
    return replace(
        quoted,
        status=Status.RELATED,
        engine=model,
        statements=(),
        citations=(),
        more=(),
        note=None,
        nearest=nearest[:RELATED_SHOWN],
        reason=Reason.ABSENT,
    )


def _say_year(found: QuotedFindings) -> bool:
    """The asker did not say which year, or said it in a way that can be taken for another."""
    return any(reading.scope.relative or len(reading.scope.years) != 1 for reading in found.readings)
