"""Which reports, years and places a question is on, where the corpus holds several reports."""

from __future__ import annotations

from datetime import date

import pytest

from rag.outline import make_outline
from rag.scope import Scope, find_scope
from rag.types import Question, Report
from rag.version import Version
from tests.corpora import HUSHAN, JIANGWAN


def report(text: str, region: str, delivered: date | None = None) -> Report:
    """A report of 2025 on this region."""
    return Report(f"{region}2025年政府工作报告", text, "", "", region=region, delivered=delivered, year=2025)


REPORTS = (
    report(HUSHAN.replace("湖山区", "雨山区"), "雨山区", date(2024, 12, 23)),
    report(JIANGWAN.replace("江湾市", "合肥市"), "合肥市", date(2025, 1, 10)),
)
BOTH = Version("v2", REPORTS, tuple(map(make_outline, REPORTS)))
YUSHAN = Version("v1", REPORTS[:1], BOTH.outlines[:1])


def scope_of(text: str, *history: str, version: Version = BOTH, chosen: str | None = None) -> Scope:
    return find_scope(Question(text, history, chosen), version)


@pytest.mark.parametrize(
    ("text", "reports"),
    [
        ("生产总值增长多少", (0, 1)),
        ("雨山区生产总值增长多少", (0,)),
        ("雨山区和合肥市生产总值增长多少", (0, 1)),
        ("合肥生产总值增长多少", (1,)),
        ("南京生产总值增长多少", (0, 1)),
        ("全市生产总值增长多少", (0, 1)),
    ],
)
def test_a_named_region_restricts_the_reports(text: str, reports: tuple[int, ...]) -> None:
    """With or without its suffix; a place without a report restricts nothing."""
    assert scope_of(text).reports == reports


def test_the_report_a_chat_has_chosen_comes_before_a_named_region() -> None:
    """The chat asks that report only."""
    assert scope_of("合肥市生产总值增长多少", chosen=REPORTS[0].name).reports == (0,)


def test_a_chosen_report_that_is_gone_restricts_nothing() -> None:
    """After a removal the chat asks all that are left."""
    assert scope_of("生产总值增长多少", chosen="某县2019年政府工作报告").reports == (0, 1)


def test_a_place_without_a_report_is_foreign() -> None:
    """A sentence has to hold it to answer."""
    assert scope_of("南京生产总值增长多少").places == ("南京",)
    assert scope_of("合肥市生产总值增长多少", version=YUSHAN).places == ("合肥市",)


def test_the_city_a_district_lies_in_only_says_where_it_lies() -> None:
    """马鞍山市雨山区 asks for the district; 马鞍山市 alone asks for the city."""
    named = scope_of("马鞍山市雨山区生产总值增长多少", version=YUSHAN)
    assert named.places == ()
    assert {"马鞍山市", "雨山区"} <= set(named.own)
    assert scope_of("马鞍山市生产总值增长多少", version=YUSHAN).places == ("马鞍山市",)


@pytest.mark.parametrize(("text", "places"), [("全区有几所小学", ()), ("全国有几所小学", ("全国",))])
def test_the_whole_district_is_its_own_and_the_country_is_not(text: str, places: tuple[str, ...]) -> None:
    """全区 is the report's, 全国 a place to be found in the sentence."""
    assert scope_of(text, version=YUSHAN).places == places


@pytest.mark.parametrize(
    ("text", "years", "relative"),
    [
        ("去年生产总值增长多少", (2024,), True),
        ("今年生产总值增长多少", (2025,), True),
        ("明年生产总值增长多少", (2025,), True),
        ("2024年生产总值增长多少", (2024,), False),
        ("2025年和2024年生产总值增长多少", (2024, 2025), False),
        ("生产总值增长多少", (), False),
    ],
)
def test_years_are_counted_as_a_reader_of_the_report_counts(text: str, years: tuple[int, ...], relative: bool) -> None:
    """Ascending, and with whether the asker said them outright; a report given in 2024 plans its 明年, 2025."""
    found = scope_of(text, version=YUSHAN)
    assert (found.years, found.relative) == (years, relative)


def test_what_a_turn_leaves_open_is_taken_from_the_turns_before() -> None:
    """Place and year each from the latest turn that names one."""
    found = scope_of("固定资产投资呢", "2024年合肥市生产总值增长多少", "2025年呢")
    assert (found.reports, found.years) == ((1,), (2025,))


def test_a_new_place_replaces_the_one_before() -> None:
    """It is not asked for both."""
    assert scope_of("那雨山区呢", "合肥市生产总值增长多少").reports == (0,)
