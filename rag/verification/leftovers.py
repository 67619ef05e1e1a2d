"""Words, pairs of characters -> the heaviest piece of the words that the pairs do not cover. Pure.

What a claim leaves out of a figure's words, or a sentence of the claim's, tells a part from the whole and one name from
another: 超算 of 超算算力 beside 算力, 水洞 of 本溪水洞 beside 本溪五女山.
"""

from __future__ import annotations

import re
from functools import lru_cache

from rag.retrieval.calibration import CALIBRATION
from rag.text.figures.modifiers import turns
from rag.text.glossary import read_terms
from rag.text.plain import grams
from rag.verification.wording import NEUTRAL, Grams

_RUN = re.compile(r"[\u3400-\u9fff]+")
_MOST = 4.0
"""The greatest weight of a piece."""
_MOSTLY = 0.6
"""The share of the pairs of an official form from which it counts as held."""
_UNPAIRED = 0.2
"""The weight of a character that stands alone."""


@lru_cache(4096)
def heaviest_left(words: str, held: Grams) -> float:
    """The weight (0 to 4) of the heaviest run of characters of which no pair is held: about one for each that tells
    something."""
    runs = _RUN.findall(NEUTRAL.sub(" ", _without_changes(words)))
    return min(max((weight for run in runs for weight in _pieces(run, held)), default=0.0), _MOST)


def heaviest_unsaid(words: str, held: Grams) -> float:
    """The same for words as people use them: a word whose official form the pairs hold is not left over."""
    said = (word if not forms or not _is_held(forms, held) else "\n" for word, forms in _terms(words))
    return heaviest_left("".join(said), held)


def _is_held(forms: tuple[Grams, ...], held: Grams) -> bool:
    return any(len(form & held) >= _MOSTLY * len(form) for form in forms)


@lru_cache(512)
def _terms(words: str) -> tuple[tuple[str, tuple[Grams, ...]], ...]:
    read = read_terms(words, colloquial=True)
    return tuple((_written(word), tuple(frozenset(grams(form)) for form in official)) for word, official in read)


def _written(word: str) -> str:
    """A Chinese term as it was written, not its characters apart: 口袋公园 of 口 袋 公 园."""
    return word if word.isascii() else word.replace(" ", "")


def _without_changes(words: str) -> str:
    for span, _ in reversed(turns(words)):
        words = f"{words[: span.start]} {words[span.end :]}"
    return words


def _pieces(run: str, held: Grams) -> list[float]:
    pairs = [run[at : at + 2] for at in range(len(run) - 1)]
    covered = [pair in held for pair in pairs]
    tells = [CALIBRATION.content(pair) for pair in pairs]
    weights = [0.0]
    for at in range(len(run)):
        beside = slice(max(at - 1, 0), at + 1)
        if any(covered[beside]):
            weights.append(0.0)
        else:
            weights[-1] += max(tells[beside], default=_UNPAIRED)
    return weights
