"""Question, evidence, a language model -> statements that the evidence carries, each given out once it is certain.

What the model gets wrong is replaced by the words of the sentence it was about, or left out. A failure is reported, so
that the caller can give the extractive answer instead.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field

from rag.errors import ModelError
from rag.generation.context import Demand, Material, Supported
from rag.generation.free_sieve import FreeSieve
from rag.generation.matching import carrying_clauses, is_about, is_told, meets, without_orders
from rag.generation.replies.statement_parser import ReplyReader
from rag.grounding.statement_check import DraftStatement, vet
from rag.llm.client import Model
from rag.llm.prompts import Filled, Prompt, fill_answer, fill_compose
from rag.retrieval.answerability.mismatches import misses_unit, names_no_members
from rag.retrieval.query import Expects, Query
from rag.retrieval.question_decomposition import asks_several_figures
from rag.text.content_words import gist
from rag.text.figures import FigureKind, find_figures

MOST_STATEMENTS = 8

log = logging.getLogger(__name__)
Emit = Callable[[Supported], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Generated:
    """The outcome of the model's reply."""

    statements: tuple[Supported, ...]
    """All that was emitted, in order; empty: nothing of the reply can be used, give the extractive answer."""
    nothing_found: bool = False
    """The model says that the evidence does not answer."""
    failure: str | None = None
    """Why the reply broke off, in one word (``timeout``, ``limited`` …); None where it came to its end."""
    fired: Mapping[str, int] = field(default_factory=dict)
    """How often each check fired, by reason; ``kept``, ``replaced`` and ``dropped`` count the drafts."""
    aside: tuple[Supported, ...] = ()
    """Statements that hold but do not answer, as the model itself says."""


async def generate(
    model: Model,
    prompt: Prompt,
    material: Material,
    deadline: float,
    emit: Emit,
    user: str = "",
) -> Generated:
    """Stream a reply and emit each of its statements that holds. Never raises for the model's sake.

    ``deadline``: of the event loop's clock.
    """
    reader = ReplyReader(len(material.passages))
    sieve = FreeSieve(material) if material.free else _Sieve(material)
    failure = None
    try:
        filled = _fill(prompt, material)
        async with aclosing(model.stream(filled, deadline, user)) as pieces:
            async for piece in pieces:
                await sieve.pass_on(reader.feed(piece), emit, nothing_found=reader.nothing_found)
                if reader.ended or sieve.full:
                    break
        await sieve.pass_on(reader.close(), emit, nothing_found=reader.nothing_found)
    except ModelError as exc:
        failure = exc.reason
        log.warning("%s The extractive answer is given instead.", exc)
    await sieve.complete(emit)
    fired = sieve.fired + Counter({"echo": reader.echoed, "nothing_found": reader.nothing_found})
    aside = tuple(sieve.aside) if isinstance(sieve, FreeSieve) else ()
    return Generated(tuple(sieve.kept), reader.nothing_found, failure, dict(+fired), aside)


def _fill(prompt: Prompt, material: Material) -> Filled:
    question, passages, language = material.question, material.passages, material.language
    if material.free:
        computed = [(one.text, "".join(f"[{at + 1}]" for at in one.evidence)) for one in material.computed]
        return fill_compose(prompt, question, passages, computed, language)
    return fill_answer(prompt, question, passages, language)


class _Sieve:
    """Lets through what holds. Where there are anchors nothing is let through before one of them is met."""

    def __init__(self, material: Material) -> None:
        self.kept: list[Supported] = []
        self.fired: Counter[str] = Counter()
        self._held: list[Supported] = []
        self._material = material
        self._evidence = tuple(map(without_orders, material.evidence))
        self._whole = asks_several_figures(material.question.text)

    @property
    def full(self) -> bool:
        return len(self.kept) + len(self._held) >= MOST_STATEMENTS

    async def pass_on(self, drafts: Sequence[DraftStatement], emit: Emit, *, nothing_found: bool) -> None:  # noqa: ARG002
        for draft in drafts:
            statement = self._judge(draft)
            if statement and not self.full and not is_told(statement, (*self.kept, *self._held)):
                self._held.append(statement)
        anchors = self._material.anchors
        if not anchors or any(self._is_met(anchor, (*self.kept, *self._held)) for anchor in anchors):
            await self._let_through(emit)

    async def complete(self, emit: Emit) -> None:
        """Add the anchors that were passed over, unless all were: then nothing is let through."""
        if self.kept:
            missing = [anchor for anchor in self._material.anchors if not self._is_met(anchor, self.kept)]
            self._held = [anchor for anchor in missing if not is_told(anchor, (*self.kept, *self._held))]
            await self._let_through(emit)
        self.fired["off_anchor"] += len(self._held)

    def _is_met(self, anchor: Supported, told: Iterable[Supported]) -> bool:
        return any(meets(statement, anchor, whole=self._whole) for statement in told)

    async def _let_through(self, emit: Emit) -> None:
        while self._held:
            self.kept.append(self._held.pop(0))
            await emit(self.kept[-1])

    def _judge(self, draft: DraftStatement) -> Supported | None:
        material = self._material
        vetted = vet(draft, self._evidence, material.language)
        self.fired.update(vetted.reasons)
        kept = self._supported(draft, vetted.evidence) if vetted.kept else None
        if kept and material.demand and not may_answer(kept, material.demand):
            self.fired["no_answer"] += 1
            kept = None
        instead = None if kept or material.demand else self._quote(draft)
        self.fired["kept" if kept else "replaced" if instead else "dropped"] += 1
        return kept or instead

    def _supported(self, draft: DraftStatement, evidence: tuple[int, ...]) -> Supported:
        passages = (self._material.passages[i] for i in evidence)
        return Supported(draft.text, evidence, tuple(carrying_clauses(draft.text, p) for p in passages), written=True)

    def _quote(self, draft: DraftStatement) -> Supported | None:
        """The words of the sentence that the draft is about, best one first; None where it is about none."""
        named = [number - 1 for number in draft.numbers] or range(len(self._evidence))
        quotes = (self._material.quotes[i] for i in named if self._evidence[i].text)
        return next((quote for quote in quotes if is_about(draft.text, quote.text)), None)


def may_answer(statement: Supported, demand: Demand) -> bool:
    """Whether a statement answers a question that quoting refuses. That its sentence carries it is known by then, and
    not that it answers: it has to rest on the sentence that search trusts most, speak of what was asked, and hold what
    the question expects."""
    return (
        set(statement.evidence) <= demand.passages
        and bool(gist(statement.text) & gist(demand.words))
        and _holds_expected(demand.query, statement.text)
    )


def _holds_expected(query: Query, text: str) -> bool:
    """A question that expects nothing cannot be told from one that is merely near."""
    if query.expects is Expects.DATE:
        return any(figure.kind is FigureKind.DATE for figure in find_figures(text))
    if query.items:
        return "、" in text and not names_no_members(query, text)
    return query.expects is Expects.NUMBER and not misses_unit(query, text)
