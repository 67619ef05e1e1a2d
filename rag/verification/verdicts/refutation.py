"""A figure of the report that seems to say otherwise -> the probability that the claim is false. Pure.

A claim in words of its own meets figures of other things, and words that only seem to narrow or to deny it. How often a
claim was false that was met like this is known of claims about other reports (``benchmarks/fitting/fit_claims.py``).
"""

from __future__ import annotations

from typing import NamedTuple

from rag.verification.matching.figures import Match
from rag.verification.matching.sayings import saying
from rag.verification.matching.words import Found, calibration_of
from rag.verification.reading import Stated
from rag.verification.values.rounding import Relation
from rag.verification.verdicts.judgement import Aspect

_NO_RIVAL = -6.0


class RefutationFeatures(NamedTuple):
    """The features of a figure that says otherwise; those of the same name are in ``figures``."""

    likely: float
    """Log-odds that it is the figure the claim speaks of, value aside."""
    own: float
    sentence: float
    whole: float
    told: float
    unsaid: float
    left: float
    answering_behind: float
    most_answering: float
    rough: float
    alike: float
    """It has about the value claimed, and is of another thing."""
    said: float
    """Log-odds of such a figure to say the claim, if it were not of another thing."""
    part: float
    """1 where the report differs in this aspect; so with the others."""
    name: float
    denial: float
    progress: float


def refuting(stated: Stated, one: Match, aspect: Aspect, found: Found) -> float:
    """Log-odds that the claim is false. ``aspect``: in what the report differs."""
    return calibration_of("refutations", found).logit(features_of(stated, one, aspect, found))


def features_of(stated: Stated, one: Match, aspect: Aspect, found: Found) -> RefutationFeatures:
    words, differs = one.features, one.compared.relation is Relation.OTHER
    return RefutationFeatures(
        likely=one.logit,
        own=words.own,
        sentence=words.sentence,
        whole=words.whole,
        told=words.told,
        unsaid=words.unsaid,
        left=words.left,
        answering_behind=words.answering_behind,
        most_answering=words.most_answering,
        rough=float(one.compared.relation is Relation.ROUGH),
        alike=float(not differs),
        said=0.0 if differs else saying(stated, one, _NO_RIVAL, found),
        part=float(aspect is Aspect.PART),
        name=float(aspect is Aspect.NAME),
        denial=float(aspect is Aspect.DENIAL),
        progress=float(aspect is Aspect.PROGRESS),
    )
