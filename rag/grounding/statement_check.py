"""A draft, the evidence it was written from -> the statement it becomes, or why it is refused. Pure.

Nothing here trusts the model: not its words, not its figures, not the numbers it names. A draft is kept with the fewest
sentences that carry it by the figure check and by its words; with none, it is not kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rag.grounding.english_check import say_in_english
from rag.grounding.figures import Evidence, check
from rag.grounding.wording_check import support
from rag.text.content_words import uncovered
from rag.text.figures import find_figures
from rag.text.plain import HAN

MOST_CITED = 4
"""Sentences for one statement; one that needs more says nothing of its own."""

_OTHER_WORD = re.compile(r"[^\W\d_\u3400-\u9fff]+")


@dataclass(frozen=True, slots=True)
class DraftStatement:
    """A statement as the model wrote it."""

    text: str
    """The text without marks and markup, with its closing punctuation; one line."""
    numbers: tuple[int, ...]
    """Evidence numbers named, 1-based, in order; empty where it names none that there is."""


@dataclass(frozen=True, slots=True)
class Vetted:
    """The outcome of checking a draft."""

    evidence: tuple[int, ...]
    """0-based indices of the sentences that carry it; empty if it is not kept."""
    reasons: frozenset[str]
    """The checks that it failed; for a kept one, how its marks had to be corrected."""
    calculation: str = ""
    """The arithmetic that carries what it works out from figures of those sentences."""
    text: str = ""
    """The rest of the draft, where its end is not carried; empty where all of it is."""

    @property
    def kept(self) -> bool:
        return bool(self.evidence)


def vet(draft: DraftStatement, evidence: Sequence[Evidence], language: str) -> Vetted:
    """``language`` of the question, ``zh`` or ``en``: a Chinese question is answered in Chinese alone."""
    named = [number - 1 for number in draft.numbers]
    if says_nothing(draft.text):
        return Vetted((), frozenset({"empty"}))
    if is_chinese(draft.text):
        return _vet_chinese(draft.text, named, evidence)
    if language == "zh":
        return Vetted((), frozenset({"language"}))
    return _vet_english(draft.text, named, evidence)


def is_chinese(text: str) -> bool:
    """Whether the text has more Chinese characters than words in other letters."""
    return len(HAN.findall(text)) >= len(_OTHER_WORD.findall(text))


def says_nothing(text: str) -> bool:
    """Whether the words add no fact and no figure."""
    return not find_figures(text) and not uncovered(text, frozenset(), frozenset({True, False}))


def _vet_chinese(text: str, named: list[int], evidence: Sequence[Evidence]) -> Vetted:
    reasons: set[str] = set()
    for cited in _attempts(named):
        used, lacks = _carries(text, cited, evidence)
        if used:
            return Vetted(used, frozenset())
        reasons |= lacks
    for other in range(len(evidence)):
        used, _ = ((), frozenset()) if other in named else _carries(text, [other], evidence)
        if used:
            return Vetted(used, frozenset({"wrong_mark" if named else "no_mark"}))
    return Vetted((), frozenset(reasons) or frozenset({"no_mark"}))


def _attempts(named: list[int]) -> Iterator[list[int]]:
    """The sets of sentences to try: each named sentence alone, then all together."""
    yield from ([one] for one in named)
    if len(named) > 1:
        yield named


def _carries(text: str, cited: list[int], evidence: Sequence[Evidence]) -> tuple[tuple[int, ...], frozenset[str]]:
    """The sentences of ``cited`` that carry the text, or what keeps them from it."""
    words = support(text, [evidence[i] for i in cited])
    if words.lack:
        return (), frozenset({words.lack.value})
    used = [cited[i] for i in words.used] or cited
    verdict = check(text, [evidence[i] for i in used])
    if len(used) > MOST_CITED or not verdict.ok:
        return (), frozenset(reason.value for reason in verdict.reasons) or frozenset({"too_many"})
    return tuple(used), frozenset()


def _vet_english(text: str, named: list[int], evidence: Sequence[Evidence]) -> Vetted:
    """The check of an English draft, only against the sentences it names: across languages too little is comparable to
    search for others."""
    reasons: set[str] = set()
    for i in named[:MOST_CITED]:
        if not say_in_english(text, [evidence[i]]):
            reasons.add("words")
            continue
        verdict = check(text, [evidence[i]])
        if verdict.ok:
            return Vetted((i,), frozenset())
        reasons |= {reason.value for reason in verdict.reasons}
    return Vetted((), frozenset(reasons) or frozenset({"no_mark"}))
