"""Reading on a whole matter -> the sentences of the answer: as many as make it likeliest to be whole and clean. Pure.

``members.json`` beside this file is written by ``benchmarks/fit_members.py``; nothing in it comes from the seed report
or from a question about it.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from rag.answering.matter.company import Company, companies
from rag.documents.snapshot import CorpusSnapshot
from rag.retrieval.calibration import Logistic
from rag.retrieval.pipeline import Reading
from rag.retrieval.relevance import Relevant, Standing

CLEAN = 2 / 3
"""Share of the sentences told that have to belong to the matter."""
FEARED = 0.6
"""Weight of what is left out: sentences are needed together or not at all, so that not each of them is a risk of its
own."""


@dataclass(frozen=True, slots=True)
class Membership:
    """Coefficients over ``Standing`` and ``Company``: does a sentence belong to the answer, and is it needed there."""

    belongs: Logistic
    needed: Logistic


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
    found = [(one, member_features(one.standing, company)) for one, company in companies(reading, snapshot)]
    judged = [Member(one, model.belongs.probability(x), model.needed.probability(x)) for one, x in found]
    return sorted(judged, key=lambda member: -member.worth)


def member_features(standing: Standing, company: Company) -> tuple[float, ...]:
    return (*standing, *company)


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
    data = json.loads(files("rag.answering.matter").joinpath("members.json").read_text(encoding="utf-8"))
    return Membership(
        *(Logistic(data[name]["intercept"], tuple(data[name]["weights"])) for name in ("belongs", "needed"))
    )
