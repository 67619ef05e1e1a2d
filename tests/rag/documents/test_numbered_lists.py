"""Numbered sentences and headings are found as lists, each under the sentence that announces it."""

from __future__ import annotations

from rag.documents.numbered_lists import NumberedLists
from tests.fakes import make_version

VERSION = make_version("""湖山区2025年政府工作报告

各位代表:
一、2024年工作回顾
新建小学两所，新增学位1200个。
发展还存在不少困难和问题。一是企业创新能力偏弱。有的企业没有研发机构。二是防灾减灾存在短板。三是基层医疗服务有待提高。
二、2025年工作安排
重点抓好三个方面工作：
（一）促进产业升级
新建工业园区一个。
（二）改善人民生活
一是新建养老服务站5个。二是改造老旧小区3个。
（三）建设法治政府
推进政务公开。
""")
LISTS = NumberedLists(VERSION)


def place(opening: str) -> int:
    return next(i for i, at in enumerate(VERSION.order) if VERSION.words(at).strip().startswith(opening))


def openings(ordinals: tuple[int, ...]) -> list[str]:
    return [VERSION.words(VERSION.order[one]).strip()[:3] for one in ordinals]


def test_numbered_sentences_are_announced_by_the_one_before_the_first() -> None:
    run = LISTS.after(place("发展还存在"))
    assert run
    assert openings(run.members) == ["一是企", "二是防", "三是基"]
    assert run == LISTS.around(run.members[1])


def test_numbered_headings_are_announced_by_the_sentence_before_them() -> None:
    run = LISTS.after(place("重点抓好"))
    assert run
    assert openings(run.members) == ["（一）", "（二）", "（三）"]


def test_what_stands_alone_is_in_no_list() -> None:
    assert LISTS.after(place("新建小学")) is None
    assert LISTS.around(place("新建小学")) is None


def test_fewer_than_three_are_no_list() -> None:
    assert LISTS.after(place("（二）")) is None
    assert LISTS.around(place("一是新建养老")) is None


def test_a_list_is_found_once() -> None:
    first = place("发展还存在")
    assert LISTS.after(first) is LISTS.around(first + 1)
