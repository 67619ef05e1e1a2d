"""A figure of one kind never confirms one of another: a growth, a share, what is new, what there is, a neighbour's."""

from __future__ import annotations

import pytest

from rag.verification.service import Finding
from tests.fakes import FakeAnswerer, FakeCorpus, Served, make_version

TEXT = """某省2025年政府工作报告

一、2024年工作回顾
来料加工占比增至38.6%，保税物流增长21.4%，技术服务占比达到61.7%。草原植被覆盖率稳定在58%以上。
云海航线恢复至37条。绿色矿山、绿色园区、绿色工厂分别增至26座、47个、183家。累计引进研究院超210家、培育老字号43个。
建成口袋公园52个，4A级景区增至29个。
铁路发送量、铁路发送值分别增长27%、53%。新建和改造天然气管网700公里、蒸汽管网1900公里。
实施145个山区通信基站工程和35个城乡邮路一体化工程。
单晶硅、电解铝产能分别居全国第2、第4位。碳汇市场累计成交2316万吨。每万人拥有体育场地面积增至470平方米。缆车日最高客运量突破300万人次。
云台自贸试验区启动改革试点，新增注册企业2.4万户。护理保险待遇享受范围扩大到中度失能人员。
符合条件的三级医疗机构实现检查互认全覆盖。
60个专业进入全国排名前5%、8个专业进入前5‰。投入4.8亿元实施31项惠民工程。
档案共享率达到93%。边贸通关“一次办”率达到71%。
粮食安全考核连续八年、耕地保护考核连续三年获得优秀等次。
二、2025年工作安排
力争全省林业和渔业增加值均突破860亿元。推进新型城镇化。
"""


def finding(claim: str) -> Finding:
    answerer = FakeAnswerer(corpus=FakeCorpus(Served(make_version(TEXT, "某省2025年政府工作报告"))))
    return answerer.verify(claim).findings[-1]


@pytest.mark.parametrize(
    "claim",
    [
        pytest.param("来料加工增长38.6%", id="a share that was raised, as growth"),
        pytest.param("保税物流占比21.4%", id="growth as a share"),
        pytest.param("技术服务增长六成多", id="a share as growth, rounded"),
        pytest.param("草原植被覆盖率提高58%", id="a rate as its growth"),
        pytest.param("去年云海航线新增37条", id="what was restored to, as new"),
        pytest.param("绿色园区新增47个", id="a member of a list of what there is, as new"),
        pytest.param("老字号新增43个", id="what comes after 累计 in its list, as new"),
        pytest.param("4A级景区新增29个", id="what there is as new, beside a grade"),
        pytest.param("铁路发送量增长53%", id="the neighbour's growth"),
        pytest.param("天然气管网1900公里", id="the neighbour's length"),
        pytest.param("天然气管网1900公里，蒸汽管网700公里", id="a swapped pair"),
        pytest.param("145个城乡邮路一体化、35个山区通信基站工程", id="a swapped pair with names after the figures"),
        pytest.param("论产能，电解铝全国第二，单晶硅全国第四", id="swapped ranks"),
        pytest.param("碳汇市场去年成交2316万吨", id="the sum of all years as that of one"),
        pytest.param("人均体育场地面积470平方米", id="for each ten thousand as for each"),
        pytest.param("缆车日均客运量300万人次", id="the most of a day as the average"),
        pytest.param("今年林业和渔业增加值加起来突破860亿元", id="each as both together"),
        pytest.param("全省去年新增企业2.4万户", id="a zone as all"),
        pytest.param("护理保险扩大到轻度失能人员", id="another degree"),
        pytest.param("检查互认在所有医疗机构全覆盖", id="those that qualify as all"),
        pytest.param("60个专业进入前5‰", id="how many of another rank"),
        pytest.param("铁路发送量、发送值分别增长53%、27%", id="a swapped list"),
    ],
)
def test_a_figure_of_another_kind_or_name_confirms_nothing(claim: str) -> None:
    assert finding(claim).verdict not in ("agrees", "roughly")


@pytest.mark.parametrize(
    "claim",
    [
        "来料加工占比38.6%",
        "来料加工占比提高到38.6%",
        "保税物流增长21.4%",
        "草原植被覆盖率58%以上",
        "云海航线恢复到37条",
        "绿色园区有47个",
        "4A级景区增至29个",
        "去年建成口袋公园52个",
        "铁路发送量增长27%",
        "铁路发送值增长53%",
        "145个山区通信基站工程和35个城乡邮路一体化工程",
        "60个专业进入全国前5%",
        "碳汇市场累计成交2316万吨",
        "每万人体育场地面积470平方米",
        "缆车日最高客运量突破300万人次",
        "护理保险扩大到中度失能人员",
        "铁路发送量、发送值分别增长27%、53%",
        "31项惠民工程投了4.8个亿",
        "粮食安全考核连续八年获得优秀等次",
    ],
)
def test_a_figure_of_its_kind_and_name_is_confirmed(claim: str) -> None:
    assert finding(claim).verdict in ("agrees", "roughly")


