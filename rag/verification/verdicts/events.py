"""A claim without figures, the sentences found -> the judgement on it. Pure.

A clause is about the same event where it holds the claim's words. Progress is compared separately: a plan is not a
result, work begun is not done, and a denial confirms nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from rag.text.plain import grams
from rag.text.progress import is_denied, works_of
from rag.verification.contrasts.denials import meets_an_absence
from rag.verification.contrasts.opposites import (
    moves_alone,
)
from rag.verification.contrasts.phases import has_the_phases, lacks_the_phase
from rag.verification.contrasts.replacements import (
    are_numbers,
    find_contrast,
    is_another_of_its_kind,
    is_replaced,
)
from rag.verification.contrasts.scopes import (
    goes_without_saying,
    is_elsewhere,
    is_moved,
    is_of_another_part_of_year,
    is_of_another_place,
    without_own_letter,
)
from rag.verification.facts import ReadSentence
from rag.verification.indicators import general, is_narrowed
from rag.verification.leftovers import heaviest_unsaid
from rag.verification.matching.clauses import Event, find_events, telling_of
from rag.verification.matching.words import NO_GAINS, Found, Words, calibration_of
from rag.verification.reading import Claimed
from rag.verification.verdicts.aspects import find_aspect
from rag.verification.verdicts.conflicts import FRAMED, names_stand
from rag.verification.verdicts.judgement import Aspect, Judgement, Verdict
from rag.verification.verdicts.stages import (
    is_of_the_time,
    is_planned,
    is_told_as_done,
    unless_governed_otherwise,
)

_AGREE_FROM = 0.0
_DIFFER_FROM = 0.0
_UNCLEAR_FROM = -1.0
_MOST_MISSING = 0.5
_MOST_UNKNOWN = 0.2
_OF_OTHERS = (Aspect.DENIAL, Aspect.PROGRESS)
_MOST_OTHER = 0.6
"""The share of the claim's words that no report uses, from which the claim may be about another matter."""
_MARGIN = 1.5
_CLOSE = 0.3
"""The most by which a clause that says otherwise is less likely than one that contradicts nothing."""
_NEAR_FROM = 8.6
"""The nearness, in units of the spread, of a clause that says the same in other words."""
_LITTLE = 1.3
_SAYS_FROM = 1.0
"""Log-odds from which on a clause says the claim in other words."""
_SAYS_ELSEWHERE_FROM = 1.5
"""The same for a clause that says all of it but for the place."""
_MOVED_FROM = 0.5
"""Log-odds from which a clause about another place is taken to be the claim, moved."""
_MOST_KNOWN = 0.6
_HARDLY = 0.5
_NAMED = 2.0
"""Weight of a piece of a claim from which on it may be a name."""


def judge_event(claimed: Claimed, found: Found, subject: Words, gains: Mapping[int, float] = NO_GAINS) -> Judgement:
    """``gains``: log-odds by which sentences are likelier to say it, for what is known of them besides."""
    events = _raised(find_events(found, subject), gains)
    likely = [one for one in events if one.logit > events[0].logit - _MARGIN and one.logit > _UNCLEAR_FROM]
    says = calibration_of("tellings", found)
    judged = [
        _judge(
            claimed,
            one,
            found[one.sentence][0],
            says.logit(telling_of(claimed, one, events, found)) + gains.get(one.sentence, 0.0),
        )
        for one in likely
    ]
    for verdict in (Verdict.AGREES, Verdict.DIFFERS, Verdict.UNCLEAR):
        for one, event in zip(judged, likely, strict=True):
            if one.verdict is verdict and not _is_of_a_lesser(one, event, judged, likely):
                return unless_governed_otherwise(claimed, found, one)
    return Judgement(Verdict.NOT_IN_REPORT)


def _is_of_a_lesser(one: Judgement, event: Event, judged: Sequence[Judgement], likely: Sequence[Event]) -> bool:
    """Whether a clause says otherwise, and a likelier one leaves the claim undecided."""
    undecided = one.verdict is Verdict.DIFFERS and judged[0].verdict is Verdict.UNCLEAR
    return undecided and event.logit < likely[0].logit - _CLOSE


def _raised(events: list[Event], gains: Mapping[int, float]) -> list[Event]:
    if not gains:
        return events
    raised = [replace(one, logit=one.logit + gains.get(one.sentence, 0.0)) for one in events]
    return sorted(raised, key=lambda one: -one.logit)


def _judge(claimed: Claimed, event: Event, told: ReadSentence, says: float) -> Judgement:
    """``says``: log-odds that the clause says the claim, where nothing contradicts."""
    if is_elsewhere(claimed, told) or is_of_another_place(claimed, told, event.clause, ""):
        return _judge_elsewhere(claimed, event, told, says)
    if is_of_another_part_of_year(claimed, told, event.clause):
        return Judgement(Verdict.UNCLEAR, event.sentence, None, event.clause)
    clause = event.clause.of(told.text)
    aspect = find_aspect(claimed, event, told)
    if _is_undecided(claimed, aspect, clause, told):
        return Judgement(Verdict.UNCLEAR, event.sentence, None, event.clause)
    contrast = find_contrast(claimed.text, clause) if event.logit > _AGREE_FROM and not aspect else None
    if contrast and are_numbers(contrast):
        aspect = Aspect.FIGURE
    if aspect and event.logit > _DIFFER_FROM and not (aspect in _OF_OTHERS and event.features.unknown > _MOST_OTHER):
        return Judgement(Verdict.DIFFERS, event.sentence, aspect, event.clause)
    is_said = event.logit > _AGREE_FROM and _is_said(claimed, event, told, says)
    if is_said and not (aspect or contrast or _is_left_open(claimed, clause, told)):
        return Judgement(Verdict.AGREES, event.sentence, None, event.clause)
    return Judgement(Verdict.UNCLEAR, event.sentence, None, event.clause)


