"""Two figures of the report decide what is said of how they compare; where one is not sure, it is unclear."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from rag.verification.derived import decision
from rag.verification.reading import Claimed
from rag.verification.search import Haul, search
from rag.verification.service import Finding
from tests.fakes import FakeAnswerer, FakeCorpus, Served, make_version

TEXT = """某省2025年政府工作报告

一、2024年工作回顾
地区生产总值增长5.3%。城镇新增就业62万人。新建绿道200公里。全省经营主体达1000万户，其中企业380万户。
城镇、农村居民人均可支配收入分别增长4.8%、6.2%。新能源汽车产量168万辆。落实资金129亿元，办好21项民生实事。
农村自来水、卫生厕所普及率分别达到97.7%和83.1%。职工、居民住院报销比例分别提高至85.6%、68.5%。
生产安全事故起数和死亡人数分别下降17%、14.2%。报销生育费用7.5亿元，发放生育津贴17.3亿元。接待游客人次增长28.1%、旅游收入增长25.9%。
固定资产投资增长7%，工业投资增长21.6%。技术合同成交额1759亿元。
出口5200亿元，进口2800亿元。新增国家级专精特新“小巨人”企业80户。完成营造林174万亩。
二、2025年工作安排
城镇新增就业60万人。新建绿道130公里。改造城中村6万户。
安排资金148亿元，办好28项民生实事。技术合同成交额超过2300亿元。
地区生产总值增长5%，固定资产投资增长8%，营造林150万亩。新增国家级专精特新“小巨人”企业60家。
"""


def finding(claim: str) -> Finding:
    answerer = FakeAnswerer(corpus=FakeCorpus(Served(make_version(TEXT, "某省2025年政府工作报告"))))
    return answerer.verify(claim).findings[-1]


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("今年城镇新增就业目标低于去年实际完成数", "agrees"),
        ("今年城镇新增就业目标高于去年实际完成数", "differs"),
        ("今年城镇新增就业目标比去年少2万人", "agrees"),
        ("今年城镇新增就业目标比去年少9万人", "differs"),
        ("今年城镇新增就业的目标，定得比去年实际人数还高", "differs"),
        ("今年城镇新增就业的目标，定得比去年实际干成的低", "agrees"),
        ("城镇新增就业，今年定的目标比去年实际干成的少了两万来人", "agrees"),
        ("今年固定资产投资的增速目标，定得比去年实际跑出来的高", "agrees"),
        ("今年定的固定资产投资增速目标，比去年实际跑出来的还低那么一点点", "differs"),
        ("今年安排的民生实事，数量比去年少", "differs"),
        ("今年安排的民生实事，件数比去年多", "agrees"),
        ("今年要新建的绿道比去年还长", "differs"),
        ("去年农村居民收入增速比城镇高1.4个百分点", "agrees"),
        ("去年农村居民收入增速低于城镇", "differs"),
        ("今年的民生实事比去年多7项", "agrees"),
        ("今年安排的民生实事资金比去年多19亿元", "agrees"),
        ("今年安排的民生实事资金比去年多29亿元", "differs"),
        ("今年安排的民生实事资金比去年翻了一番", "differs"),
        ("今年技术合同成交额的目标比去年多541亿元", "roughly"),
        ("农村自来水普及率比卫生厕所普及率高14.6个百分点", "agrees"),
        ("农村自来水普及率比卫生厕所普及率高24.6个百分点", "differs"),
        ("去年工业投资增速是固定资产投资增速的三倍多", "agrees"),
        ("去年工业投资增速比固定资产投资慢", "differs"),
        ("职工的住院报销比例比居民高17.1个百分点", "agrees"),
        ("居民的住院报销比例比职工高17.1个百分点", "differs"),
        ("事故起数的降幅比死亡人数的降幅大2.8个百分点", "agrees"),
        ("农民收入涨得比城里人快，快了1.4个百分点", "agrees"),
        ("旅游收入涨得比游客人次还快", "differs"),
        ("生育津贴是生育费用的两倍还多", "agrees"),
        ("报销的生育费用还不到生育津贴的一半呢", "agrees"),
        ("生育津贴还不到生育费用的一半呢", "differs"),
        ("今年城镇新增就业的任务定得比去年干成的还高", "differs"),
        ("今年定的城镇新增就业目标，比去年实际完成的少了2万人", "agrees"),
        ("今年定的城镇新增就业任务比去年实际干的还少4万人", "differs"),
        ("跟去年比，今年的城镇新增就业目标少了2万人", "agrees"),
        ("今年城镇新增就业目标较去年实际低2万人", "agrees"),
        ("今年要新建的绿道只有去年的六成半", "agrees"),
        ("今年要新建的绿道，还不到去年的一半", "differs"),
        ("今年要新建的绿道超过去年的一半", "agrees"),
        ("农村自来水普及率和卫生厕所普及率相差14.6个百分点", "agrees"),
        ("农村自来水普及率和卫生厕所普及率相差24.6个百分点", "differs"),
        ("生育津贴比生育费用多出1.3倍", "roughly"),
        ("今年GDP目标比去年实际低0.3个百分点", "agrees"),
        ("今年GDP目标比去年实际低1.3个百分点", "differs"),
        ("今年固投目标定得比去年实际高", "agrees"),
        ("今年GDP目标比去年实际高", "differs"),
        ("民生实事今年比去年多了7件", "agrees"),
        ("民生实事今年比去年多了9件", "differs"),
        ("今年小巨人的新增目标比去年少了20家", "agrees"),
        ("今年绿道只建去年的六成半", "agrees"),
        ("去年进口只有出口的一半多", "agrees"),
        ("去年贸易顺差2400亿元", "agrees"),
        ("今年营造林少了24万亩", "agrees"),
    ],
)
def test_both_figures_of_the_report_decide(claim: str, verdict: str) -> None:
    assert finding(claim).verdict == verdict


def test_a_difference_is_shown_with_its_calculation() -> None:
    assert finding("今年安排的民生实事资金比去年多19亿元").calculation == "148-129=19"
    assert finding("农村自来水普及率比卫生厕所普及率高24.6个百分点").calculation == "97.7-83.1=14.6"
    assert finding("今年要新建的绿道只有去年的六成半").calculation == "130÷200≈65%"


@pytest.mark.parametrize(
    "claim",
    [
        "今年上半年城镇新增就业比去年少2万人",
        "今年改造城中村户数比去年多",
        "去年快递业务量增速高于城镇居民收入",
        "去年贸易逆差2400亿元",
        "今年工业投资增速目标比去年低2个百分点",
        "去年出口比前年多2400亿元",
    ],
)
def test_a_comparison_with_what_is_not_told_is_not_decided(claim: str) -> None:
    assert finding(claim).verdict in ("unclear", "not_in_report")


def test_one_thing_in_two_years_is_found_by_the_figures_told_in_like_words() -> None:
    """老旧管网 is as near to 老旧小区 as vectors and words go; its unit and its words are other ones."""
    text = """某省2025年政府工作报告

