"""Question -> Answer: the one place that knows the order of the steps.

Read the question, find its scope, search and rank, extract the clauses that answer, judge whether they do, cite them.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import dropwhile

from rag.calibration import CALIBRATION
from rag.corpus import Corpus
from rag.extract import Extract, extract, extract_front
from rag.judge import ANSWER_FROM, asserts_another, confidence, misses_unit, names_members, names_no_members, signals
from rag.particulars import find_particulars
from rag.question import Expects, Query, has_words, is_english, is_small_talk, read
from rag.retrieve import NEAREST, Candidate, Hit, rank, weigh
from rag.scope import Scope, find_scope
from rag.served import Served
from rag.types import Answer, Citation, Kind, Passage, Question, Reason, Statement, Status
from rag.version import Version

EXTRACTIVE = "extractive"
NEAREST_SHOWN = 3
PARTICULARS_SHOWN = 4
_HARDLY = 0.1
"""Share of a question's weighted bigrams under which its words are not the report's."""
_ALSO = 0.75
"""How much less (in log-odds) a sentence on another year may be than the best, to be shown beside it."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A question read in one way, and what was found for it."""

    query: Query
    scope: Scope
    weights: dict[str, float]
    ranked: tuple[Candidate, ...]
    """Every candidate, best first."""
    usable: tuple[Candidate, ...]
    """Those that may answer."""
    confidence: float
    """Probability (0–1) that the best of them answers."""
    topic: float
    """Log-odds that a report could be asked this, whatever it says."""


