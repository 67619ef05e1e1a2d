"""Drafts of a model that has passed its trial -> statements that their sentences carry, each streamed when checked.

What does not hold is replaced by the sentences it is about, or left out. Where the model says first that the report
does not tell, what follows is held back: it may help, but it is not an answer.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import replace

from rag.generation.context import Material, Supported
from rag.generation.matching import carrying_clauses, is_about, is_told, without_orders
from rag.grounding.free_check import vet_freely
from rag.grounding.statement_check import DraftStatement, is_chinese
from rag.text.figures import find_figures
from rag.text.plain import fold

MOST_STATEMENTS = 12
_FORMULA = re.compile(r"[（(]\s*[0-9][0-9.,]{0,12}[^（()）]{0,8}[＋+－−–-]\s*[0-9]")
_REPLACING = 2
"""Sentences that stand in for one draft."""

Emit = Callable[[Supported], Awaitable[None]]


class FreeSieve:
    def __init__(self, material: Material) -> None:
        self.kept: list[Supported] = []
        self.aside: list[Supported] = []
        """Statements that hold and came after the model had found nothing."""
        self.fired: Counter[str] = Counter()
        self._material = material
        self._evidence = tuple(map(without_orders, material.evidence))

    @property
    def full(self) -> bool:
        return len(self.kept) + len(self.aside) >= MOST_STATEMENTS

    async def pass_on(self, drafts: Sequence[DraftStatement], emit: Emit, *, nothing_found: bool) -> None:
        for draft in drafts:
            for statement in self._judge(draft):
                if self.full or is_told(statement, (*self.kept, *self.aside)):
                    continue
                if nothing_found and not self.kept:
                    self.aside.append(statement)
                else:
                    self.kept.append(statement)
                    await emit(statement)

    async def complete(self, emit: Emit) -> None:
        """Whether nothing was held back that may still be given."""

    def _judge(self, draft: DraftStatement) -> tuple[Supported, ...]:
        material = self._material
        worked = next((one for one in material.computed if _bare(draft.text).endswith(_bare(one.text))), None)
        if worked and _bare(draft.text) == _bare(worked.text):
            self.fired["kept"] += 1
            return (worked,)
        vetted = vet_freely(draft, self._evidence, material.language, material.question.text)
        self.fired.update(vetted.reasons)
        if worked and not vetted.kept:  # what the model says before it does not hold
            self.fired["replaced"] += 1
            return (worked,)
        draft = replace(draft, text=vetted.text or draft.text)
        instead = () if vetted.kept else tuple(self._quotes(draft))[:_REPLACING]
        self.fired["kept" if vetted.kept else "replaced" if instead else "dropped"] += 1
        return (self._supported(draft, vetted.evidence, vetted.calculation),) if vetted.kept else instead

    def _supported(self, draft: DraftStatement, evidence: tuple[int, ...], calculation: str) -> Supported:
        passages = (self._material.passages[i] for i in evidence)
        text = with_formula(draft.text, calculation) if calculation else draft.text
        clauses = tuple(carrying_clauses(draft.text, passage) for passage in passages)
        return Supported(text, evidence, clauses, written=True, calculation=calculation)

    def _quotes(self, draft: DraftStatement) -> Iterator[Supported]:
        """The words of the sentences that it names and is about, unless they are cited already."""
        foreign = not is_chinese(draft.text)
        cited = {index for told in (*self.kept, *self.aside) for index in told.evidence}
        for number in draft.numbers:
            quote = self._material.quotes[number - 1]
            told = self._evidence[number - 1].text
            if (
                told
                and number - 1 not in cited
                and (is_about(draft.text, told) or (foreign and not find_figures(draft.text)))
            ):
                yield quote


def _bare(text: str) -> str:
    """The text without blanks and its full stop, by which a line of the program's own is known again."""
    return "".join(fold(text).split()).rstrip("。.")


def with_formula(text: str, calculation: str) -> str:
    """The statement with its arithmetic, as the answers by quoting show it; marked so as worked out."""
    operands = calculation.partition("=")[0]
    chinese = is_chinese(text)
    shown = (
        operands.replace("+", "＋").replace("-", "－") if chinese else operands.replace("+", " + ").replace("-", " - ")
    )
    if _FORMULA.search(text):
        return text
    formula = f"（{shown}）" if chinese else f" ({shown})"
    return f"{text.rstrip('。.')}{formula}{'。' if chinese else '.'}"
