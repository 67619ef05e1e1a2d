"""A part of a thing is told by a few words of its name."""

from __future__ import annotations

import pytest

from rag.text.plain import grams
from rag.verification.indicators import general, is_narrowed, nearest_member


@pytest.mark.parametrize(
    ("words", "by", "narrowed"),
    [
        ("高价值发明专利", "发明专利", True),
        ("发明专利", "高价值发明专利", False),
        ("新能源装机", "电源总装机", True),
        ("农村居民收入", "农民收入", False),
    ],
)
def test_a_word_that_only_one_has_makes_a_part(words: str, by: str, *, narrowed: bool) -> None:
    assert is_narrowed(words, by) is narrowed


def test_new_jobs_in_towns_are_all_new_jobs() -> None:
    assert general("城镇新增就业") == "新增就业"


@pytest.mark.parametrize(
    ("words", "member"),
    [
        ("国家级度假区和老牛湾大峡谷", "老牛湾大峡谷"),
        ("老牛湾大峡谷、老牛湾风景区", "老牛湾大峡谷、老牛湾风景区"),
        ("、", "、"),
        ("", ""),
    ],
)
def test_what_is_said_is_on_one_member_of_a_list(words: str, member: str) -> None:
    assert nearest_member(words, frozenset(grams("老牛湾大峡谷"))) == member
