"""A reading -> the list that its question counts, and whether a question is on the whole of a list. Pure.

今年再办好15件民生实事 is followed by 一是… to 十五是…, 重点抓好十个方面工作 by ten headings. Such a list is told whole.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.documents.numbered_lists import Run
from rag.documents.snapshot import CorpusSnapshot, Excerpt
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
_ANOTHER_YEAR = -1.0
_TELLING = 0.6
"""Probability that an answer holds a bigram, from which the bigram shows what the question is about."""


def counted_run(reading: Reading, snapshot: CorpusSnapshot) -> Run | None:
    """The list whose members the question counts (15件民生实事), where a sentence found announces as many and they
    follow it."""
    question = reading.query.text
    asked = _counts(question)
    for candidate in reading.ranked[:_LOOKED_AT] if asked else ():
        told = asked & _counts(candidate.excerpt.words)
        if not told or candidate.features.year == _ANOTHER_YEAR or not _names(candidate.excerpt, question):
            continue
        run = reading.reader.lists.after(candidate.ordinal) or _under(candidate.ordinal, snapshot)
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


def is_on_all_of(run: Run, told: Sequence[int], reading: Reading, snapshot: CorpusSnapshot) -> bool:
    """Whether the question is about the whole list, and not about one member: the announcement holds as much of it as
    any member in the answer."""
    heading = snapshot.section(snapshot.order[run.members[0]]).path[-1:]
    announced = _weight(" ".join((snapshot.words(snapshot.order[run.announcer]), *heading)), reading)
    return announced > 0 and announced >= max(_weight(snapshot.words(snapshot.order[one]), reading) for one in told)


def _weight(text: str, reading: Reading) -> float:
    words = fold(text)
    return sum(weight for gram, weight in reading.weights.items() if gram in words)
