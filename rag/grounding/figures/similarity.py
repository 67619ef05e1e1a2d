"""Words of a claim, words of a figure in a source -> how well they go together, by pairs of characters. Pure."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from rag.text.content_words import gist
from rag.text.figure_labels import Labelled, is_idle, label
from rag.text.places import find_places, find_scopes
from rag.text.time_expressions import find_years

_MARGIN = 0.05
"""A difference below this is only that of a particle."""
_EXACT = 0.95
"""The similarity from which two texts have the same words."""
_ALMOST = 0.8
"""The similarity from which words count as meant although they may belong to a neighbouring figure."""
_NEAR = 0.4
"""Share of a claim's words that must stand near the figure."""
_TOLD = 0.2
"""Share of a figure's own words that the claim must hold."""

_SUBJECT = 2
"""Characters that name a subject."""
_MARKS = " \n,，、:："
_REACH = 200
"""The length of the context before a figure, in characters."""


class Likeness(NamedTuple):
    """Shares are of pairs of characters, 0–1."""

    held: float
    """The claim's pairs that the figure's words hold."""
    near: float
    """The same, with the words of the clauses that lead to the figure."""
    told: float
    """The figure's pairs that the claim holds."""
    context: float
    """The pairs between the last semicolon and the claim that also stand before the figure."""
    dice: float
    """Dice coefficient of both."""
    placed: bool
    """Both have their words before, or both after the number: 11个重点领域 is not 重点领域11个."""

    @property
    def enough(self) -> bool:
        return self.near >= _NEAR and self.told >= _TOLD

    def beats(self, other: Likeness) -> bool:
        for one, two in ((self.held, other.held), (self.context, other.context), (self.dice, other.dice)):
            if abs(one - two) > _MARGIN:
                return one > two
        return self.placed and not other.placed


def likeness(claim: Labelled, statement: str, said: Labelled, source: str) -> Likeness:
    """``claim`` is a figure of ``statement``, ``said`` one of ``source``."""
    mine, words = about(claim.label), about(said.label)
    return Likeness(
        held=_share(mine, words),
        near=_share(mine, words | about(said.lead)),
        told=1.0 if attached(claim, said) else _told(claim, said, mine),
        context=_share(about(_before(statement, claim)), about(_before(source, said))),
        dice=_dice(mine, words),
        placed=is_idle(claim.head) == is_idle(said.head),
    )


def attached(claim: Labelled, said: Labelled) -> bool:
    """Both numbers are followed by the same words: 38项民生实事."""
    one, other = claim.tail.rstrip("的"), said.tail.rstrip("的")
    length = min(len(one), len(other))
    return bool(about(one[:length])) and one[:length] == other[:length]


def goes_on(claim: Labelled, said: Labelled, source: str) -> bool:
    """Whether the second figure of a sentence is stated with the subject that opens it (topic chain):
    东城分厅办件5.2万件 for 东城分厅认领事项2410项,办件5.2万件."""
    figures = label(source)
    own, told = said.head.strip(_MARKS), plain(claim.head).strip(_MARKS)
    is_second = len(figures) > 1 and figures[1].figure == said.figure and not said.lead
    if not (own and is_second and told.endswith(own) and claim.tail.strip(_MARKS) == said.tail.strip(_MARKS)):
        return False
    subject = told.removesuffix(own).strip(_MARKS)
    return len(subject) >= _SUBJECT and figures[0].head.strip(_MARKS).startswith(subject)


def heads(claim: Labelled, said: Labelled) -> bool:
    """Both have the same words before the number: 食品安全工作连续十年, whatever follows."""
    return bool(about(claim.head)) and about(claim.head) == about(said.head)


def taken(claim: Labelled, said: Labelled, mine: Likeness) -> bool:
    """Whether the claim has the words of another figure, whatever its unit: 征收土地27个 against
    征收项目27个、征收土地2000亩."""
    words, said_words = about(claim.label), about(said.label)
    head = said_words if is_idle(said.head) or said.head not in said.label else about(said.head)
    if not words or not head:
        return False
    whole = _share(words, said_words) > _EXACT and mine.near < _ALMOST
    return whole or _dice(words, head) > max(_EXACT, mine.dice + _MARGIN)


def plain(words: str) -> str:
    """The words without the years and places named, which are compared on their own."""
    for mention in reversed(find_years(words)):
        words = f"{words[: mention.span.start]} {words[mention.span.end :]}"
    for place in (*find_places(words), *find_scopes(words)):
        words = words.replace(place, " ")
    return words


@lru_cache(2048)
def about(words: str) -> frozenset[str]:
    """The matter that the words are about, as pairs of characters."""
    return gist(plain(words))


def _told(claim: Labelled, said: Labelled, mine: frozenset[str]) -> float:
    """The words before a figure name it, else those after it; the clause before, where both are followed alike."""
    if claim.tail and claim.tail == said.tail and _share(about(said.lead), mine) >= _TOLD:
        return 1.0
    own = about(said.head if said.head in said.label else said.label) or about(said.label)
    after = _share(about(said.tail), mine) if about(said.tail) else 0.0
    return max(_share(own, mine), after if after > _ALMOST else 0.0)


def _before(text: str, said: Labelled) -> str:
    start = said.figure.full.start
    return re.split(r"[;；。]", text[max(0, start - _REACH) : start])[-1] + said.tail


def _share(part: frozenset[str], whole: frozenset[str]) -> float:
    return len(part & whole) / len(part) if part else 1.0


def _dice(one: frozenset[str], other: frozenset[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other)) if one or other else 1.0
