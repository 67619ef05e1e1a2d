"""A figure of the report, the words of a claim -> whether the figure is of a namesake of the thing claimed. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from rag.verification.facts import ReadSentence
from rag.verification.matching.figures import Match
from rag.verification.matching.words import Words
from rag.verification.wording import Grams, Term


def is_told_of_a_namesake(words: Words, one: Match, others: Iterable[Match], told: ReadSentence) -> bool:
    """Another figure of the clause has the word of the claim where this one has what the word may also stand for:
    保交房 beside 保交楼."""
    mine = one.slot.label
    beside = [other.slot.label for other in others if other.slot.clause == one.slot.clause and other.slot != one.slot]
    return any(
        not term.forms[0] <= mine
        and any(form <= mine for form in term.forms[1:])
        and (any(term.forms[0] <= label for label in beside) or _is_named_beside(term, mine, told))
        for term in words.known.terms
    )


def _is_named_beside(term: Term, mine: Grams, told: ReadSentence) -> bool:
    """The sentence has the word of the claim as well as one hardly another: 保交楼基本完成，保交房进度达到96%."""
    alike = any(form <= mine and len(form) == len(term.forms[0]) and form & term.forms[0] for form in term.forms[1:])
    return alike and term.forms[0] <= told.grams
