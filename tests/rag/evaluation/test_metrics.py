"""The measures, on passages and answers made by hand."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest

from rag.evaluation.metrics import BUDGETS, by_type, evaluate, measure
from rag.evaluation.question_file import Case
from rag.types import Answer, Passage, Question, Span, Status
from tests.fakes import cite, make_answer, make_version

VERSION = make_version()
REPORT = VERSION.reports[0]
GDP, SCHOOLS, HOMES = "地区生产总值增长5.8%", "新建小学2所、幼儿园3所", "改造老旧小区12个"


@dataclass
class Prepared:
    """Says and finds the same whatever it is asked."""

    said: Answer
    found: list[Passage]

    async def answer(self, question: Question) -> Answer:
        return replace(self.said, question=question.text)

    def search(self, question: Question, k: int) -> list[Passage]:
        del question
        return self.found[:k]


def passage(words: str, length: int | None = None) -> Passage:
    """``length`` characters of the report from these words on, as if that were a sentence."""
    start = REPORT.text.index(words)
    end = start + (length or len(words))
    return replace(
        VERSION.passage(VERSION.order[0], 0.5), text=REPORT.text[start:end], start=start, end=end, clauses=()
    )


def case(*answers: str, quotes: tuple[str, ...] = (), kind: str = "figure") -> Case:
    return Case("1", Question("?"), kind, tuple(tuple(form.split("||")) for form in answers), quotes)


def refusal() -> Answer:
    return Answer("?", Status.NOT_IN_REPORT, "extractive", (), (), (), "v1")


async def test_recall_is_the_share_of_quotes_read() -> None:
    """A quote may lie anywhere in the passages, also across two that follow each other."""
    at = REPORT.text.index(SCHOOLS)
    halves = [replace(passage(SCHOOLS), text="", start=at, end=at) for _ in range(2)]
    halves[0] = replace(halves[0], text=SCHOOLS[:4], end=at + 4)
    halves[1] = replace(halves[1], text=SCHOOLS[4:], start=at + 4, end=at + len(SCHOOLS))
    (outcome,) = await evaluate(Prepared(refusal(), halves), VERSION, [case("2", quotes=(SCHOOLS, HOMES))])
    assert outcome.recall == (0.5,) * 4


@pytest.mark.parametrize(("short", "recall"), [(0, 1.0), (1, 0.0)])
async def test_a_quote_cut_by_the_budget_is_not_found(short: int, recall: float) -> None:
    """Not even if one character is missing; the next budget holds it."""
    text = "某" * (BUDGETS[0] - len(HOMES) + short) + "\n" + HOMES
    filler = replace(passage("某区2025"), text=text.split("\n")[0], start=0, end=0, report="别的报告")
    (outcome,) = await evaluate(Prepared(refusal(), [filler, passage(HOMES)]), VERSION, [case("12", quotes=(HOMES,))])
    assert outcome.recall == (recall, 1, 1, 1)


async def test_a_quote_that_stands_nowhere_is_not_found() -> None:
    """It does not count as found for want of places."""
    (outcome,) = await evaluate(Prepared(refusal(), [passage(GDP)]), VERSION, [case("1", quotes=("没有的话",))])
    assert (outcome.recall, outcome.rank) == ((0,) * 4, 0)


async def test_rank_is_that_of_the_first_passage_on_a_quote() -> None:
    """From 1; 0 if none is."""
    engine = Prepared(refusal(), [passage(HOMES), passage(SCHOOLS), passage(GDP)])
    outcomes = await evaluate(engine, VERSION, [case("2", quotes=(words,)) for words in (GDP, HOMES, "团结奋进")])
    assert [o.rank for o in outcomes] == [3, 1, 0]
    assert measure(outcomes).at_rank == pytest.approx((1 / 3, 2 / 3, 2 / 3))


async def test_an_answer_hits_if_it_holds_every_gold_answer_in_one_form() -> None:
    """A refusal hits nothing."""
    gold = [case("5.8%||百分之五点八"), case("5.8%", "6%"), case("6%||5.8%")]
    engine = Prepared(make_answer(VERSION, "?", GDP), [])
    assert [o.hit for o in await evaluate(engine, VERSION, gold)] == [True, False, True]
    assert [o.hit for o in await evaluate(Prepared(refusal(), []), VERSION, gold)] == [False] * 3


async def test_precision_is_the_share_of_citations_on_a_quote() -> None:
    """Recall of citations the share of quotes that one of them is on."""
    said = replace(make_answer(VERSION, "?", GDP), citations=(cite(VERSION, GDP, 1), cite(VERSION, HOMES, 2)))
    found = measure(await evaluate(Prepared(said, []), VERSION, [case("5.8%", quotes=(GDP, "团结奋进", SCHOOLS))]))
    assert found.citation_precision == pytest.approx(1 / 2)
    assert found.citation_recall == pytest.approx(1 / 3)


async def test_refusals_are_right_where_nothing_is_to_be_said() -> None:
    """And wrong elsewhere."""
    gold = [case(), case(), case("5.8%")]
    refused = measure(await evaluate(Prepared(refusal(), []), VERSION, gold))
    answered = measure(await evaluate(Prepared(make_answer(VERSION, "?", GDP), []), VERSION, gold))
    assert (refused.refused_rightly, refused.refused_wrongly) == (1, 1)
    assert (answered.refused_rightly, answered.refused_wrongly) == (0, 0)


async def test_a_citation_that_is_no_span_is_counted() -> None:
    """Of the answer as of the nearest sections."""
    right = cite(VERSION, GDP)
    moved = replace(right, start=right.start + 1)
    said = replace(make_answer(VERSION, "?", GDP), citations=(right, moved), nearest=(moved,))
    assert measure(await evaluate(Prepared(said, []), VERSION, [case("5.8%")])).wrong_spans == 2


async def test_measures_that_apply_to_no_case_are_none() -> None:
    """Not 0, which would be a result."""
    nothing = measure([])
    assert (nothing.questions, nothing.hit, nothing.refused_rightly, nothing.length) == (0, None, None, None)
    assert measure(await evaluate(Prepared(refusal(), []), VERSION, [case()])).recall == (None,) * len(BUDGETS)


async def test_types_are_measured_apart_and_progress_is_told() -> None:
    """In the order of their first case."""
    asked: list[None] = []
    gold = [case("1", kind="b"), case(kind="a"), case("1", kind="b")]
    found = by_type(await evaluate(Prepared(refusal(), []), VERSION, gold, lambda: asked.append(None)))
    assert [(kind, measures.questions) for kind, measures in found.items()] == [("b", 2), ("a", 1)]
    assert len(asked) == 3


def test_citations_made_by_hand_are_spans() -> None:
    """What the other tests rest on."""
    assert Span(cite(VERSION, GDP).start, cite(VERSION, GDP).end).of(REPORT.text) == cite(VERSION, GDP).quote


@pytest.mark.parametrize(
    ("must", "may", "whole", "good"),
    [
        (("地区生产总值增长",), (), True, True),
        (("地区生产总值增长", "新建小学"), (), False, False),
        (("新建小学",), ("地区生产总值增长",), False, False),
        (("生产总值增长5.8%",), (), True, True),
        (("增长5.8%",), (), False, False),
    ],
)
async def test_a_whole_matter_needs_all_its_sentences_and_few_others(
    must: tuple[str, ...], may: tuple[str, ...], whole: bool, good: bool
) -> None:
    """Words from the middle of a sentence stand for it where they are long enough to be of no other."""
    said = make_answer(VERSION, "?", GDP)
    asked = replace(case(quotes=()), must=tuple((one,) for one in must), may=may)
    (outcome,) = await evaluate(Prepared(said, []), VERSION, [asked])
    assert (outcome.whole, outcome.good) == (whole, good)
