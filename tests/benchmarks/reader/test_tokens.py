"""Two texts become one row of tokens, the question first."""

from __future__ import annotations

import numpy as np
import pytest
from tokenizers import Tokenizer

from benchmarks.reader.start import Start
from benchmarks.reader.tokens import ASKED, END, LONGEST, START, Texts, encode, make_tokenizer

PIECES = ("<s>", "<pad>", "</s>", "<unk>", "▁", "增", "长", "增长", ":", ">", "章")


@pytest.fixture
def tokenizer() -> Tokenizer:
    scores = np.array([0, 0, 0, 0, -1, -3, -3, -2, -1, -1, -1], np.float32)
    return make_tokenizer(Start(32, 2, 64, 1e-12, PIECES, scores, {}), range(len(PIECES)))


def ids(*pieces: str) -> list[int]:
    return [PIECES.index(piece) for piece in pieces]


def test_question_headings_and_sentence_stand_in_one_row(tokenizer: Tokenizer) -> None:
    (row,) = encode(tokenizer, [Texts("增长", "章", "长")])
    assert row.ids == [START, *ids("▁", "增长"), END, END, *ids("▁", "章", "▁", ":", "▁", "长"), END]
    assert row.asked == 4


def test_without_headings_the_sentence_stands_alone(tokenizer: Tokenizer) -> None:
    (row,) = encode(tokenizer, [Texts("增", "", "长")])
    assert row.ids[row.asked :] == [END, *ids("▁", "长"), END]


def test_long_texts_are_cut_at_their_end(tokenizer: Tokenizer) -> None:
    (row,) = encode(tokenizer, [Texts("增" * 500, "章" * 500, "长" * 500)])
    assert row.asked == ASKED + 2
    assert len(row.ids) == LONGEST
    assert row.ids[-1] == END
