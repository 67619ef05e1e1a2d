"""Names that are asked for, and only counted."""

from __future__ import annotations

import pytest

from rag.retrieval.answerability.names import names_none
from rag.retrieval.query import read
from rag.types import Question


@pytest.mark.parametrize(
    ("question", "sentence", "none"),
    [
        ("去年获奖的作品叫什么", "7部作品荣获优秀作品奖。", True),
        ("有作品进了获奖名单吗，作者是谁", "7部作品荣获优秀作品奖。", False),
    ],
)
def test_things_that_are_counted_are_not_named(question: str, sentence: str, none: bool) -> None:
    (query,) = read(Question(question))
    assert names_none(query, sentence, sentence) is none
