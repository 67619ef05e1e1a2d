"""One word is enough to say the contrary."""

from __future__ import annotations

import pytest

from rag.verification.contrasts.opposites import (
    is_compared_the_other_way,
    is_contrary,
    is_led_by_a_sister,
    is_of_a_sister,
    is_opposed,
    is_ranked_among_others,
    moves_alone,
)


@pytest.mark.parametrize(
    ("claim", "clause"),
    [
        ("城乡收入差距扩大了", "城乡居民收入差距缩小"),
        ("白石机场推迟投用", "白石机场提前投用"),
        ("国际航线去年暂停了", "恢复国际航线"),
        ("城东铁路停止了客运业务", "城东铁路开通客运业务"),
        ("博物馆开始收费", "博物馆免费开放"),
        ("医保目录部分落地", "医保目录全面落地"),
    ],
)
def test_the_two_words_of_a_pair_are_contrary(claim: str, clause: str) -> None:
    assert is_contrary(claim, clause)
    assert is_contrary(clause, claim)


@pytest.mark.parametrize(
    ("claim", "clause"),
    [("收入差距缩小", "收入差距缩小"), ("扩大开放、缩小差距", "缩小差距"), ("建成投用", "恢复国际航线")],
)
def test_a_word_that_both_have_or_one_alone_is_not(claim: str, clause: str) -> None:
    assert not is_contrary(claim, clause)


@pytest.mark.parametrize(
    ("claim", "words"),
    [
        ("服务业增加值增长9%", "规上工业增加值增长"),
        ("去年新增存款2.36万亿元", "新增本外币贷款"),
        ("改造棚户区70个", "改造老旧小区"),
        ("高速铁路通车里程9300公里", "高速公路通车里程"),
        ("蔬菜产量1344亿斤", "粮食总产量"),
        ("对中亚进口增长48%", "进出口"),
        ("死亡人数下降17%", "生产安全事故起数"),
    ],
)
def test_one_thing_is_not_told_of_another_of_its_sort(claim: str, words: str) -> None:
    assert is_of_a_sister(claim, words)


@pytest.mark.parametrize(
    ("claim", "words"),
    [
        ("农村公路8000公里", "新改建农村公路"),
        ("打的粮食800亿斤", "粮食总产量"),
        ("外贸增长5%", "进出口总额增长"),
        ("城乡居民收入增长", "居民人均可支配收入"),
        ("水电气价格不变", "光伏装机"),
    ],
)
def test_the_same_thing_in_other_words_and_things_of_two_sorts_are_no_sisters(claim: str, words: str) -> None:
    assert not is_of_a_sister(claim, words)


def test_a_figure_without_its_own_name_goes_on_with_what_stands_before() -> None:
    before = "粮食总产量1344亿斤，连续8年稳定在1300亿斤以上"
    assert is_led_by_a_sister("蔬菜产量连续八年稳定在1300亿斤以上", "连续稳定在", before)
    assert not is_led_by_a_sister("粮食产量连续八年稳定在1300亿斤以上", "连续稳定在", before)


def test_a_rank_among_others_is_another_rank() -> None:
    assert is_ranked_among_others("14家民企进了世界500强", "14家企业上榜中国民营企业500强")
    assert is_ranked_among_others("奶粉产量全省最多", "奶粉产量居全国首位")
    assert not is_ranked_among_others("奶粉产量全国最多", "奶粉产量居全国首位")
    assert not is_ranked_among_others("奶粉产量世界最多", "奶粉产量大幅增长")


def test_of_what_only_falls_a_rise_is_the_contrary() -> None:
    assert is_opposed("“三公”经费连续11年增加", "“三公”经费连续11年只减不增")
    assert not is_opposed("“三公”经费连续11年减少", "“三公”经费连续11年只减不增")


def test_a_change_may_be_told_where_the_clause_has_none() -> None:
    assert moves_alone("地铁票今年要涨价", "完成地铁4号线北段建设")
    assert not moves_alone("收入差距缩小了", "城乡居民收入差距持续缩小")


@pytest.mark.parametrize(
    ("claim", "clause", "other"),
    [
        ("煤电装机占比超过新能源", "新能源发电装机占比历史性超过煤电", True),
        ("新能源装机占比超过煤电", "新能源发电装机占比历史性超过煤电", False),
        ("收入增速快于经济增速", "收入增速快于经济增长", False),
        ("产量超过1300亿斤", "产量超过煤电", False),
    ],
)
def test_one_over_the_other_is_not_the_other_over_the_one(claim: str, clause: str, *, other: bool) -> None:
    assert is_compared_the_other_way(claim, clause) is other


@pytest.mark.parametrize(
    ("claim", "clause"),
    [("案件又多了", "案件持续下降"), ("沙地往外扩张", "沙化土地缩减"), ("投得少了", "投资明显上升")],
)
def test_more_and_fewer_at_the_end_tell_a_change(claim: str, clause: str) -> None:
    assert is_opposed(claim, clause)
    assert not is_opposed(f"不少于300万亩，{claim}", clause[:2])


def test_what_is_added_to_a_list_has_not_grown() -> None:
    assert not moves_alone("Wugong Mountain was added to the list of geoparks", "武功山入选世界地质公园")
    assert moves_alone("Exports rose last year", "出口企业座谈会召开")
