"""What is asked of a whole year is told of that year, or not at all."""

from __future__ import annotations

import pytest

from rag.answering.outline.overview import compose_overview
from rag.index.searchable_corpus import make_version
from rag.retrieval.forms import read_matter
from rag.retrieval.scopes.finding import find_scope
from rag.types import Question
from tests.ledgers import PLANNED, report_of

ONE = make_version((report_of(PLANNED, 2025),))


def told(question: str) -> list[str]:
    found = compose_overview(question, read_matter(question), find_scope(Question(question), ONE), ONE)
    return [statement.text for statement in found.statements] if found else []


@pytest.mark.parametrize("question", ["2025年的目标是什么", "今年的主要任务", "2024年做了哪些工作", "去年的主要成绩"])
def test_a_year_that_the_report_is_on_is_told(question: str) -> None:
    assert told(question)


@pytest.mark.parametrize("question", ["2030年的目标", "2026年的主要任务", "2022年做了什么", "2023年取得了哪些成绩"])
def test_no_other_year_is_told_in_its_place(question: str) -> None:
    assert told(question) == []
