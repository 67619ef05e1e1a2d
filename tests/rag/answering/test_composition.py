"""Answers by the form of the question, from the report that comes with the program."""

from __future__ import annotations

import pytest

from rag.engine import Answerer
from rag.evaluation.text_matching import loose_figures
from rag.types import Answer, Form, Note, Question, Status


async def ask(answerer: Answerer, text: str, *history: str) -> Answer:
    return await answerer.answer(Question(text, history))


async def test_a_whole_matter_is_told_in_several_statements_by_year(seed_answerer: Answerer) -> None:
    """What was done comes before what is planned; each statement is cited."""
    answer = await ask(seed_answerer, "养老方面有哪些举措？")
    assert answer.status is Status.ANSWERED
    years = [citation.year for citation in answer.citations]
    assert len(answer.statements) >= 2
    assert years == sorted(years, key=lambda year: year or 0)
    assert all(statement.citations for statement in answer.statements)


async def test_a_list_of_targets_stays_whole(seed_answerer: Answerer) -> None:
    answer = await ask(seed_answerer, "今年的主要目标是什么？")
    assert all(words in answer.text for words in ("GDP增长6%", "固定资产投资增长7%", "4.8%"))


async def test_the_parts_of_a_report_are_told_from_its_outline(seed_answerer: Answerer) -> None:
    answer = await ask(seed_answerer, "报告有几个部分")
    assert answer.form is Form.OVERVIEW
    assert answer.text.startswith("报告共有3个部分：")
    assert [len(citation.section) for citation in answer.citations] == [1, 1, 1]


async def test_a_part_is_told_by_its_headings(seed_answerer: Answerer) -> None:
    answer = await ask(seed_answerer, "第二部分讲了什么")
    assert "2025年工作安排" in answer.text
    assert len(answer.statements) > 3


@pytest.mark.parametrize(
    ("question", "told", "calculation"),
    [
        ("停车位两年一共新增多少个", "合计10647个（5447＋5200）。", "5447+5200=10647"),
        ("GDP去年和今年比怎么样", "今年（2025年）与去年（2024年）大致持平（6%与6%左右）。", "6-6=0"),
    ],
)
async def test_a_derived_statement_cites_both_figures_and_shows_the_arithmetic(
    seed_answerer: Answerer, question: str, told: str, calculation: str
) -> None:
    answer = await ask(seed_answerer, question)
    *_, derived = answer.statements
    assert (derived.text, derived.calculation) == (told, calculation)
    assert derived.citations == (1, 2)
    assert loose_figures(answer) == ()


async def test_a_yes_or_no_question_is_answered_first(seed_answerer: Answerer) -> None:
    """What is mentioned is shown by a sentence that names it, and not by the likeliest on it: 保交楼."""
    answer = await ask(seed_answerer, "报告有没有提到房地产")
    assert answer.text.startswith("是，提到了：")
    assert all("房地产" in cited.quote for cited in answer.citations)


@pytest.mark.parametrize("question", ["报告提到比特币了吗", "有没有提到地铁"])
async def test_what_no_sentence_names_is_not_said_to_be_mentioned(seed_answerer: Answerer, question: str) -> None:
    """However near to it some sentence is."""
    assert (await ask(seed_answerer, question)).status is not Status.ANSWERED


async def test_several_questions_are_each_answered_or_named(seed_answerer: Answerer) -> None:
    answer = await ask(seed_answerer, "2025年固定资产投资增长多少？火星基地什么时候建成？")
    assert "固定资产投资增长7%" in answer.text
    assert answer.unanswered == ("火星基地什么时候建成？",)


async def test_nine_questions_are_all_answered_or_named(seed_answerer: Answerer) -> None:
    figures = ("固定资产投资增长多少？", "新增停车泊位多少个？", "社零总额是多少？")
    asked = [question for figure in figures for question in (figure, "火星基地什么时候建成？", "出口呢？")]
    answer = await ask(seed_answerer, "".join(asked))
    assert len(answer.statements) >= 3
    assert answer.unanswered.count("火星基地什么时候建成？") == 3
    assert answer.postponed == ()


async def test_more_questions_than_are_answered_at_once_are_named(seed_answerer: Answerer) -> None:
    asked = [f"固定资产投资{number}月增长多少？" for number in range(1, 13)]
    answer = await ask(seed_answerer, "".join(asked))
    assert answer.postponed == tuple(asked[10:])
    assert not set(answer.postponed) & set(answer.unanswered)


async def test_a_rank_that_is_asked_for_need_not_be_the_first(seed_answerer: Answerer) -> None:
    answer = await ask(seed_answerer, "有效发明全市排名第几？")
    assert "有效发明2278件、全市第2" in answer.text


async def test_a_reason_that_is_not_told_is_said_to_be_missing(seed_answerer: Answerer) -> None:
    answer = await ask(seed_answerer, "为什么2025年固定资产投资目标是增长7%")
    assert answer.status is not Status.ANSWERED or answer.note in (None, Note.NO_REASON)


async def test_passages_that_may_help_are_not_an_answer(seed_answerer: Answerer) -> None:
    """Where a question is only near to what the report tells, its sentences are offered without marks."""
    found = [
        await ask(seed_answerer, text) for text in ("去年税收收入增长了多少", "老年食堂一顿饭多少钱", "去年失业率多少")
    ]
    for answer in found:
        if answer.status is Status.RELATED:
            assert 1 <= len(answer.nearest) <= 3
            assert not answer.statements
        if answer.status is Status.NOT_IN_REPORT:
            assert not answer.nearest
