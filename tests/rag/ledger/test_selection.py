"""Which reports and figures are meant."""

from __future__ import annotations

from rag.index.searchable_corpus import make_version
from rag.ledger.comparability import own_year
from rag.ledger.figures.row import Progress
from rag.ledger.selection import FigureQuery, planning_reports, regions_of, select_rows
from tests.ledgers import PLANNED, REVIEWED, report_of, reviewed_rows, two_years


def test_the_newest_report_that_another_follows_is_meant() -> None:
    assert planning_reports(two_years()) == (0,)


def test_a_year_is_that_of_the_report() -> None:
    assert planning_reports(two_years(), "湖山", 2026) == (1,)
    assert planning_reports(two_years(), "湖山", 2030) == ()


def test_regions_are_told_apart() -> None:
    version = make_version((report_of(PLANNED, 2025), report_of(PLANNED, 2025, "江湾市")))
    assert planning_reports(version) == (0, 1)
    assert planning_reports(version, "江湾") == (1,)
    assert regions_of(version) == ("湖山市", "江湾市")


def test_figures_are_selected_by_year_and_indicator() -> None:
    rows = select_rows(two_years(), FigureQuery(year=2025, indicator="城镇新增就业"))
    assert [(row.figure.literal, row.progress) for row in rows] == [
        ("3万人", Progress.TARGET),
        ("3.4万人", Progress.RESULT),
    ]


def test_a_wider_name_selects_what_holds_it() -> None:
    version = two_years(planned=PLANNED, reviewed=REVIEWED)
    names = {row.indicator for row in select_rows(version, FigureQuery(indicator="失业率"))}
    assert names == {"城镇调查失业率"}


def test_a_sum_over_several_years_is_of_none() -> None:
    """A level at the end of them is of the last."""
    rows = {row.figure.literal: own_year(row) for row in select_rows(two_years(), FigureQuery())}
    assert (rows["90个"], rows["30亿元"]) == (2025, None)
    assert "30亿元" not in {row.figure.literal for row in select_rows(two_years(), FigureQuery(year=2025))}


def test_what_was_done_in_several_years_is_a_sum() -> None:
    rows = reviewed_rows("过去五年，办理政协提案3862件，绿色矿山达到53家。")
    assert [(row.figure.literal, own_year(row)) for row in rows] == [("3862件", None), ("53家", 2025)]
