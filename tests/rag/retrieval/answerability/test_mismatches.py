"""A near sentence that tells of something else."""

from __future__ import annotations

import pytest

from rag.retrieval.answerability.mismatches import (
    asserts_another,
    counts_otherwise,
    misses_unit,
    names_members,
    names_no_members,
    tells_of_another,
)
from rag.retrieval.extraction import extract
from rag.retrieval.query import Query, read
from rag.text.plain import grams
from rag.types import Question, SentenceKind
from tests.fakes import make_candidate, make_version


def query(text: str) -> Query:
    return read(Question(text))[0]


@pytest.mark.parametrize(
    ("question", "sentence", "misses"),
    [
        ("新建了几所小学", "新建小学2所。", False),
        ("新建了几所小学", "新建小学两所。", False),
        ("新建了几所小学", "新建小学一批。", True),
        ("有多少家企业", "惠及居民5000户。", True),
        ("有多少家企业", "培育企业10家以上。", False),
        ("接待多少人", "接待游客50万人次。", False),
        ("有几成达到", "达到可研深度占67%。", False),
        ("投资多少元", "投资2.65亿元。", False),
        ("投资多少元", "增长6%。", True),
        ("进出口多少亿", "进出口总额2.16亿美元。", False),
        ("零售总额目标是多少亿", "零售总额增长6%。", True),
        ("收入的增幅多大", "收入8万元。", True),
        ("水质是几类", "水质达到Ⅱ类。", False),
        ("增长多少", "持续增长。", True),
        ("增长多少", "增长5%。", False),
        ("谁新建了小学", "新建小学一批。", False),
        ("女排打了第几名", "女排勇夺世俱杯亚军。", False),
        ("女排打了几场", "女排勇夺世俱杯亚军。", True),
    ],
)
def test_a_number_is_answered_in_the_unit_asked_for(question: str, sentence: str, misses: bool) -> None:
    """Or in one that counts the same; a question for no number wants none."""
    assert misses_unit(query(question), sentence) is misses


@pytest.mark.parametrize(
    ("question", "sentence", "counts"),
    [
        ("老人吃饭的食堂要建多少家", "建设示范型老人家食堂30个。", True),
        ("一共装多少台电梯", "加装电梯600部。", True),
        ("有多少家企业", "惠及居民5000户。", False),
        ("有多少家企业", "新建园区3个。", False),
    ],
)
def test_a_thing_may_be_counted_with_another_measure_word(question: str, sentence: str, counts: bool) -> None:
    assert counts_otherwise(query(question), sentence) is counts


@pytest.mark.parametrize(
    ("question", "sentence", "asserts"),
    [
        ("为什么GDP增长了9%", "GDP增长6%左右。", True),
        ("为什么GDP增长了6%", "GDP增长6%左右。", False),
        ("投入5亿元做了什么", "投入5.7亿元实施民生实事。", True),
        ("投入5.7亿元做了什么", "投入5.7亿元实施民生实事。", False),
        ("GDP增长多少", "GDP增长6%左右。", False),
        ("利用外资多少万美元", "利用外资879.3万美元。", False),
        ("投资几个亿元", "投资2.65亿元。", False),
        ("3家企业是哪些", "瑞泰马钢等2家企业入选。", False),
        ("我们村一半的地种甘蔗，今年种蔗这块怎么安排", "推广糖料蔗良种种植和机收。", False),
        ("今年一半的学校建好了吗", "建成学校12所。", True),
    ],
)
def test_a_share_or_sum_that_the_sentence_does_not_hold_is_another(question: str, sentence: str, asserts: bool) -> None:
    """A premise of the question that the report does not share; other counts may be the asker's own."""
    assert asserts_another(query(question), sentence) is asserts


@pytest.mark.parametrize(
    ("question", "text", "without", "named"),
    [
        ("哪三项制度", "推行3项制度", True, False),
        ("哪三项制度", "推行3项制度：公示、记录、审核", False, True),
        ("哪三项制度", "推行“公示”“记录”2项制度", False, False),
        ("那三项制度的名单", "推行3项制度", True, False),
        ("哪三项制度", "公示、记录、审核3项制度全面推行", False, True),
        ("3家灯塔工厂是哪3家", "灯塔工厂3家、智能工厂10家", True, False),
        ("新增7家酒店名单", "召开大会、论坛，酒店新增7家，5A级景区新增周村古商城、总数达到16家", True, False),
        ("哪些制度", "推行3项制度", False, False),
    ],
)
def test_a_list_that_is_only_counted_names_no_members(question: str, text: str, without: bool, named: bool) -> None:
    """Which three they are is not answered by saying that they are three, whatever else the sentence lists."""
    assert names_no_members(query(question), text) is without
    assert names_members(query(question), text) is named


@pytest.mark.parametrize(
    ("question", "sentence", "another"),
    [
        ("地铁什么时候开通", "明年是关键一年。", True),
        ("地铁什么时候开通", "地铁明年开通。", False),
        ("马拉松冠军是谁", "马拉松激情开跑。", True),
        ("马拉松冠军是谁", "马拉松冠军是张三。", False),
        ("国家区域医疗中心都是谁家", "建设友谊医院等国家区域医疗中心。", False),
        ("谁跑了马拉松", "马拉松激情开跑。", False),
    ],
)
def test_a_date_or_a_name_of_something_else_is_no_answer(question: str, sentence: str, another: bool) -> None:
    """A sentence tells when, but nothing that was asked about; or of the race, but not of who won it."""
    version = make_version(f"某区2025年政府工作报告\n\n各位代表:\n一、2025年工作安排\n{sentence}\n")
    asked = query(question)
    weights = dict.fromkeys(grams(question), 1.0)
    ordinal = max(i for i, at in enumerate(version.order) if version.sentence(at).kind is SentenceKind.PROSE)
    found = make_candidate(version, ordinal, ((0, 0.9),))
    assert tells_of_another(asked, weights, sentence, extract(asked, weights, version, found)) is another
