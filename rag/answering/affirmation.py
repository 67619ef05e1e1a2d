"""A question that yes or no answers, the fact that was found for it -> that fact, affirmed or denied. Pure."""

from __future__ import annotations

import re
from dataclasses import replace

from rag.answering.statements import Composition
from rag.retrieval.calibration import CALIBRATION
from rag.retrieval.pipeline import Reading
from rag.text.figures import FigureKind, find_figures
from rag.text.ngrams import grams

_ASKS = re.compile(
    r"[?？吗么呢]|是否|有没有|有无|[是会能要可](?:不|没)[是会能要可]"
    r"|^(?:is|are|was|were|did|does|do|has|have|will)\b",
    re.IGNORECASE,
)
_FIGURE = re.compile(r"[\d.]+%?")
_TELLING = 0.5
"""Probability that an answer holds a bigram, from which a yes needs it."""
_MENTIONED = re.compile(r"提到|提及|提过|说到|谈到|涉及|有没有[说讲写]|mention", re.IGNORECASE)


def affirm(text: str, told: Composition, reading: Reading) -> Composition:
    """The answer with yes or no before the first statement, where the question asks for it and the sentence cited holds
    every telling word of it; else as it is: 停止改造 is not affirmed by a sentence that tells of 改造."""
    first, *others = told.statements
    if not _ASKS.search(text) or not _holds_words(reading.words, told.citations[0].quote):
        return told
    stated = {f.low for f in find_figures(text) if f.kind is FigureKind.AMOUNT}
    given = {f.low for f in find_figures(first.text) if f.kind is FigureKind.AMOUNT}
    if reading.query.english:
        word = "No: " if stated - given else "Yes: "
    elif _MENTIONED.search(text):
        word = "提到了："
    else:
        word = "不是：" if stated - given else "是的："
    return replace(told, statements=(replace(first, text=word + first.text), *others))


def _holds_words(words: str, quote: str) -> bool:
    held = grams(quote)
    return all(gram in held for gram in grams(_FIGURE.sub(" ", words)) if CALIBRATION.content(gram) >= _TELLING)
