"""What has changed between the figures of two versions."""

from __future__ import annotations

from rag.index.searchable_corpus import make_version
from rag.ledger.watching import WatchedChange, WatchedFigure, changes_between, figures_told, find_indicator
from tests.ledgers import PLANNED, REVIEWED, report_of, two_years

ONE = make_version((report_of(PLANNED, 2025),))


def figures(planned: str = PLANNED) -> tuple[WatchedFigure, ...]:
    version = make_version((report_of(planned, 2025),))
    meant = find_indicator(version, "湖山市", "GDP")
    assert meant
    return figures_told(version, "湖山市", meant.name)


def words(changes: tuple[WatchedChange, ...]) -> list[tuple[str | None, str | None]]:
    return [(before and before.words, after and after.words) for before, after in changes]


def test_the_figures_of_an_indicator_are_told_year_by_year() -> None:
    assert [(told.year, told.words) for told in figures()] == [
        (2024, "全市生产总值增长5.8%"),
        (2025, "生产总值增长6%左右"),
    ]


def test_another_value_is_a_change() -> None:
    corrected = figures(PLANNED.replace("生产总值增长6%左右", "生产总值增长5.5%左右"))
    assert words(changes_between(figures(), corrected)) == [("生产总值增长6%左右", "生产总值增长5.5%左右")]


def test_another_qualifier_is_a_change() -> None:
    corrected = figures(PLANNED.replace("生产总值增长6%左右", "生产总值增长6%以上"))
    assert words(changes_between(figures(), corrected)) == [("生产总值增长6%左右", "生产总值增长6%以上")]


def test_other_words_for_the_same_value_are_no_change() -> None:
    reworded = figures(PLANNED.replace("全市生产总值增长5.8%", "去年，全市生产总值比上年增长5.8%"))
    assert changes_between(figures(), reworded) == ()


def test_a_result_takes_the_place_of_a_target_and_new_figures_come() -> None:
    version = two_years()
    meant = find_indicator(version, "湖山市", "GDP")
    assert meant
    later = figures_told(version, "湖山市", meant.name)
    assert words(changes_between(figures(), later)) == [
        (None, "全市生产总值2100亿元"),
        ("生产总值增长6%左右", "全市生产总值2100亿元、增长6.2%"),
        (None, "生产总值增长5.5%左右"),
    ]


def test_a_figure_that_is_gone_is_a_change() -> None:
    gone = figures(PLANNED.replace("生产总值增长6%左右，", ""))
    assert words(changes_between(figures(), gone)) == [("生产总值增长6%左右", None)]


def test_a_region_without_such_a_figure_has_no_name_for_it() -> None:
    assert find_indicator(two_years(REVIEWED), "湖山市", "火箭发射") is None
