"""Rows of figures: what of, of which year, how far."""

from __future__ import annotations

from rag.ledger.figures.row import Measure, Progress
from tests.ledgers import PLANNED, REVIEWED, planned_rows, reviewed_rows, rows_of


def test_the_plan_holds_targets_and_the_review_results() -> None:
    rows = rows_of(PLANNED)
    assert {(row.year, row.progress) for row in rows} == {(2024, Progress.RESULT), (2025, Progress.TARGET)}


def test_only_the_sentence_of_the_main_targets_is_main() -> None:
    main = [row.indicator for row in rows_of(PLANNED) if row.is_main]
    assert main == ["生产总值", "城镇新增就业", "城镇调查失业率", "居民消费价格涨幅"]


def test_a_figure_without_words_goes_on_with_the_one_before() -> None:
    amount, growth = reviewed_rows("全市生产总值2100亿元、增长6.2%。")
    assert (amount.indicator, growth.indicator) == ("生产总值", "生产总值")
    assert (amount.measure, growth.measure) == (Measure.AMOUNT, Measure.GROWTH)


def test_a_measure_without_a_subject_takes_that_of_the_one_before() -> None:
    _, rank = reviewed_rows("地区生产总值增长5.3%、增量保持全国第一。")
    assert (rank.indicator, rank.measure) == ("地区生产总值增量", Measure.RANK)
    *_, total = reviewed_rows("粮食单产居主产省第1位，总产量达到853亿斤。")
    assert total.indicator == "粮食总产量"


def test_the_verb_before_the_next_figure_is_not_of_this_one() -> None:
    projects, money = reviewed_rows("300个省列重大项目累计完成投资2393亿元。")
    assert (projects.indicator, money.indicator) == ("省列重大项目", "省列重大项目累计完成投资")


def test_a_second_unit_is_no_part_of_a_name() -> None:
    houses, estates = planned_rows("改造城市危旧房3.1万套（间）、老旧小区40个。")
    assert (houses.indicator, estates.indicator) == ("改造城市危旧房", "改造老旧小区")


def test_the_total_after_what_was_added_is_of_the_same() -> None:
    added, total = reviewed_rows("进出川大通道新增16条、达到54条。")
    assert (added.indicator, total.indicator) == ("进出川大通道", "进出川大通道")


def test_a_total_is_of_what_there_is() -> None:
    _, total = reviewed_rows("新建绿道230公里、累计近2000公里。")
    assert total.indicator == "绿道"


def test_a_rank_held_for_years_goes_on_with_what_holds_it() -> None:
    _, rank = reviewed_rows("港口集装箱吞吐量达到5150万标箱、连续15年排名世界第一。")
    assert (rank.indicator, rank.measure) == ("港口集装箱吞吐量", Measure.RANK)


def test_steps_and_plans_are_no_part_of_a_name() -> None:
    (total,) = reviewed_rows("地区生产总值连续迈上4个万亿元台阶、达14.2万亿元。")
    (growth,) = planned_rows("地区生产总值按增长5%安排。")
    assert (total.indicator, growth.indicator) == ("地区生产总值", "地区生产总值")


def test_a_list_shares_the_verb_that_opens_it() -> None:
    _, firms = planned_rows("新增高新技术企业300家、专精特新企业100家。")
    assert (firms.indicator, firms.name) == ("新增专精特新企业", "专精特新企业")
    assert firms.acts.startswith("新增")


def test_a_share_of_what_stands_before_is_named_with_it() -> None:
    _, share = planned_rows("新增电力装机200万千瓦以上，其中绿色能源占比60%以上。")
    assert share.indicator == "新增电力装机，其中绿色能源占比"
    assert share.measure is Measure.SHARE


def test_a_year_named_in_the_sentence_is_that_of_the_figure() -> None:
    (row,) = planned_rows("到2027年研发投入强度达到3%。")
    assert row.year == 2027


def test_an_estimate_in_the_review_is_expected() -> None:
    (row,) = reviewed_rows("预计全市生产总值增长6%。")
    assert row.progress is Progress.EXPECTED


def test_a_base_is_neither_target_nor_result() -> None:
    base, level = reviewed_rows("城镇化率从60%提高到66%。")
    assert (base.progress, level.progress) == (None, Progress.RESULT)


def test_what_is_told_stands_in_the_report() -> None:
    told = [row.told.of(REVIEWED) for row in rows_of(REVIEWED, 2026)]
    assert told[:3] == ["全市生产总值2100亿元", "全市生产总值2100亿元、增长6.2%", "城镇新增就业3.4万人"]


def test_a_part_on_several_years_says_so_until_the_year_is_named() -> None:
    five = [row.indicator for row in rows_of(REVIEWED, 2026) if row.spans_years]
    assert five == ["口袋公园", "农村公路建设累计完成投资"]
