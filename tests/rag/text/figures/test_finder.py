"""Numbers in text are read with what they say: value, unit, qualifier, direction, and where they stand."""

from __future__ import annotations

import time
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rag.text.figures import Direction, FigureKind, Mode, Qualifier, find_figures
from tests.rag.text.figures.written_figures import only


def amounts(text: str) -> list[tuple[float, str]]:
    return [(float(f.low), f.unit) for f in find_figures(text) if f.kind is FigureKind.AMOUNT]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("1.78万件", 17800, "件"),
        ("3000万元", 30_000_000, "元"),
        ("0.3亿元", 30_000_000, "元"),
        ("3.65万亿元", 3.65e12, "元"),
        ("879.3万美元", 8_793_000, "美元"),
        ("三千五百人", 3500, "人"),
        ("两万五千亩", 25_000, "亩"),
        ("1,200亩", 1200, "亩"),
        ("１２％", 12, "%"),
        ("百分之六点五", 6.5, "%"),
        ("百分百", 100, "%"),
        ("七成", 70, "%"),
        ("一半以上", 50, "%"),
        ("四分之三", 75, "%"),
        ("0.5个百分点", 0.5, "个百分点"),
        ("30.1微克/立方米", 30.1, "微克/立方米"),
        ("50万千瓦", 500_000, "千瓦"),
        ("61台(套)", 61, "台(套)"),
        ("惠及70多万群众", 700_000, ""),
        ("养了3群羊", 3, "群"),
        ("两年半", 2.5, "年"),
        ("-3.5%", -3.5, "%"),
        ("4.2 percent", 4.2, "%"),
        ("5 percentage points", 5, "个百分点"),
        ("1.33 million person-times", 1_330_000, "人次"),
        ("$2.16 billion", 2.16e9, "美元"),
        ("twenty-five households", 25, "户"),
    ],
)
def test_a_number_is_read_with_its_scale_and_unit(text: str, value: float, unit: str) -> None:
    figure = only(text)
    assert (float(figure.low), float(figure.high), figure.unit) == (value, value, unit)


def test_the_end_of_a_word_is_no_zero() -> None:
    """社零 is short for 社会消费品零售总额."""
    assert [figure.literal for figure in find_figures("社零增长3.5%")] == ["3.5%"]
    assert [figure.literal for figure in find_figures("实现零增长")] == ["零"]


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [("5%—6%", 5, 6), ("5至6个", 5, 6), ("三四百人", 300, 400), ("2—3家", 2, 3), ("100-200亿元", 100e8, 200e8)],
)
def test_a_range_is_one_figure(text: str, low: float, high: float) -> None:
    figure = only(text)
    assert (float(figure.low), float(figure.high)) == (low, high)


@pytest.mark.parametrize(
    ("text", "qualifier", "words"),
    [
        ("增长12%左右", Qualifier.ABOUT, "12%左右"),
        ("客流约23万人次", Qualifier.ABOUT, "约23万人次"),
        ("完成产值近10亿元", Qualifier.NEAR, "近10亿元"),
        ("产值超180亿元", Qualifier.OVER, "超180亿元"),
        ("突破1万公里", Qualifier.OVER, "突破1万公里"),
        ("活动2300余场", Qualifier.OVER, "2300余场"),
        ("1.8万余件", Qualifier.OVER, "1.8万余件"),
        ("60件以上", Qualifier.AT_LEAST, "60件以上"),
        ("不低于25亿元", Qualifier.AT_LEAST, "不低于25亿元"),
        ("不超过5%", Qualifier.AT_MOST, "不超过5%"),
        ("控制在34.2微克/立方米以下", Qualifier.AT_MOST, "34.2微克/立方米以下"),
        ("不足3个", Qualifier.UNDER, "不足3个"),
        ("近百户商家", Qualifier.NEAR, "近百户"),
        ("about 12%", Qualifier.ABOUT, "about 12%"),
        ("no less than 25 billion yuan", Qualifier.AT_LEAST, "no less than 25 billion yuan"),
    ],
)
def test_a_qualifier_belongs_to_its_number(text: str, qualifier: Qualifier, words: str) -> None:
    figure = only(text)
    assert figure.qualifiers == {qualifier}
    assert figure.full.of(text) == words


@pytest.mark.parametrize("text", ["新签约25个项目", "节约3000万元", "附近5个", "最近5年"])
def test_a_word_that_ends_like_a_qualifier_is_none(text: str) -> None:
    assert not only(text).qualifiers


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("GDP增长6%左右", Direction.UP),
        ("同比下降4.4%", Direction.DOWN),
        ("GDP增速预期目标为6%", Direction.UP),
        ("负增长2%", Direction.DOWN),
        ("6%的增长", Direction.UP),
        ("提高到95%", Direction.UP_TO),
        ("降至5%", Direction.DOWN_TO),
        ("工业增加值12%", Direction.NONE),
        ("占比81.6%", Direction.NONE),
        ("fell by 51.7%", Direction.DOWN),
        ("6% growth", Direction.UP),
        ("rose to 95%", Direction.UP_TO),
    ],
)
def test_the_direction_is_that_of_the_words_at_the_number(text: str, direction: Direction) -> None:
    assert only(text).direction is direction