def test_what_one_figure_of_a_claim_says_denies_no_other() -> None:
    assert finding("档案共享率93%，通关一次办率71%").verdict != "differs"
    assert finding("档案共享率93%，通关一次办率61%").verdict not in ("agrees", "roughly")


RANKS = """某省2025年政府工作报告

一、2024年工作回顾
出口通关效率保持中部地区第1。生态质量指数居全国第1。道路交通安全成效进入全国第一方阵。
经济总量达到64697亿元，保持全国第5位。家电、汽车换新数量分别居全国第2位、第7位。
"""


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("出口通关效率中部地区第一", "agrees"),
        ("出口通关效率全国第一", "differs"),
        ("生态质量指数全国第一", "agrees"),
        ("生态质量指数全国第三", "differs"),
        ("经济总量全国第五", "agrees"),
        ("经济总量全国第四", "differs"),
        ("汽车换新数量居全国第7位", "agrees"),
        ("汽车换新数量居全国第2位", "differs"),
    ],
)
def test_a_rank_among_others_or_another_rank_differs(claim: str, verdict: str) -> None:
    answerer = FakeAnswerer(corpus=FakeCorpus(Served(make_version(RANKS, "某省2025年政府工作报告"))))
    assert answerer.verify(claim).findings[-1].verdict.value == verdict


def test_to_be_among_the_first_is_not_to_be_the_first() -> None:
    answerer = FakeAnswerer(corpus=FakeCorpus(Served(make_version(RANKS, "某省2025年政府工作报告"))))
    assert not answerer.verify("道路交通安全成效全国第一").findings[-1].verdict.is_said


COUNTED = """某省2025年政府工作报告

一、2024年工作回顾
建成城乡垃圾中转站14座。进出口总额达39亿美元。
"""


@pytest.mark.parametrize(
    "claim", ["城里乡下建成垃圾中转站14座", "城区和农村一共建成14座垃圾中转站", "进口和出口总额达39亿美元"]
)
def test_a_compound_is_no_part_where_all_its_parts_are_named(claim: str) -> None:
    assert _on_compounds(claim) != "differs"


@pytest.mark.parametrize("claim", ["农村建成垃圾中转站14座", "出口总额达39亿美元"])
def test_a_part_of_a_compound_is_not_all_of_it(claim: str) -> None:
    assert _on_compounds(claim) not in ("agrees", "roughly")


def _on_compounds(claim: str) -> str:
    answerer = FakeAnswerer(corpus=FakeCorpus(Served(make_version(COUNTED, "某省2025年政府工作报告"))))
    return answerer.verify(claim).findings[-1].verdict.value


OTHERS = """某县2025年政府工作报告

一、2024年工作回顾
12处敬老院整合为3处并实行公建民营。民办义务教育学生占比控制在4%以内。
盗窃、诈骗警情分别同比下降71%和24%。橡胶机带、生态涂装两个特色产业集群转型，产值分别突破70和50亿元。
空气综合指数和PM2.5平均浓度分别下降6.8%和14.29%。游客人数增长36%。云岭抽水蓄能电站启动预可研。
二、2025年工作安排
推进石湾乡撤乡设镇。
"""


@pytest.mark.parametrize(
    "claim",
    [
        pytest.param("12处敬老院整合成3处，交给社会力量来办", id="built by the state, run by others"),
        pytest.param("读民办小学、初中的学生占比控制在4%以内", id="both schools of compulsory education"),
        pytest.param("盗窃的警情下降了七成多", id="what the last member says for all"),
        pytest.param("橡胶机带和涂装这两个集群，产值合一块儿超过120亿", id="a sum with its topic before a comma"),
        pytest.param("游客人数增长三成半还多", id="over a half of a tenth"),
        pytest.param("石湾乡今年打算改成镇", id="what becomes a town is no town's name"),
    ],
)
def test_what_is_true_in_other_words_does_not_differ(claim: str) -> None:
    assert all(finding.verdict != "differs" for finding in _on_others(claim))


@pytest.mark.parametrize(
    "claim",
    [
        pytest.param("诈骗警情下降了七成多", id="another member of the list"),
        pytest.param("去年PM2.5比前一年还重了一成多", id="heavier for lower"),
        pytest.param("云岭抽水蓄能电站去年已经破土动工", id="a study as the start of the works"),
    ],
)
def test_what_is_false_in_other_words_does_not_agree(claim: str) -> None:
    assert not any(finding.verdict in ("agrees", "roughly") for finding in _on_others(claim))


def _on_others(claim: str) -> tuple[Finding, ...]:
    answerer = FakeAnswerer(corpus=FakeCorpus(Served(make_version(OTHERS, "某县2025年政府工作报告"))))
    return tuple(answerer.verify(claim).findings)


def test_the_base_of_a_multiple_is_not_the_year_of_the_figure() -> None:
    text = f"{COUNTED}全年供应建设用地4325亩，供地总量是2022年的4.62倍。\n"
    answerer = FakeAnswerer(corpus=FakeCorpus(Served(make_version(text, "某省2025年政府工作报告"))))
    for claim in ("去年供地总量是2022年的4.62倍", "去年供地总量是前一年的4.62倍"):
        assert answerer.verify(claim).findings[-1].verdict in ("agrees", "roughly")
