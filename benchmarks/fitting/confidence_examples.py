"""Questions as they are read -> the examples that the confidence is fitted on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from benchmarks.fitting.calibration_questions import Asked, Read, read_as_asked
from benchmarks.fitting.confidence import Example, Judged
from benchmarks.harness.in_memory import Remembering
from rag.index.searchable_corpus import SearchableCorpus
from rag.retrieval.answerability.decision import extract_best
from rag.retrieval.answerability.signals import Findings, nearness, signals
from rag.retrieval.calibration import profile_of
from rag.retrieval.pipeline import embed
from rag.retrieval.ranking import Candidate
from rag.types import Question

TAKEN_AWAY_WEIGHT = 0.2
"""Of a question without the sentences that answer it: that is easier to tell than what people ask in vain."""


OFF_TOPIC_WEIGHT = 0.3


def judge(read: Read, embeddings: Remembering) -> Judged:
    ranked = read.reading.ranked
    taken = read.right | read.welcome
    rest = [candidate for candidate, right in zip(ranked, taken, strict=True) if not right]
    without = example_of(read, rest, 0.0, TAKEN_AWAY_WEIGHT, embeddings) if read.asked.answerable else None
    example = example_of(read, ranked, float(read.asked.answerable), 1.0, embeddings)
    return Judged(read.asked.report, read.asked.answerable, example, without, read.asked.file)


def example_of(
    read: Read, ranked: Sequence[Candidate], answered: float, weight: float, embeddings: Remembering
) -> Example | None:
    served, reading = read.served, read.reading
    among = {candidate.ordinal for candidate in ranked}
    usable = [candidate for candidate in reading.usable if candidate.ordinal in among]
    relevant = [one for one in reading.relevant if one.candidate.ordinal in among]
    found = Findings(
        reading.query,
        reading.words,
        reading.weights,
        served.lexical,
        ranked,
        usable,
        relevant,
        reading.decision.topic,
    )
    first = extract_best(found, served.version)
    if first is None:
        return None
    vector, model = embed(reading.query, embeddings), profile_of(served.model).calibration
    told = signals(found, first, vector, model)
    return Example(told, (*vector, *nearness(ranked, usable[0])), answered, weight)


def off_topic(
    off: Sequence[tuple[str, float]], served: Sequence[SearchableCorpus], embeddings: Remembering
) -> Iterator[Example]:
    """Each asked of one of the reports in turn, with the topic score of a model that did not see it."""
    for number, (text, score) in enumerate(off):
        read = read_as_asked(Asked(Question(text), "", (), ()), served[number % len(served)], embeddings)
        if found := example_of(read, read.reading.ranked, 0.0, OFF_TOPIC_WEIGHT, embeddings):
            yield replace(found, signals=found.signals._replace(topic=score))
