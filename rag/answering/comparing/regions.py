"""The figures of several regions -> which of them is the most or the least, after them all. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import partial

from rag.answering.comparing.arithmetic import are_comparable
from rag.answering.facts import figures_on_matter
from rag.answering.statements import Composition
from rag.documents.snapshot import CorpusSnapshot
from rag.retrieval.pipeline import Reading
from rag.text.figures import Figure
from rag.types import Citation, Statement

_WHICH = re.compile(r"谁|哪|最|which|who\b", re.IGNORECASE)
_OF = "[谁省市区县个里地][^，,。]{0,3}"
_MOST = re.compile(rf"(?:[最更]|{_OF})(?P<word>[高多大快长])|highest|largest|most|fastest|higher", re.IGNORECASE)
_LEAST = re.compile(rf"(?:[最更]|{_OF})(?P<word>[低少小慢短])|lowest|smallest|least|slowest|lower", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Told:
    """The figure of one region."""

    region: str
    figure: Figure
    words: str
    """The figure as written, with its qualifiers."""

    @property
    def value(self) -> Fraction:
        return -self.figure.low if self.figure.direction.falls else self.figure.low


def conclude(question: str, told: Composition, reading: Reading, snapshot: CorpusSnapshot) -> Composition:
    """The answer with the region that is asked for, where each gives one figure of one kind and no two stand first."""
    most, least = _MOST.search(question), _LEAST.search(question)
    asked = most or least
    regions = len(reading.scope.parts)
    if regions == 1 or len(told.statements) != regions or not asked or (most and least) or not _WHICH.search(question):
        return told
    figures = _figures(told, reading, snapshot)
    order = sorted(figures, key=lambda one: one.value, reverse=bool(most))
    if len({one.region for one in order}) != regions or order[0].value == order[1].value:
        return told
    return replace(
        told, statements=(*told.statements, _concluded(order, told, asked["word"] or "", ">" if most else "<"))
    )


def _figures(told: Composition, reading: Reading, snapshot: CorpusSnapshot) -> list[_Told]:
    """One for each statement; none where one gives several that could be meant."""
    given = [figures_on_matter(statement.text, reading) for statement in told.statements]
    alike = []
    for at, statement in enumerate(told.statements):
        others = [one for mine in (*given[:at], *given[at + 1 :]) for one in mine]
        alike.append(figures_on_matter(statement.text, reading, partial(_has_like, others)))
    if any(len(mine) != 1 for mine in alike) or not all(_has_like(mine, alike[0][0]) for mine in alike):
        return []
    by_number = {citation.number: citation for citation in told.citations}
    cited = [by_number[statement.citations[0]] for statement in told.statements]
    of_each = zip(told.statements, cited, alike, strict=True)
    return [_Told(_region(one, snapshot), mine[0], mine[0].full.of(said.text)) for said, one, mine in of_each]


def _has_like(others: Sequence[Figure], one: Figure) -> bool:
    return any(are_comparable(one, other) for other in others)


def _region(citation: Citation, snapshot: CorpusSnapshot) -> str:
    at = snapshot.locate(citation.id)
    return (snapshot.report(at).region or "") if at else ""


def _concluded(order: Sequence[_Told], told: Composition, word: str, sign: str) -> Statement:
    """``word``: 高 or 少, as it is asked for; empty in English."""
    numbers = tuple(sorted({number for statement in told.statements for number in statement.citations}))
    shown = f" {sign} ".join(one.words for one in order)
    first = order[0].region
    text = f"最{word}的是{first}（{shown}）。" if word else f"{first} comes first: {shown}."
    return Statement(text, numbers, sign.join(one.figure.literal for one in order))
