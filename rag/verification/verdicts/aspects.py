"""A claim without figures, a clause on the same event -> the aspect in which the clause says otherwise. Pure."""

from __future__ import annotations

from rag.text.places import find_places
from rag.text.progress import is_denied, tells_of_a_lack
from rag.verification.contrasts.lists import (
    is_given_another,
    is_of_another_item,
    is_open,
    is_paired_otherwise,
    lists_others,
)
from rag.verification.contrasts.opposites import (
    is_of_a_sister,
    is_on_another_list,
    is_opposed,
    is_other_level,
    is_ranked_among_others,
)
from rag.verification.contrasts.phases import is_of_another_phase
from rag.verification.contrasts.replacements import (
    is_another_of_its_kind,
    is_replaced,
    is_swapped,
)
from rag.verification.contrasts.totality import is_told_of_a_part
from rag.verification.facts import ReadSentence
from rag.verification.matching.clauses import Event
from rag.verification.reading import Claimed
from rag.verification.verdicts.conflicts import FRAMED, names_stand
from rag.verification.verdicts.judgement import Aspect
from rag.verification.verdicts.stages import (
    is_at_another_stage,
    is_of_another_period,
    is_of_another_year,
)


def find_aspect(claimed: Claimed, event: Event, told: ReadSentence) -> Aspect | None:
    """The aspect in which a clause says otherwise; None where it does not."""
    clause = event.clause.of(told.text)
    if _names_another(claimed, event, told):
        return Aspect.NAME
    if _is_of_part(claimed, event, told):
        return Aspect.PART
    if is_of_another_year(claimed, told) or is_of_another_period(claimed.text, clause):
        return Aspect.YEAR
    if is_opposed(claimed.text, clause):
        return Aspect.DIRECTION
    if is_other_level(claimed.text, told.text) or is_ranked_among_others(claimed.text, clause):
        return Aspect.LEVEL
    if is_on_another_list(claimed.text, clause):
        return Aspect.LEVEL
    if claimed.denied is not is_denied(clause) and not (claimed.denied and tells_of_a_lack(clause)):
        return Aspect.DENIAL
    return Aspect.PROGRESS if is_at_another_stage(claimed, clause, told) else None


def _names_another(claimed: Claimed, event: Event, told: ReadSentence) -> bool:
    """Whether a name of the claim is missing in a sentence that lists all, or another name stands in its place."""
    clause = event.clause.of(told.text)
    if not names_stand(claimed, told) and not is_open(clause):
        return True
    if claimed.names and is_another_of_its_kind(claimed.text, told.text):
        return True
    if event.logit > FRAMED and (is_replaced(claimed.text, clause) or lists_others(claimed.text, told.text)):
        return True
    if is_of_another_phase(claimed.text, clause):
        return True
    if is_of_another_item(claimed.told, told.text):
        return True
    return is_swapped(claimed.text, [one.of(told.text) for one in told.clauses])


def _is_of_part(claimed: Claimed, event: Event, told: ReadSentence) -> bool:
    """Whether the clause is about another thing of the kind, about some instead of all, or about another member of a
    list."""
    clause = event.clause.of(told.text)
    if is_of_a_sister(claimed.text, clause) or is_given_another(claimed.text, clause):
        return True
    if is_paired_otherwise(claimed.text, clause, find_places(clause)):
        return True
    return is_told_of_a_part(claimed, told, event.clause)
