"""Things of one sort that are counted beside each other."""

from __future__ import annotations

import re

import pytest

from rag.text.sorts import Sort, sorts_for, tells_another


@pytest.mark.parametrize("sort", sorts_for("questions", "claims", "both", "pairs"))
def test_a_sort_has_several_things_each_named_once(sort: Sort) -> None:
    names = [name for thing in sort for name in re.split(r"\|(?![^(]*\))", thing.pattern)]
    assert len(sort) > 1
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    ("asked", "sentence", "told", "rival"),
    [
        ("老小区改造多少个", "改造老旧小区27个", "改造老旧小区27个", False),
        ("老小区改造多少个", "改造城中村3个", "改造城中村3个", True),
        ("托位新增多少", "养老床位达到3758张，托育服务扩面", "养老床位达到3758张", False),
        ("城市改造了什么", "改造城中村3个", "改造城中村3个", False),
        ("税收收入是多少", "农村居民人均可支配收入达到19830元", "农村居民人均可支配收入达到19830元", True),
        ("居民收入是多少", "农村居民人均可支配收入达到19830元", "农村居民人均可支配收入达到19830元", False),
    ],
)
def test_a_thing_that_the_sentence_names_by_another_word_has_no_rival(
    asked: str, sentence: str, told: str, rival: bool
) -> None:
    """老小区 are 老旧小区; what is not of the sort is not looked at."""
    assert bool(tells_another(asked, told, sentence, "questions", "both")) is rival
