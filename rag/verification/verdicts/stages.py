"""A claim without figures, a clause -> whether it is told of the same time, and as far along. Pure.

The part of the report that a sentence stands in tells a plan from a result.
"""

from __future__ import annotations

from rag.verification.facts import ReadSentence
from rag.verification.progress import Stage, is_intended, stage_of
from rag.verification.reading import Claimed


def is_planned(told: ReadSentence) -> bool | None:
    """Whether the sentence stands in the part on the year to come; None where that is not known."""
    report, year = told.evidence.report, told.evidence.year
    return None if report is None or report.year is None or year is None else year >= report.year


def is_of_the_time(claimed: Claimed, told: ReadSentence) -> bool:
    """Things told as done are not planned, and things told as planned are not done."""
    report, planned = told.evidence.report, is_planned(told)
    if planned is None or report is None:
        return True
    coming = [year >= (report.year or 0) for year in claimed.years]
    return not claimed.achieved and all(coming) if planned else claimed.achieved or not any(coming)


def is_of_another_year(claimed: Claimed, told: ReadSentence) -> bool:
    """A year before the one in review or after the one to come, of which the sentence does not tell."""
    report, own = told.evidence.report, told.evidence.year
    if report is None or report.year is None or own is None or not claimed.years:
        return False
    apart = claimed.years.isdisjoint({report.year - 1, report.year, own})
    return apart and not any(str(year) in told.text for year in claimed.years)


def is_at_another_stage(claimed: Claimed, clause: str, told: ReadSentence) -> bool:
    """It is planned and claimed as done, done and claimed as planned, or not as far along as is claimed."""
    report, planned = told.evidence.report, is_planned(told)
    if planned is None or report is None:
        return False
    past = claimed.achieved or any(year < (report.year or 0) for year in claimed.years)
    coming = bool(claimed.years) and min(claimed.years) >= (report.year or 0)
    done = not claimed.intended and (past or (claimed.stage is Stage.DONE and not coming))
    if planned:
        return done
    if claimed.intended and not claimed.achieved:
        return stage_of(clause) >= max(claimed.stage, Stage.BEGUN)
    return Stage.NONE < stage_of(clause) < claimed.stage


def is_told_as_done(claimed: Claimed, clause: str, told: ReadSentence) -> bool:
    """The claim intends what the review tells of, which no word there tells to be intended."""
    return claimed.intended and not claimed.achieved and is_planned(told) is False and not is_intended(clause)
