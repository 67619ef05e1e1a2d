"""Question -> what kind of answer it wants. Pure.

A softmax regression over the character n-grams of the question (one to three characters, words of Latin letters, the
beginning and the end), fitted on questions that careful readers wrote about other reports
(``benchmarks/fit_forms.py``). It depends on no embedding model.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise

from rag.retrieval.wordings.complaints import is_complaint
from rag.text.ngrams import fold
from rag.types import Form

_TOKEN = re.compile(r"[a-z']+|[\u3400-\u9fff]+|[YN]|[?？!！,，、]")
_LATIN = re.compile("[a-z']")
_YEAR = re.compile(r"(?:19|20)\d\d")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_END = re.compile(r"[?？!！。\s]+$")
_WHY = re.compile(
    r"为什么|为何|为啥|(?:什么|啥|何种)(?:原因|缘故)|(?:原因|缘故)是?(?:什么|啥|在哪)|^why\b", re.IGNORECASE
)
"""Words that ask for a reason and for nothing else."""
_LONGEST = 3
_LENGTH_STEP, _LENGTHS = 5, 6


@dataclass(frozen=True, slots=True)
class FormModel:
    """Coefficients of the softmax; ``weights`` gives those of a feature, one for each of ``forms``."""

    forms: tuple[Form, ...]
    intercepts: tuple[float, ...]
    weights: dict[str, tuple[float, ...]]

    def read(self, text: str) -> Form:
        scores = list(self.intercepts)
        for feature in form_features(text):
            for place, weight in enumerate(self.weights.get(feature, ())):
                scores[place] += weight
        return self.forms[max(range(len(scores)), key=scores.__getitem__)]


@lru_cache(64)  # the answer and the query both go by it
def read_form(text: str) -> Form:
    """A complaint (上学难) asks for no fact but what is done about it."""
    form = _load().read(text)
    return Form.TOPIC if form is Form.FACT and is_complaint(text) else form


def read_wish(text: str) -> Form:
    """The form of the answer that is composed. A question for a reason says so, whatever is said to have moved beside
    it; how surely it is answered goes by ``read_form``."""
    return Form.WHY if _WHY.search(text) else read_form(text)


def form_features(text: str) -> set[str]:
    """The features of a question that the classifier sees. Years and numbers are alike to it."""
    masked = _NUMBER.sub("N", _YEAR.sub("Y", fold(text)))
    return set(_features(masked))


def _features(text: str) -> Iterator[str]:
    for word in _TOKEN.findall(text):
        if _LATIN.match(word):
            yield f"w:{word}"
            continue
        for length in range(1, _LONGEST + 1):
            yield from (word[at : at + length] for at in range(len(word) - length + 1))
    yield from (f"w:{one} {other}" for one, other in pairwise(re.findall(r"[a-z']+", text)))
    if rest := _END.sub("", text):
        yield from (f"^{rest[:2]}", f"${rest[-1:]}", f"${rest[-2:]}", f"${rest[-3:]}")
    yield f"L{min(_LENGTHS, len(text) // _LENGTH_STEP)}"


@cache
def _load() -> FormModel:
    data = json.loads(files("rag.retrieval").joinpath("forms.json").read_text(encoding="utf-8"))
    return FormModel(
        forms=tuple(map(Form, data["forms"])),
        intercepts=tuple(data["intercepts"]),
        weights={feature: tuple(weights) for feature, weights in data["weights"].items()},
    )
