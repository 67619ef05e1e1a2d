"""A sentence beside the best ones, and beside the thing that is asked for."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from rag.answering.matter.focus import Focus, focuses, thing_asked_for
from rag.answering.matter.question_coverage import held_by
from rag.engine import Answerer
from rag.retrieval.pipeline import read_question
from rag.types import Question
from tests.corpora import opened_answerer

REPORT = """湖山区2025年政府工作报告

各位代表:
一、2024年工作回顾
湖青高速、青云高速、沿江高速建成通车，通车里程达到300公里。
高速公路服务区新建充电桩20个。
高新技术产业加快发展，新增企业5家。
二、2025年工作安排
新建公路3公里。
"""


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    with opened_answerer(tmp_path_factory.mktemp("home"), REPORT) as opened:
        yield opened


def found(question: str, answerer: Answerer) -> dict[str, Focus]:
    served = answerer.corpus.current
    reading = read_question(Question(question), served, answerer.corpus.embeddings)
    excerpts = [one.candidate.excerpt for one in reading.relevant]
    beside = focuses(reading, held_by(excerpts, reading.weights))
    return {excerpt.words[:4]: focus for excerpt, focus in zip(excerpts, beside, strict=True)}


@pytest.mark.parametrize(
    ("question", "thing"),
    [
        ("去年哪些高速公路通车了？", "高速公路通车了"),
        ("今年的主要预期目标有哪些？", " 的主要预期目标"),
        ("今年怎么样？", ""),
    ],
)
def test_the_thing_asked_for_stands_after_or_before_the_question_word(question: str, thing: str) -> None:
    assert thing_asked_for(question) == thing


def test_the_sentence_that_enumerates_such_things_is_told_apart(answerer: Answerer) -> None:
    beside = found("去年哪些高速公路建成通车？", answerer)
    listing, other = beside["湖青高速"], beside["高速公路"]
    assert listing.lists > other.lists
    assert listing.wanted_listing > other.wanted_listing == 0
    assert listing.behind == 0 > other.behind


def test_no_sentences_have_no_focus(answerer: Answerer) -> None:
    served = answerer.corpus.current
    reading = read_question(Question("去年哪些高速公路建成通车？"), served, answerer.corpus.embeddings)
    assert focuses(reading, []) == []


async def test_a_list_is_told_by_the_sentence_that_enumerates(answerer: Answerer) -> None:
    answer = await answerer.answer(Question("去年哪些高速公路建成通车？"))
    assert [citation.quote[:4] for citation in answer.citations] == ["湖青高速"]
