"""Questions and claims on a report -> pairs of texts, each with what the one says of the other.

A question goes with a sentence that answers it, and with those near to it that do not; a claim with the sentences that
it rests on, and with others near to it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from random import Random
from typing import NamedTuple

import numpy as np

from benchmarks.evaluation.claims import ClaimCase
from benchmarks.fitting.calibration_questions import is_any
from benchmarks.harness.in_memory import Remembering, clauses_of
from benchmarks.question_encoder.examples import Example
from rag.index.searchable_corpus import SearchableCorpus
from rag.types import SentenceKind, Span
from rag.verification.rereading.reader import pair_of, passage_of

_NEAR = 8
"""The sentences nearest to a text, but for those that it rests on, of which others are taken."""
_OF_CLAIMS = 3
_OF_ANSWERED, _OF_UNANSWERED = 2, 3
_SHARE = 0.6
"""The questions of which so many are taken; of the rest the nearest alone."""
_RESTS_ON = 2
"""The most sentences that a claim goes with as those it rests on."""


class Said(IntEnum):
    """What a sentence says of a claim, in the order of ``rag.verification.rereading.reader.PairReading``."""

    AGREES = 0
    DIFFERS = 1
    NEITHER = 2


class Pair(NamedTuple):
    text: str
    """Of both, as the program joins them."""
    said: Said | None
    """None of a question."""
    answers: bool = False


@dataclass(frozen=True, slots=True)
class Sentences:
    """The sentences of a report by their nearness, as texts that are read beside a claim."""

    corpus: SearchableCorpus
    embeddings: Remembering

    def nearest_clauses(self, text: str) -> dict[int, tuple[float, int]]:
        """Ordinal of each sentence of prose -> how near its nearest clause is, and which that is."""
        held: dict[int, tuple[float, int]] = {}
        ordinals, vectors = clauses_of(self.corpus)
        scores, places = vectors @ np.asarray(self.embeddings.embed_text(text), np.float32), _places(ordinals.tolist())
        for ordinal, place, score in zip(ordinals.tolist(), places, scores.tolist(), strict=True):
            if self._is_prose(ordinal):
                held[ordinal] = max(held.get(ordinal, (-1.0, 0)), (score, place))
        return held

    def passage(self, ordinal: int, clause: int) -> str:
        version = self.corpus.version
        at = version.order[ordinal]
        sentence = version.sentence(at)
        clauses = [Span(one.start - sentence.start, one.end - sentence.start) for one in sentence.clauses]
        return passage_of(version.section(at).path, version.words(at), clauses, clause)

    def _is_prose(self, ordinal: int) -> bool:
        return self.corpus.version.sentence(self.corpus.version.order[ordinal]).kind is SentenceKind.PROSE


def question_pairs(examples: Sequence[Example], sentences: Sentences, random: Random) -> Iterator[Pair]:
    for one in examples:
        near = sentences.nearest_clauses(one.text)
        told = [at for group in one.groups for at in group if at in near]
        others = _nearest(near, one.welcome | frozenset(told))
        if told:
            at = random.choice(sorted(told))
            yield Pair(pair_of(one.text, sentences.passage(at, near[at][1])), None, answers=True)
        taken = _sample(others, _OF_ANSWERED if told else _OF_UNANSWERED, random)
        for at in taken if random.random() < _SHARE else others[:1]:
            yield Pair(pair_of(one.text, sentences.passage(at, near[at][1])), None)


def claim_pairs(cases: Sequence[ClaimCase], sentences: Sentences, random: Random) -> Iterator[Pair]:
    version = sentences.corpus.version
    for case in (case for case in cases if not case.parts):
        near = sentences.nearest_clauses(case.text)
        quoted = [at for at in near if is_any(case.quotes, version.words(version.order[at]).strip())]
        said = said_of(case)
        pairs = [(at, said) for at in sorted(quoted)[:_RESTS_ON]] if said is not None else []
        pairs += [(at, Said.NEITHER) for at in _sample(_nearest(near, frozenset(quoted)), _OF_CLAIMS, random)]
        for at, verdict in pairs:
            yield Pair(pair_of(case.text, sentences.passage(at, near[at][1])), verdict)


def said_of(case: ClaimCase) -> Said | None:
    """What the sentences that it rests on say of it; None where they do so together, or not at all."""
    if case.type == "derived":
        return None
    if case.verdicts & {"agrees", "roughly"}:
        return Said.AGREES
    return Said.DIFFERS if "differs" in case.verdicts else None


def _places(ordinals: Sequence[int]) -> Iterator[int]:
    """The place of each clause in its sentence."""
    before, place = -1, 0
    for ordinal in ordinals:
        place = place + 1 if ordinal == before else 0
        before = ordinal
        yield place


def _nearest(near: dict[int, tuple[float, int]], but: frozenset[int]) -> list[int]:
    return sorted((at for at in near if at not in but), key=lambda at: -near[at][0])[:_NEAR]


def _sample(among: Sequence[int], count: int, random: Random) -> list[int]:
    return random.sample(among, min(count, len(among)))
