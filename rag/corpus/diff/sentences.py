"""Sentences removed and added -> pairs of them that are one sentence reworded, with the figures that changed. Pure.

Sentences are likened by the pairs of characters that they share, figures left out: 增长6% and 增长7% are alike. Of one
section first, then of one report; each sentence is paired once, the likest first. Figures are set side by side where
the words around them are the same (Ratcliff and Obershelp, as in ``difflib``).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from typing import NamedTuple

from rag.text.figures import FigureKind, find_figures

ALIKE = 0.5
"""Share of two sentences' pairs of characters that they have in common, from which on they are taken for one."""
_FIGURE = "\0"


class Said(NamedTuple):
    """A sentence and where it stands."""

    report: str
    section: tuple[str, ...]
    words: str


class FigureChange(NamedTuple):
    """A figure as it was written and as it is."""

    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Altered:
    """A sentence in its old and its new wording."""

    report: str
    section: tuple[str, ...]
    """The section of the new sentence."""
    old: str
    new: str
    figures: tuple[FigureChange, ...]


class _Bones(NamedTuple):
    """A sentence as tokens: its characters, and one token for each figure."""

    tokens: tuple[str, ...]
    figures: dict[int, str]
    """The figures as written, by place among the tokens."""
    grams: frozenset[tuple[str, str]]


class _Sentence(NamedTuple):
    number: int
    said: Said
    bones: _Bones


def pair(gone: Iterable[Said], come: Iterable[Said]) -> tuple[Altered, ...]:
    """The pairs, in the order of ``come``."""
    gone, come = tuple(gone), tuple(come)
    both = {said.report for said in gone} & {said.report for said in come}  # a report that is new has no partners
    left, new = _numbered(gone, both), _numbered(come, both)
    found: dict[int, tuple[_Sentence, _Sentence]] = {}
    for place in (_section, _report):
        for old, now in _likest(left, new, place):
            found[now.number] = (old, now)
        taken = {old.number for old, _ in found.values()}
        left = [old for old in left if old.number not in taken]
        new = [now for now in new if now.number not in found]
    return tuple(_altered(*found[number]) for number in sorted(found))


def _section(sentence: _Sentence) -> Hashable:
    return sentence.said.report, sentence.said.section


def _report(sentence: _Sentence) -> Hashable:
    return sentence.said.report


def _likest(
    old: Sequence[_Sentence], new: Sequence[_Sentence], place: Callable[[_Sentence], Hashable]
) -> Iterator[tuple[_Sentence, _Sentence]]:
    """The pairs that stand in one place, the likest first, each sentence once."""
    there = defaultdict(list)
    for sentence in old:
        there[place(sentence)].append(sentence)
    pairs = [(_likeness(was, now), was, now) for now in new for was in there[place(now)]]
    used: set[tuple[str, int]] = set()
    for likeness, was, now in sorted(pairs, key=lambda found: -found[0]):
        if likeness >= ALIKE and used.isdisjoint({("old", was.number), ("new", now.number)}):
            used |= {("old", was.number), ("new", now.number)}
            yield was, now


def _likeness(one: _Sentence, other: _Sentence) -> float:
    """Dice's coefficient of their pairs of tokens."""
    grams, others = one.bones.grams, other.bones.grams
    return 2 * len(grams & others) / ((len(grams) + len(others)) or 1)


def _numbered(sentences: Iterable[Said], reports: Container[str]) -> list[_Sentence]:
    wanted = (said for said in sentences if said.report in reports)
    return [_Sentence(number, said, _bones(said.words)) for number, said in enumerate(wanted)]


def _bones(words: str) -> _Bones:
    tokens: list[str] = []
    figures: dict[int, str] = {}
    at = 0
    for figure in find_figures(words):
        if figure.kind is FigureKind.NAME or figure.full.start < at:
            continue
        tokens.extend(words[at : figure.full.start])
        figures[len(tokens)] = figure.full.of(words)
        tokens.append(_FIGURE)
        at = figure.full.end
    tokens.extend(words[at:])
    return _Bones(tuple(tokens), figures, frozenset(pairwise(tokens)))


def _altered(old: _Sentence, new: _Sentence) -> Altered:
    report, section, words = new.said
    return Altered(report, section, old.said.words, words, tuple(_side_by_side(old.bones, new.bones)))


def _side_by_side(old: _Bones, new: _Bones) -> Iterator[FigureChange]:
    matcher = SequenceMatcher(None, old.tokens, new.tokens, autojunk=False)
    for block in matcher.get_matching_blocks():
        for offset in range(block.size):
            if old.tokens[block.a + offset] == _FIGURE:
                change = FigureChange(old.figures[block.a + offset], new.figures[block.b + offset])
                if change.old != change.new:
                    yield change
