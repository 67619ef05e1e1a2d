"""A claim that sentences leave open -> the judgement on it, once the nearest of them was read together with it.

Words and nearness find the sentence that a claim in other words is about, and seldom are enough to say that it says so.
A reader of both texts (``rag.verification.rereading.reader``) tells how surely it does. How much that is to be believed
was fitted on claims about reports that the reader had not seen (``benchmarks/reader/fit_rereadings.py``). A claim is
never denied for it; and figures, other numbers, places, names, times and stages that are compared exactly may not stand
against it.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from rag.text.progress import is_denied, tells_of_a_lack
from rag.types import Span
from rag.verification.calibration import load_calibration
from rag.verification.contrasts.denials import meets_an_absence
from rag.verification.contrasts.replacements import is_another_of_its_kind
from rag.verification.contrasts.scopes import is_elsewhere, is_of_another_part_of_year, is_of_another_place
from rag.verification.derived.comparison_verification import Judged, is_comparison
from rag.verification.derived.decision import VerificationContext
from rag.verification.derived.sum_parsing import read_sum
from rag.verification.facts import ReadSentence
from rag.verification.matching.figures import Match, match_each
from rag.verification.reading import Claimed
from rag.verification.rereading.numbers import has_other_numbers
from rag.verification.rereading.reader import passage_of
from rag.verification.search import Haul
from rag.verification.spoken.outright import without_denial
from rag.verification.values.rounding import Relation
from rag.verification.verdicts.best import is_alike
from rag.verification.verdicts.conflicts import find_conflict, names_stand
from rag.verification.verdicts.doubts import is_barred
from rag.verification.verdicts.events import judge_event
from rag.verification.verdicts.judgement import Aspect, Judgement, Verdict
from rag.verification.verdicts.stages import (
    is_at_another_stage,
    is_of_the_time,
    is_told_as_done,
)

SAYS_FROM = 1.5
"""Log-odds from which on the claim is said."""
_GAIN = 8.0
"""The gain in log-odds of a sentence that is taken to be about the claim: what contradicts still does."""
_MOST = 6.0
"""The most that counts of the reader's log-odds, either way."""
_WORDED = (None, Aspect.NAME, Aspect.PART)
"""The aspects in which a claim may seem to differ because it is in other words."""
_HARDLY = re.compile("[不未欠][够足强高大多快优稳佳]|[不未]尽|有待|尚[未需]|亟[待需]|制约|短板|弱项|薄弱|欠缺")


class RereadingFeatures(NamedTuple):
    """The features of a claim with the sentence that it may rest on."""

    agrees: float
    differs: float
    """Both as the reader has it, in log-odds."""
    not_found: float
    """1 where the claim was taken not to be in the report."""
    figures: float
    """1 where the claim has figures."""


class _Nearest(NamedTuple):
    """The sentence that would answer a claim, were it a question."""

    at: int
    """Index into what was found."""
    told: ReadSentence
    clause: Span
    """The nearest of it."""
    place: int
    """The number of the clause."""

    @property
    def words(self) -> str:
        return self.clause.of(self.told.text)


class Weighed(NamedTuple):
    """The judgement on a claim if the sentence says it, and whether it does."""

    judged: Judged
    features: RereadingFeatures


def reread(text: str, claimed: Claimed, judged: Judged, held: VerificationContext) -> Judged:
    """``judged``: the judgement made from sentences alone."""
    weighed = weigh(text, claimed, judged, held)
    logit = load_calibration().models["rereadings"].logit
    return weighed.judged if weighed and logit(weighed.features) > SAYS_FROM else judged


