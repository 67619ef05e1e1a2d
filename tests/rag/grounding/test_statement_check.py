"""No draft becomes a statement unless sentences carry it, whatever the model says of them."""

from __future__ import annotations

from datetime import date

import pytest

from rag.grounding.figures import Evidence
from rag.grounding.statement_check import DraftStatement, vet
from rag.types import Report

REPORT = Report("雨山区2025年政府工作报告", "", "a.txt", "", region="雨山区", year=2025, delivered=date(2024, 12, 23))
PLAN, REVIEW = ("二、2025年工作安排",), ("一、2024年工作回顾",)
EVIDENCE = (
    Evidence("主要预期目标是:GDP增长6%,固定资产投资增长7%。", 2025, PLAN, REPORT),
    Evidence("预计全年GDP增长6%左右,规上工业增加值增长12%左右。", 2024, REVIEW, REPORT),
    Evidence("投资2.65亿元提升改造14个老旧小区,惠及居民5485户。", 2024, REVIEW, REPORT),
    Evidence("创建示范社区17个,7024人成功就业。", 2024, REVIEW, REPORT),
)


def carried(text: str, *numbers: int, language: str = "zh") -> tuple[int, ...]:
    return vet(DraftStatement(text, numbers), EVIDENCE, language).evidence


@pytest.mark.parametrize(
    ("text", "numbers", "evidence"),
    [
        ("2025年GDP增长6%。", (1,), (0,)),
        ("规上工业增加值增长12%左右。", (2,), (1,)),
        ("提升改造14个老旧小区，惠及居民5485户。", (3,), (2,)),
        ("7024人成功就业。", (4,), (3,)),
    ],
)
def test_what_the_named_sentence_carries_is_kept(
    text: str, numbers: tuple[int, ...], evidence: tuple[int, ...]
) -> None:
    assert carried(text, *numbers) == evidence


def test_sentences_named_without_need_are_left_out() -> None:
    assert carried("7024人成功就业。", 1, 4, 2) == (3,)


def test_a_statement_on_two_sentences_cites_both() -> None:
    assert carried("2025年固定资产投资增长7%，2024年7024人成功就业。", 1, 4) == (0, 3)


def test_a_wrong_mark_is_put_right() -> None:
    vetted = vet(DraftStatement("7024人成功就业。", (1,)), EVIDENCE, "zh")
    assert (vetted.evidence, vetted.reasons) == ((3,), {"wrong_mark"})


def test_a_missing_mark_is_put_in_where_a_sentence_says_it_all() -> None:
    vetted = vet(DraftStatement("7024人成功就业。", ()), EVIDENCE, "zh")
    assert (vetted.evidence, vetted.reasons) == ((3,), {"no_mark"})


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("2025年GDP增长7%。", "indicator_differs"),
        ("2025年GDP增长9%。", "figure_absent"),
        ("规上工业增加值增长12%。", "qualifier_dropped"),
        ("投资2.65万元提升改造14个老旧小区。", "figure_absent"),
        ("2025年规上工业增加值增长12%左右。", "year_differs"),
        ("区长被捕。", "words"),
    ],
)
def test_what_no_sentence_carries_is_not_kept(text: str, reason: str) -> None:
    for numbers in [(), (1,), (2,), (3,), (1, 2, 3, 4)]:
        vetted = vet(DraftStatement(text, numbers), EVIDENCE, "zh")
        assert not vetted.kept
    assert any(reason in vet(DraftStatement(text, (n,)), EVIDENCE, "zh").reasons for n in (1, 2, 3, 4))


def test_of_a_draft_that_names_everything_the_carrying_sentences_are_found() -> None:
    assert carried("2025年固定资产投资增长7%，2024年7024人成功就业。", 1, 2, 3, 4) == (0, 3)


def test_a_chinese_question_is_not_answered_in_another_language() -> None:
    assert vet(DraftStatement("Fixed-asset investment is to grow by 7%.", (1,)), EVIDENCE, "zh").reasons == {"language"}


def test_an_english_statement_needs_a_mark_and_known_terms() -> None:
    assert carried("The target for fixed-asset investment is 7% growth.", 1, language="en") == (0,)
    assert carried("The target for fixed-asset investment is 7% growth.", language="en") == ()
    assert carried("The mayor was arrested in 2024.", 1, 2, 3, language="en") == ()
    assert carried("The target for fixed-asset investment is 9% growth.", 1, language="en") == ()


@pytest.mark.parametrize("text", ["实现。", "报告显示。", "工作情况。", "已经完成。", "The report."])
def test_words_that_say_nothing_are_no_statement(text: str) -> None:
    assert carried(text, 1, 2) == ()