一、2024年工作回顾
改造老旧小区813个、老旧管网5305公里。
二、2025年工作安排
改造老旧小区500个、老旧管网4600公里。
"""
    answerer = FakeAnswerer(corpus=FakeCorpus(Served(make_version(text, "某省2025年政府工作报告"))))
    verdicts = [
        answerer.verify(claim).findings[-1].verdict
        for claim in ("今年老旧小区改造数量少于去年", "今年老旧小区改造数量多于去年")
    ]
    assert verdicts == ["agrees", "differs"]


def test_a_figure_beside_the_one_that_is_compared_makes_it_no_less_sure() -> None:
    text = """某省2025年政府工作报告

一、2024年工作回顾
交通、能源、水利分别完成投资3252亿元、2140亿元、748亿元。经营主体净增48万户、达680万户，企业净增15万户、达157万户。
二、2025年工作安排
今年力争交通、水利分别完成投资2500亿元、800亿元。
"""
    answerer = FakeAnswerer(corpus=FakeCorpus(Served(make_version(text, "某省2025年政府工作报告"))))

    def verdict(claim: str) -> str:
        return answerer.verify(claim).findings[-1].verdict

    assert verdict("今年交通投资计划高于去年完成额") == "differs"
    assert verdict("今年水利投资计划高于去年完成额") == "agrees"
    assert verdict("企业占全部经营主体的比例不到四分之一") == "agrees"
    assert verdict("企业占全部经营主体的比例超过三成") == "differs"


def test_a_side_is_searched_once_however_often_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    searched: list[str] = []

    def counted(claimed: Claimed, *rest: Any) -> Haul:
        searched.append(claimed.text)
        return search(claimed, *rest)

    monkeypatch.setattr(decision, "search", counted)
    assert finding("民生实事今年比去年多了7件").verdict == "agrees"
    assert len(searched) == len(set(searched)) == 3


OF_A_PLACE = """江西省2025年政府工作报告

一、2024年工作回顾
全市地区生产总值增长5.1%左右，规模以上工业增加值增长8.5%。城镇、农村居民人均可支配收入分别增长4.3%、6.2%。
改造供热管网1122公里。粮食产量726亿斤。
二、2025年工作安排
地区生产总值增长5%左右。改造供热管网800公里。粮食产量700亿斤。
孤儿集中养育补贴提高到1700元/月，孤儿散居补贴提高到1200元/月。
"""


@pytest.mark.parametrize(
    ("claim", "verdicts"),
    [
        pytest.param("江西去年工业增速没有GDP增速高", ["differs"], id="its own place goes without saying"),
        pytest.param("江西城镇收入涨得比农村快", ["differs"], id="the same of two sides of one sentence"),
        pytest.param("今年的GDP目标比去年的实际增速高", ["differs"], id="rates told with 左右 are two"),
        pytest.param("今年粮食目标比去年产量还高", ["differs"], id="the measure is said once"),
        pytest.param("今年粮食目标比去年产量要低", ["agrees"], id="and the other way round"),
        pytest.param("今年要改800公里供热管网，比去年少", ["agrees", "agrees"], id="joined to a figure"),
        pytest.param("今年要改800公里供热管网，比去年多", ["agrees", "unclear"], id="joined, and not so"),
        pytest.param("孤儿集中养育补贴比孤儿散居补贴多500元", ["agrees"], id="what is planned, of no year"),
    ],
)
def test_sides_that_leave_something_out(claim: str, verdicts: list[str]) -> None:
    version = make_version(OF_A_PLACE, "江西省2025年政府工作报告")
    version = replace(version, reports=(replace(version.reports[0], region="江西省"),))
    found = FakeAnswerer(corpus=FakeCorpus(Served(version))).verify(claim).findings
    assert [one.verdict.value for one in found] == verdicts
