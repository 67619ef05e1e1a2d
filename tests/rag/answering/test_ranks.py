"""What came first, what was never so high and who stands first are three things."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pytest

from rag.answering.quoting import answer_by_quoting
from rag.answering.ranks import compose_leading
from rag.documents.snapshot import CorpusSnapshot
from rag.retrieval.forms import asks_rank
from rag.retrieval.scopes.finding import find_scope
from rag.types import Question
from tests.fakes import NoVectors, Searched, make_scoped, make_version

if TYPE_CHECKING:
    from rag.index.embeddings import Embeddings
    from rag.index.searchable_corpus import SearchableCorpus

REPORT = """某区2025年政府工作报告

各位代表:
一、2024年工作回顾
建成全市首家托育园。粮食产量836.9亿斤，再创历史新高。光伏装机居全国首位。在全国率先推行信用修复。首届运动会开幕。
产值120亿元，增速居全市第3位。首先要稳住就业。
二、2025年工作安排
力争经济总量全市第一。
"""

PATENTS = """某区2025年政府工作报告

各位代表:
一、2024年工作回顾
新增有效商标4028件，有效发明1500件、全省第3。建成创新平台12个。
万人有效发明专利20件，高价值有效发明专利500件、全省第2。新增小学3所。
二、2025年工作安排
新建改造道路12条。
"""


@pytest.fixture(scope="module")
def version() -> CorpusSnapshot:
    return make_version(REPORT)


def told(question: str, version: CorpusSnapshot) -> list[str]:
    found = compose_leading(question, find_scope(Question(question), version), make_scoped(version).reader)
    return [statement.text for statement in found.statements] if found else []


@pytest.mark.parametrize(
    ("question", "statements"),
    [
        ("有哪些是首个、首家？", ["建成全市首家托育园。", "在全国率先推行信用修复。"]),
        ("全国率先的有哪些", ["在全国率先推行信用修复。"]),
        ("有哪些数字创了历史新高？", ["粮食产量836.9亿斤，再创历史新高。"]),
        ("哪些指标居全国首位", ["光伏装机居全国首位。"]),
        ("去年全市首家的有哪些", ["建成全市首家托育园。"]),
        ("国内首位的指标", ["光伏装机居全国首位。"]),
        ("今年哪些指标要全市第一", ["力争经济总量全市第一。"]),
    ],
)
def test_the_kind_the_level_and_the_year_that_are_asked_for(
    question: str, statements: list[str], version: CorpusSnapshot
) -> None:
    assert [text.partition("：")[2] or text for text in told(question, version)] == statements


def test_a_rank_that_is_asked_for_is_told_of_all_that_may_be_meant() -> None:
    served = cast("SearchableCorpus", Searched(make_version(PATENTS)))
    answer, _ = answer_by_quoting(Question("有效发明专利在全省排第几"), served, cast("Embeddings", NoVectors()))
    assert "1500件、全省第3" in answer.text
    assert "500件、全省第2" in answer.text


@pytest.mark.parametrize(
    "question", ["首届运动会何时开幕", "哪些学校是全市首个", "产值增速排全市第几", "首先要做什么", "今年有什么安排"]
)
def test_a_question_on_a_matter_is_left_to_the_search(question: str, version: CorpusSnapshot) -> None:
    assert told(question, version) == []


@pytest.mark.parametrize(("question", "asks"), [("增速排第几", True), ("排名多少", True), ("排名第一的有哪些", False)])
def test_which_rank_is_not_the_first_rank(question: str, asks: bool) -> None:
    assert asks_rank(question) is asks
