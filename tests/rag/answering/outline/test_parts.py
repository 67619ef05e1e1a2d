"""Questions on one part of a report, by its name."""

from __future__ import annotations

import pytest

from rag.answering.outline.overview import compose_overview
from rag.documents.snapshot import CorpusSnapshot
from rag.retrieval.forms import read_matter
from rag.retrieval.scopes.finding import find_scope
from rag.types import Question
from tests.fakes import make_version

REPORT = """某区2025年政府工作报告

各位代表:
一、2024年工作回顾
（一）改革创新纵深拓展
完成国企改革38项。新设企业1200户。
（二）民生福祉持续增进
新增就业4800人。
二、2025年工作安排
（一）深化改革扩大开放
深化重点领域改革。推进水价改革。建成用水权市场。
（二）办好民生实事
促进就业。新增就业5000人。开展培训60场。
扩大普惠托育。新增托位300个。
"""


@pytest.fixture
def version() -> CorpusSnapshot:
    return make_version(REPORT)


def told(question: str, version: CorpusSnapshot) -> str:
    found = compose_overview(question, read_matter(question), find_scope(Question(question), version), version)
    return "".join(statement.text for statement in found.statements) if found else ""


@pytest.mark.parametrize(
    "question", ["2025年民生那部分讲了什么？", "民生这一部分今年说了啥", "概括一下今年民生实事那块的内容"]
)
def test_a_part_is_found_by_its_name_and_year(question: str, version: CorpusSnapshot) -> None:
    words = told(question, version)
    assert "新增就业5000人" in words
    assert "4800" not in words


def test_all_that_stands_in_the_part_is_told_and_nothing_else(version: CorpusSnapshot) -> None:
    assert told("去年改革创新那部分讲了什么", version) == "完成国企改革38项。新设企业1200户。"


def test_the_first_sentence_of_a_paragraph_names_it(version: CorpusSnapshot) -> None:
    """It stands on no line of its own, and is a heading all the same."""
    assert told("深化重点领域改革那一部分讲了什么", version) == "推进水价改革。建成用水权市场。"


def test_the_rest_of_a_long_part_follows() -> None:
    """Fifteen sentences in one message, the others behind it."""
    lines = "".join(f"建成项目{n}个。" for n in range(10, 30))
    long = make_version(
        f"某区2025年政府工作报告\n\n各位代表:\n一、2025年工作安排\n（一）扩大投资\n{lines}\n（二）其他\n稳住。\n"
    )
    question = "扩大投资那部分讲了什么"
    found = compose_overview(question, read_matter(question), find_scope(Question(question), long), long)
    assert found is not None
    assert len(found.statements) == 15
    assert len(found.more) == 5


def test_an_overview_of_a_matter_that_is_a_part_tells_the_part(version: CorpusSnapshot) -> None:
    question = "概括一下今年办好民生实事的内容"
    scope = find_scope(Question(question), version)
    assert compose_overview(question, read_matter(question), scope, version) is None
    found = compose_overview(question, read_matter(question), scope, version, asked=True)
    assert found is not None
    assert "新增托位300个。" in [statement.text for statement in found.statements]


def test_what_calls_for_a_matter_is_not_the_part_on_it() -> None:
    calls = "紧盯民生保障，尽心尽力。"
    version = make_version(
        f"某区2025年政府工作报告\n\n各位代表:\n一、2025年工作安排\n（一）{calls}\n民生连着民心。\n"
        "（二）着力保障和改善民生\n建成幼儿园3所。扩建医院2家。开展培训60场。\n"
    )
    assert told("民生那部分讲了什么", version) == "建成幼儿园3所。扩建医院2家。开展培训60场。"


@pytest.mark.parametrize(
    "question", ["部分企业为什么困难", "新建学校一部分钱从哪来", "今年教育有什么安排", "这部分讲了什么"]
)
def test_no_part_is_named(question: str) -> None:
    """部分 means some there, or nothing says which."""
    assert not read_matter(question).part


def test_no_heading_with_that_name(version: CorpusSnapshot) -> None:
    assert told("航天那部分讲了什么", version) == ""