def _is_undecided(claimed: Claimed, aspect: Aspect | None, clause: str, told: ReadSentence) -> bool:
    """Whether the clause leaves the claim undecided: the claim denies a plan, a result is stated as an intention, or
    another line is meant."""
    if aspect is Aspect.DENIAL and meets_an_absence(claimed.text, claimed.denied, clause):
        return True
    if aspect is Aspect.DENIAL and claimed.denied and is_planned(told):
        return True
    if aspect not in (None, Aspect.NAME) and lacks_the_phase(claimed.text, clause):
        return True
    return not aspect and is_told_as_done(claimed, clause, told)


def _is_said(claimed: Claimed, event: Event, told: ReadSentence, says: float) -> bool:
    if has_the_phases(claimed.text, event.clause.of(told.text)) and event.features.known_missing < _MOST_MISSING:
        return True
    reworded = says > _SAYS_FROM and _may_be_reworded(claimed, event, told)
    if works_of(claimed.text) > works_of(event.clause.of(told.text)) and not claimed.intended:
        return False
    return reworded or _is_whole(claimed, event, told) or _is_near(claimed, event, told)


def _is_left_open(claimed: Claimed, clause: str, told: ReadSentence) -> bool:
    """Whether a name or a change in the claim is missing in the clause."""
    if not names_stand(claimed, told) or is_another_of_its_kind(claimed.text, told.text):
        return True
    both_deny = claimed.denied and is_denied(clause)
    return lacks_the_phase(claimed.text, clause) or (moves_alone(claimed.text, clause) and not both_deny)


def _judge_elsewhere(claimed: Claimed, event: Event, told: ReadSentence, says: float) -> Judgement:
    """The judgement of a claim that names a place which the clause does not."""
    clause = event.clause.of(told.text)
    moved = event.logit > _MOVED_FROM and is_moved(claimed, told, event.clause, "")
    if moved or (event.logit > FRAMED and is_replaced(claimed.text, clause)):
        return Judgement(Verdict.DIFFERS, event.sentence, Aspect.NAME, event.clause)
    if event.logit > FRAMED and goes_without_saying(claimed, clause):
        if aspect := find_aspect(claimed, event, told):
            return Judgement(Verdict.DIFFERS, event.sentence, aspect, event.clause)
        return Judgement(Verdict.UNCLEAR, event.sentence, None, event.clause)
    if says > _SAYS_ELSEWHERE_FROM and not claimed.text.isascii() and not goes_without_saying(claimed, clause):
        return Judgement(Verdict.DIFFERS, event.sentence, Aspect.NAME, event.clause)
    return Judgement(Verdict.NOT_IN_REPORT)


def _is_whole(claimed: Claimed, event: Event, told: ReadSentence) -> bool:
    """The clause has all known words of the claim, which are more than one, or nearly all it says."""
    if len(claimed.subject.terms) == 1:
        held = frozenset(grams(event.clause.of(told.text))) | told.headings
        if heaviest_unsaid(claimed.told, held) > _HARDLY:
            return False
    return event.features.known_missing < _MOST_MISSING and event.features.unknown < _MOST_UNKNOWN


def _is_near(claimed: Claimed, event: Event, told: ReadSentence) -> bool:
    """Whether the vector of the clause stands out from all others, and the clause holds nearly all of the claim."""
    if event.features.near < _NEAR_FROM or event.logit < FRAMED:
        return False
    return heaviest_unsaid(claimed.told, frozenset(grams(event.clause.of(told.text))) | told.headings) < _LITTLE


def _may_be_reworded(claimed: Claimed, event: Event, told: ReadSentence) -> bool:
    """Whether the clause may say the claim in other words: no remaining words of the claim could be another name, none
    of the clause narrow it to a part, and both are about the same time as far as the claim says."""
    clause = event.clause.of(told.text)
    if not is_of_the_time(claimed, told):
        return False
    if claimed.text.isascii():
        return _may_be_translated(event)
    held = frozenset(grams(told.text)) | told.headings
    if heaviest_unsaid(claimed.told, held) >= _NAMED or is_narrowed(
        general(without_own_letter(clause, told)), claimed.all_forms
    ):
        return False
    return works_of(claimed.text) <= works_of(clause)


def _may_be_translated(event: Event) -> bool:
    """All English words that are known are held, or most of them and few are unknown."""
    features = event.features
    if features.known_missing < _MOST_MISSING and features.unknown < _MOST_OTHER:
        return True
    return features.known_clause > _MOST_KNOWN and features.unknown < _HARDLY
