"""A part of a thing is told by a few words of its name."""

from __future__ import annotations

import pytest

from rag.verification.indicators import general, is_narrowed


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
