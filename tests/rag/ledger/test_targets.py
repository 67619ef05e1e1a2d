"""The ledger of a region: what was aimed at, and what the next report says came of it."""

from __future__ import annotations

from rag.index.searchable_corpus import make_version
from rag.ledger.comparability import Obstacle
from rag.ledger.targets import Entry, Ledger, TargetStatus, open_ledger
from tests.ledgers import PLANNED, REVIEWED, report_of, two_years


def entry(ledger: Ledger, indicator: str) -> Entry:
    return next(one for one in ledger.entries if one.target.indicator == indicator)


def statuses(ledger: Ledger) -> dict[str, TargetStatus]:
    return {one.target.indicator: one.status for one in ledger.entries}


def test_every_target_has_a_status() -> None:
    assert statuses(open_ledger(two_years(), 0)) == {
        "生产总值": TargetStatus.MET,
        "城镇新增就业": TargetStatus.MET,
        "城镇调查失业率": TargetStatus.MET,
        "居民消费价格涨幅": TargetStatus.NOT_MENTIONED,
        "新增高新技术企业": TargetStatus.MISSED,
        "新增专精特新企业": TargetStatus.ABOUT,
        "实施亿元以上技改项目": TargetStatus.MET,
        "外贸进出口总额": TargetStatus.ABOUT,
        "改造老旧小区": TargetStatus.MET,
        "新改建农村公路": TargetStatus.NOT_MENTIONED,
        "更新改造住宅老旧电梯": TargetStatus.NOT_COMPARABLE,
        "新建口袋公园": TargetStatus.NOT_COMPARABLE,
    }


def test_what_was_added_is_not_compared_with_what_there_is() -> None:
    parks = entry(open_ledger(two_years(), 0), "新建口袋公园")
    assert parks.obstacle is Obstacle.ADDED
    assert parks.result is not None
    assert parks.result.told.of(REVIEWED) == "口袋公园达90个"


def test_a_matter_told_in_words_is_not_called_unmentioned() -> None:
    version = two_years()
    lifts = entry(open_ledger(version, 0), "更新改造住宅老旧电梯")
    assert lifts.obstacle is Obstacle.WORDS
    assert lifts.words is not None
    assert "住宅老旧电梯更新改造全面完成" in version.citation(lifts.words).quote


def test_a_name_that_says_little_is_not_called_unmentioned_where_it_moved() -> None:
    """投资 alone is too little to be looked for; that its growth was above the country's is told of it all the same."""
    planned = PLANNED.replace("生产总值增长6%左右，", "生产总值增长6%左右，投资增长7%左右，")
    reviewed = REVIEWED.replace("城镇调查失业率5.1%。", "城镇调查失业率5.1%，投资、消费增速均高于全国。")
    version = two_years(planned, reviewed)
    investment = entry(open_ledger(version, 0), "投资")
    assert (investment.status, investment.obstacle) == (TargetStatus.NOT_COMPARABLE, Obstacle.WORDS)
    assert investment.words is not None
    assert "消费增速均高于全国" in version.citation(investment.words).quote
    assert entry(open_ledger(two_years(planned), 0), "投资").status is TargetStatus.NOT_MENTIONED


def test_a_target_of_the_next_year_is_no_result() -> None:
    roads = entry(open_ledger(two_years(), 0), "新改建农村公路")
    assert (roads.status, roads.result, roads.words) == (TargetStatus.NOT_MENTIONED, None, None)


def test_main_targets_come_first() -> None:
    ledger = open_ledger(two_years(), 0)
    assert [one.target.is_main for one in ledger.entries] == [True] * 4 + [False] * 8


def test_without_the_next_report_targets_are_pending() -> None:
    ledger = open_ledger(make_version((report_of(PLANNED, 2025),)), 0)
    assert ledger.following is None
    assert set(statuses(ledger).values()) == {TargetStatus.PENDING}


def test_the_report_of_another_region_does_not_follow() -> None:
    version = make_version((report_of(PLANNED, 2025), report_of(REVIEWED, 2026, region="江湾市")))
    assert open_ledger(version, 0).following is None


def test_a_target_told_twice_is_listed_once() -> None:
    repeated = PLANNED + "\n(三)凝聚合力。生产总值增长6%左右的目标考虑了实际。\n"
    ledger = open_ledger(two_years(planned=repeated), 0)
    assert [one.target.indicator for one in ledger.entries].count("生产总值") == 1
