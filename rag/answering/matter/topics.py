"""Reading of a question on a whole matter -> the sentences that belong to it, as short statements in the report's
order. Pure.

As many are told as make it likeliest that the answer is whole and clean.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.answering.matter.membership import Member, Sought, count_told, members
from rag.answering.matter.runs import counted_run, is_on_all_of
from rag.answering.statements import Composition, label_text, quote, whole
from rag.documents.snapshot import CorpusSnapshot
from rag.retrieval.extraction import Extract
from rag.retrieval.pipeline import Reading
from rag.retrieval.ranking import Candidate
from rag.retrieval.relevance import Relevant
from rag.retrieval.scopes.scope import Scope
from rag.retrieval.scopes.scoped_corpus import CorpusReader
from rag.text.plain import grams
from rag.types import Sentence, SentenceKind

SHOWN = 10
"""Statements of one message; the others follow it."""
BELONGS_FROM = 0.5
"""Least probability of a sentence to be part of an answer on a whole matter."""
SHORT = 60
"""The longest sentence, in characters, that is quoted whole."""
ROOM, LONG = 600, 120
"""Characters of an answer in total, up to which sentences of up to LONG characters are quoted whole: plans mostly stand
in the clauses after the one that names the matter."""
_COLON = re.compile("[:：]")
_SEVERAL = re.compile("[;；:：]")
"""Marks that show that a sentence is about several things."""
_NAMED = 0.8
"""Share of what a sentence holds of the question from which the words before its colon are what is asked for."""


def compose_topic(reading: Reading, snapshot: CorpusSnapshot) -> Composition:
    """The sentences with which the answer is likeliest to be complete; others that belong follow as more."""
    found = members(reading, snapshot, Sought.MATTER)
    told = count_told(found, SHOWN)
    rest = [member for member in found[told:] if member.belongs >= BELONGS_FROM]
    return _tell(found[:told], rest, reading, snapshot)


def compose_list(reading: Reading, snapshot: CorpusSnapshot) -> Composition:
    """The things that are announced one by one, or the sentences that enumerate them, quoted whole."""
    announced = _members(reading.relevant[0].candidate.ordinal, snapshot)
    found = members(reading, snapshot, Sought.LIST)
    told = [one.relevant.candidate.ordinal for one in found[: count_told(found, SHOWN)]]
    return _tell_whole(announced or _completed(told, reading, snapshot), reading, snapshot)


def compose_counted(reading: Reading, snapshot: CorpusSnapshot) -> Composition | None:
    """The things that the question counts (15件民生实事), where a sentence announces as many; None where none does."""
    run = counted_run(reading, snapshot)
    return _tell_whole(run.members, reading, snapshot) if run else None


def _completed(told: Sequence[int], reading: Reading, snapshot: CorpusSnapshot) -> Sequence[int]:
    """The whole numbered list, where the question is about all of it; else the sentences given."""
    lists = reading.reader.lists
    for ordinal in told:
        run = lists.after(ordinal) or lists.around(ordinal)
        if run and is_on_all_of(run, [one for one in told if one in run.members] or told, reading, snapshot):
            return run.members
    return told


def _tell_whole(ordinals: Sequence[int], reading: Reading, snapshot: CorpusSnapshot) -> Composition:
    extracts, english = [whole(ordinal, snapshot) for ordinal in ordinals], reading.query.english
    return in_order(extracts, reading.scope, reading.reader, english=english, most=max(SHOWN, len(extracts)))


def compose_things(reading: Reading, snapshot: CorpusSnapshot) -> Composition:
    """The clauses on the things of one kind that are asked for, with which the answer is likeliest to be whole."""
    found = members(reading, snapshot, Sought.LIST)
    return _tell(found[: count_told(found, SHOWN)], (), reading, snapshot)


def tell(found: Sequence[Relevant], reading: Reading, snapshot: CorpusSnapshot) -> Composition:
    """These sentences, as short statements in the report's order."""
    extracts = [_short(one.candidate, reading, snapshot) for one in found]
    return in_order(extracts, reading.scope, reading.reader, english=reading.query.english)


