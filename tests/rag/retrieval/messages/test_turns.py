"""A turn goes on with the question that it leans on, through turns that only name a year or a place."""

from __future__ import annotations

import pytest

from rag.retrieval.messages.rewording import in_indicators, without_complaint
from rag.retrieval.messages.splitting import is_small_talk, split_questions
from rag.retrieval.messages.turns import Turn, in_full, read_turn
from rag.retrieval.query import Expects, read
from rag.types import Form, Question

ASKED = "湖北省去年城镇新增就业多少人"


@pytest.mark.parametrize(
    ("history", "question"),
    [
        ((ASKED,), ASKED),
        ((ASKED, "那今年呢"), "湖北省今年城镇新增就业多少人"),
        ((ASKED, "那今年呢", "前年呢"), "湖北省前年城镇新增就业多少人"),
        ((ASKED, "高速公路通车里程多少"), "高速公路通车里程多少"),
        ((ASKED, "粮食呢"), "粮食呢"),
    ],
)
def test_a_turn_that_names_only_a_year_goes_on_with_the_question_before(
    history: tuple[str, ...], question: str
) -> None:
    """One with a matter of its own does not: a matter left behind does not come back."""
    *earlier, last = history
    assert read_turn(Question(last, tuple(earlier))).asking == question


def test_a_place_takes_the_place_of_the_one_before() -> None:
    (query,) = read(Question("安徽省呢", (ASKED, "那今年呢")), ("安徽省",))
    assert "湖北" not in query.text
    assert "今年城镇新增就业多少人" in query.text
    assert (query.expects, query.unit, query.fresh) == (Expects.NUMBER, "人", "")


@pytest.mark.parametrize(
    ("text", "same"), [("那今年呢", True), ("安徽省呢？", True), ("那粮食呢", False), ("为什么", False)]
)
def test_a_year_or_a_place_alone_asks_the_same_again(text: str, same: bool) -> None:
    assert Turn(text).is_same_question is same


def test_what_kind_of_answer_is_wanted_is_told_by_the_question_asked_again() -> None:
    assert read_turn(Question("安徽省呢", (ASKED,))).asking.endswith("城镇新增就业多少人 安徽省呢")
    assert read_turn(Question("为什么", (ASKED,))).asking == "为什么"


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("去年GDP增长多少？", ("去年GDP增长多少？",)),
        ("去年GDP增长多少？今年新建几所小学？", ("去年GDP增长多少？", "今年新建几所小学？")),
        ("去年GDP增长多少\n今年新建几所小学", ("去年GDP增长多少", "今年新建几所小学")),
        ("真的吗？去年GDP增长多少？", ("真的吗？去年GDP增长多少？",)),
        ("去年GDP增长多少？？？", ("去年GDP增长多少？？？",)),
        ("去年GDP增长多少？出口呢？", ("去年GDP增长多少？", "出口呢？")),
        ("出口？进口？就业？", ("出口？", "进口？", "就业？")),
        ("你好！\n去年GDP增长多少？\n出口呢？", ("去年GDP增长多少？", "出口呢？")),
        ("去年GDP增长多少？真的吗？新建几所小学？", ("去年GDP增长多少？", "真的吗？ 新建几所小学？")),
        ("去年GDP增长多少？新建几所小学？真的吗？", ("去年GDP增长多少？", "新建几所小学？ 真的吗？")),
    ],
)
def test_a_message_is_split_where_it_holds_several_questions(text: str, parts: tuple[str, ...]) -> None:
    assert split_questions(text) == parts


@pytest.mark.parametrize(
    "text", ["你好", "您好！", " 谢谢啊~", "Hello!", "who are you?", "收到。", "帮助", "怎么用？", "help", "使用说明"]
)
def test_small_talk_is_recognised(text: str) -> None:
    """A greeting, thanks, a question on the bot, with or without punctuation."""
    assert is_small_talk(text)


