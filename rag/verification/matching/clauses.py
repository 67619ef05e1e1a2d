"""A claim without figures, the clauses of the sentences found -> the probability that each reports the event. Pure.

The words they share and the nearness of their vectors are weighed by logistic regressions fitted on claims about other
reports (``benchmarks/fitting/fit_claims.py``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rag.learned.logistic import Logistic
from rag.text.plain import grams
from rag.types import Span
from rag.verification.facts import ReadSentence
from rag.verification.leftovers import heaviest_left, heaviest_unsaid
from rag.verification.matching.words import HEAVY, Found, Near, Words, calibration_of
from rag.verification.reading import Claimed


class EventFeatures(NamedTuple):
    """The features of a clause as the report of the event. Shares are of the claim's weighted terms, without those for
    its progress."""

    clause: float
    sentence: float
    whole: float
    known_clause: float
    known_sentence: float
    missing: float
    known_missing: float
    unknown: float
    near: float
    behind: float
    near_known: float
    nearest: float
    answering: float
    answering_behind: float
    answering_known: float
    most_answering: float


class Telling(NamedTuple):
    """The features of an uncontradicted clause as one that says the claim in whatever words."""

    likely: float
    """Log-odds that it is about the event."""
    margin: float
    """How much likelier it is than any clause of another sentence."""
    clause: float
    known_clause: float
    whole: float
    unknown: float
    near: float
    answering: float
    most_answering: float
    left: float
    """Weight of the heaviest piece of the clause that the claim does not hold."""
    unsaid: float
    """Weight of the heaviest piece of the claim that neither the clause nor a heading holds."""
    known_sentence: float
    answering_behind: float
    answering_known: float
    length: float
    """A longer clause tells more than the claim."""


@dataclass(frozen=True, slots=True)
class Event:
    """A clause as the report of what is claimed."""

    sentence: int
    clause: Span
    features: EventFeatures
    logit: float


_MOST_MARGIN = 4.0
_USUAL = 20
"""Characters of a clause; its length in units of it stays near 1."""


def find_events(found: Found, subject: Words) -> list[Event]:
    """Every clause, the likeliest first."""
    calibration = calibration_of("events", found)
    events = [
        _event(at, clause, _features(place, told, near, subject), calibration)
        for at, (told, near) in enumerate(found)
        for place, clause in enumerate(told.clauses)
    ]
    return sorted(events, key=lambda one: -one.logit)


def _event(at: int, clause: Span, features: EventFeatures, calibration: Logistic) -> Event:
    return Event(at, clause, features, calibration.logit(features))


def _features(place: int, told: ReadSentence, near: Near, words: Words) -> EventFeatures:
    held = frozenset(grams(told.clauses[place].of(told.text)))
    whole = told.grams | told.headings
    close, answering = near.of(place), near.answering_of(place)
    clause, sentence, everything = map(words.held_by, (held, told.grams, whole))
    return EventFeatures(
        clause=clause[0].share,
        sentence=sentence[0].share,
        whole=everything[0].share,
        known_clause=clause[1].share,
        known_sentence=sentence[1].share,
        missing=min(everything[0].missing / HEAVY, 2.0),
        known_missing=min(clause[1].missing / HEAVY, 2.0),
        unknown=words.unknown,
        near=close,
        behind=near.behind,
        near_known=close * clause[1].share,
        nearest=near.best * 10,
        answering=answering,
        answering_behind=near.answering_behind,
        answering_known=answering * clause[1].share,
        most_answering=near.answering_best,
    )


def telling_of(claimed: Claimed, event: Event, events: Sequence[Event], found: Found) -> Telling:
    """``events``: all that were found, the likeliest first."""
    features, told = event.features, found[event.sentence][0]
    clause = event.clause.of(told.text)
    rival = next((one.logit for one in events if one.sentence != event.sentence), float("-inf"))
    said = frozenset(grams(claimed.all_forms)) | claimed.wording.grams
    return Telling(
        likely=event.logit,
        margin=max(min(event.logit - rival, _MOST_MARGIN), -_MOST_MARGIN),
        clause=features.clause,
        known_clause=features.known_clause,
        whole=features.whole,
        unknown=features.unknown,
        near=features.near,
        answering=features.answering,
        most_answering=features.most_answering,
        left=0.0 if claimed.text.isascii() else heaviest_left(clause, said),
        unsaid=heaviest_unsaid(claimed.told, frozenset(grams(clause)) | told.headings),
        known_sentence=features.known_sentence,
        answering_behind=features.answering_behind,
        answering_known=features.answering_known,
        length=len(clause) / _USUAL,
    )
