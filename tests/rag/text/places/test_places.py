"""Names of places in a text."""

from __future__ import annotations

import pytest

from rag.text.places import find_asked_places, find_english_places, find_places, find_scopes, find_zones, tells_of


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
    ("question", "found"),
    [
        ("来安徽玩的游客有多少", ("安徽",)),
        ("来安县有多少人口", ("来安县",)),
        ("新疆2025年GDP增长目标是多少", ("新疆",)),
        ("恩施州去年旅游收入", ("恩施州",)),
        ("昆山2025年GDP", ("昆山",)),
        ("去年浦东的GDP", ("浦东",)),
        ("鄂伦春旗有多少人", ("鄂伦春旗",)),
        ("日本和欧盟的GDP", ("日本", "欧盟")),
        ("全球经济增速", ("全球",)),
        ("我国去年进出口", ("我国",)),
        ("国家去年财政收入", ("国家",)),
        ("清苑县去年GDP", ("清苑县",)),
        ("湖山区2025年GDP", ("湖山区",)),
        ("向山镇今年修路吗", ("向山镇",)),
        ("新建2025年GDP", ("新建",)),
    ],
)
def test_a_question_names_places_of_every_kind(question: str, found: tuple[str, ...]) -> None:
    """By short forms, former names and names in no list; in the place of a name also by forms that are words."""
    assert tuple(place.name for place in find_asked_places(question)) == found


@pytest.mark.parametrize(
    "question",
    [
        "老旧小区改造多少个",
        "咱们区今年教育有什么动作",
        "俺们县去年经济怎么样",
        "你们市今年财政收入多少",
        "他们镇人口有多少",
        "咱这个县现在人口多少",
        "去年新建学校几所",
        "居民和企业满意度",
        "创新化解矛盾多少起",
        "重大安全事故几起",
        "国家级专精特新企业有几家",
        "中国式现代化怎么推进",
        "贫困山区有多少人",
        "开发区的产值",
        "哪个区最好",
        "全县有几个镇",
        "沿海地区发展得怎么样",
    ],
)
def test_words_that_look_like_names_are_none(question: str) -> None:
    assert find_asked_places(question) == ()


def test_a_place_before_another_tells_which_one_is_meant() -> None:
    """There are 鼓楼区 in four cities."""
    assert len(find_asked_places("鼓楼区去年GDP")[0].codes) > 1
    assert find_asked_places("南京市鼓楼区去年GDP")[1].codes == {"320106"}


def test_a_sentence_may_call_a_place_by_another_of_its_names() -> None:
    assert tells_of("新疆维吾尔自治区", "对口支援新疆")
    assert tells_of("昆山", "昆山市的经验")
    assert not tells_of("昆山", "地区生产总值增长6%")


@pytest.mark.parametrize(
    ("place", "words", "told"),
    [
        ("北京", "京企落地投资175亿元", True),
        ("北京", "京蒙协作拓展", True),
        ("天津", "在津新设机构1981家", True),
        ("非洲", "中非经贸博览会", True),
        ("青海", "青年就业", False),
        ("北京", "东京、南京", False),
        ("宁夏", "南宁", False),
    ],
)
def test_a_place_may_be_told_by_its_letter(place: str, words: str, told: bool) -> None:
    """Beside another letter of a place, with who comes from there, after where something is."""
    assert tells_of(place, words) is told


def test_words_that_widen_the_place_are_found() -> None:
    """They name no division, and still another place than the district's."""
    assert find_scopes("全省和全市排名第几") == ("全省", "全市")
    assert find_scopes("雨山区排名第几") == ()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("What is Henan's GDP target?", ("河南",)),
        ("Compare shaanxi and SHANXI", ("陕西", "山西")),
        ("inner mongolia's grain output", ("内蒙古",)),
        ("schools in Hefei, Anhui", ("合肥",)),
        ("Yushan District of Anhui", ("雨山区",)),
        ("the district and Anhui", ()),
        ("Japan's GDP and that of the United States", ("日本", "美国")),
        ("national GDP", ("我国",)),
        ("how many people man the post", ()),
        ("what is the target", ()),
        ("the target for China-Europe freight trains", ()),
        ("trade between China and Europe", ("我国", "欧洲")),
    ],
)
def test_places_are_known_in_english(text: str, found: tuple[str, ...]) -> None:
    """Where they are what is asked about, not where that lies."""
    assert tuple(place.name for place in find_english_places(text)) == found


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