def test_a_list_shares_direction_and_unit() -> None:
    assert [f.direction for f in find_figures("分别增长4.8%、6%")] == [Direction.UP, Direction.UP]
    assert amounts("分别为8、9和10万元") == [(80_000, "元"), (90_000, "元"), (100_000, "元")]


def test_a_new_clause_starts_without_direction() -> None:
    assert [f.direction for f in find_figures("增长5%,覆盖率97%")] == [Direction.UP, Direction.NONE]


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("预计增长6%", Mode.ESTIMATE),
        ("力争实现产值75亿元", Mode.AIM),
        ("增长5%", Mode.FACT),
        ("目标是:增长6%", Mode.FACT),
    ],
)
def test_an_estimate_and_an_aim_are_not_facts(text: str, mode: Mode) -> None:
    assert only(text).mode is mode


@pytest.mark.parametrize(
    ("text", "kind", "literal"),
    [
        ("严控“三公”经费", FigureKind.NAME, "三公"),
        ("“十四五”规划", FigureKind.NAME, "十四五"),
        ("十四五规划", FigureKind.NAME, "十四五"),
        ("PM2.5年平均浓度", FigureKind.NAME, "PM2.5"),
        ("国家级5G工厂", FigureKind.NAME, "5G"),
        ("1+1+N系统", FigureKind.NAME, "1+1+N"),
        ("7×24小时服务", FigureKind.NAME, "7×24小时"),
        ("12345服务热线", FigureKind.NAME, "12345"),
        ("水质达到Ⅱ类", FigureKind.GRADE, "II类"),
        ("水质达到II类", FigureKind.GRADE, "II类"),
        ("国家3A级景区", FigureKind.GRADE, "3A级"),
        ("主体AA+评级", FigureKind.GRADE, "AA+"),
        ("2024年12月23日", FigureKind.DATE, "2024-12-23"),
        ("二〇二四年", FigureKind.DATE, "2024--"),
        ("2024—2027年", FigureKind.DATE, "2024/2027--"),
        ("9月底", FigureKind.DATE, "-9-"),
        ("December 23, 2024", FigureKind.DATE, "2024-12-23"),
        ("in 2024", FigureKind.DATE, "2024--"),
    ],
)
def test_names_grades_and_dates_are_compared_as_written(text: str, kind: FigureKind, literal: str) -> None:
    figure = only(text)
    assert (figure.kind, figure.literal) == (kind, literal)


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [("全市第6", "第", 6), ("第三批", "第批", 3), ("前30强", "前", 30), ("十五届", "第届", 15), ("6th", "nth", 6)],
)
def test_a_rank_is_no_amount(text: str, unit: str, value: int) -> None:
    figure = only(text)
    assert (figure.kind, figure.unit, figure.low) == (FigureKind.ORDINAL, unit, value)


_WORDS = (
    "统一部署 一体化 进一步 一是 一些 千方百计 三农 十分 万家 百姓 第一时间 一批项目 一系列 三位一体 两位数 数十个 "
    "几百家 零部件 三门峡 四川 长三角 半导体 百年 半程马拉松 新一轮 首个 双下降"
)


@pytest.mark.parametrize("text", _WORDS.split())
def test_a_numeral_in_a_word_is_no_figure(text: str) -> None:
    assert find_figures(text) == ()


def test_one_before_a_measure_word_is_marked_as_indefinite() -> None:
    assert only("迈上一个新台阶").indefinite
    assert not only("1个新台阶").indefinite


_PIECES = (
    "1 2.5 1,200 三 百 万 亿 % 个 元 美元 - — 至 、 “ ” ( ) / + 第 前 半 约 超 左右 以上 增长 下降 年 月 日 . , 百分之 "
    "A PM Ⅱ and ten"
)


@settings(deadline=None)
@given(st.lists(st.sampled_from([*_PIECES.split(), " ", "\n"]), max_size=40).map("".join))
def test_spans_slice_back_in_order_without_overlap(text: str) -> None:
    figures = find_figures(text)
    for figure in figures:
        assert 0 <= figure.full.start <= figure.span.start < figure.span.end <= figure.full.end <= len(text)
        assert figure.low <= figure.high
    for one, two in pairwise(figures):
        assert one.span.end <= two.span.start


@settings(deadline=None)
@given(st.integers(1, 10**9), st.sampled_from(["", "万", "亿"]), st.sampled_from(["元", "个", "人次"]))
def test_digits_are_read_exactly(number: int, scale: str, unit: str) -> None:
    factor = {"": 1, "万": 10**4, "亿": 10**8}[scale]
    for written in (f"{number}{scale}{unit}", f"{number:,}{scale}{unit}", f"{number}.50{scale}{unit}"):
        figure = only(written)
        extra = Fraction(1, 2) if "." in written else 0
        assert (figure.low, figure.unit, figure.span.of(written)) == ((number + extra) * factor, unit, written)


_HOSTILE = "1 ( “1 1, 1. 一 百 1- A1 增 1个、 0.1%— +1 约 1/ 到 1至 第 前1"


@pytest.mark.parametrize("piece", [*_HOSTILE.split(), "\n1."])
def test_a_hostile_text_is_read_in_linear_time(piece: str) -> None:
    text = piece * (4096 // len(piece))
    started = time.process_time()
    find_figures(text)
    assert time.process_time() - started < 2
