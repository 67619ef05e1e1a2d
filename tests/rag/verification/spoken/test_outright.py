"""What a claim says by denying is held against the report as what it says outright."""

from __future__ import annotations

import pytest

from rag.verification.contrasts.denials import meets_an_absence
from rag.verification.spoken.outright import outright, without_denial
from tests.fakes import FakeAnswerer, FakeCorpus, Served, make_version

TEXT = """某省2025年政府工作报告

一、2024年工作回顾
地区生产总值增长5.1%，固定资产投资增长4.8%。油茶产业产值居全国第2。乡村绿化覆盖率达96%。
年初确定的10件民生实事全部兑现。帮扶对象全部落实针对性措施。省级“三公”经费连续11年下降。
无水库溃坝、无堤防决口。省女排勇夺世俱杯亚军。高速公路通车总里程突破1万公里。
二、2025年工作安排
地区生产总值增长5%左右。
"""


def verdict(claim: str) -> str:
    answerer = FakeAnswerer(corpus=FakeCorpus(Served(make_version(TEXT, "某省2025年政府工作报告"))))
    return answerer.verify(claim).findings[-1].verdict.value


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("增速不是5%，而是5.1%", "增速是5.1%"),
        ("女排没拿冠军，拿了亚军", "女排拿了亚军"),
        ("产值居全国第二，不是第一", "产值居全国第二"),
        ("总量涨了，不是5.1%", "总量涨了"),
        ("10件实事没有一件没兑现", "10件实事全部兑现"),
        ("断面一个不合格的都没有", "断面全部合格"),
        ("投资没能涨到5%", "投资增长不到5%"),
        ("投资几乎没咋涨，连1%都不到", "投资涨不到1%"),
        ("投资增速连1%也不到", "投资增速不到1%"),
        ("师专现在不是专科了，升成本科了", "师专现在升成本科了"),
        ("师院摘掉“学院”帽子，当上大学了", "师院当上大学了"),
        ("经费11年没涨过", "经费11年下降"),
        ("绿化还没做到全覆盖，只有96%", "绿化覆盖，只有96%"),
        ("机构改革还没全部完成", "机构改革还没全部完成"),
        ("连着9年没有破不了的命案", "连着9年命案全部破"),
        ("没有办不成的事", "事全部办成"),
        ("水利项目没有一项拖过汛期", "水利项目全部汛期前"),
        ("没有一个项目拖延", "项目全部按时"),
        ("没有哪个村不通公交", "村全部通公交"),
        ("没有不满意的群众", "群众全部满意"),
        ("没有一家企业关门", "没有一家企业关门"),
        ("公园进去玩不用买票了", "公园进去玩免费"),
        ("公交不要钱", "公交免费"),
        ("停车不收费", "停车免费"),
        ("孩子上学不用交学费", "孩子上学免学费"),
        ("不交钱就停水", "不交钱就停水"),
    ],
)
def test_a_denial_that_says_something_is_read_as_that(text: str, said: str) -> None:
    assert outright(text) == said


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("产值并非全国第一", "产值是全国第一"),
        ("女排没拿到冠军", "女排拿了冠军"),
        ("增速不是5%左右", None),
        ("GDP增长6%，不是5.7%", None),
        ("机构改革没完成", None),
    ],
)
def test_a_denied_figure_is_known(text: str, denied: str | None) -> None:
    assert without_denial(text) == denied


@pytest.mark.parametrize(
    "claim",
    [
        pytest.param("去年GDP增速不是5%，而是5.1%", id="not one but the other"),
        pytest.param("油茶产业产值居全国的不是第1，是第2", id="not one rank but another"),
        pytest.param("10件民生实事一件没落", id="not one was left out"),
        pytest.param("10件民生实事没有一件没兑现", id="none that was not"),
        pytest.param("帮扶对象一户没漏，都落实了措施", id="not one of them was missed"),
        pytest.param("去年没有水库溃坝", id="what the report says there was none of"),
        pytest.param("省里没有堤防决口", id="what the report says there was none of, in a list"),
        pytest.param("固定资产投资没能涨到5%", id="not as much as"),
        pytest.param("省级三公经费连着11年没涨过", id="what did not rise fell"),
        pytest.param("乡村绿化还没做到全覆盖，只有96%", id="not of all, with the share"),
        pytest.param("油茶产业产值并非全国第一", id="a rank that it has not"),
    ],
)
def test_what_is_rightly_denied_agrees(claim: str) -> None:
    assert verdict(claim) in ("agrees", "roughly")


@pytest.mark.parametrize(
    "claim",
    [
        "去年GDP增速不是5.1%，而是5.5%",
        "油茶产业产值不是全国第二，是第一",
        "油茶产业产值并非全国第二",
        "10件民生实事一件没兑现",
        "10件民生实事没有全部兑现",
        "去年有水库溃坝",
        "固定资产投资没能涨到4%",
        "省级三公经费连着11年没降过",
        "乡村绿化还没做到全覆盖，只有86%",
        "高速公路通车总里程还没到1万公里",
    ],
)
def test_what_is_wrongly_denied_differs(claim: str) -> None:
    assert verdict(claim) == "differs"


ABSENCE = """某县2025年政府工作报告

一、2024年工作回顾
水利项目全部在汛期前完工。连续9年保持命案全破。柳溪公园免费向市民开放。建成区黑臭水体全面消除。
二、2025年工作安排
地区生产总值增长5%左右。
"""


@pytest.mark.parametrize(
    ("claim", "verdicts"),
    [
        ("连着9年没有破不了的命案", "agrees"),
        ("柳溪公园向市民开放，不收费", "agrees unclear"),
        ("柳溪公园现在进去不用买票", "agrees unclear"),
        ("建成区没有黑臭水体了", "agrees unclear"),
        ("水利项目没有一项拖过汛期", "agrees unclear"),
        ("柳溪公园没有免费向市民开放", "differs"),
        ("柳溪公园收费向市民开放", "differs unclear not_in_report"),
        ("建成区黑臭水体没有全面消除", "differs"),
        ("建成区还有黑臭水体没治完", "differs unclear"),
    ],
)
def test_a_denial_of_an_absence_and_a_double_denial_affirm(claim: str, verdicts: str) -> None:
    answerer = FakeAnswerer(corpus=FakeCorpus(Served(make_version(ABSENCE, "某县2025年政府工作报告"))))
    assert answerer.verify(claim).findings[-1].verdict.value in verdicts.split()


def test_what_is_not_finished_is_not_absent() -> None:
    assert meets_an_absence("公园不收门票", True, "公园免费开放")
    assert not meets_an_absence("还有高风险债务没清完", True, "高风险债务清零")
