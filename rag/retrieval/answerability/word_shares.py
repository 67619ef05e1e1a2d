"""A question's weighted words, the best sentence -> how much of them the sentence and the corpus hold. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from heapq import nlargest
from typing import NamedTuple

from rag.index.keyword_index import KeywordIndex
from rag.retrieval.calibration import CALIBRATION
from rag.retrieval.extraction import Extract
from rag.retrieval.query import Expects, Query
from rag.retrieval.ranking import Candidate
from rag.text.figure_labels import label
from rag.text.plain import WORD, fold, grams

_TELLING = 0.3
"""Probability that an answer holds a bigram; below it, a missing bigram means nothing."""
_COURSE = re.compile("目标|计划|打算|力争|争取|预期|预计|准备|安排|实际|结果|完成|达到|实现")
"""Words that ask for a plan or a result. The year and section of a sentence show which it is, without these words."""


class AskedWords(NamedTuple):
    """The words of a question, as they are looked for."""

    query: Query
    words: str
    """The question in the corpus's words."""
    weights: Mapping[str, float]
    """Bigram -> how informative it is."""


def shares(asked: AskedWords, lexical: KeywordIndex, best: Candidate, first: Extract) -> dict[str, float]:
    """The signals that the weights of the question's words give. ``first``: what the best sentence says."""
    query, words, weights = asked
    total = sum(weights.values()) or 1.0
    present = lexical.present(weights)
    unknown = sum(weight for gram, weight in weights.items() if gram not in present) / total
    lacked, held = _longest(words, weights, lexical.held(best.ordinal, weights))
    rarest, rare = nlargest(2, (*weights.values(), 0.0, 0.0))
    return {
        "rarest": rarest / lexical.most,
        "rare": rare / lexical.most,
        "missing": 1.0 - unknown - best.features.words,
        "unknown": unknown,
        "reported": _reported(query, weights, best.excerpt.words) / total,
        "stretch": lacked / total,
        "run": held / total,
        "labelled": _labelled(query, weights, first.text) / total,
    }


def _labelled(query: Query, weights: Mapping[str, float], text: str) -> float:
    if query.expects is not Expects.NUMBER:
        return _held(weights, text)
    labels = {said.label + said.figure.unit for said in label(text) if not query.unit or query.fits(said.figure)}
    return max((_held(weights, words) for words in labels), default=0.0)


def _held(weights: Mapping[str, float], text: str) -> float:
    return sum(weights.get(gram, 0.0) for gram in grams(text))


def _reported(query: Query, weights: Mapping[str, float], sentence: str) -> float:
    course = {gram for word in _COURSE.findall(query.text) for gram in grams(word)}
    held = grams(sentence) | course
    return sum(weight * CALIBRATION.reported(gram) for gram, weight in weights.items() if gram not in held)


def _longest(text: str, weights: Mapping[str, float], held: Collection[str]) -> tuple[float, float]:
    """The greatest weight of neighbouring bigrams of ``text`` that the sentence lacks, and of those that it holds.

    Bigrams that questions have in common end a stretch.
    """
    telling = {gram for gram, content in CALIBRATION.contents(weights).items() if content >= _TELLING}
    longest = [0.0, 0.0]
    for word in WORD.findall(fold(text)):
        stretch = [0.0, 0.0]
        for at in range(max(1, len(word) - 1)):
            gram = word[at : at + 2]
            for side in (False, True):
                goes_on = gram in telling and (gram in held) is side
                stretch[side] = stretch[side] + weights[gram] if goes_on else 0.0
                longest[side] = max(longest[side], stretch[side])
    return longest[False], longest[True]
