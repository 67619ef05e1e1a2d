"""One word is enough to say the contrary."""

from __future__ import annotations

import pytest

from rag.verification.verdicts.opposites import is_contrary


@pytest.mark.parametrize(
    ("claim", "clause"),
    [
        ("城乡收入差距扩大了", "城乡居民收入差距缩小"),
        ("白石机场推迟投用", "白石机场提前投用"),
        ("国际航线去年暂停了", "恢复国际航线"),
        ("博物馆开始收费", "博物馆免费开放"),
        ("医保目录部分落地", "医保目录全面落地"),
    ],
)
def test_the_two_words_of_a_pair_are_contrary(claim: str, clause: str) -> None:
    assert is_contrary(claim, clause)
    assert is_contrary(clause, claim)


@pytest.mark.parametrize(
    ("claim", "clause"),
    [("收入差距缩小", "收入差距缩小"), ("扩大开放、缩小差距", "缩小差距"), ("建成投用", "恢复国际航线")],
)
def test_a_word_that_both_have_or_one_alone_is_not(claim: str, clause: str) -> None:
    assert not is_contrary(claim, clause)
