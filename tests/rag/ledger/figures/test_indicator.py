"""Names of indicators, as said and folded."""

from __future__ import annotations

import pytest

from rag.ledger.figures.indicator import completed, counted_name, folded_name, names_nothing, said_name, subject_of


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("力争社会消费品零售总额同比增长", "社会消费品零售总额"),
        ("城镇调查失业率控制在", "城镇调查失业率"),
        ("和美乡村覆盖率达", "和美乡村覆盖率"),
        ("人均地区生产总值从2020年的", "人均地区生产总值"),
        ("新增普通高中学位", "新增普通高中学位"),
        ("共济金额", "共济金额"),
    ],
)
def test_words_that_open_and_close_a_clause_are_no_part_of_a_name(words: str, name: str) -> None:
    assert said_name(words) == name


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("规上工业增加值增速居全国", "规上工业增加值增速"),
        ("粮食单产连续3年居粮食主产省", "粮食单产"),
        ("居民收入增速排名中部六省", "居民收入增速"),
    ],
)
def test_a_rank_drops_the_place_it_is_held_in(words: str, name: str) -> None:
    assert said_name(words, ranked=True) == name


def test_a_name_in_quotes_is_a_name() -> None:
    """Also where it begins with that of a place."""
    assert not names_nothing("“吉林一号”")
    assert names_nothing("较“十三五”末增长")


@pytest.mark.parametrize("words", ["同比增长", "跃升至", "、居全国", "双双突破", ""])
def test_words_that_only_move_name_nothing(words: str) -> None:
    assert names_nothing(words)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("GDP", "地区生产总值"),
        ("湖山市生产总值", "地区生产总值"),
        ("研究与试验发展经费投入强度", "全社会研发投入强度"),
        ("新培育科技型中小企业", "新增科技型中小企业"),
        ("新建、改造高标准农田", "改造提升高标准农田"),
        ("居民消费价格涨幅", "CPI"),
        ("进出口", "外贸进出口总额"),
        ("外贸进出口额", "进出口总额"),
        ("地表水国控断面I—Ⅲ类水质比例", "地表水国控断面Ⅰ—Ⅲ类水质比例"),
        ("新增电力装机，其中绿色能源占比", "电力装机，其中绿色能源占比"),
    ],
)
def test_what_reports_say_differently_folds_to_one_name(one: str, other: str) -> None:
    assert folded_name(one, "湖山市") == folded_name(other, "湖山市")


@pytest.mark.parametrize(("one", "other"), [("海洋生产总值", "生产总值"), ("供应建设用地", "新增用地")])
def test_another_indicator_keeps_its_own_name(one: str, other: str) -> None:
    assert folded_name(one, None) != folded_name(other, None)


def test_what_was_done_with_things_is_no_part_of_what_is_counted() -> None:
    assert counted_name(folded_name("实施城中村改造", None)) == counted_name(folded_name("开工改造城中村", None))


def test_a_generic_measure_takes_the_subject_before_it() -> None:
    assert completed("粮食播种面积", "产量") == "粮食产量"


def test_a_subject_is_what_is_measured() -> None:
    assert subject_of("文化旅游产业增加值") == "文化旅游"


def test_characters_without_width_hide_no_word() -> None:
    assert said_name("全\u200b年生\u200b产总\u200b值达\u200b到") == "生产总值"
    assert names_nothing("\u200b同\u200b比增\u200b长")
