"""Words of a claim -> terms, each with the forms it may have in a report, and how much of them a text holds. Pure.

A term is a word of the glossary with its official forms, or two neighbouring characters of what is left. It is held by
a text as far as the pairs of characters of its best form are. Figures, years, places and words of change are compared
on their own and are left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from rag.text.figures import FigureKind, find_figures
from rag.text.figures.modifiers import turns
from rag.text.glossary import read_terms
from rag.text.plain import grams
from rag.text.time_expressions import find_years
from rag.text.word_tables import any_of

Grams = frozenset[str]
Weigh = Callable[[str], float]
"""How much a pair of characters tells, from 0."""


@dataclass(frozen=True, slots=True)
class Term:
    """The meaning of a claim in one word, or in two neighbouring characters of a longer one."""

    text: str
    forms: tuple[Grams, ...]
    """The pairs of characters of each of its forms, the one it was said in first."""


@dataclass(frozen=True)
class Wording:
    """The words of a claim."""

    terms: tuple[Term, ...]

    grams: Grams = field(init=False)
    """The grams of all forms of all terms."""

    def __post_init__(self) -> None:
        grams = frozenset().union(*(form for term in self.terms for form in term.forms))
        object.__setattr__(self, "grams", grams)


def weight_of(term: Term, weigh: Weigh) -> float:
    """The weight of its heaviest form."""
    return max(sum(map(weigh, form)) for form in term.forms)


class _WeighedForm(NamedTuple):
    grams: tuple[tuple[str, float], ...]
    total: float


class WeighedTerm(NamedTuple):
    """A term with its weight in the reports that a claim is checked against."""

    weight: float
    forms: tuple[_WeighedForm, ...]

    def held(self, held: Grams) -> float:
        """The share (0–1) of its best form that is held; in plain loops, as nothing is done more often."""
        best = 0.0
        for weights, total in self.forms:
            said = 0.0
            for gram, weight in weights:
                if gram in held:
                    said += weight
            if said > best * total:
                best = said / total
        return best


class Holding(NamedTuple):
    """The part of the words of a claim that a text holds."""

    share: float
    """Share (0–1) of the weight of the terms; 0 where they have none."""
    missing: float
    """The weight of the term of which least is held, times what is missing."""


def weighed(term: Term, weigh: Weigh) -> WeighedTerm:
    forms = (tuple((gram, weigh(gram)) for gram in form) for form in term.forms)
    return WeighedTerm(weight_of(term, weigh), tuple(_WeighedForm(form, sum(one for _, one in form)) for form in forms))


def holding(terms: Sequence[WeighedTerm], shares: Sequence[float]) -> Holding:
    """``shares``: of each term, the share that is held."""
    total = said = missing = 0.0
    for term, share in zip(terms, shares, strict=True):
        total += term.weight
        said += term.weight * share
        missing = max(missing, term.weight * (1 - share))
    return Holding(said / total if total else 0.0, missing)


NEUTRAL = re.compile(any_of(__name__, "neutral"))


_GAP = "\n"
_APART = re.compile(r"[\n，。、；：！？,;!?()（）“”《》]+")
_NEW = frozenset({"新增", "净增"})


@lru_cache(512)
def make_wording(text: str, own: frozenset[str] = frozenset()) -> Wording:
    """``own``: names of the report's own place, which go without saying."""
    return Wording(tuple(_terms(content(text, own))))


def content(text: str, own: frozenset[str] = frozenset(), *, keep_turns: bool = False) -> str:
    """The content of the text: without figures, years and, unless they are kept, words of change, each a blank."""
    for figure in reversed(find_figures(text)):
        if figure.kind is not FigureKind.NAME:
            text = f"{text[: figure.full.start]}{_GAP}{text[figure.full.end :]}"
    for mention in reversed(find_years(text)):
        text = f"{text[: mention.span.start]}{_GAP}{text[mention.span.end :]}"
    for span, _ in () if keep_turns else reversed(turns(text)):
        if span.of(text) in _NEW:
            continue
        text = f"{text[: span.start]}{_GAP}{text[span.end :]}"
    for name in sorted(own, key=len, reverse=True):
        text = text.replace(name, _GAP)
    return text


_LIGHT = frozenset(
    re.findall(
        r"\w+",
        "a about above add added all already also an and any are as at be been being below billion by can "
        "every fall fell first for from grew grow had has have hit hundred in is it its last less long make "
        "may million more most new next no not now number of on only or other over pass passed per place "
        "reach reached rise rmb rose second should some still than that the there these third this those "
        "thousand through time to total trillion type under up was were will with would year years yuan ",
    )
)
"""English words that say nothing of what a claim is about."""


def _terms(text: str) -> Iterator[Term]:
    for part in _APART.split(text):
        yield from _terms_of(part)


def _terms_of(text: str) -> Iterator[Term]:
    rest = ""
    for words, official in read_terms(text, colloquial=True):
        if official:
            yield from _plain(rest)
            rest = ""
            yield Term(words, (_pairs(words.replace(" ", "")), *map(_pairs, official)))
        elif words not in _LIGHT:
            rest += f" {words} " if words.isascii() else words.replace(" ", "")
    yield from _plain(rest)


def _pairs(form: str) -> Grams:
    """The pairs without single characters beside them: the 5 of PM2.5 stands in no pair where a word follows."""
    found = grams(form)
    return frozenset({gram for gram in found if len(gram) > 1} or found)


def _plain(text: str) -> Iterator[Term]:
    for run in NEUTRAL.sub(" ", text).split():
        if len(run) > 1:
            for gram in sorted(grams(run)):
                yield Term(gram, (frozenset({gram}),))


def official_forms(text: str) -> Iterator[str]:
    """The official forms of the terms in the text, as reports write them."""
    return (form for _, official in read_terms(text, colloquial=True) for form in official)


def first_forms(text: str) -> Iterator[str]:
    """The most usual official form of each term in the text."""
    return (official[0] for _, official in read_terms(text, colloquial=True) if official)
