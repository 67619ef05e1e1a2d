"""A reading -> for each sentence found whether an answer may or must hold it; and how many it holds. Pure.

Fitted are boosted trees over what is known of a sentence and its neighbours, those for a whole matter apart from those
for lists: a list is mostly told in one sentence. ``members.npz`` beside this file is written by
``benchmarks/fitting/fit_members.py``; nothing in it comes from the seed report or from a question about it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache

from rag.answering.matter.company import companies
from rag.answering.matter.focus import focuses
from rag.answering.matter.kinship import kinships, with_official_words
from rag.answering.matter.question_coverage import held_by
from rag.documents.snapshot import CorpusSnapshot
from rag.learned.trees import Trees, load_trees
from rag.retrieval.pipeline import Reading
from rag.retrieval.relevance import Relevant

CLEAN = 2 / 3
"""Least share of the sentences in an answer that have to belong to the matter."""
FEARED = 1.1
"""Weight of what is left out: sentences are needed together or not at all, so that not each of them is a risk of its
own."""


class Sought(StrEnum):
    """The kinds of whole matters asked for: everything on a matter, or things of one kind."""

    MATTER = "matter"
    LIST = "list"


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


def members(reading: Reading, snapshot: CorpusSnapshot, sought: Sought) -> list[Member]:
    """Every relevant sentence, the worthiest first."""
    model = _load()[sought]
    features = features_of(reading, snapshot)
    judged = map(Member, reading.relevant, model.belongs.probabilities(features), model.needed.probabilities(features))
    return sorted(judged, key=lambda member: -member.worth)


def features_of(reading: Reading, snapshot: CorpusSnapshot) -> list[tuple[float, ...]]:
    """The ``RelevanceFeatures``, the ``Company``, the ``Kinship`` and the ``Focus`` of every relevant sentence."""
    if not reading.query.english:
        reading = replace(reading, weights=with_official_words(reading.query.text, reading.weights))
    found = [one.candidate.excerpt for one in reading.relevant]
    held = held_by(found, reading.weights)
    near = kinships(reading.weights, [(one.candidate.excerpt, one.logit) for one in reading.relevant])
    known = zip(reading.relevant, companies(reading, snapshot, held), near, focuses(reading, held), strict=True)
    return [(*one.standing, *company, *kin, *focus) for one, company, kin, focus in known]


def count_told(found: Sequence[Member], most: int) -> int:
    """The number (1 to ``most``) of sentences with which the answer is likeliest to hold everything needed, with a
    share of at least CLEAN that belongs; higher shares count for more. ``found`` is sorted, the worthiest first."""
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
def _load() -> Mapping[Sought, Membership]:
    trees = load_trees("rag.answering.matter", "members.npz")
    return {sought: Membership(trees[f"{sought}_belongs"], trees[f"{sought}_needed"]) for sought in Sought}
