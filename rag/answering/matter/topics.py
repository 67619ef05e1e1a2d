"""A reading on a whole matter -> the sentences that belong to it, as short statements in the report's order. Pure.

As many are told as make it likeliest that the answer is whole and clean. ``members.npz`` beside this file is written
by ``benchmarks/fit_members.py``; nothing in it comes from the seed report or from a question about it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from rag.answering.matter.company import companies
from rag.answering.matter.kinship import kinships, with_official_words
from rag.answering.statements import Composition, has_editions, label_text, quote, whole, year_of
from rag.documents.snapshot import CorpusSnapshot
from rag.learned.trees import Trees, load_trees
from rag.retrieval.extraction import Extract
from rag.retrieval.pipeline import Reading
from rag.retrieval.ranking import Candidate
from rag.retrieval.relevance import Relevant
from rag.retrieval.scope import Scope
from rag.text.plain import grams
from rag.types import Kind, Sentence

SHOWN = 10
"""Statements of one message; the others follow it."""
BELONGS_FROM = 0.5
"""The probability from which a sentence is told of a matter that is asked for as a whole."""
LISTED_FROM = 0.8
"""The same beside a sentence that enumerates: a list is mostly told in one."""
SHORT = 60
"""Characters up to which a sentence is said whole."""
_COLON = re.compile("[:：]")
_NAMED = 0.8
"""Share of what a sentence holds of the question from which the words before its colon are what is asked for."""
CLEAN = 2 / 3
"""Share of the sentences told that have to belong to the matter."""
FEARED = 0.5
"""Weight of what is left out: sentences are needed together or not at all, so that not each of them is a risk of its
own."""


def compose_topic(reading: Reading, snapshot: CorpusSnapshot) -> Composition:
    """The sentences with which the answer is likeliest to be whole; the others that belong follow it."""
    found = members(reading, snapshot)
    told = count_told(found, SHOWN)
    rest = [member for member in found[told:] if member.belongs >= BELONGS_FROM]
    extracts = [_short(member.relevant.candidate, reading, snapshot) for member in (*found[:told], *rest)]
    return in_order(extracts, reading.scope, snapshot, english=reading.query.english, most=told)


def compose_list(reading: Reading, snapshot: CorpusSnapshot) -> Composition:
    """The sentence that enumerates, whole, and the others that belong to it."""
    first, *others = belonging(reading)
    announced = _members(first.candidate.ordinal, snapshot)
    extracts = [whole(ordinal, snapshot) for ordinal in announced] or [whole(first.candidate.ordinal, snapshot)]
    also = [] if announced else [one for one in others if one.probability >= LISTED_FROM]
    extracts += [whole(one.candidate.ordinal, snapshot) for one in also]
    return in_order(extracts, reading.scope, snapshot, english=reading.query.english)


def belonging(reading: Reading) -> list[Relevant]:
    """The sentences that belong to the matter, likeliest first; never none."""
    return [one for one in reading.relevant if one.probability >= BELONGS_FROM] or list(reading.relevant[:1])


def tell(found: Sequence[Relevant], reading: Reading, snapshot: CorpusSnapshot) -> Composition:
    extracts = [_short(one.candidate, reading, snapshot) for one in found]
    return in_order(extracts, reading.scope, snapshot, english=reading.query.english)


def in_order(
    extracts: Sequence[Extract], scope: Scope, snapshot: CorpusSnapshot, *, english: bool, most: int = SHOWN
) -> Composition:
    """The first of ``extracts``, which are likeliest first, in the order of the report; the others after them."""
    shown = sorted(extracts[:most], key=lambda found: found.ordinal)
    rest = sorted(extracts[most:], key=lambda found: found.ordinal)
    told = quote(shown, _group_labels(shown, scope, snapshot, english=english), snapshot)
    more = tuple(snapshot.citation(snapshot.order[found.ordinal], None, (found.span,)) for found in rest)
    return Composition(told.statements, told.citations, more)


def _group_labels(extracts: Sequence[Extract], scope: Scope, snapshot: CorpusSnapshot, *, english: bool) -> list[str]:
    """Region and year, said where they change."""
    labels, before = [], ""
    several = len(snapshot.reports) > 1
    years = [year_of(found, snapshot) for found in extracts]
    say_year = scope.relative or len({year for year in years if year}) > 1
    for found, year in zip(extracts, years, strict=True):
        at = snapshot.order[found.ordinal]
        report = snapshot.report(at)
        region = (report.region or report.name) if several else ""
        told = year if say_year or has_editions(at.report, snapshot) else None
        label = label_text(region, told, english=english)
        labels.append(label if label != before else "")
        before = label or before
    return labels


def _short(candidate: Candidate, reading: Reading, snapshot: CorpusSnapshot) -> Extract:
    at = snapshot.order[candidate.ordinal]
    found = snapshot.sentence(at)
    extract = reading.extract(candidate, snapshot)
    if found.end - found.start <= SHORT or _announces(extract, found, reading, snapshot.report(at).text):
        return whole(candidate.ordinal, snapshot)
    return extract


def _announces(extract: Extract, found: Sentence, reading: Reading, text: str) -> bool:
    """The question is on what a colon announces, and not on one of the things after it: 存在的问题是：…"""
    colon = _COLON.search(text, extract.span.start, extract.span.end)
    if colon is None or colon.end() >= found.end:
        return False
    head, all_of_it = grams(text[found.start : colon.start()]), grams(text[found.start : found.end])
    weight = reading.weights
    named = sum(weight.get(gram, 0.0) for gram in head)
    return named >= _NAMED * sum(weight.get(gram, 0.0) for gram in all_of_it) > 0


def _members(ordinal: int, snapshot: CorpusSnapshot) -> list[int]:
    """The sentence and those of its section that follow, where it announces them with a colon; else none."""
    at = snapshot.order[ordinal]
    found = snapshot.sentence(at)
    words = snapshot.words(at).rstrip()
    if not words.endswith((":", "：")):
        return []
    following = []
    for later in range(ordinal, len(snapshot.order)):
        place = snapshot.order[later]
        if place.report != at.report or snapshot.sentence(place).section != found.section:
            break
        if snapshot.sentence(place).kind is Kind.PROSE:
            following.append(later)
    return following


@dataclass(frozen=True, slots=True)
class Membership:
    """Trees over ``features_of``: does a sentence belong to the answer, and is it needed there."""

    belongs: Trees
    needed: Trees


@dataclass(frozen=True, slots=True)
class Member:
    """A sentence found, with the probabilities (0–1) that an answer may hold it, and that it has to."""

    relevant: Relevant
    belongs: float
    needed: float

    @property
    def worth(self) -> float:
        return self.belongs + self.needed


def members(reading: Reading, snapshot: CorpusSnapshot) -> list[Member]:
    """Every relevant sentence, the worthiest first."""
    model = _load()
    features = features_of(reading, snapshot)
    judged = map(Member, reading.relevant, model.belongs.probabilities(features), model.needed.probabilities(features))
    return sorted(judged, key=lambda member: -member.worth)


def features_of(reading: Reading, snapshot: CorpusSnapshot) -> list[tuple[float, ...]]:
    """The ``Standing``, the ``Company`` and the ``Kinship`` of every relevant sentence."""
    if not reading.query.english:
        reading = replace(reading, weights=with_official_words(reading.query.text, reading.weights))
    near = kinships(reading.weights, [(one.candidate.excerpt, one.logit) for one in reading.relevant])
    return [
        (*one.standing, *company, *kin) for (one, company), kin in zip(companies(reading, snapshot), near, strict=True)
    ]


def count_told(found: Sequence[Member], most: int) -> int:
    """The number (1 to ``most``) of sentences at which the answer is likeliest to hold all that are needed, and CLEAN
    of which belong, a greater share counting for more; ``found`` is worthiest first."""
    left, belonging, chances = sum(member.needed for member in found), 0.0, [1.0]
    best, told = 0.0, 1
    for number, member in enumerate(found[:most], 1):
        left -= member.needed
        belonging += member.belongs
        chances = _one_more(chances, member.belongs)
        clean = sum(chances[math.ceil(CLEAN * number) :]) * belonging / number
        if (good := math.exp(-FEARED * left) * clean) > best:
            best, told = good, number
    return told


def _one_more(chances: Sequence[float], probability: float) -> list[float]:
    """The probabilities that so many of the sentences belong (0, 1, 2 …), with one more among them."""
    without = [chance * (1 - probability) for chance in chances]
    having = [chance * probability for chance in chances]
    return [one + other for one, other in zip((*without, 0.0), (0.0, *having), strict=True)]


@cache
def _load() -> Membership:
    return Membership(**load_trees("rag.answering.matter", "members.npz"))
