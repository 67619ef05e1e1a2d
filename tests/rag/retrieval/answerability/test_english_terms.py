"""An English question is answered where the report speaks of what it names, and refused where it does not."""

from __future__ import annotations

import pytest

from rag.engine import Answerer
from rag.index.keyword_index import KeywordIndex
from rag.retrieval.answerability.english_terms import naming, telling_terms
from rag.retrieval.query import read
from rag.types import Question, Status
from tests.fakes import make_candidate, make_version


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


def test_a_name_is_held_where_its_characters_are_read_so() -> None:
    """鲁班 are Luban; the report's own place names nothing."""
    version = make_version(
        "某区2025年政府工作报告\n\n各位代表:\n一、2024年工作回顾\n建成24个鲁班工坊。\n新建小学2所。\n"
    )
    held = [make_candidate(version, at) for at in range(len(version.order))]
    query = read(Question("How many Luban Workshops does Tianjin have?"))[0]
    (named,) = naming(query, held, KeywordIndex(version))
    assert "鲁班" in version.words(version.order[named])


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
