"""What is read off a question's own words and off the turn before it."""

from __future__ import annotations

import pytest

from rag.retrieval.query import Expects, Query, has_words, in_plain_characters, is_english, read
from rag.types import Question


def only(text: str, *said: str) -> Query:
    """The single reading of a question without history."""
    (query,) = read(Question(text), said)
    return query


@pytest.mark.parametrize(
    ("text", "expects"),
    [
        ("新建了几所小学", Expects.NUMBER),
        ("占比是百分之几", Expects.NUMBER),
        ("GDP增速", Expects.NUMBER),
        ("投资总额", Expects.NUMBER),
        ("How many schools were built?", Expects.NUMBER),
        ("园区叫什么", Expects.NAME),
        ("who gave the report", Expects.NAME),
        ("什么时候开园", Expects.DATE),
        ("哪一年完成", Expects.DATE),
        ("怎样改善民生", Expects.ANY),
        ("几乎没有变化吗", Expects.ANY),
        ("粮食产量", Expects.NUMBER),
        ("常住人口数？", Expects.NUMBER),
        ("怎么提升教学质量", Expects.ANY),
        ("有没有哪几方面", Expects.ANY),
        ("落实的是哪“几个清单”", Expects.ANY),
        ("我们村那几户脱贫的，今年怎么帮", Expects.ANY),
        ("好几年没修的路怎么办", Expects.ANY),
    ],
)
def test_interrogatives_say_what_an_answer_has_to_hold(text: str, expects: Expects) -> None:
    """A number, a name, a date or anything."""
    assert only(text).expects is expects


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("How many kilometres of rural roads were built?", "公里"),
        ("how many foreign tourists came", "人"),
        ("How many projects were signed?", ""),
        ("How many homes were renovated and how many people live in them?", ""),
        ("新建了几所小学", "所"),
        ("多少家企业", "家"),
        ("多少亿元", "元"),
        ("要花多少钱", "元"),
        ("占百分之几", "%"),
        ("有几个钟头", ""),
        ("增长多少", ""),
        ("总投资多少亿", "元"),
        ("要花几个亿", "元"),
        ("粮食产量多少亿斤", "斤"),
        ("去年的增幅多大", "%"),
        ("失业率", "%"),
        ("到场的比例有多高", "%"),
        ("参保率是多少", "%"),
        ("办事效率怎么提高", ""),
        ("带头率先做了多少", ""),
    ],
)
def test_the_unit_asked_for_is_the_one_after_the_interrogative(text: str, unit: str) -> None:
    """个 counts anything, and asks for nothing in particular."""
    assert only(text).unit == unit


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("有哪些企业入选", True),
        ("三大产业都有什么", True),
        ("请列举重点项目", True),
        ("哪八项实事", True),
        ("what are the main projects", True),
        ("有多少企业入选", False),
        ("哪个园区", False),
    ],
)
def test_members_of_a_list_are_told_from_their_number(text: str, items: bool) -> None:
    """哪些 asks for the members."""
    assert only(text).items is items


def test_the_reports_own_place_is_left_out() -> None:
    """Every sentence of the report is on it, so it tells nothing; the longer name goes first."""
    assert only("马鞍山市雨山区有几所学校", "雨山", "雨山区", "马鞍山市").text == "有几所学校"


def test_a_question_of_nothing_but_the_place_keeps_it() -> None:
    """There is nothing else to look for."""
    assert only("雨山区", "雨山区").text == "雨山区"


@pytest.mark.parametrize("ellipsis", ["那明年呢", "幼儿园呢？", "其中小学有几所", "what about next year"])
def test_an_ellipsis_leans_on_the_turn_before(ellipsis: str) -> None:
    """It has one reading, with the words of that turn."""
    (query,) = read(Question(ellipsis, ("新建了几所小学",)))
    assert "小学" in query.text
    assert query.asked == ellipsis


def test_a_years_ellipsis_takes_the_place_of_the_year_before() -> None:
    """2024 is not asked for any more."""
    (query,) = read(Question("那2025年呢", ("2024年新建了几所小学",)))
    assert query.text == "2025年新建了几所小学"
    assert query.unit == "所"


def test_what_an_ellipsis_says_beside_its_year_is_added() -> None:
    """To the question before, the year of which is replaced."""
    (query,) = read(Question("2025年幼儿园呢", ("2024年新建了几所小学",)))
    assert query.text.startswith("2025年新建了几所小学")
    assert "幼儿园" in query.text


