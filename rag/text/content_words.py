"""Words of a statement -> those that its source does not hold. Pure.

Chinese is written without blanks, so words are compared by overlapping pairs of characters: a character is covered
where it stands in a pair that the source has as well. What is left over must say nothing of its own.
"""

from __future__ import annotations

import re

from rag.text.figures.modifiers import turns
from rag.text.figures.numerals import fold
from rag.text.plain import grams
from rag.text.word_tables import any_of, words_of

_RUN = re.compile(r"[^\W_]+")
# Grammatical words, and words for telling and doing that add no fact. None that narrows, widens, ranks or denies.
_PARTICLES = (
    "的了在是为和与及等共约达到至有其中将要由从把被向让使并且也都均各则而又还这那该此它个名位数于用以所就会能可较比居"
)
_EDGES = "的了在是为和与及等共约达到至有"
_TELLING = any_of(__name__, "telling")
_DULL = re.compile(_TELLING)
_LIGHT = re.compile(f"(?:{_TELLING}|[{_PARTICLES}])*+")
LIGHT = frozenset(words_of(__name__, "light"))
"""English words that say nothing about a matter by themselves."""
ASKING = LIGHT | frozenset(words_of(__name__, "asking"))
"""The English words that questions are made of."""
GENERAL = frozenset(words_of(__name__, "general"))
PLANNED = frozenset({"plan", "plans", "planned", "planning"})
"""English words that ask how far something has come, and for nothing by themselves."""


def uncovered(text: str, source: frozenset[str], rises: frozenset[bool]) -> tuple[str, ...]:
    """Stretches of ``text`` that no pair of the source's ``grams`` holds and that say something.

    ``rises``: the directions (True for up) of which the source speaks; a word of change is covered by any of its kind.
    """
    left: list[str] = []
    for run in _RUN.findall(_DULL.sub(" ", _unturned(fold(text).lower(), rises))):
        left += [stretch for stretch in _bare(run, source) if not _LIGHT.fullmatch(stretch)]
    return tuple(left)


def gist(text: str) -> frozenset[str]:
    """The pairs of characters of ``text`` without words of telling and of change: what it is about."""
    plain = _DULL.sub(" ", _unturned(fold(text), frozenset({True, False})))
    runs = (run.strip(_EDGES) for run in _RUN.findall(plain))
    return grams(" ".join(run for run in runs if run.strip(_PARTICLES)))


def _bare(run: str, source: frozenset[str]) -> list[str]:
    """Stretches of the run that stand in no common pair."""
    covered = [False] * len(run)
    for at in range(len(run) - 1):
        if run[at : at + 2] in source:
            covered[at] = covered[at + 1] = True
    if len(run) == 1 and any(run in gram for gram in source):
        return []
    marked = "".join("\n" if known else letter for letter, known in zip(run, covered, strict=True))
    return marked.split()


def _unturned(text: str, rises: frozenset[bool]) -> str:
    """``text`` with its words of change blanked, those of the given directions."""
    for span, up in reversed(turns(text)):
        if up in rises:
            text = f"{text[: span.start]} {text[span.end :]}"
    return text
