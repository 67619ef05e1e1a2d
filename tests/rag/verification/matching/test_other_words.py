"""A claim in other words, or in several clauses, is said by the sentence that tells the rest of it, and by no other."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.fakes import FakeAnswerer, FakeCorpus, Served, make_version

TEXT = """天津市2025年政府工作报告

一、2024年工作回顾
高端人才短缺，企业创新活力不足。新梅江公园北段、柳林公园二期和56个口袋公园向市民开放。
市场化引进疏解功能资源在津新设机构1981家，中国资源循环集团总部落户天津。国家高新技术企业、科技型中小企业均突破1.2万家。
滨海机场货邮吞吐量突破80万吨。全市国有企业资产总额达12.3万亿元。人均预期寿命达到78.5岁。
粮食总产达615.6亿斤、创近5年新高。保交楼基本完成交付任务，保交房进度达到96%。河西工业园区获批国家级经开区。空气质量优良天数达到329天、同比增加4天。
一般贸易占比增至40.4%。石山矿区入选联合国生态恢复优秀案例，石钵河入选全国美丽河湖优秀案例。武功山入选世界地质公园。新增留津来津青年34.5万人。AI手机、AI终端在津量产。
开通运行天津至杜伊斯堡全程时刻表班列。津中线高铁、津西高铁等加速推进。鱼类较禁捕之初增加47种。城镇、农村居民人均可支配收入分别增长4.3%、6.2%。
二、2025年工作安排
启动180个城镇老旧小区改造。全社会研发投入强度2.6%。
"""


def verdicts(text: str) -> list[str]:
    version = make_version(TEXT, "天津市2025年政府工作报告")
    version = replace(version, reports=(replace(version.reports[0], region="天津市"),))
    return [found.verdict.value for found in FakeAnswerer(corpus=FakeCorpus(Served(version))).verify(text).findings]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("去年有56个口袋公园开门迎客，新梅江公园北段也能进去逛了", id="one sentence says both clauses"),
        pytest.param("去年从北京引来了差不多两千家疏解机构", id="在津 narrows nothing in a report on 天津"),
        pytest.param("今年要改的老旧小区是180个", id="what the sentence has besides tells no other thing"),
        pytest.param("科技型中小企业突破1.2万家", id="each of two has as many"),
        pytest.param("滨海机场去年拉了超过80万吨货", id="the measure goes without saying"),
        pytest.param("去年有三十四万多年轻人留在天津或者来了天津", id="年 of 年轻人 is no unit"),
        pytest.param("AI手机和AI终端在天津量产了", id="在津 narrows no event either"),
        pytest.param("鱼比禁捕那会儿多了47种", id="会 of 那会儿 intends nothing"),
        pytest.param("河西工业园区升国家级经开区了", id="a rise to a level is no change of a figure"),
        pytest.param("粮食收了615亿多斤，是近五年最高的", id="a record of as many years"),
        pytest.param("粮食收了615亿多斤。这是五年来最多的一次。", id="the next sentence points back"),
    ],
)
def test_what_is_said_in_other_words_is_said(text: str) -> None:
    assert set(verdicts(text)) <= {"agrees", "roughly"}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("去年有57个口袋公园开门迎客，新梅江公园北段也能进去逛了", id="another number beside it"),
        pytest.param("高端人才短缺，企业数量也不够", id="another thing beside it"),
        pytest.param("企业资产总额达12.3万亿元", id="all for a part"),
        pytest.param("人均预期寿命提高了78.5岁", id="a growth for a level"),
        pytest.param("研发投入强度增长2.6%", id="a growth for a share"),
        pytest.param("粮食总产615.6亿斤，创近10年新高", id="a record of more years"),
        pytest.param("粮食总产615.6亿斤，创历史新高", id="a record of all time"),
        pytest.param("粮食总产615.6亿斤，是历史最高", id="the same in other words"),
        pytest.param("人均预期寿命达到78.5岁，创历史新高", id="a record where none is told"),
        pytest.param("保交楼进度是96%", id="a namesake that the sentence has"),
        pytest.param("石钵河进了联合国的优秀案例", id="another list"),
        pytest.param("全程时刻表班列是从天津开到汉堡的", id="another end of the way"),
        pytest.param("国有企业资产总额达12.3万亿元，这可是全国独一份的成绩", id="more than the sentence tells"),
    ],
)
def test_what_is_altered_or_added_is_not(text: str) -> None:
    assert not set(verdicts(text)) <= {"agrees", "roughly"}


def test_all_that_a_sentence_tells_of_another_place_is_denied() -> None:
    assert verdicts("庐山去年入选世界地质公园") == ["differs"]


def test_each_clause_of_an_english_sentence_is_a_claim() -> None:
    assert verdicts("Urban residents' income went up 4.3% while rural income rose 6.2%.") == ["agrees", "agrees"]
    assert verdicts("Urban residents' income went up 6.2% while rural income rose 4.3%.") == ["differs", "differs"]


def test_a_place_that_lies_where_the_report_says_is_no_other() -> None:
    assert verdicts("从天津到德国杜伊斯堡有全程时刻表的班列了") != ["differs"]


def test_a_count_of_what_was_just_named_is_no_figure() -> None:
    assert verdicts("津中线和津西两条高铁还在加速推进") != ["not_in_report"]


def test_a_change_told_the_other_way_beside_its_level_is_denied() -> None:
    assert verdicts("空气优良天数329天，比前一年少了4天") == ["differs"]
