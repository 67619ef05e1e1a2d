"""What stands around a claim decides with it: the clause beside it, and the time that a part of the report is on."""

from __future__ import annotations

import pytest

from tests.fakes import FakeAnswerer, FakeCorpus, Served, make_version

BESIDE = """某省2025年政府工作报告

一、2024年工作回顾
连续五年食品安全考核获评A级，连续四次药品安全考核获评A级。智能化煤矿达到268座。提前一年实现县县通高速公路。
集装箱航线147条、吞吐量2329万标准箱。民间投资增速快于全国平均水平。省级“三公”经费连续11年只减不增。
青云高铁开通运营。非常规天然气产量超过165亿立方米。太行锡崖沟成为国家级旅游度假区。
二、2025年工作安排
新建智能化煤矿130座。集装箱吞吐量突破2400万标准箱。
"""


def verdicts_beside(text: str) -> list[str]:
    answerer = FakeAnswerer(corpus=FakeCorpus(Served(make_version(BESIDE, "某省2025年政府工作报告"))))
    return [found.verdict.value for found in answerer.verify(text).findings]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("食品安全连续五年A，药品也连着四次A", id="the second clause leaves out what the first one says"),
        pytest.param("智能化煤矿已经268座，今年再上130座", id="the second clause is on what the first one was on"),
        pytest.param("集装箱去年干到2329万标箱，航线也有147条了", id="both figures stand in one sentence"),
    ],
)
def test_clauses_beside_each_other_are_read_together(text: str) -> None:
    found = verdicts_beside(text)
    assert len(found) == 2
    assert set(found) <= {"agrees", "roughly"}


@pytest.mark.parametrize(
    "text",
    [
        "食品安全连续五年A，药品也连着六次A",
        "智能化煤矿已经268座，今年再上150座",
        "集装箱去年干到147万标箱，航线也有2329条了",
        "提前三年实现县县通高速",
    ],
)
def test_an_altered_clause_is_not_confirmed_by_the_one_beside_it(text: str) -> None:
    assert not set(verdicts_beside(text)) <= {"agrees", "roughly"}


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("民间投资增速快于全国平均", "agrees"),
        ("民间投资增速慢于全国平均", "differs"),
        ("省级三公经费11年一直在降", "agrees"),
        ("省级三公经费连续11年增加", "differs"),
        ("青云高铁今年才开工", "differs"),
        ("去年天然气产量超过165亿立方米", "differs"),
        ("太行锡崖沟成了国家级旅游度假区", "agrees"),
        ("太行锡崖沟成了省级旅游度假区", "differs"),
    ],
)
def test_one_word_or_one_name_makes_the_contrary(claim: str, verdict: str) -> None:
    assert verdicts_beside(claim) == [verdict]


FIVE_YEARS = """某省2026年政府工作报告

一、“十四五”时期工作回顾
科技型中小企业数增长4.9倍、从全国第13位升至第5位。
二、2025年工作回顾
进出口总额增长9%。
"""


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("科技型中小企业数五年涨了近5倍", "roughly"),
        ("科技型中小企业数五年里从全国第13爬到第5", "agrees"),
        ("五年里进出口总额增长9%", "unclear"),
    ],
)
def test_what_five_years_brought_is_told_of_five_years(claim: str, verdict: str) -> None:
    answerer = FakeAnswerer(corpus=FakeCorpus(Served(make_version(FIVE_YEARS, "某省2026年政府工作报告"))))
    assert answerer.verify(claim).findings[-1].verdict == verdict


NAMED = """某省2025年政府工作报告

一、2024年工作回顾
实施省级重大专项“2030先锋工程”，每万人有效发明专利拥有量突破10件，5项成果获国家科学技术奖。人均预期寿命达到78.5岁。
固定资产投资增长4.8%，其中民间投资增长3.6%。
二、2025年工作安排
加快推进“2030先锋工程”，力争培育高新技术企业2200家。主要预期目标是：固定资产投资增长5%左右，居民消费价格涨幅2%左右。
"""


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("去年有5项成果获国家科学技术奖", "agrees"),
        ("去年有6项成果获国家科学技术奖", "differs"),
        ("今年力争培育高新技术企业2200家", "agrees"),
        ("2030年要培育高新技术企业2200家", "differs"),
        ("人均预期寿命78.5岁", "agrees"),
        ("人均预期寿命达到79.5岁", "differs"),
    ],
)
def test_a_year_or_a_plan_in_a_name_is_none(claim: str, verdict: str) -> None:
    answerer = FakeAnswerer(corpus=FakeCorpus(Served(make_version(NAMED, "某省2025年政府工作报告"))))
    assert [found.verdict.value for found in answerer.verify(claim).findings] == [verdict]


def test_a_figure_of_another_year_denies_nothing_beside_the_same_of_its_own() -> None:
    """4.8% of last year are about 5%, as is aimed at this year."""
    answerer = FakeAnswerer(corpus=FakeCorpus(Served(make_version(NAMED, "某省2025年政府工作报告"))))
    assert answerer.verify("今年投资增长5%左右").findings[0].verdict.value != "differs"
