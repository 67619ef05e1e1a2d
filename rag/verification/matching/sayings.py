"""A figure of the report with the value claimed -> the probability that it states the claim and not something else.

Pure. The words of a narrower thing (高技术产业投资), of another measure or of a neighbour are left over on either side;
how much that counts against the value that agrees was fitted on claims about other reports
(``benchmarks/fitting/fit_claims.py``).
"""

from __future__ import annotations

from typing import NamedTuple

from rag.text.figures import FigureKind
from rag.verification.calibration import BY_DISTANCE, load_calibration
from rag.verification.matching.figures import Match
from rag.verification.matching.words import Found, calibration_of
from rag.verification.reading import Stated
from rag.verification.values.rounding import Relation, digits_told

MAY_SAY_FROM = -1.0
"""Log-odds from which on a figure may say the claim."""
_LEAST, _MOST = -8.0, 4.0
_LITTLE = 0.5
_MOST_OWN = 0.7
"""The share of the claim's words from which on it is in the report's."""
_WHOLE = 0.9
"""The share of the claim's words from which on a figure has all of them."""


class SayingFeatures(NamedTuple):
    """The features of a figure that says the same; those of the same name are in ``figures``."""

    likely: float
    """Log-odds that it is the figure the claim speaks of, value aside."""
    margin: float
    """How much likelier it is than the likeliest figure that says otherwise."""
    own: float
    whole: float
    known_missing: float
    unknown: float
    near: float
    behind: float
    nearest: float
    answering: float
    answering_behind: float
    most_answering: float
    left: float
    left_of_whole: float
    """``left`` where the figure has all words of the claim: what is left is a part then."""
    unsaid: float
    plain: float
    """1 where the words of figure and claim are the same but for little, in however long a sentence."""
    unit: float
    one_digit: float
    many_digits: float
    ordinal: float
    rough: float


def saying(stated: Stated, one: Match, rival: float, found: Found) -> float:
    """Log-odds that it says the claim. ``rival``: those of the likeliest figure that says otherwise.

    Most of the claims that the coefficients for both nearnesses were fitted on are in words of their own. One in the
    report's words is also weighed by those that were fitted on such.
    """
    features, calibration = features_of(stated, one, rival), calibration_of("sayings", found)
    logit = calibration.logit(features)
    in_its_words = features.own > _MOST_OWN and any(near.answering for _, near in found)
    return max(logit, load_calibration().models[f"sayings{BY_DISTANCE}"].logit(features)) if in_its_words else logit


def features_of(stated: Stated, one: Match, rival: float) -> SayingFeatures:
    words, digits = one.features, digits_told(stated.figure, most=3)
    return SayingFeatures(
        likely=max(one.logit, _LEAST),
        margin=min(max(one.logit - rival, -_MOST), _MOST),
        own=words.own,
        whole=words.whole,
        known_missing=words.known_missing,
        unknown=words.unknown,
        near=words.near,
        behind=words.behind,
        nearest=words.nearest,
        answering=words.answering,
        answering_behind=words.answering_behind,
        most_answering=words.most_answering,
        left=words.left,
        left_of_whole=words.left * (words.own > _WHOLE),
        unsaid=words.unsaid,
        plain=float(words.own > _WHOLE and max(words.left, words.unsaid) < _LITTLE),
        unit=words.unit,
        one_digit=float(digits == 1),
        many_digits=float(digits == 3),
        ordinal=float(stated.figure.kind is not FigureKind.AMOUNT),
        rough=float(one.compared.relation is Relation.ROUGH),
    )
