"""Which result belongs to a target."""

from __future__ import annotations

import pytest

from rag.ledger.comparability import Obstacle
from rag.ledger.likeness import Rarity
from rag.ledger.matching import MatchedResult, match
from tests.ledgers import planned_rows, reviewed_rows

RARITY = Rarity(["完成投资", "新增企业", "建设项目", "增加值增长", "重点项目", "企业发展"] * 20)


def found(target: str, results: str) -> list[MatchedResult | None]:
    told = [row for row in reviewed_rows(results + "。") if row.progress]
    return match(planned_rows(target + "。"), told, RARITY)


def told(target: str, results: str) -> list[tuple[str, Obstacle | None] | None]:
    return [one and (one.result.figure.literal, one.obstacle) for one in found(target, results)]


@pytest.mark.parametrize(
    ("target", "result"),
    [
        ("新培育科技型中小企业3000家以上", "新增科技型中小企业7227家"),
        ("供应建设用地35万亩以上", "供应国有建设用地37.3万亩"),
        ("建设公共文化空间600个", "600个新型公共文化空间投入使用"),
        ("加速建设中欧班列集结中心，力争全年开行2500列以上", "中欧班列（义新欧）开行3005列"),
        ("持续推进长护险提质扩面，新增参保人数1500万人", "新增长护险参保人数1561万人"),
        ("经济增长6%左右", "地区生产总值增长5.5%"),
    ],
)
def test_one_matter_is_found_in_other_words(target: str, result: str) -> None:
    ((_, obstacle),) = [one for one in told(target, result) if one]
    assert obstacle is None


@pytest.mark.parametrize(
    ("target", "result"),
    [
        ("服务业增加值增长5.5%", "金融业增加值增长7.9%"),
        ("海洋生产总值增长6%以上", "地区生产总值增长5.5%"),
        ("固定资产投资增长5%", "高技术服务业投资增长16.4%"),
        ("新改建农村公路2600公里", "高速公路通车总里程突破7000公里"),
    ],
)
def test_another_matter_is_not_taken_for_it(target: str, result: str) -> None:
    assert found(target, result) == [None]


@pytest.mark.parametrize(
    ("target", "result", "obstacle"),
    [
        ("研发投入强度2.85%左右", "研发投入强度居全国第7位", Obstacle.MEASURE),
        ("社会消费品零售总额增长5.5%", "社会消费品零售总额达4.6万亿元", Obstacle.MEASURE),
        ("建设500个省重大项目", "省重大项目完成投资7290亿元", Obstacle.UNIT),
        ("新建5G基站2.3万个", "5G基站增至18.8万个", Obstacle.ADDED),
        ("建设高标准农田300万亩", "高标准农田达到4808万亩", Obstacle.ADDED),
        ("新增高新技术企业300家", "高新技术企业达到2300家", Obstacle.ADDED),
        ("单位生产总值能耗下降2%", "单位生产总值能耗五年累计下降14%", Obstacle.YEARS),
        ("推动文旅产业增加值增长6%", "旅游综合收入增长10.2%", Obstacle.SCOPE),
        ("开通5条左右“一带一路”沿线国家航线", "新开通国际客货运航线15条", Obstacle.SCOPE),
    ],
)
def test_what_measures_otherwise_is_told_with_the_reason(target: str, result: str, obstacle: Obstacle) -> None:
    ((_, told_obstacle),) = [one for one in told(target, result) if one]
    assert told_obstacle is obstacle


def test_a_result_goes_to_the_target_with_the_better_right() -> None:
    results = told("新开工亿元以上重点项目1000个，实施亿元以上技改项目1200项", "实施亿元以上重点技改项目1213个")
    assert results == [None, ("1213个", None)]


def test_members_of_a_list_are_not_mixed_up() -> None:
    results = told(
        "改造老旧小区4000个、城市危旧房3万套、城中村10万户", "改造老旧小区4402个、城中村5.1万户、城市危旧房3.1万套"
    )
    assert results == [("4402个", None), ("3.1万套", None), ("5.1万户", None)]


def test_a_year_is_preferred_to_several() -> None:
    results = told("新认定高新技术企业5000家", "高新技术企业从2.2万家增加到4.9万家，新增高新技术企业超6000家")
    assert results == [("6000家", None)]
