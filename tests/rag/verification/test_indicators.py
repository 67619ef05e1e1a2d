"""What of a thing is counted, and of which part of it, is told by a few words of its name."""

from __future__ import annotations

import pytest

from rag.verification.indicators import general, is_narrowed, is_qualified, measures


def test_output_and_export_are_two_measures() -> None:
    assert not measures("工业机器人产量") & measures("工业机器人出口")
    assert measures("卖出去的车，出口") & measures("汽车出口额")


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


def test_words_right_before_a_name_qualify_it() -> None:
    assert is_qualified("每万人口高价值发明专利拥有量", "每万人口发明专利拥有量")
    assert not is_qualified("预计海洋生产总值", "去年海洋生产总值")
    assert not is_qualified("海洋生产总值", "海洋生产总值")
