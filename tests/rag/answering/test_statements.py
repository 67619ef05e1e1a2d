"""Remarks on statements that are only planned."""

from __future__ import annotations

import pytest

from rag.answering.statements import is_only_planned
from rag.retrieval.query import read
from rag.types import Question
from tests.fakes import cite, make_version

VERSION = make_version(
    "某区2025年政府工作报告\n\n各位代表:\n一、2024年工作回顾\n今年有17万大学生毕业。\n二、2025年工作安排\n建设100个口袋公园。\n"
)


@pytest.mark.parametrize(
    ("question", "planned"),
    [("有多少个口袋公园", True), ("现在口袋公园有多少", True), ("要建多少个口袋公园", False), ("口袋公园", False)],
)
def test_how_many_there_are_is_not_told_by_a_plan(question: str, planned: bool) -> None:
    assert is_only_planned(read(Question(question))[0], [cite(VERSION, "口袋公园")], VERSION) is planned
