"""Figures are set side by side where they measure one thing alike."""

from __future__ import annotations

from fractions import Fraction

from rag.documents.snapshot import CorpusSnapshot
from rag.index.searchable_corpus import make_version
from rag.ledger.series import over_regions, over_years, regions_with, series_named, series_with
from tests.ledgers import report_of, two_years


def reviewed(region: str, sentence: str, year: int = 2025) -> CorpusSnapshot:
    text = f"{region}{year + 1}年政府工作报告\n\n一、{year}年工作回顾\n\n{sentence}\n"
    return make_version((report_of(text, year + 1, region),))


def both(*versions: CorpusSnapshot) -> CorpusSnapshot:
    return make_version(tuple(report for version in versions for report in version.reports))


def test_a_year_has_its_result_before_its_target() -> None:
    found = over_years(two_years(), "湖山市", "GDP增速")
    assert found
    assert [(row.year, row.progress) for row in found.rows] == [(2024, "result"), (2025, "result"), (2026, "target")]
    assert found.values == (Fraction(58, 10), Fraction(62, 10), Fraction(55, 10))


def test_growth_and_amounts_are_not_mixed() -> None:
    found = over_years(two_years(), "湖山市", "生产总值")
    assert found
    assert {row.measure for row in found.rows} == {"growth"}


def test_what_was_added_is_not_set_beside_what_there_is() -> None:
    version = both(
        reviewed("湖山市", "新增高新技术企业300家。", 2024), reviewed("湖山市", "高新技术企业达到2300家。", 2025)
    )
    found = over_years(version, "湖山市", "高新技术企业")
    assert found
    assert len(found.rows) == 1


def test_units_are_converted_to_that_of_the_first() -> None:
    version = both(
        reviewed("湖山市", "粮食总产量达到2万吨。", 2024), reviewed("湖山市", "粮食总产量达到5000万斤。", 2025)
    )
    found = over_years(version, "湖山市", "粮食产量")
    assert found
    assert found.values == (20000, 25000)


def test_a_fall_in_percent_is_negative() -> None:
    version = both(reviewed("湖山市", "进出口总额增长3%。", 2024), reviewed("湖山市", "进出口总额下降2.5%。", 2025))
    found = over_years(version, "湖山市", "进出口")
    assert found
    assert found.values == (3, Fraction(-5, 2))


def test_regions_stand_side_by_side_for_one_year() -> None:
    version = both(
        reviewed("湖山市", "全市生产总值增长5.8%。"),
        reviewed("江湾市", "全市地区生产总值增长6.1%。"),
        reviewed("山南市", "GDP增长6%左右。"),
    )
    found = over_regions(version, 2025, "GDP")
    assert found
    assert [version.report(row.at).region for row in found.rows] == ["江湾市", "山南市", "湖山市"]


def test_the_year_that_most_regions_tell_of_is_taken() -> None:
    version = both(
        reviewed("湖山市", "全市生产总值增长5.8%。", 2023),
        reviewed("江湾市", "全市生产总值增长5.9%。", 2023),
        reviewed("江湾市", "全市生产总值增长6.1%。", 2024),
    )
    found = over_regions(version, None, "GDP")
    assert found
    assert {row.year for row in found.rows} == {2023}


def test_targets_and_results_of_regions_are_not_mixed() -> None:
    version = make_version((*two_years().reports, *reviewed("江湾市", "全市生产总值增长6.1%。").reports))
    found = over_regions(version, 2025, "GDP增速")
    assert found
    assert {row.progress for row in found.rows} == {"result"}


def test_the_series_of_a_figure_holds_it() -> None:
    version = two_years()
    whole = over_years(version, "湖山市", "GDP增速")
    assert whole
    assert series_with(version, whole.rows[1]) == whole


def test_the_regions_beside_a_figure_are_of_its_kind_and_year() -> None:
    version = both(
        reviewed("湖山市", "全市生产总值2100亿元、增长5.8%。"),
        reviewed("江湾市", "全市地区生产总值增长6.1%。"),
        reviewed("山南市", "GDP增长7%。", 2024),
    )
    growth = over_years(version, "湖山市", "GDP增速")
    assert growth
    beside = regions_with(version, growth.rows[0])
    assert [version.report(row.at).region for row in beside.rows] == ["江湾市", "湖山市"]


def test_each_kind_of_a_name_is_a_series() -> None:
    found = series_named(two_years(), "湖山市", over_name())
    assert sorted((one.rows[0].measure.value, len(one.rows)) for one in found) == [("amount", 1), ("growth", 3)]


def over_name() -> str:
    found = over_years(two_years(), "湖山市", "GDP")
    assert found
    return found.rows[0].name


def test_nothing_is_found_for_what_no_figure_is_on() -> None:
    assert over_years(two_years(), "湖山市", "火箭发射") is None
    assert over_regions(two_years(), None, "火箭发射") is None
