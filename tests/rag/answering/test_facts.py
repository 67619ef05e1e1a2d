"""Of several regions the one that is asked for is named, after the figures of all."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from types import SimpleNamespace
from unittest.mock import Mock

import pytest

from rag.answering.facts import choose
from rag.engine import Answerer
from rag.types import Answer, Question
from tests.corpora import opened_answerer

TEXT = """{region}2025年政府工作报告
各位代表：
一、2024年工作回顾
{gdp}。粮食产量{grain}万吨。生产安全事故起数下降{fall}%。
二、2025年工作安排
主要预期目标是：地区生产总值增长{aim}%左右，城镇新增就业{jobs}人以上。
"""


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    with opened_answerer(
        tmp_path_factory.mktemp("home"),
        TEXT.format(region="湖北省", gdp="地区生产总值增长5.8%", grain=2700, fall=12, aim=6, jobs="70万"),
        b=TEXT.format(region="安徽省", gdp="地区生产总值5.1万亿元、增长5.6%", grain=4100, fall=15, aim=6, jobs="64万"),
        c=TEXT.format(region="江西省", gdp="全年地区生产总值增长5.1%", grain=2190, fall=9, aim=5, jobs="40万"),
    ) as opened:
        yield opened


def ask(answerer: Answerer, text: str) -> Answer:
    return asyncio.run(answerer.answer(Question(text)))


@pytest.mark.parametrize(
    ("question", "concluded"),
    [
        ("三个省2024年GDP增速谁最高", "最高的是湖北省（5.8% > 5.6% > 5.1%）。"),
        ("各省粮食产量哪个最多", "最多的是安徽省（4100万吨 > 2700万吨 > 2190万吨）。"),
        ("三省城镇新增就业目标哪个最少", "最少的是江西省（40万人以上 < 64万人以上 < 70万人以上）。"),
    ],
)
def test_the_region_asked_for_is_named_after_all_figures(answerer: Answerer, question: str, concluded: str) -> None:
    *figures, last = ask(answerer, question).statements
    assert len(figures) == 3
    assert last.text == concluded
    assert last.citations == (1, 2, 3)


@pytest.mark.parametrize("question", ["三个省GDP增长目标哪个最高", "三个省2024年GDP增速分别是多少"])
def test_none_is_named_where_two_stand_first_or_none_is_asked_for(answerer: Answerer, question: str) -> None:
    assert len(ask(answerer, question).statements) == 3


def test_each_region_is_told_by_its_figure_of_the_indicator(answerer: Answerer) -> None:
    """One gives the amount and its growth, the other the growth alone."""
    answer = ask(answerer, "湖北和安徽的GDP分别是多少")
    assert [statement.text for statement in answer.statements] == [
        "湖北省：地区生产总值增长5.8%。",
        "安徽省：地区生产总值5.1万亿元、增长5.6%。",
    ]
    assert answer.silent == ()


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("湖北和安徽谁的GDP增长快", "最快的是湖北省（5.8% > 5.6%）。"),
        ("湖北GDP增速比安徽高多少", "湖北省的增幅高于安徽省，高0.2个百分点（5.8－5.6）。"),
        ("安徽的GDP增速比湖北高吗", "安徽省的增幅低于湖北省，低0.2个百分点（5.8－5.6）。"),
        ("湖北与安徽城镇新增就业目标相差多少", "湖北省高于安徽省，多约6万人（70－64）。"),
    ],
)
def test_two_regions_are_held_against_each_other(answerer: Answerer, question: str, told: str) -> None:
    assert ask(answerer, question).statements[-1].text == told


def test_a_turn_that_holds_another_region_against_the_first_asks_for_both(answerer: Answerer) -> None:
    answer = asyncio.run(answerer.answer(Question("跟安徽比呢", ("湖北去年GDP增长多少",))))
    assert answer.statements[-1].text == "湖北省的增幅高于安徽省，高0.2个百分点（5.8－5.6）。"


def test_the_figure_of_another_year_is_one_of_the_thing_that_is_asked_for() -> None:
    """Among sentences that are about as likely."""

    def candidate(words: str, year: int, logit: float) -> Mock:
        one = Mock(year=year, logit=logit)
        one.excerpt.words, one.excerpt.at.report = words, 0
        return one

    usable = [
        candidate("谋划2024年项目188个、总投资1190亿元。", 2024, 2.1),
        candidate("全年新签约项目40个。", 2025, 1.1),
        candidate("谋划储备各类项目190个。", 2025, 0.8),
        candidate("谋划项目200个。", 2025, 0.1),
    ]
    reading = SimpleNamespace(
        usable=usable,
        scope=SimpleNamespace(years=(2024, 2025), parts=(SimpleNamespace(reports=(0,)),)),
        extract=lambda one, _version: SimpleNamespace(text=one.excerpt.words),
        weights={"谋划": 3.0, "项目": 1.0},
    )
    chosen = choose(reading, None)  # type: ignore[arg-type]
    assert [one.excerpt.words for one in chosen] == ["谋划2024年项目188个、总投资1190亿元。", "谋划储备各类项目190个。"]
