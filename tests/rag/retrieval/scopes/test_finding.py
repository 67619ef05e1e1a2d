"""Which reports, years and places a question is on, where the corpus holds several reports."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest

from rag.documents.snapshot import CorpusSnapshot
from rag.documents.structure.outline import make_outline
from rag.retrieval.scopes import named_places
from rag.retrieval.scopes.finding import find_scope
from rag.retrieval.scopes.scope import Scope
from rag.text.places import Place, find_asked_places
from rag.types import Question, Report
from tests.corpora import HUSHAN, JIANGWAN


def report(text: str, region: str, delivered: date | None = None) -> Report:
    """A report of 2025 on this region."""
    return Report(f"{region}2025年政府工作报告", text, "", "", region=region, delivered=delivered, year=2025)


REPORTS = (
    report(HUSHAN.replace("湖山区", "雨山区"), "雨山区", date(2024, 12, 23)),
    report(JIANGWAN.replace("江湾市", "合肥市"), "合肥市", date(2025, 1, 10)),
)
BOTH = CorpusSnapshot("v2", REPORTS, tuple(map(make_outline, REPORTS)))
YUSHAN = CorpusSnapshot("v1", REPORTS[:1], BOTH.outlines[:1])


def scope_of(text: str, *history: str, version: CorpusSnapshot = BOTH, chosen: str | None = None) -> Scope:
    return find_scope(Question(text, history, chosen), version)


@pytest.mark.parametrize(
    ("text", "reports"),
    [
        ("生产总值增长多少", (0, 1)),
        ("雨山区生产总值增长多少", (0,)),
        ("雨山区和合肥市生产总值增长多少", (0, 1)),
        ("合肥生产总值增长多少", (1,)),
        ("南京生产总值增长多少", (0, 1)),
        ("全市生产总值增长多少", (1,)),
    ],
)
def test_a_named_region_restricts_the_reports(text: str, reports: tuple[int, ...]) -> None:
    """With or without its suffix, or as its level calls itself; a place without a report restricts nothing."""
    assert scope_of(text).reports == reports


def test_the_report_a_chat_has_chosen_is_asked_unless_the_question_names_another() -> None:
    """By its region; a region named before the choice was made counts no more."""
    chosen = REPORTS[0].name
    assert scope_of("生产总值增长多少", chosen=chosen).reports == (0,)
    assert scope_of("雨山区生产总值增长多少", chosen=chosen).reports == (0,)
    assert scope_of("合肥市生产总值增长多少", chosen=chosen).reports == (1,)
    before = scope_of("投资呢", "合肥市2021年生产总值增长多少", chosen=chosen)
    assert (before.reports, before.years, before.places) == ((0,), (), ())


def test_a_region_that_is_no_division_is_known_by_its_report() -> None:
    """A town, a development zone."""
    towns = tuple(report(HUSHAN.replace("湖山区", name), name) for name in ("向山镇", "银塘镇"))
    version = CorpusSnapshot("v3", towns, tuple(map(make_outline, towns)))
    assert scope_of("银塘镇生产总值增长多少", version=version).reports == (1,)


EDITIONS = tuple(
    replace(report(HUSHAN, "湖山区"), name=f"湖山区{year}年政府工作报告", year=year) for year in (2024, 2026, 2025)
)
OF_THREE_YEARS = CorpusSnapshot("v4", (*EDITIONS, REPORTS[1]), (*map(make_outline, EDITIONS), BOTH.outlines[1]))


@pytest.mark.parametrize(
    ("text", "reports"),
    [
        ("湖山区生产总值增长多少", (1,)),
        ("湖山区去年生产总值增长多少", (1,)),
        ("湖山区去年生产总值目标多少", (2,)),
        ("湖山区2024年生产总值增长了多少", (2,)),
        ("湖山区2024年生产总值目标", (0,)),
        ("湖山区2023年生产总值目标", (0,)),
        ("湖山区2024年和今年的目标", (0, 1)),
        ("湖山区2024年报告里的目标", (0,)),
        ("去年湖山区政府工作报告里的目标", (2,)),
        ("targets in the 2025 report, 湖山区", (2,)),
        ("湖山区2019年生产总值", (0, 1, 2)),
        ("生产总值增长多少", (1, 3)),
    ],
)
def test_the_report_that_tells_of_the_year_is_asked(text: str, reports: tuple[int, ...]) -> None:
    """A year's plan stands in its own report, its result in the next one's; no year means the newest of a region."""
    assert scope_of(text, version=OF_THREE_YEARS).reports == reports
    scope = find_scope(Question(text), OF_THREE_YEARS)
    assert set(reports) <= set((scope.wider or scope).reports)


def test_a_report_is_asked_of_the_years_it_tells_best_of() -> None:
    """The plan for 2024 is not told by the review of 2024; a report that has no other edition is asked of any year."""
    scope = scope_of("湖山区和合肥市2024年和今年的目标", version=OF_THREE_YEARS)
    assert scope.parts[0].reports == (0, 1)
    assert [scope.admits(1, year) for year in (2024, 2025, 2026, None)] == [False, False, True, True]
    assert scope.admits(3, 2024)


def test_relative_years_are_counted_from_the_newest_report_asked() -> None:
    """去年 of the report named is the year it reviews."""
    assert scope_of("湖山区去年生产总值", version=OF_THREE_YEARS).years == (2025,)
    assert scope_of("湖山区2024年报告里去年的生产总值", version=OF_THREE_YEARS).years == (2023,)
    assert scope_of("生产总值", version=OF_THREE_YEARS, chosen=EDITIONS[0].name).reports == (0,)
    assert scope_of("去年生产总值", version=OF_THREE_YEARS, chosen=EDITIONS[0].name).years == (2023,)


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
    ("text", "named"),
    [
        ("全国有几所小学", False),
        ("什么小学全国拔了头筹", True),
        ("全国哪种小学最多", True),
        ("哪所小学是全国头一家", True),
        ("小学数量比全国多多少", True),
    ],
)
def test_a_rank_in_the_country_tells_of_it_where_a_rank_is_asked_for(text: str, named: bool) -> None:
    assert scope_of(text, version=YUSHAN).named_in("实验小学数量居全国第3位") is named


def test_what_is_the_first_of_its_kind_at_home_is_so_in_the_country() -> None:
    assert scope_of("哪家医院是全国头一家", version=YUSHAN).named_in("医院成为国内首家外商独资医院")


def test_where_a_thing_came_from_is_not_where_it_is_asked_of() -> None:
    assert scope_of("从北京引进的企业有多少家", version=YUSHAN).places == ()
    assert scope_of("北京的企业有多少家", version=YUSHAN).places == ("北京",)


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


def city(name: str, year: int = 2025) -> Report:
    return replace(report(JIANGWAN.replace("江湾市", name), name), name=f"{name}{year}年政府工作报告", year=year)


PROVINCES = tuple(map(city, ("安徽省", "江苏省", "宁夏", "浙江省")))
OF_PROVINCES = CorpusSnapshot("v5", (*PROVINCES, REPORTS[0]), (*map(make_outline, PROVINCES), BOTH.outlines[0]))


@pytest.mark.parametrize(
    ("text", "each", "missing"),
    [
        ("各省2025年生产总值增长目标是多少", ((0,), (1,), (2,), (3,)), ()),
        ("哪个省增速最高", ((0,), (1,), (2,), (3,)), ()),
        ("各地生产总值增长多少", ((0,), (1,), (2,), (3,), (4,)), ()),
        ("which province grows fastest", ((0,), (1,), (2,), (3,)), ()),
        ("比较安徽、江苏、浙江的生产总值", ((0,), (1,), (3,)), ()),
        ("比较安徽、江苏、广东的生产总值", ((0,), (1,)), ("广东",)),
        ("安徽和广东比，哪个增速高", (), ("广东",)),
        ("全国各省的目标", ((0,), (1,), (2,), (3,)), ()),
        ("安徽生产总值增长多少", (), ()),
    ],
)
def test_a_question_may_be_on_several_regions(
    text: str, each: tuple[tuple[int, ...], ...], missing: tuple[str, ...]
) -> None:
    """On those that it names, or on all of a level; of those without a report it has to be told."""
    scope = scope_of(text, version=OF_PROVINCES)
    assert (scope.each, scope.missing, scope.places) == (each, missing, ())


@pytest.mark.parametrize("text", ["宁夏生产总值增长多少", "宁夏回族自治区生产总值增长多少", "Ningxia's GDP"])
def test_a_report_is_asked_by_any_name_of_its_region(text: str) -> None:
    scope = scope_of(text, version=OF_PROVINCES)
    assert (scope.reports, scope.places) == ((2,), ())


def test_reports_on_one_place_under_two_names_are_its_editions() -> None:
    """The newest of them is asked where no year is."""
    editions = (city("青禾县", 2025), city("临川市青禾县", 2024))
    version = CorpusSnapshot("v6", editions, tuple(map(make_outline, editions)))
    assert scope_of("青禾县生产总值增长多少", version=version).reports == (0,)
    assert scope_of("临川市青禾县2023年生产总值增长多少", version=version).reports == (1,)
    assert scope_of("青禾2023年生产总值增长多少", version=version).places == ()


def test_what_calls_itself_as_the_question_does_is_asked() -> None:
    """全省 is a province's report, and another place for a district's."""
    assert scope_of("全省生产总值", version=OF_PROVINCES).reports == (0, 1, 3)
    assert scope_of("全省生产总值", version=YUSHAN).places == ("全省",)


def test_each_turn_is_searched_for_places_once(monkeypatch: pytest.MonkeyPatch) -> None:
    read: Counter[str] = Counter()

    def counted(text: str) -> tuple[Place, ...]:
        read[text] += 1
        return find_asked_places(text)

    monkeypatch.setattr(named_places, "find_asked_places", counted)
    scope_of("它增长多少", "雨山区生产总值增长多少", chosen=REPORTS[1].name)
    assert set(read.values()) == {1}


def test_another_matter_is_asked_of_the_years_of_both_questions_before() -> None:
    """社零总额呢 leaves the year open after one question on each."""
    before = "去年GDP增长多少", "今年GDP目标是多少"
    assert scope_of("社零总额呢", *before).years == (2024, 2025)
    assert scope_of("那今年的社零总额呢", *before).years == (2025,)
    assert scope_of("目标呢", *before).years == (2025,)


def test_another_matter_is_asked_of_the_year_of_the_question_before() -> None:
    assert scope_of("社零总额呢", "2024年GDP增长多少").years == (2024,)