def weigh(text: str, claimed: Claimed, judged: Judged, held: VerificationContext) -> Weighed | None:
    """None where no sentence can say it, or the reader does not think that the nearest does."""
    near, version = _nearest(judged.haul), held.version
    if near is None or not judged.judgement.verdict.is_open or is_comparison(claimed) or without_denial(text):
        return None
    report = version.report(judged.haul.sources[near.at].at)
    told = _told_figures(claimed, judged.haul, near)
    if told is None or read_sum(claimed, report) or _is_contradicted(claimed, near):
        return None
    if not told and _differs_in(claimed, judged.haul, near.at) not in _WORDED:
        return None
    path = version.section(judged.haul.sources[near.at].at).path
    reading = held.read_again(text, passage_of(path, near.told.text, near.told.clauses, near.place))
    if reading is None or reading.agrees <= 0:
        return None
    features = RereadingFeatures(
        agrees=min(reading.agrees, _MOST),
        differs=max(reading.differs, -_MOST),
        not_found=float(judged.judgement.verdict is Verdict.NOT_IN_REPORT),
        figures=float(bool(told)),
    )
    return Weighed(Judged(_said_at(near, told), judged.haul), features)


def _nearest(haul: Haul) -> _Nearest | None:
    """None without the vectors that tell."""
    answering = [max(near.answering, default=0.0) for _, near in haul.found]
    if not any(answering):
        return None
    at = max(range(len(answering)), key=answering.__getitem__)
    told, near = haul.found[at]
    place = max(range(len(told.clauses)), key=near.answering_of)
    return _Nearest(at, told, told.clauses[place], place)


def _told_figures(claimed: Claimed, haul: Haul, near: _Nearest) -> list[Match] | None:
    """One figure of the sentence for each of the claim, with its value, that nothing speaks against; None where one is
    missing."""
    told: list[Match] = []
    for stated, matches in zip(claimed.figures, match_each(claimed.figures, haul.words, haul.found), strict=True):
        taken = {one.slot for one in told}
        alike = (one for one in matches if one.sentence == near.at and is_alike(one) and one.slot not in taken)
        fitting = (one for one in alike if not is_barred(claimed, stated, one, near.told))
        one = next(
            (one for one in fitting if find_conflict(claimed, stated, one, matches, near.told) in _WORDED),
            None,
        )
        if one is None:
            return None
        told.append(one)
    return told


def _differs_in(claimed: Claimed, haul: Haul, at: int) -> Aspect | None:
    """The aspect in which the sentence would differ from a claim without figures, if it were sure to be about it."""
    return judge_event(claimed, haul.found, haul.subject, {at: _GAIN}).aspect


def _is_contradicted(claimed: Claimed, near: _Nearest) -> bool:
    """Whether numbers, places, names, the time or a denial stand against it."""
    told, clause = near.told, near.clause
    return (
        has_other_numbers(claimed, told.text)
        or is_elsewhere(claimed, told)
        or is_of_another_place(claimed, told, clause, "")
        or not names_stand(claimed, told)
        or is_another_of_its_kind(claimed.text, told.text)
        or _is_of_another_time(claimed, near)
        or _is_the_contrary(claimed, near.words)
    )


def _is_of_another_time(claimed: Claimed, near: _Nearest) -> bool:
    """Whether the claim is about another year or part of it, or states a plan as done or what is done as a plan."""
    told, words = near.told, near.words
    is_dated = told.evidence.year in claimed.years or any(str(year) in told.text for year in claimed.years)
    if claimed.years and not is_dated:
        return True
    return (
        is_of_another_part_of_year(claimed, told, near.clause)
        or not is_of_the_time(claimed, told)
        or is_at_another_stage(claimed, words, told)
        or is_told_as_done(claimed, words, told)
    )


def _is_the_contrary(claimed: Claimed, words: str) -> bool:
    """Whether the clause denies or finds wanting what the claim states outright."""
    if _is_negative(claimed.text) or not _is_negative(words):
        return False
    return not meets_an_absence(claimed.text, claimed.denied, words)


def _is_negative(text: str) -> bool:
    """Whether it denies something or finds it wanting, and not both: 没有短板."""
    return is_denied(text) is not (tells_of_a_lack(text) or _HARDLY.search(text) is not None)


def _said_at(near: _Nearest, told: list[Match]) -> Judgement:
    if not told:
        return Judgement(Verdict.AGREES, near.at, None, near.clause)
    rough = any(one.compared.relation is Relation.ROUGH for one in told)
    return Judgement(Verdict.ROUGHLY if rough else Verdict.AGREES, near.at, None, told[0].slot.figure.full)
