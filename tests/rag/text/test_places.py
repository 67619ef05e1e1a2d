"""Names of administrative divisions in a question, and whose they are."""

from __future__ import annotations

from importlib.resources import files

import pytest

from benchmarks.divisions import table
from rag.text.places import find_english_places, find_places, find_scopes, find_zones, is_within, own_names, short_name


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("安徽省", "安徽"),
        ("马鞍山市", "马鞍山"),
        ("雨山区", "雨山"),
        ("内蒙古自治区", "内蒙古"),
        ("香港特别行政区", "香港"),
        ("沙县", "沙县"),
        ("雨山", "雨山"),
    ],
)
def test_people_leave_the_suffix_out(name: str, short: str) -> None:
    """Unless a single character would be left."""
    assert short_name(name) == short


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("马鞍山市雨山区GDP增长多少", ("马鞍山市", "雨山区")),
        ("合肥和南京哪个快", ("合肥", "南京")),
        ("合肥和合肥", ("合肥",)),
        ("安徽省今年的目标", ("安徽省",)),
        ("老城区改造了多少", ()),
        ("全区有多少学校", ()),
        ("", ()),
    ],
)
def test_divisions_are_found_as_written(text: str, found: tuple[str, ...]) -> None:
    """In order, once each, the longest name first; words for any old part of a town are no names."""
    assert find_places(text) == found


@pytest.mark.parametrize(
    ("region", "names"),
    [
        ("雨山区", {"雨山区", "雨山", "全区", "我区", "本区"}),
        ("江湾市", {"江湾市", "江湾", "全市", "我市", "本市"}),
        ("某某乡", {"某某乡"}),
        (None, set()),
    ],
)
def test_a_report_goes_by_its_region_and_its_level(region: str | None, names: set[str]) -> None:
    """全区 in a question to a district's report is that district."""
    assert own_names(region) >= names
    assert bool(own_names(region)) is bool(names)


def test_words_that_widen_the_place_are_found() -> None:
    """They name no division, and still another place than the district's."""
    assert find_scopes("全省和全市排名第几") == ("全省", "全市")
    assert find_scopes("雨山区排名第几") == ()


def test_a_district_lies_in_its_city_and_province() -> None:
    """By the codes, with and without suffix; not the other way about, and not elsewhere."""
    assert all(is_within("雨山区", place) for place in ("马鞍山市", "马鞍山", "安徽省", "安徽"))
    assert not is_within("马鞍山市", "雨山区")
    assert not is_within("雨山区", "合肥市")
    assert not is_within(None, "安徽省")


def test_the_table_is_what_the_standard_says() -> None:
    """As the package that holds all its editions has it."""
    assert files("rag").joinpath("divisions.tsv").read_text(encoding="utf-8") == table()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("What is Henan's GDP target?", ("河南",)),
        ("Compare shaanxi and SHANXI", ("陕西", "山西")),
        ("inner mongolia's grain output", ("内蒙古",)),
        ("schools in Hefei, Anhui", ()),
        ("Yushan District of Anhui", ()),
        ("what is the target", ()),
    ],
)
def test_provinces_are_known_in_english(text: str, found: tuple[str, ...]) -> None:
    """Where they are what is asked about, not where that lies."""
    assert find_english_places(text) == found


@pytest.mark.parametrize(
    ("asked", "told", "names"),
    [
        ("经开区的产值", "雨山经开区战新产值72亿元", True),
        ("经济技术开发区的产值", "开发园区动能强劲", True),
        ("经开区的产值", "规上工业产值增长8%", False),
        ("高新区的产值", "经开区产值72亿元", False),
        ("全区的产值", "经开区产值72亿元", True),
    ],
)
def test_the_figures_of_a_zone_are_told_where_one_is_named(asked: str, told: str, names: bool) -> None:
    assert all(zone.search(told) for zone in find_zones(asked)) is names