class Answerer:
    """Answers from the corpus. Safe to use from several threads and tasks at once."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus

    async def answer(self, question: Question) -> Answer:
        """Raises:
        EmptyCorpus: there is no report to ask.
        SearchError: the vector store or the embedding model failed.
        """
        return await asyncio.to_thread(self._answer, question)

    def search(self, question: Question, k: int) -> list[Passage]:
        """At most ``k`` sentences, best first, each with the probability that it carries the answer."""
        if not has_words(question.text):
            return []
        served = self.corpus.current
        found = self.read(question, served).ranked[:k]
        return [served.version.passage(served.version.order[c.ordinal], c.probability) for c in found]

    def _answer(self, question: Question) -> Answer:
        started = time.perf_counter()
        served = self.corpus.current
        if is_small_talk(question.text) or not has_words(question.text):
            return _refusal(question, served.version, Reason.SMALL_TALK, ())
        if told := _particulars(question, served.version):
            return told
        reading = self.read(question, served)
        retrieved = time.perf_counter()
        answer = _compose(question, reading, served.version)
        seconds = {"retrieve": retrieved - started, "answer": time.perf_counter() - retrieved}
        return replace(answer, seconds=seconds)

    def read(self, question: Question, served: Served) -> Reading:
        """The first reading that is answered, or else the one that is nearest to it."""
        scope = find_scope(question, served.version)
        readings = []
        for query in read(question, scope.own):
            readings.append(self._search(query, scope, served))
            if readings[-1].confidence >= ANSWER_FROM:
                break
        return max(readings, key=lambda reading: reading.confidence)

    def _search(self, query: Query, scope: Scope, served: Served) -> Reading:
        version, lexical = served.version, served.lexical
        reports = None if len(scope.reports) == len(version.reports) else scope.reports
        names = None if reports is None else [version.reports[i].name for i in reports]
        vector = self.corpus.embeddings.embed_query(query.searched)
        hits = [
            Hit(version.ordinals[near.sentence], near.clause, near.score)
            for near in served.vectors.query(vector, NEAREST, names)
        ]
        ranked = tuple(rank(query, scope.years, version, lexical, hits, reports))
        weights = weigh(query, lexical)
        usable = _usable(query, weights, scope, version, ranked)
        sure = 0.0
        if usable and not asserts_another(query, words_of(usable[0], version)):
            first = extract(query, weights, version, usable[0])
            sure = confidence(signals(query, weights, lexical, ranked, usable, first, vector))
        return Reading(query, scope, weights, ranked, usable, sure, CALIBRATION.topic(vector))


def _usable(
    query: Query, weights: dict[str, float], scope: Scope, version: Version, ranked: Sequence[Candidate]
) -> tuple[Candidate, ...]:
    """The candidates that may answer; before the first that is in the form asked for, none."""
    usable = [c for c in ranked if may_answer(c, scope, version)]
    if query.items and usable and names_no_members(query, extract(query, weights, version, usable[0]).text):
        usable = [c for c in usable if names_members(query, extract(query, weights, version, c).text)]
    return tuple(dropwhile(lambda c: misses_unit(query, words_of(c, version)), usable))


def may_answer(found: Candidate, scope: Scope, version: Version) -> bool:
    """False for headings, front matter, and sentences on a year or place other than asked for."""
    if found.features.year < 0 or not _names_places(found, scope, version):
        return False
    return version.sentence(version.order[found.ordinal]).kind is Kind.PROSE


def _names_places(found: Candidate, scope: Scope, version: Version) -> bool:
    path = version.section(version.order[found.ordinal]).path
    words = "".join(path) + words_of(found, version)
    return all(place in words for place in scope.places)


def words_of(found: Candidate, version: Version) -> str:
    at = version.order[found.ordinal]
    sentence = version.sentence(at)
    return version.report(at).text[sentence.start : sentence.end]


def _compose(question: Question, reading: Reading, version: Version) -> Answer:
    if reading.confidence < ANSWER_FROM:
        return _refusal(question, version, _reason(reading), reading.ranked)
    extracts = [extract(reading.query, reading.weights, version, c) for c in _chosen(reading, version)]
    return _answered(question, extracts, reading.scope, version)


def _particulars(question: Question, version: Version) -> Answer | None:
    """The answer to a question on the report itself; None for any other question."""
    scope = find_scope(question, version)
    places = find_particulars(question.text, version, scope.reports)
    found = [extract_front(version, version.ordinals[version.sentence(at).id]) for at in places[:PARTICULARS_SHOWN]]
    return _answered(question, found, scope, version) if found else None


def _answered(question: Question, extracts: Sequence[Extract], scope: Scope, version: Version) -> Answer:
    labels = _labels(extracts, scope, version)
    return Answer(
        question=question.text,
        status=Status.ANSWERED,
        engine=EXTRACTIVE,
        statements=tuple(
            Statement(f"{label}{found.text}。", (number,))
            for number, (found, label) in enumerate(zip(extracts, labels, strict=True), 1)
        ),
        citations=tuple(
            version.citation(version.order[found.ordinal], number, (found.span,))
            for number, found in enumerate(extracts, 1)
        ),
        nearest=(),
        version=version.id,
        language=_language(question),
    )


def _chosen(reading: Reading, version: Version) -> list[Candidate]:
    """The sentences to say: one for each year asked; or the best, and its like on another year if no year is asked."""
    usable, years = reading.usable, reading.scope.years
    best = usable[0]
    if len(years) > 1:
        each = [next((c for c in usable if _year(c, version) == year), None) for year in years]
        return list(dict.fromkeys(c for c in each if c)) or [best]
    if years or reading.query.expects is not Expects.NUMBER or not _year(best, version):
        return [best]
    other = next((c for c in usable[1:] if _year(c, version) not in (None, _year(best, version))), None)
    if other is None or best.logit - other.logit > _ALSO or other.features.figure < 1:
        return [best]
    return sorted((best, other), key=lambda c: c.ordinal)


def _labels(extracts: Sequence[Extract], scope: Scope, version: Version) -> list[str]:
    """What stands before each statement: the region where the corpus holds several, the year where it is not plain."""
    places = [version.order[found.ordinal] for found in extracts]
    years = [version.section(at).year for at in places]
    say_year = scope.relative or len(set(years)) > 1
    say_region = len(version.reports) > 1
    parts = [
        (
            version.report(at).region or version.report(at).name if say_region else "",
            f"{year}年" if year and say_year else "",
        )
        for at, year in zip(places, years, strict=True)
    ]
    return [f"{region}{year}：" if region or year else "" for region, year in parts]


def _refusal(question: Question, version: Version, reason: Reason, ranked: Sequence[Candidate]) -> Answer:
    aside = reason in (Reason.SMALL_TALK, Reason.OFF_TOPIC)
    return Answer(
        question=question.text,
        status=Status.OFF_TOPIC if aside else Status.NOT_IN_REPORT,
        engine=EXTRACTIVE,
        statements=(),
        citations=(),
        nearest=() if aside else _nearest(ranked, version),
        version=version.id,
        language=_language(question),
        reason=reason,
    )


def _nearest(ranked: Sequence[Candidate], version: Version) -> tuple[Citation, ...]:
    """The best sentence of each of the nearest sections."""
    found: dict[tuple[int, int], Citation] = {}
    for candidate in ranked:
        at = version.order[candidate.ordinal]
        sentence = version.sentence(at)
        if sentence.kind is Kind.PROSE and len(found) < NEAREST_SHOWN:
            found.setdefault((at.report, sentence.section), version.citation(at))
    return tuple(found.values())


def _reason(reading: Reading) -> Reason:
    if reading.scope.places and not reading.usable:
        return Reason.OTHER_PLACE
    if is_off_topic(reading):
        return Reason.OFF_TOPIC
    if reading.scope.years and reading.ranked[0].features.year < 0:
        return Reason.OTHER_YEAR
    return Reason.ABSENT


def is_off_topic(reading: Reading) -> bool:
    """Not a question that reports are asked, and hardly a word of it is this one's."""
    return reading.topic < 0 and (not reading.ranked or reading.ranked[0].features.words < _HARDLY)


def _year(candidate: Candidate, version: Version) -> int | None:
    return version.section(version.order[candidate.ordinal]).year


def _language(question: Question) -> str:
    return "en" if is_english(question.text) else "zh"
