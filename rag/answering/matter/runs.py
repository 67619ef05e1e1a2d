"""A sentence or heading -> the things that it announces one by one: numbered, or as many as it counts. Pure.

今年再办好15件民生实事 is followed by 一是… to 十五是…, 重点抓好十个方面工作 by ten headings. Such a list is told whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rag.documents.snapshot import CorpusSnapshot, Excerpt
from rag.documents.structure.headings import read_marker
from rag.retrieval.calibration import CALIBRATION
from rag.retrieval.pipeline import Reading
from rag.text.figures.numerals import whole_number
from rag.text.plain import fold, grams
from rag.text.time_expressions import without_years
from rag.types import SentenceKind

_COUNT = re.compile(
    r"(?<![0-9.十])(?P<number>[0-9]{1,2}|[二两三四五六七八九十]{1,3})(?:大|[个件项条点类句种](?:方面)?)"
)
_FEWEST = 3
_LOOKED_AT = 8
"""The number of sentences and headings, best first, in which the announcement of a counted list is looked for."""
_LOOKED_THROUGH = 400
"""The number of sentences after an announcement among which its members are looked for."""
_ANOTHER_YEAR = -1.0
_TELLING = 0.6
"""Probability that an answer holds a bigram, from which the bigram shows what the question is about."""


@dataclass(frozen=True, slots=True)
class Run:
    announcer: int
    """The ordinal of the sentence or heading before the first."""
    members: tuple[int, ...]
    """The ordinals of those that are numbered, in order."""


def run_after(ordinal: int, snapshot: CorpusSnapshot) -> Run | None:
    """The numbered things after a sentence, in its section or as headings; None where there are fewer than three."""
    following = ordinal + 1
    if not _is_of_one_report(ordinal, following, snapshot):
        return None
    first = _marker(following, snapshot)
    if first is None or first[1] != 1:
        return None
    return _run_from(following, first[0], snapshot)


def run_around(ordinal: int, snapshot: CorpusSnapshot) -> Run | None:
    """The numbered list that a sentence is a member of; None where it is not."""
    own = _marker(ordinal, snapshot)
    if own is None:
        return None
    first = _first_before(ordinal, own, snapshot)
    if first is None or not _is_of_one_report(first - 1, first, snapshot):
        return None
    run = _run_from(first, own[0], snapshot)
    return run if run and ordinal in run.members else None


def _first_before(ordinal: int, marker: tuple[str, int], snapshot: CorpusSnapshot) -> int | None:
    """The nearest sentence of the section, itself or before it, that is the first of its series."""
    series, number = marker
    if number == 1:
        return ordinal
    section = snapshot.tile(ordinal)
    for earlier in range(ordinal - 1, -1, -1):
        if snapshot.tile(earlier) != section:
            return None
        if _marker(earlier, snapshot) == (series, 1):
            return earlier
    return None


def _run_from(first: int, series: str, snapshot: CorpusSnapshot) -> Run | None:
    members = tuple(_numbered(first, series, snapshot))
    return Run(first - 1, members) if len(members) >= _FEWEST else None


def counted_run(reading: Reading, snapshot: CorpusSnapshot) -> Run | None:
    """The list whose members the question counts (15件民生实事), where a sentence found announces as many and they
    follow it."""
    question = reading.query.text
    asked = _counts(question)
    for candidate in reading.ranked[:_LOOKED_AT] if asked else ():
        told = asked & _counts(candidate.excerpt.words)
        if not told or candidate.features.year == _ANOTHER_YEAR or not _names(candidate.excerpt, question):
            continue
        run = run_after(candidate.ordinal, snapshot) or _under(candidate.ordinal, snapshot)
        if run and len(run.members) in told:
            return run
    return None


def _counts(text: str) -> set[int]:
    """The numbers of things that a text mentions, from three on."""
    numbers = (whole_number(found["number"]) for found in _COUNT.finditer(fold(text)))
    return {number for number in numbers if number >= _FEWEST}


def _names(found: Excerpt, question: str) -> bool:
    """Whether the sentence and its headings hold half of the bigrams that show what the question is about."""
    matter = grams(_COUNT.sub(" ", fold(without_years(question))))
    telling = {gram for gram in matter if len(gram) > 1 and CALIBRATION.content(gram) >= _TELLING}
    return 2 * len(telling & grams(" ".join((*found.section.path, found.words)))) >= len(telling) > 0


def _under(ordinal: int, snapshot: CorpusSnapshot) -> Run | None:
    """Everything under a heading, as a list."""
    at = snapshot.order[ordinal]
    if snapshot.sentence(at).kind is not SentenceKind.HEADING:
        return None
    section = snapshot.sentence(at).section
    members = []
    for later in range(ordinal + 1, len(snapshot.order)):
        if snapshot.order[later].report != at.report or snapshot.sentence(snapshot.order[later]).section != section:
            break
        members.append(later)
    return Run(ordinal, tuple(members))


def _numbered(first: int, series: str, snapshot: CorpusSnapshot) -> Iterator[int]:
    """The sentences numbered in this series from the first on, each number one more than the last; sentences that
    continue one of them are skipped."""
    kind, depth = snapshot.sentence(snapshot.order[first]).kind, _depth(first, snapshot)
    yield first
    number = 2
    for later in range(first + 1, min(first + _LOOKED_THROUGH, len(snapshot.order))):
        if not _goes_on(first, later, kind, depth, snapshot):
            return
        if snapshot.sentence(snapshot.order[later]).kind is kind and _marker(later, snapshot) == (series, number):
            number += 1
            yield later


def _goes_on(first: int, later: int, kind: SentenceKind, depth: int, snapshot: CorpusSnapshot) -> bool:
    """Whether the list may go on at ``later``: prose within its section, headings under one part."""
    if not _is_of_one_report(first, later, snapshot):
        return False
    return (
        _depth(later, snapshot) >= depth
        if kind is SentenceKind.HEADING
        else snapshot.tile(later) == snapshot.tile(first)
    )


def _is_of_one_report(one: int, other: int, snapshot: CorpusSnapshot) -> bool:
    within = 0 <= one < len(snapshot.order) and 0 <= other < len(snapshot.order)
    return within and snapshot.order[one].report == snapshot.order[other].report


def _marker(ordinal: int, snapshot: CorpusSnapshot) -> tuple[str, int] | None:
    return read_marker(snapshot.words(snapshot.order[ordinal]).strip())


def _depth(ordinal: int, snapshot: CorpusSnapshot) -> int:
    return len(snapshot.section(snapshot.order[ordinal]).path)


def is_on_all_of(run: Run, told: Sequence[int], reading: Reading, snapshot: CorpusSnapshot) -> bool:
    """Whether the question is about the whole list, and not about one member: the announcement holds as much of it as
    any member in the answer."""
    heading = snapshot.section(snapshot.order[run.members[0]]).path[-1:]
    announced = _weight(" ".join((snapshot.words(snapshot.order[run.announcer]), *heading)), reading)
    return announced > 0 and announced >= max(_weight(snapshot.words(snapshot.order[one]), reading) for one in told)


def _weight(text: str, reading: Reading) -> float:
    words = fold(text)
    return sum(weight for gram, weight in reading.weights.items() if gram in words)
