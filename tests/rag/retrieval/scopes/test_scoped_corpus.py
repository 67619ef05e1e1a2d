"""What belongs to the scope of a question, however it is worded."""

from __future__ import annotations

import pytest

from tests.fakes import make_scoped, make_version

VERSION = make_version()


def ordinal_of(words: str) -> int:
    return next(i for i, at in enumerate(VERSION.order) if words in VERSION.words(at))


@pytest.mark.parametrize(
    ("words", "year", "may_answer"),
    [
        ("新建小学2所", 1.0, True),
        ("GDP增长6%", -1.0, True),
        ("请予审议", 0.0, False),
        ("二、2025年工作安排", -1.0, False),
    ],
)
def test_a_sentence_is_of_the_year_asked_for_or_not_and_may_answer_or_not(
    words: str, year: float, may_answer: bool
) -> None:
    (found,) = make_scoped(VERSION, (2024,)).sentences([ordinal_of(words)])
    assert (found.year, found.may_answer) == (year, may_answer)


def test_what_is_found_for_one_wording_is_there_for_the_next() -> None:
    corpus = make_scoped(VERSION)
    assert corpus.sentences([3, 4])[0] is corpus.sentences([2, 3])[1]
    assert corpus.parts == (corpus,)
    assert corpus.known("新建小学") > corpus.known("火星基地") == corpus.known("火星基地") == 0.0
