"""A list with a member that the report has not is another list."""

from __future__ import annotations

import pytest

from rag.verification.contrasts.lists import (
    is_given_another,
    is_of_another_item,
    is_paired_otherwise,
    lists_others,
    members,
)


def test_members_are_those_of_the_list_that_says_what_something_is() -> None:
    assert members("获评5A级景区的是乾坤湾和法门寺") == ("乾坤湾", "法门寺")
    assert members("三大基础科学中心是物理、化学和生物医药") == ("物理", "化学", "生物医药")
    assert members("老旧小区改造和电梯加装都完成了") == ()


@pytest.mark.parametrize(
    ("claim", "sentence", "other"),
    [
        ("三大中心是物理、化学和生物医药", "布局物理、应用数学、合成生物三大中心。", True),
        ("三大中心是物理、应用数学和合成生物", "布局物理、应用数学、合成生物三大中心。", False),
        ("超硬材料集群、智能装备集群获评", "超硬材料集群、现代农机装备集群获评国家先进制造业集群。", True),
        ("论种茶、种咖啡、种核桃的面积全国第一", "茶叶、核桃、咖啡等种植面积稳居全国第1位。", False),
        ("三大中心去年建成", "布局物理、应用数学、合成生物三大中心。", False),
    ],
)
def test_a_member_that_is_nowhere_in_the_sentence_makes_it_another(claim: str, sentence: str, *, other: bool) -> None:
    assert lists_others(claim, sentence) is other


@pytest.mark.parametrize(
    ("claim", "other"),
    [("乙山学院获批博士点", True), ("乙山学院获批硕士点", False), ("甲河大学获批博士点", False)],
)
def test_each_member_has_what_is_given_to_it(claim: str, *, other: bool) -> None:
    assert is_given_another(claim, "甲河大学、乙山学院分别获批博士、硕士学位授予单位") is other


@pytest.mark.parametrize(
    ("claim", "other"),
    [
        ("吉安结对的是深圳", True),
        ("赣州结对的是深圳", False),
        ("赣州和吉安都有对口合作", False),
        ("赣州有对口合作", False),
    ],
)
def test_the_members_of_a_pair_belong_together(claim: str, *, other: bool) -> None:
    clause = "支持赣州与深圳、吉安与东莞对口合作战略落地见效"
    assert is_paired_otherwise(claim, clause, ("赣州", "深圳", "吉安", "东莞")) is other


LIST = "支持上饶打造对接融入先行区、鹰潭打造国家级铜基新材料核心区、景德镇建好国家陶瓷文化试验区等，提高开放水平"
PLANTS = "石岛湾核电扩建一期开工，招远核电一期获得国家批复"


@pytest.mark.parametrize(
    ("claim", "sentence", "other"),
    [
        ("景德镇打造国家级铜基新材料核心区", LIST, True),
        ("鹰潭要打造对接融入先行区", LIST, True),
        ("鹰潭打造铜基新材料核心区", LIST, False),
        ("景德镇提高开放水平", LIST, False),
        ("石岛湾核电扩建一期获得国家批复", PLANTS, True),
        ("招远核电一期拿到国家批复", PLANTS, False),
        ("合肥机场、芜湖港建成投用", "合肥机场、芜湖港等建成投用", False),
        ("合肥机场去年建成投用", "合肥机场扩建工程、芜湖港二期等建成投用", False),
    ],
)
def test_what_one_item_tells_is_not_told_of_another(claim: str, sentence: str, *, other: bool) -> None:
    assert is_of_another_item(claim, sentence) is other
