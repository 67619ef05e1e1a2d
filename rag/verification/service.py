"""What somebody wrote, the corpus -> each claim in it with a verdict and the exact sentence it rests on.

For every claim the sentences nearest to it are searched, as it stands and again without its figures, which may be
wrong. Whether one of them says it or says otherwise is found out by ``rag.verification.claim_matching``; no model
judges.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rag.documents.snapshot import CorpusSnapshot, Location
from rag.documents.told import Told
from rag.grounding.figures import Evidence
from rag.text.figures import FigureKind, find_figures
from rag.types import Citation, Kind, Passage, Question, Span
from rag.verification.claim_matching import Otherwise, says, says_otherwise
from rag.verification.claim_splitting import Claim, find_claims
from rag.verification.contradictions import Aspect

Search = Callable[[Question, int], Sequence[Passage]]
"""At most so many sentences, best first; ``rag.engine.Answerer.search`` is one."""

_ORDER = list(Aspect)
MOST = 12
"""Claims verified of one text; each costs two searches."""
_SEARCHED = 24
"""Sentences considered for each of the two searches."""


class Verdict(StrEnum):
    AGREES = "agrees"
    DIFFERS = "differs"
    NOT_IN_REPORT = "not_in_report"


@dataclass(frozen=True, slots=True)
class Finding:
    """What the reports say to one claim."""

    claim: Claim
    verdict: Verdict
    citation: Citation | None = None
    """The sentence that says it, or says otherwise; its highlights are the words that do."""
    aspect: Aspect | None = None
    """In what the report says otherwise; None unless it does."""


@dataclass(frozen=True, slots=True)
class Verification:
    """A text with what the reports say to each of its claims."""

    text: str
    findings: tuple[Finding, ...]
    """In the order of the text; none where it claims nothing."""
    left_out: int
    """Claims after the first ``MOST``, which were not verified."""
    version: str
    seconds: float


def verify(text: str, search: Search, version: CorpusSnapshot, report: str | None = None) -> Verification:
    """``report``: name of the one the chat has chosen; None asks all.

    Raises:
        WenbaoError: whatever the search raises.
    """
    started = time.perf_counter()
    claims = find_claims(text)
    findings = tuple(_find(claim, _search(claim.text, search, report, version), version) for claim in claims[:MOST])
    return Verification(text, findings, len(claims[MOST:]), version.id, time.perf_counter() - started)


def _find(claim: Claim, places: Sequence[Location], version: CorpusSnapshot) -> Finding:
    evidence = [(at, told, _evidence(at, told, version)) for at in places for told in version.told(at)]
    for at, told, sentence in evidence:
        if says(claim.text, sentence):
            return Finding(claim, Verdict.AGREES, version.citation(at, highlights=_cell(told)))
    others = ((at, told, says_otherwise(claim.text, sentence)) for at, told, sentence in evidence)
    found = [(at, told, other) for at, told, other in others if other]
    if not found:
        return Finding(claim, Verdict.NOT_IN_REPORT)
    at, told, other = min(found, key=lambda one: _ORDER.index(one[2].aspect))
    return Finding(claim, Verdict.DIFFERS, _citation(at, told, other, version), other.aspect)


def _search(text: str, search: Search, report: str | None, version: CorpusSnapshot) -> list[Location]:
    """Where the sentences stand that may speak of it, likeliest first."""
    found: dict[str, None] = {}
    for words in dict.fromkeys((text, _without_figures(text))):
        passages = search(Question(words, report=report), _SEARCHED)
        found.update(dict.fromkeys(passage.id for passage in passages if passage.kind is not Kind.HEADING))
    places = (version.locate(sentence) for sentence in found)
    return [at for at in places if at is not None]


def _without_figures(text: str) -> str:
    for figure in reversed(find_figures(text)):
        if figure.kind is FigureKind.AMOUNT:
            text = f"{text[: figure.full.start]} {text[figure.full.end :]}"
    return text


def _evidence(at: Location, told: Told, version: CorpusSnapshot) -> Evidence:
    return Evidence(told.text, told.year, version.section(at).path, version.report(at))


def _cell(told: Told) -> tuple[Span, ...]:
    return (told.span,) if told.cell else ()


def _citation(at: Location, told: Told, other: Otherwise, version: CorpusSnapshot) -> Citation:
    said = other.said
    return version.citation(at, highlights=(told.locate(said),) if said else _cell(told))
