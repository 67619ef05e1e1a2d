"""A claim, a sentence of a report -> whether the sentence says it, says otherwise, or speaks of something else. Pure.

What is said is found out by the checks that a model's statements have to pass: every figure by the figure lock, every
other word by ``rag.grounding.wording_check``. Saying otherwise is found out by the same checks: a sentence
contradicts a claim that
would pass with one thing in it put right, see ``rag.verification.contradictions``. So nothing is called a
contradiction that speaks of
another matter.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from rag.grounding.english_check import say_in_english
from rag.grounding.figures import Evidence, check
from rag.grounding.statement_check import is_chinese
from rag.grounding.wording_check import Lack, support
from rag.text.content_words import gist
from rag.text.figure_labels import label
from rag.text.figures import Difference, Mode, difference, find_figures
from rag.text.figures.units import PERCENT, POINTS, SPOKEN_POINTS
from rag.text.ngrams import grams
from rag.text.time_expressions import Tense, tense
from rag.types import Span
from rag.verification.claim_normalization import in_report_words
from rag.verification.contradictions import DONE, Aspect, Mending, put_right

_UNSAID = frozenset({PERCENT, POINTS, SPOKEN_POINTS, "美元", "欧元", "港元", "日元", "英镑"})
"""Units that nobody leaves out without meaning another: 2.16亿 is no 2.16亿美元."""

_NEAR = 0.4
"""Share of the pairs of characters of a claim that a sentence on it holds; see ``rag.text.content_words.gist``."""


@dataclass(frozen=True, slots=True)
class Otherwise:
    """How a sentence contradicts a claim."""

    aspect: Aspect
    said: Span | None
    """What the sentence has in place of it, as offsets into its text; None where it is no stretch of words."""


def says(claim: str, evidence: Evidence) -> bool:
    """The sentence says what is claimed, no more and no less."""
    text = in_report_words(claim, evidence)
    return _is_near(text, evidence) and _carries(text, evidence)


def says_otherwise(claim: str, evidence: Evidence) -> Otherwise | None:
    """In what the sentence, which does not say it, contradicts the claim; None where it speaks of something else."""
    text = in_report_words(claim, evidence)
    if not _is_near(text, evidence):
        return None
    for mending in put_right(text, evidence):
        if _holds(mending, text, evidence):
            return Otherwise(mending.aspect, mending.said)
    return Otherwise(Aspect.DENIAL, None) if _denies(text, evidence) else None


def _is_near(text: str, evidence: Evidence) -> bool:
    """Most of what the claim is about stands in the sentence or its headings; else no check has to be made."""
    if not is_chinese(text):
        return True
    words = text
    for figure in reversed(find_figures(text)):
        words = f"{words[: figure.full.start]} {words[figure.full.end :]}"
    told = gist(words)
    return len(told & _held(evidence)) >= _NEAR * len(told)


@lru_cache(512)
def _held(evidence: Evidence) -> frozenset[str]:
    own = evidence.report.name if evidence.report else ""
    labels = (said.label for said in label(evidence.text))
    return frozenset(grams("\n".join((evidence.text, *evidence.section, own, *labels))))


def _holds(mending: Mending, text: str, evidence: Evidence) -> bool:
    """Where only planned or done differs, the claim has to tell of it in that way."""
    if mending.aspect is not Aspect.PROGRESS:
        return _carries(mending.text, evidence)
    return not (mending.said is None and _told_alike(text, evidence)) and _is_said(mending.text, evidence)


def _carries(text: str, evidence: Evidence) -> bool:
    if not _told_alike(text, evidence):
        return False
    return _is_said(text, evidence) or (bool(DONE.search(text)) and _is_said(DONE.sub("", text), evidence))


def _is_said(text: str, evidence: Evidence) -> bool:
    if not _is_worded(text, evidence):
        return False
    return check(_estimated(_with_units(text, evidence), evidence), [evidence]).ok


def _is_worded(text: str, evidence: Evidence) -> bool:
    if is_chinese(text):
        return bool(support(text, [evidence]).used)
    return bool(say_in_english(text, [evidence]))


def _denies(text: str, evidence: Evidence) -> bool:
    """The claim has the words and the figures of the sentence, and only one of the two denies them."""
    if not is_chinese(text) or support(text, [evidence]).lack is not Lack.DENIAL:
        return False
    return _told_alike(text, evidence) and check(text, [evidence]).ok


def _told_alike(text: str, evidence: Evidence) -> bool:
    """What is planned is not told as done, nor what was done as planned."""
    title = evidence.report.year if evidence.report else None
    if title is None or evidence.year is None:
        return True
    unlike = Tense.RESULT if evidence.year >= title else Tense.TARGET
    return tense(text) is not unlike or tense(evidence.text) is unlike


def _with_units(text: str, evidence: Evidence) -> str:
    """Units left out, from the figures of the sentence that are the same but for them."""
    sources = find_figures(evidence.text)
    for figure in reversed(find_figures(text)):
        units = {source.unit for source in sources if difference(figure, source) is Difference.NO_UNIT}
        if len(units) == 1 and not units & _UNSAID:
            text = f"{text[: figure.span.end]}{units.pop()}{text[figure.span.end :]}"
    return text


def _estimated(text: str, evidence: Evidence) -> str:
    """With the 预计 of a report that was given before its year was over: nobody repeats it a year later."""
    if evidence.report is None or evidence.year is None or evidence.year >= (evidence.report.year or 0):
        return text
    estimates = [figure for figure in find_figures(evidence.text) if figure.mode is Mode.ESTIMATE]
    for said in reversed(label(text)):
        if any(difference(said.figure, source) is Difference.MODE for source in estimates):
            text = f"{text[: said.clause.start]}预计{text[said.clause.start :]}"
    return text
