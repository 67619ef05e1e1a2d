"""Every sentence of an answer closes with a full stop."""

from __future__ import annotations

import pytest

from rag.text.full_stops import as_sentence


@pytest.mark.parametrize("words", ["新建小学2所", "新建小学2所。", "新建小学2所；", "新建小学2所: "])
def test_a_sentence_closes_with_one_full_stop(words: str) -> None:
    assert as_sentence(words) == "新建小学2所。"