@pytest.mark.parametrize(
    "text",
    [
        "你好，GDP增长多少",
        "谢谢哪些企业",
        "hi-tech industry",
        "感谢信有几封",
        "帮助企业",
        "开始建设了吗",
        "help for firms",
    ],
)
def test_a_question_after_a_greeting_is_a_question(text: str) -> None:
    """Politeness does not cost the answer."""
    assert not is_small_talk(text)


@pytest.mark.parametrize(
    ("text", "matter"),
    [
        ("停车难", "停车"),
        ("看病贵？", "看病"),
        ("办事慢", "办事"),
        ("养老难", "养老"),
        ("怎么解决看病难的问题？", "看病"),
        ("企业融资难、融资贵打算怎么缓解？", "企业融资 、融资"),
        ("政府打算怎么解决停车难的问题？", "停车"),
    ],
)
def test_a_complaint_is_searched_by_what_it_is_about(text: str, matter: str) -> None:
    assert without_complaint(text) == matter
    assert read(Question(text))[0].text == matter


@pytest.mark.parametrize(
    "text",
    [
        "困难群众怎么救助",
        "增速是快还是慢？",
        "怎么解决群众的急难愁盼问题",
        "看病难不难",
        "贵州粮食产量",
        "停车泊位新增多少",
    ],
)
def test_other_words_with_these_characters_are_left(text: str) -> None:
    assert without_complaint(text) == text


def test_a_complaint_alone_asks_what_is_done_about_it() -> None:
    """Not for a figure, however short it is."""
    assert read(Question("上学难"))[0].form is Form.TOPIC
    assert read(Question("出行难"))[0].form is Form.TOPIC


def test_the_indicators_take_the_place_of_the_matter() -> None:
    assert in_indicators("去年空气质量怎么样") == ("去年PM2.5怎么样", "去年优良天数比例怎么样")
    assert in_indicators("去年居民收入情况如何") == ("去年居民人均可支配收入情况如何",)


@pytest.mark.parametrize(
    "text", ["去年怎么改善空气质量", "如何提振消费", "空气质量优良天数是多少", "老师们怎么样", "How is the air"]
)
def test_no_other_question_is_changed(text: str) -> None:
    assert in_indicators(text) == ()


def test_the_question_itself_is_read_first() -> None:
    assert [query.text for query in read(Question("去年水质怎么样"))] == [
        "去年水质怎么样",
        "去年国考断面水质怎么样",
        "去年水质达标率怎么样",
    ]


@pytest.mark.parametrize(
    ("before", "text", "asked"),
    [
        ("湖北去年社零增长多少？", "跟重庆比呢？", "湖北和重庆去年社零增长多少相差多少"),
        ("湖北去年社零增长多少？", "比重庆高吗？", "湖北和重庆去年社零增长多少相差多少"),
        ("今年社零目标是多少？", "和去年相比怎么样", "今年社零目标是多少，和去年比怎么样"),
        ("去年机器人产量是多少？", "跟去年比呢", "去年机器人产量是多少？ 增长多少"),
        ("机器人产量是多少？", "同比呢", "机器人产量是多少？ 增长多少"),
    ],
)
def test_a_turn_that_compares_asks_for_both_sides(before: str, text: str, asked: str) -> None:
    assert in_full(Question(text, (before,))).text == asked


@pytest.mark.parametrize(
    "text", ["重庆呢", "占比呢", "比重是多少", "和外贸相比呢", "为什么这么少", "今年比去年多修多少条路"]
)
def test_a_turn_that_compares_nothing_with_what_was_asked_stays_as_it_is(text: str) -> None:
    assert in_full(Question(text, ("湖北去年社零是多少？",))).text == text


def test_which_of_two_that_were_asked_for_in_turn_asks_for_both() -> None:
    history = ("湖北去年社零增长多少", "重庆呢")
    assert in_full(Question("哪个高？", history)).text == "湖北和重庆去年社零增长多少哪个高？"
    assert in_full(Question("相差多少", history)).text == "湖北和重庆去年社零增长多少相差多少"
