"""A figure of one measure is not that of another measure of the same thing."""

from __future__ import annotations

import pytest

from tests.fakes import FakeAnswerer, FakeCorpus, Served, make_version

TEXT = """某省2025年政府工作报告

一、2024年工作回顾
生猪出栏6150万头。国有企业资产总额达12.3万亿元。每万人有效发明专利拥有量突破10件。快递业务量增长26%。
700个重点项目完成投资9757亿元。技术合同成交额增长33.6%。城际全天运能提升19%。油茶产业产值突破600亿元。
南部工业区产值突破千亿元。城镇调查失业率平均为5.3%。常住人口城镇化率突破60%。技改投资增长9.6%。粮食总产1142亿斤。
经济总量达到64697亿元、保持全国第5位。工业增加值增长9.6%、居全国第三。道路交通安全成效进入全国第一方阵。
新改扩建义务教育学校656所、新增学位16.4万个。产业基金带动74只母基金投资721个项目。汽车产销量分别增长22.9%和17.4%。
连续十年未发生重特大道路交通事故。
"""


def verdict(claim: str) -> str:
    answerer = FakeAnswerer(corpus=FakeCorpus(Served(make_version(TEXT, "某省2025年政府工作报告"))))
    return str(answerer.verify(claim).findings[-1].verdict)


@pytest.mark.parametrize(
    "claim",
    [
        "生猪存栏6150万头",
        "国有企业净资产12.3万亿元",
        "国有企业营收12.3万亿元",
        "专利申请量每万人突破10件",
        "快递业务收入增长26%",
        "重点项目总投资9757亿元",
        "技术合同成交项数增长33.6%",
        "城际全天客流提升19%",
        "茶叶产业产值突破600亿元",
        "南部工业区利润突破千亿元",
        "登记失业率平均5.3%",
        "户籍人口城镇化率突破60%",
        "工业投资增长9.6%",
        "粮食播种面积1142亿斤",
        "经济总量增速全国第五",
        "工业增加值总量全国第三",
        "道路交通安全成效全国第一",
        "义务教育学位去年新增656个",
        "产业基金带动74个项目",
        "汽车销量增长22.9%",
        "从没发生过重特大道路交通事故",
    ],
)
def test_another_measure_with_the_same_figure_does_not_agree(claim: str) -> None:
    assert verdict(claim) not in ("agrees", "roughly")


@pytest.mark.parametrize(
    "claim",
    [
        "生猪出栏6150万头",
        "国企资产12.3万亿元",
        "重点项目完成投资9757亿元",
        "技术合同成交额涨了33.6%",
        "油茶产值突破600亿元",
        "调查失业率平均5.3%",
        "城镇化率突破60%",
        "粮食产量1142亿斤",
        "经济总量全国第五",
        "工业增速全国第三",
        "道路交通安全成效进入全国第一方阵",
        "去年新增学位16.4万个",
        "产业基金带动74只母基金",
        "汽车产量增长22.9%",
        "连续十年没发生重特大道路交通事故",
    ],
)
def test_the_same_measure_in_other_words_agrees(claim: str) -> None:
    assert verdict(claim) in ("agrees", "roughly")
