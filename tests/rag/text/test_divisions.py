"""What places are: their codes, the places around them, and how they are called."""

from __future__ import annotations

import pytest

from rag.text.divisions import by_place, codes_of, divisions, identify, is_within, own_names, same_place, short_name


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("安徽省", "安徽"),
        ("马鞍山市", "马鞍山"),
        ("雨山区", "雨山"),
        ("内蒙古自治区", "内蒙古"),
        ("香港特别行政区", "香港"),
        ("沙县", "沙县"),
        ("宁夏回族自治区", "宁夏"),
        ("恩施土家族苗族自治州", "恩施"),
        ("湖山区", "湖山"),
        ("雨山", "雨山"),
    ],
)
def test_people_leave_the_suffix_out(name: str, short: str) -> None:
    """Unless a single character would be left."""
    assert short_name(name) == short


@pytest.mark.parametrize(
    ("region", "names"),
    [
        ("雨山区", {"雨山区", "雨山", "全区", "我区", "本区"}),
        ("江湾市", {"江湾市", "江湾", "全市", "我市", "本市"}),
        ("某某乡", {"某某乡"}),
        ("宁夏", {"宁夏回族自治区", "宁夏", "全区"}),
        ("临川市青禾县", {"临川市青禾县", "青禾县", "青禾", "全县"}),
        ("全国", {"全国", "我国"}),
        (None, set()),
    ],
)
def test_a_report_goes_by_its_region_and_its_level(region: str | None, names: set[str]) -> None:
    """全区 in a question to a district's report is that district."""
    assert own_names(region) >= names
    assert bool(own_names(region)) is bool(names)


def test_a_district_lies_in_its_city_and_province() -> None:
    """By the codes, with and without suffix; not the other way about, and not elsewhere."""
    assert all(is_within("雨山区", place) for place in ("马鞍山市", "马鞍山", "安徽省", "安徽"))
    assert not is_within("马鞍山市", "雨山区")
    assert not is_within("雨山区", "合肥市")
    assert not is_within(None, "安徽省")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("清苑区", "保定市清苑区"),
        ("清苑区", "清苑县"),
        ("宁夏", "宁夏回族自治区"),
        ("国务院", "全国"),
        ("中国", "全国"),
        ("青禾县", "临川市青禾县"),
        ("上海", "上海市"),
    ],
)
def test_one_place_may_have_several_names(one: str, other: str) -> None:
    """By its code, or by its own name where it has none."""
    assert same_place(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("南京市鼓楼区", "福州市鼓楼区"), ("雨山区", "花山区"), ("海南", "海南区"), ("青禾县", "青禾区"), (None, None)],
)
def test_places_of_like_names_are_several(one: str | None, other: str | None) -> None:
    assert not same_place(one, other)


def test_regions_are_gathered_by_place() -> None:
    """In order; those without a region stand for themselves."""
    assert by_place(["清苑区", None, "雨山区", "保定市清苑区", None]) == [[0, 3], [1], [2], [4]]


def test_a_region_tells_what_it_lies_in() -> None:
    """Also where no list has it."""
    assert is_within("临川市青禾县", "临川市")
    assert identify("青禾县") == {"青禾县"}


def test_the_table_has_all_divisions_of_the_country_and_of_the_world() -> None:
    """31 provinces and their like, with Taiwan, Hong Kong and Macau 34; counties with names of their own."""
    codes = {division.code for division in divisions()}
    assert sum(code.endswith("0000") for code in codes) == 34
    assert sum(code.isdigit() and len(code) == 6 and not code.endswith("00") for code in codes) > 2800
    assert {"US", "JP", "CN", "001", "150"} <= codes
    assert all(codes_of(name) for name in ("湾沚区", "钱塘区", "和康县", "白杨市", "雄安新区"))


def test_a_name_is_that_of_the_largest_place_called_so() -> None:
    """海南 is the province, 恩施 the prefecture."""
    assert codes_of("海南") == {"460000"}
    assert codes_of("恩施") == {"422800"}
