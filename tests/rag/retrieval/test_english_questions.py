"""An English question is answered where the report speaks of what it names, and refused where it does not."""

from __future__ import annotations

import pytest

from rag.engine import Answerer
from rag.retrieval.answerability.english_terms import telling_terms
from rag.retrieval.query import read
from rag.types import Question, Status


@pytest.mark.parametrize(
    "text",
    [
        "How many bridges will be built?",
        "What is the unemployment rate?",
        "What did the district do about stray dogs?",
        "Is there a plan to build a stadium?",
        "How many dentists work here?",
    ],
)
async def test_what_the_report_does_not_name_is_not_answered(seed_answerer: Answerer, text: str) -> None:
    answer = await seed_answerer.answer(Question(text))
    assert answer.status in (Status.NOT_IN_REPORT, Status.OFF_TOPIC)


async def test_the_main_targets_are_told_whole(seed_answerer: Answerer) -> None:
    answer = await seed_answerer.answer(Question("What are the main economic targets?"))
    assert all(words in answer.text for words in ("GDP增长6%", "固定资产投资增长7%", "4.8%"))


async def test_what_was_done_is_told_by_sentences_on_it(seed_answerer: Answerer) -> None:
    """With years as English writes them."""
    answer = await seed_answerer.answer(Question("What was done for disabled people?"))
    assert answer.statements
    assert all("残疾" in citation.quote for citation in answer.citations)
    assert answer.text.startswith("2024: ")


def test_words_that_every_report_holds_are_no_terms() -> None:
    (query,) = read(Question("What does the district government plan for libraries this year?"))
    assert telling_terms(query) == ("图书馆",)


async def test_an_abbreviation_alone_is_answered_however_it_is_written(seed_answerer: Answerer) -> None:
    answer = await seed_answerer.answer(Question("pm25"))
    assert "PM2.5" in answer.text
