"""Question, evidence, a language model -> statements that the evidence carries, each given out once it is certain.

What the model gets wrong is replaced by the words of the sentence it was about, or left out. That it failed is told, so
that the caller can give the extractive answer instead.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field, replace
from fractions import Fraction

from rag.errors import ModelError
from rag.generation.acceptance import may_answer
from rag.generation.context import Material, Supported
from rag.generation.statement_parser import Reader
from rag.grounding.figures import Evidence
from rag.grounding.statement_check import DraftStatement, vet
from rag.llm.client import Model
from rag.llm.prompt_injection import gives_orders
from rag.llm.prompts import Prompt, fill_answer
from rag.text.content_words import gist
from rag.text.figures import FigureKind, find_figures
from rag.text.ngrams import grams
from rag.types import Passage, Span

MOST_STATEMENTS = 8
_ABOUT = 0.5
_COUNTED = (FigureKind.AMOUNT, FigureKind.ORDINAL)
_CARRIED = 0.5
"""Share of a clause's pairs of characters that a statement has to hold for the clause to be shown as its source."""


log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Generated:
    """What the model's reply came to."""

    statements: tuple[Supported, ...]
    """All that was emitted, in order; empty: nothing of the reply can be used, give the extractive answer."""
    nothing_found: bool = False
    """The model says that the evidence does not answer."""
    failure: str | None = None
    """Why the reply broke off, in one word (``timeout``, ``limited`` …); None where it came to its end."""
    fired: Mapping[str, int] = field(default_factory=dict)
    """How often each check fired, by reason; ``kept``, ``replaced`` and ``dropped`` count the drafts."""


Emit = Callable[[Supported], Awaitable[None]]


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
    reader = Reader(len(material.passages))
    sieve = _Sieve(material)
    failure = None
    try:
        filled = fill_answer(prompt, material.question, material.passages, material.language)
        async with aclosing(model.stream(filled, deadline, user)) as pieces:
            async for piece in pieces:
                await sieve.pass_on(reader.feed(piece), emit)
                if reader.ended or sieve.full:
                    break
        await sieve.pass_on(reader.close(), emit)
    except ModelError as exc:
        failure = exc.reason
        log.warning("%s The extractive answer is given instead.", exc)
    await sieve.complete(emit)
    fired = sieve.fired + Counter({"echo": reader.echoed, "nothing_found": reader.nothing_found})
    return Generated(tuple(sieve.kept), reader.nothing_found, failure, dict(+fired))


class _Sieve:
    """Lets through what holds. Where there are anchors nothing is let through before one of them is met."""

    def __init__(self, material: Material) -> None:
        self.kept: list[Supported] = []
        self.fired: Counter[str] = Counter()
        self._held: list[Supported] = []
        self._material = material
        self._evidence = tuple(map(_without_orders, material.evidence))

    @property
    def full(self) -> bool:
        return len(self.kept) + len(self._held) >= MOST_STATEMENTS

    async def pass_on(self, drafts: Sequence[DraftStatement], emit: Emit) -> None:
        for draft in drafts:
            statement = self._judge(draft)
            if statement and not self.full and not self._is_told(statement):
                self._held.append(statement)
        anchors = self._material.anchors
        if not anchors or any(meets(told, anchor) for told in (*self.kept, *self._held) for anchor in anchors):
            await self._let_through(emit)

    async def complete(self, emit: Emit) -> None:
        """Add the anchors that were passed over, unless all were: then nothing is let through."""
        if self.kept:
            missing = [a for a in self._material.anchors if not any(meets(told, a) for told in self.kept)]
            self._held = [anchor for anchor in missing if not self._is_told(anchor)]
            await self._let_through(emit)
        self.fired["off_anchor"] += len(self._held)

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

    def _is_told(self, statement: Supported) -> bool:
        """The same sentence was cited already for the same words and figures."""
        return any(
            set(statement.evidence) <= set(told.evidence)
            and gist(statement.text) <= gist(told.text)
            and _figures(statement.text) <= _figures(told.text)
            for told in (*self.kept, *self._held)
        )


def meets(statement: Supported, anchor: Supported) -> bool:
    """It rests on the sentence of the anchor and gives a figure of it, or else most of what the anchor says."""
    if not set(statement.evidence) & set(anchor.evidence):
        return False
    given = _figures(statement.text) & _figures(anchor.text)
    return bool(given) or _share_of(gist(anchor.text), gist(statement.text)) >= _ABOUT


def _share_of(part: frozenset[str], whole: frozenset[str]) -> float:
    return len(part & whole) / len(part) if part else 0.0


def is_about(draft: str, quote: str) -> bool:
    """The draft gives a figure of the quote, or takes half of its words from it."""
    given, words = _figures(draft), gist(draft)
    if given:
        return bool(given & _figures(quote))
    return bool(words) and len(words & gist(quote)) / len(words) >= _ABOUT


def _figures(text: str) -> frozenset[tuple[Fraction, Fraction]]:
    """The values counted or ranked in a text, dates left out."""
    return frozenset((figure.low, figure.high) for figure in find_figures(text) if figure.kind in _COUNTED)


def _without_orders(evidence: Evidence) -> Evidence:
    """No statement may rest on words that give orders to a model, nor borrow from such a heading or title."""
    if gives_orders(evidence.text):
        return Evidence("")
    section = tuple(heading for heading in evidence.section if not gives_orders(heading))
    report = evidence.report
    return replace(evidence, section=section, report=None if report and gives_orders(report.name) else report)


def carrying_clauses(statement: str, passage: Passage) -> tuple[Span, ...]:
    """The clauses of the sentence that the statement takes its words from; all of them where it takes few of each."""
    said = grams(statement)
    shares = [_share(passage.text[c.start - passage.start : c.end - passage.start], said) for c in passage.clauses]
    carrying = tuple(c for c, share in zip(passage.clauses, shares, strict=True) if share >= _CARRIED)
    return carrying or (Span(passage.start, passage.end),)


def _share(clause: str, said: set[str]) -> float:
    pairs = grams(clause)
    return len(pairs & said) / len(pairs) if pairs else 0.0
