"""Pairs of texts -> tokens, as the network is given them. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

from benchmarks.reader.start import Start

ASKED = 56
"""Tokens of a question or claim that are read."""
LONGEST = 160
"""Tokens of both texts together."""
HEADINGS = 40
"""Characters of the headings above a sentence that are read; the last ones tell most."""
START, PAD, END, UNKNOWN = 0, 1, 2, 3


class Texts(NamedTuple):
    """A question or claim, and a sentence with the headings above it."""

    asked: str
    headings: str
    sentence: str


class Tokens(NamedTuple):
    """A pair of texts, and how many of its tokens are of the first."""

    ids: list[int]
    asked: int


def make_tokenizer(start: Start, kept: Sequence[int]) -> Tokenizer:
    pieces = [(start.pieces[at], float(start.scores[at])) for at in kept]
    tokenizer = Tokenizer(models.Unigram(pieces, UNKNOWN, False))
    tokenizer.normalizer = normalizers.Sequence([normalizers.NFKC(), normalizers.Replace("\n", " ")])
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    return tokenizer


def encode(tokenizer: Tokenizer, pairs: Sequence[Texts]) -> list[Tokens]:
    """The first text, then the headings and the sentence; cut at the end where they are too long."""
    asked = tokenizer.encode_batch([pair.asked for pair in pairs], add_special_tokens=False)
    told = tokenizer.encode_batch([_told(pair) for pair in pairs], add_special_tokens=False)
    return [_joined(one.ids, other.ids) for one, other in zip(asked, told, strict=True)]


def _told(pair: Texts) -> str:
    headings = pair.headings[-HEADINGS:]
    return f"{headings} : {pair.sentence}" if headings else pair.sentence


def _joined(asked: list[int], told: list[int]) -> Tokens:
    first = [START, *asked[:ASKED], END]
    return Tokens([*first, END, *told[: LONGEST - len(first) - 2], END], len(first))