@pytest.mark.parametrize(
    ("ellipsis", "fresh"), [("那就业呢", "就业"), ("2025年幼儿园呢", "幼儿园"), ("那明年呢", ""), ("那GDP呢", "GDP")]
)
def test_what_an_ellipsis_says_of_its_own_is_told_from_what_it_leans_on(ellipsis: str, fresh: str) -> None:
    """With the official terms for it; a year is no topic."""
    (query,) = read(Question(ellipsis, ("2024年新建了几所小学",)))
    assert query.fresh.partition(" ")[0] == fresh
    assert ("生产总值" in query.fresh) is (fresh == "GDP")


def test_a_new_topic_is_not_counted_in_the_unit_of_the_one_before() -> None:
    """粮食 after 就业多少人 is told in 亿斤."""
    (query,) = read(Question("那粮食呢", ("新增就业多少人",)))
    assert (query.unit, query.expects) == ("", Expects.NUMBER)


def test_a_question_that_stands_by_itself_is_first_read_by_itself() -> None:
    """And only then as leaning on the one before, expecting what it itself asks for."""
    alone, leaning = read(Question("固定资产投资的预期目标增长多少", ("哪位作的报告",)))
    assert alone.text == "固定资产投资的预期目标增长多少"
    assert "作的报告" in leaning.text
    assert leaning.expects is Expects.NUMBER


def test_only_the_last_turn_is_leant_on() -> None:
    """A topic left behind does not come back."""
    (query,) = read(Question("那明年呢", ("老旧小区改造几个", "新建了几所小学")))
    assert "老旧小区" not in query.text


def test_official_terms_are_searched_beside_the_askers() -> None:
    """GDP stands in many a report as 地区生产总值; the text of the question stays the asker's."""
    query = only("GDP增速")
    assert query.text == "GDP增速"
    assert "生产总值" in query.searched


def test_words_and_language_are_told_by_their_characters() -> None:
    """An emoji is no word; one Chinese character makes a question Chinese."""
    assert [has_words(text) for text in ("", " \n", "😀", "？！", "5", "增")] == [
        False,
        False,
        False,
        False,
        True,
        True,
    ]
    assert [is_english(text) for text in ("GDP growth", "GDP增长")] == [True, False]


@pytest.mark.parametrize(
    ("text", "searched"),
    [
        ("去年货邮吞吐量多少，不要客流", "去年货邮吞吐量多少"),
        ("多少家企业数字化改造了(不单是开发区)", "多少家企业数字化改造了"),
        ("今年的增速，是不是6%", "今年的增速，是不是6%"),
        ("不要客流", "不要客流"),
        ("去年新增几个，今年计划几个，哪年多？", "去年新增几个，今年计划几个"),
        ("去年新增几个，今年计划几个，什么时候完工", "去年新增几个，今年计划几个，什么时候完工"),
        ("进出口多少，出口多少，增速怎样", "进出口多少，出口多少，增速怎样"),
        ("去年新增几个，今年计划几个，医保呢", "去年新增几个，今年计划几个，医保呢"),
        ("去年新增几个，今年计划几个，充电桩几个", "去年新增几个，今年计划几个，充电桩几个"),
        ("养老服务怎么样，床位几张，满意吗", "养老服务怎么样，床位几张，满意吗"),
    ],
)
def test_what_is_set_aside_is_not_searched_for(text: str, searched: str) -> None:
    """Its words would find the very thing that is not asked for."""
    assert only(text).text.strip() == searched


@pytest.mark.parametrize(
    "text", ["今年的目标是多少", "今年计划新增多少？", "不对，我问的是2025年", "换成去年的", "那呢"]
)
def test_a_turn_without_a_matter_leans_on_the_one_before(text: str) -> None:
    """A year, a correction or a word for how far something has come names nothing by itself."""
    (query,) = read(Question(text, ("去年新增了多少停车位？",)))
    assert "停车位" in query.text


@pytest.mark.parametrize("text", ["充电桩有几个？", "今年修哪些路？", "就业情况怎么样"])
def test_a_short_question_with_a_matter_of_its_own_is_read_by_itself_first(text: str) -> None:
    alone, leaning = read(Question(text, ("去年进出口总额多少？",)))
    assert "进出口" not in alone.text
    assert "进出口" in leaning.text


def test_halves_of_characters_are_left_out_of_a_question() -> None:
    """No model takes them: the terminal said that the embedding model failed."""
    asked = in_plain_characters(Question("\ud800新建小學\udfff几所", ("\udcff就业",)))
    assert asked == Question("新建小学几所", ("就业",))