def _tell(told: Sequence[Member], rest: Sequence[Member], reading: Reading, snapshot: CorpusSnapshot) -> Composition:
    sentences = [member.relevant.candidate.excerpt.sentence for member in told]
    most = LONG if sum(one.end - one.start for one in sentences) <= ROOM else SHORT
    extracts = [_short(member.relevant.candidate, reading, snapshot, most) for member in (*told, *rest)]
    return in_order(extracts, reading.scope, reading.reader, english=reading.query.english, most=len(told))


def in_order(
    extracts: Sequence[Extract], scope: Scope, reader: CorpusReader, *, english: bool, most: int = SHOWN
) -> Composition:
    """The first of ``extracts``, which are likeliest first, in the order of the report; the others after them."""
    shown = sorted(extracts[:most], key=lambda found: found.ordinal)
    rest = sorted(extracts[most:], key=lambda found: found.ordinal)
    told = quote(shown, _group_labels(shown, scope, reader, english=english), reader)
    snapshot = reader.version
    more = tuple(snapshot.citation(snapshot.order[found.ordinal], None, (found.span,)) for found in rest)
    return Composition(told.statements, told.citations, more)


def _group_labels(extracts: Sequence[Extract], scope: Scope, reader: CorpusReader, *, english: bool) -> list[str]:
    """The labels with region and year, empty where they stay the same."""
    labels, before, snapshot = [], "", reader.version
    several = len(snapshot.reports) > 1
    places = [snapshot.order[found.ordinal] for found in extracts]
    years = [reader.year_told(found.ordinal, found.text) for found in extracts]
    say_year = scope.relative or len({year for year in years if year}) > 1
    for at, year in zip(places, years, strict=True):
        report = snapshot.report(at)
        region = (report.region or report.name) if several else ""
        told = year if say_year or at.report in snapshot.with_editions else None
        label = label_text(region, told, english=english)
        labels.append(label if label != before else "")
        before = label or before
    return labels


def _short(candidate: Candidate, reading: Reading, snapshot: CorpusSnapshot, most: int = SHORT) -> Extract:
    """The sentence, whole up to ``most`` characters; beyond SHORT only where it is about one thing."""
    at = snapshot.order[candidate.ordinal]
    found = snapshot.sentence(at)
    extract, length = reading.extract(candidate, snapshot), found.end - found.start
    fits = length <= SHORT or (length <= most and not _SEVERAL.search(snapshot.words(at)))
    if fits or _announces(extract, found, reading, snapshot.report(at).text):
        return whole(candidate.ordinal, snapshot)
    return extract


def _announces(extract: Extract, found: Sentence, reading: Reading, text: str) -> bool:
    """Whether the question is about what a colon announces, and not about one of the things after it:
    存在的问题是：…"""
    colon = _COLON.search(text, extract.span.start, extract.span.end)
    if colon is None or colon.end() >= found.end:
        return False
    head, all_of_it = grams(text[found.start : colon.start()]), grams(text[found.start : found.end])
    weight = reading.weights
    named = sum(weight.get(gram, 0.0) for gram in head)
    return named >= _NAMED * sum(weight.get(gram, 0.0) for gram in all_of_it) > 0


def _members(ordinal: int, snapshot: CorpusSnapshot) -> list[int]:
    """The sentence and those of its section that follow, where it announces them with a colon; else none."""
    at = snapshot.order[ordinal]
    found = snapshot.sentence(at)
    words = snapshot.words(at).rstrip()
    if not words.endswith((":", "：")):
        return []
    following = []
    for later in range(ordinal, len(snapshot.order)):
        place = snapshot.order[later]
        if place.report != at.report or snapshot.sentence(place).section != found.section:
            break
        if snapshot.sentence(place).kind is SentenceKind.PROSE:
            following.append(later)
    return following
