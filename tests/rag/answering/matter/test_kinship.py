"""Words that reports use together."""

from __future__ import annotations

from rag.answering.matter.kinship import Kinship, kinships, with_official_words
from tests.fakes import make_version

REPORT = """湖山区2025年政府工作报告

各位代表:
一、2024年工作回顾
（一）治理环境
PM2.5平均浓度降至30微克/立方米，优良天数增加。
推进黑臭水体整治。
（二）繁荣文旅
新增3家4A级景区，接待游客300万人次。
"""


def near(asked: str) -> dict[str, Kinship]:
    snapshot = make_version(REPORT)
    found = [snapshot.excerpt(at) for at in range(len(snapshot.order))]
    pairs = {asked[at : at + 2]: 1.0 for at in range(len(asked) - 1)}
    return {one.words[:4]: kin for one, kin in zip(found, kinships(pairs, [(one, 0.0) for one in found]), strict=True)}


def test_a_sentence_is_near_without_a_character_of_the_question() -> None:
    air = near("空气质量")
    assert air["PM2."].alike > air["推进黑臭"].alike > air["新增3家"].alike
    travel = near("旅游")
    assert travel["新增3家"].alike > travel["PM2."].alike


def test_only_a_part_of_a_sentence_may_have_to_do_with_the_question() -> None:
    held = near("旅游")
    assert 0.5 < held["新增3家"].share <= 1
    assert held["PM2."].share < 0.2


def test_a_heading_is_near_as_well() -> None:
    held = near("旅游")
    assert held["新增3家"].titled > held["推进黑臭"].titled


def test_words_that_no_report_uses_are_led_to_those_of_the_likeliest_sentences() -> None:
    held = near("魑魅魍魉")
    assert all(kin.alike == kin.met == kin.share == 0 for kin in held.values())
    snapshot = make_version(REPORT)
    found = [snapshot.excerpt(at) for at in range(len(snapshot.order))]
    likely = [(one, 3.0 if one.words.startswith("PM2.5") else -3.0) for one in found]
    led = dict(zip((one.words[:4] for one in found), kinships({}, likely), strict=True))
    assert led["推进黑臭"].shared > led["新增3家"].shared
    assert led["推进黑臭"].nearest > led["新增3家"].nearest


def test_no_sentences_have_no_kinship() -> None:
    assert kinships({"教育": 1.0}, []) == []


def test_what_people_say_is_read_as_what_reports_say() -> None:
    asked = with_official_words("看病今年有啥变化", {"看病": 2.0, "变化": 1.0})
    assert asked["看病"] == 2.0
    assert asked["医疗"] > 0
    assert with_official_words("医疗卫生", {"医疗": 2.0}) == {"医疗": 2.0}
