"""A model that may word its answers says yes, no, more or less only as the figures of its sentences do."""

from __future__ import annotations

import pytest

from rag.grounding.figures import Evidence
from rag.grounding.free_check import vet_freely
from rag.grounding.statement_check import DraftStatement
from tests.rag.grounding.free_evidence import EVIDENCE, PLAN, REPORT, REVIEW

COMPARED = (
    Evidence("投资6.4亿元实施城市更新项目24个，新签约项目38个，新开工项目56个。", 2024, REVIEW, REPORT),
    Evidence("计划投资15.9亿元实施城市更新项目43个，新签约项目40个，新开工项目58个。", 2025, PLAN, REPORT),
    Evidence("全年地区生产总值增长5.5%左右。", 2024, REVIEW, REPORT),
    Evidence("主要预期目标是：地区生产总值增长5.5%，一般公共预算收入增长3%。", 2025, PLAN, REPORT),
    Evidence("新签约亿元以上项目68个，新开工项目56个。", 2024, REVIEW, REPORT),
    Evidence("力争全年新签约亿元以上项目72个，新开工项目60个以上。", 2025, PLAN, REPORT),
)


def test_years_are_compared_by_what_was_asked_for() -> None:
    """Where the statement gives no figures."""
    draft = DraftStatement("2025年的目标增速低于2024年的增速。", (1, 2))
    asked = "地区生产总值增速今年和去年比怎么样"
    assert vet_freely(draft, EVIDENCE, "zh", asked).calculation == "5.8-5.5=0.3"
    wrong = DraftStatement("2025年的目标增速高于2024年的增速。", (1, 2))
    assert not vet_freely(wrong, EVIDENCE, "zh", asked).kept


@pytest.mark.parametrize(
    ("asked", "text", "kept"),
    [
        ("2025年会不会新建中小学？", "是的，2025年要新建中小学5所。", True),
        ("2025年会不会新建中小学？", "没有，2025年要新建中小学5所。", False),
        ("2025年是不是新建8所中小学？", "不是，2025年要新建中小学5所。", True),
        ("2025年是不是新建8所中小学？", "是的，2025年要新建中小学5所。", False),
    ],
)
def test_yes_and_no_are_those_of_the_figures(asked: str, text: str, kept: bool) -> None:
    assert vet_freely(DraftStatement(text, (6,)), EVIDENCE, "zh", asked).kept is kept


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("No, the 2025 GDP growth target of about 5.5% is lower than the 5.8% growth of 2024.", True),
        ("Yes, the 2025 GDP growth target of about 5.5% is lower than the 5.8% growth of 2024.", False),
        ("Yes, the 2025 GDP growth target of about 5.5% is higher than the 5.8% growth of 2024.", False),
        ("2025年的地区生产总值增长目标比2024年低0.3个百分点。", True),
    ],
)
def test_yes_and_no_are_those_of_the_comparison(text: str, kept: bool) -> None:
    language = "en" if text.isascii() else "zh"
    asked = "Is the 2025 GDP target higher than last year's growth?" if language == "en" else "目标比去年高吗"
    assert vet_freely(DraftStatement(text, (1, 2)), EVIDENCE, language, asked).kept is kept


@pytest.mark.parametrize(
    ("text", "numbers", "calculation"),
    [
        ("2025年投资额高于2024年，多9.5亿元（15.9－6.4）。", (1, 2), "15.9-6.4=9.5"),
        ("今年的新签约项目数比去年多2个（40－38）。", (1, 2), "40-38=2"),
        ("2025年新签约亿元以上项目的目标比2024年多4个。", (5, 6), "72-68=4"),
        ("今年（2025年）与去年（2024年）的GDP增速大致持平（5.5%与5.5%左右）。", (3, 4), "5.5-5.5=0"),
    ],
)
def test_a_comparison_works_with_the_figures_it_shows(text: str, numbers: tuple[int, ...], calculation: str) -> None:
    vetted = vet_freely(DraftStatement(text, numbers), COMPARED, "zh", "今年和去年比怎么样")
    assert (vetted.evidence, vetted.calculation) == (tuple(n - 1 for n in numbers), calculation)


@pytest.mark.parametrize(
    "text",
    [
        "2025年的城市更新投资比2024年多9.5亿元（17.9－8.4）。",  # no sentence has these figures
        "今年的新签约项目比去年多2个（58－56）。",  # these are of other projects
        "2025年投资额低于2024年，少9.5亿元（15.9－6.4）。",
        "今年的GDP目标高于去年的增速（5.5%与5.5%左右）。",
    ],
)
def test_a_comparison_by_other_figures_does_not_hold(text: str) -> None:
    assert not vet_freely(DraftStatement(text, (1, 2, 3, 4)), COMPARED, "zh", "今年和去年比怎么样").kept


@pytest.mark.parametrize(
    ("text", "number", "holds"),
    [
        ("今年一般公共预算收入预期增长3%。", 4, True),
        ("今年一般公共预算收入预计增长3%。", 4, False),  # an aim is no forecast
        ("去年GDP增长5.5%左右。", 3, True),
        ("今年GDP增长5.5%左右。", 3, False),
        ("去年的国内生产总值增长5.5%左右。", 3, False),
    ],
)
def test_years_aims_and_measures_may_be_named_as_people_do(text: str, number: int, holds: bool) -> None:
    assert bool(vet_freely(DraftStatement(text, (number,)), COMPARED, "zh", "今年的目标").kept) is holds
