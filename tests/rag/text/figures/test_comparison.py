"""Two ways to write a figure are the same figure, and an altered one never is."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rag.text.figures import carried, find_figures, same, stands_in
from tests.rag.text.figures.written_figures import MARKS, MOVES, UNITS, figures, only


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1.78万件", "17800件"),
        ("0.3亿元", "3000万元"),
        ("增长百分之六", "增长6%"),
        ("增长６％", "增长6%"),
        ("七成", "70%"),
        ("八项", "8项"),
        ("二十五个", "25个"),
        ("三分之一", "1/3"),
        ("5%—6%", "5%至6%"),
        ("超180亿元", "180余亿元"),
        ("突破180亿元", "超过180亿元"),
        ("不低于25亿元", "25亿元以上"),
        ("约23万人次", "23万人次左右"),
        ("增长-3%", "下降3%"),
        ("增速为6%", "增长6%"),
        ("grew by 6 percent", "增长6%"),
        ("nearly 500,000 person-times", "近50万人次"),
        ("2.16 billion dollars", "21.6亿美元"),
        ("水质为II类", "水质为Ⅱ类"),
        ("2024年12月23日", "December 23, 2024"),
        ("31天", "31日"),
        ("0.5个百分点", "0.5 percentage points"),
    ],
)
def test_two_ways_to_write_a_figure_are_the_same(one: str, other: str) -> None:
    assert same(only(one), only(other))


@pytest.mark.parametrize(
    ("stated", "source"),
    [
        ("增长6%", "增长6个百分点"),
        ("增长6%", "下降6%"),
        ("6%", "增长6%"),
        ("增长6%", "占比6%"),
        ("提高95%", "提高到95%"),
        ("提高到95%", "达到95%"),
        ("降到95%", "提高到95%"),
        ("12%", "12%左右"),
        ("12%左右", "12%"),
        ("12%以上", "12%左右"),
        ("近50万人次", "约50万人次"),
        ("不超过25亿元", "不低于25亿元"),
        ("产值75亿元", "力争产值75亿元"),
        ("增长6%", "预计增长6%"),
        ("预计产值75亿元", "力争产值75亿元"),
        ("2.16亿元", "2.16亿美元"),
        ("2.16亿", "2.16亿元"),
        ("173万元", "173亿元"),
        ("38家", "38项"),
        ("38家", "38个"),
        ("3人", "3个"),
        ("23万人", "23万人次"),
        ("8", "8%"),
        ("30.1", "30.1微克/立方米"),
        ("5%", "5%—6%"),
        ("第6", "前6"),
        ("第三批", "第三届"),
        ("Ⅲ类", "Ⅱ类"),
        ("A级", "AA+级"),
        ("2024年12月24日", "2024年12月23日"),
        ("2.5", "PM2.5"),
        ("5个", "15个"),
        ("10天", "10年"),
    ],
)
def test_an_altered_figure_is_never_carried(stated: str, source: str) -> None:
    assert not carried(only(stated), find_figures(source))


@pytest.mark.parametrize(
    ("stated", "source"),
    [
        ("38个", "38项"),
        ("8项", "8个"),
        ("384名", "384人"),
        ("达95%", "提高到95%"),
        ("增加了5447个", "新增停车泊位5447个"),
        ("增长了6个点", "增长6%"),
        ("2024年12月", "2024年12月23日"),
        ("三项", "“三项制度”"),
        ("134 projects", "134个项目"),
        ("ranked 6th", "全市第6"),
    ],
)
def test_a_figure_may_be_stated_in_these_other_forms(stated: str, source: str) -> None:
    assert carried(only(stated), find_figures(source))


def write(move: str, mark: tuple[str, str], number: int, unit: str, form: int = 0) -> str:
    """The same figure in one of several forms."""
    forms = (f"{number}", f"{number:,}", f"{number / 10000:.4f}万", f"{number}.0", _wide(str(number)))
    return f"{move}{mark[0]}{forms[form]}{unit}{mark[1]}"


def _wide(digits: str) -> str:
    return "".join(chr(ord(digit) + 0xFEE0) for digit in digits)


@settings(deadline=None)
@given(figures, st.integers(0, 4), st.integers(0, 4))
def test_every_form_of_a_figure_carries_every_other(
    figure: tuple[str, tuple[str, str], int, str], a: int, b: int
) -> None:
    assert same(only(write(*figure, form=a)), only(write(*figure, form=b)))


few = st.tuples(st.sampled_from(MOVES), st.sampled_from(MARKS[:3]), st.integers(1, 2), st.sampled_from(UNITS[:5]))


@settings(deadline=None)
@given(few, few)
def test_figures_written_differently_in_any_part_do_not_carry_each_other(
    one: tuple[str, tuple[str, str], int, str], other: tuple[str, tuple[str, str], int, str]
) -> None:
    """A level stands for the level it was moved to, and 个 for 家; nothing else passes for another."""
    stated, source = only(write(*one)), only(write(*other))
    level = (one[0], other[0]) in {("", "提高到"), ("", "降至")}
    counts = (one[3], other[3]) == ("个", "家")
    alike = (one[0] == other[0] or level) and one[1:3] == other[1:3] and (one[3] == other[3] or counts)
    assert carried(stated, [source]) == alike


@settings(deadline=None)
@given(figures, st.data())
def test_one_altered_part_is_enough(figure: tuple[str, tuple[str, str], int, str], data: st.DataObject) -> None:
    source = only(write(*figure))
    move, mark, number, unit = figure
    altered = [
        (move, mark, data.draw(st.integers(1, 99_999).filter(lambda other: other != number)), unit),
        (move, data.draw(st.sampled_from(MARKS).filter(lambda other: other != mark)), number, unit),
        ({"增长": "下降", "下降": "增长", "提高到": "降至", "降至": "提高到", "": "增长"}[move], mark, number, unit),
        (move, mark, number * 10_000, unit),
    ]
    assert not any(carried(only(write(*change)), [source]) for change in altered)


@pytest.mark.parametrize("source", ["12345热线", "拨打12345,", "难题，12345", "(12345)"])
def test_a_number_stands_in_its_source_between_other_signs(source: str) -> None:
    assert stands_in("12345", source)


@pytest.mark.parametrize("source", ["112345", "12345.6", "0.12345", "12,12345", "A12345", "12345万"])
def test_a_number_does_not_stand_in_a_longer_one(source: str) -> None:
    assert not stands_in("12345", source)


def test_relief_is_not_a_negative_number() -> None:
    """减负 is one word."""
    (figure,) = find_figures("为经营主体减负2500亿元以上")
    assert figure.low == 250_000_000_000
