"""Questions on targets are answered with both sentences and the verdict."""

from __future__ import annotations

import pytest

from rag.answering.settled_targets import compose_settled
from rag.answering.statements import Composition
from rag.documents.snapshot import CorpusSnapshot
from rag.index.searchable_corpus import make_version
from rag.ledger.requests import read_request
from rag.retrieval.query import is_english
from rag.retrieval.scopes.finding import find_scope
from rag.types import Note, Question
from tests.ledgers import PLANNED, REVIEWED, report_of, two_years


def told(question: str, version: CorpusSnapshot | None = None) -> Composition | None:
    snapshot = version or two_years()
    request = read_request(question)
    scope = find_scope(Question(question), snapshot)
    return compose_settled(request, scope, snapshot, english=is_english(question)) if request else None


def lines(question: str, version: CorpusSnapshot | None = None) -> list[str]:
    found = told(question, version)
    return [statement.marked for statement in found.statements] if found else []


def test_one_target_is_told_with_its_result() -> None:
    assert lines("2025年GDP目标是多少，实际增长多少") == [
        "生产总值增长6%左右：达到，全市生产总值2100亿元、增长6.2%。[1][2]"
    ]


def test_a_target_that_is_not_mentioned_is_told_so() -> None:
    assert lines("农村公路的目标完成了吗") == ["新改建农村公路200公里：未提及。[1]"]


def test_missed_targets_come_after_the_count() -> None:
    assert lines("去年哪些目标没完成") == [
        "湖山市2025年有12个带数字的目标，对照下一年的报告：达到5个，接近2个，未达到1个，无法比较2个，未提及2个。",
        "新增高新技术企业300家：未达到，新增高新技术企业280家。[1][2]",
        "专精特新企业100家左右：接近，专精特新企业96家。[1][2]",
        "力争外贸进出口总额突破500亿元：接近，进出口总额500亿元。[1][2]",
    ]


def test_the_count_carries_its_calculation() -> None:
    found = told("去年的目标完成了吗")
    assert found is not None
    assert found.statements[0].calculation == "5+2+1+2+2=12"


def test_what_is_not_told_is_offered() -> None:
    found = told("列出2025年所有带数字的目标")
    assert found is not None
    assert len(found.statements) + len(found.more) == 12


def test_an_indicator_is_told_year_by_year() -> None:
    assert lines("GDP增速这几年分别是多少") == [
        "2024年：全市生产总值增长5.8%。[1]",
        "2025年：全市生产总值2100亿元、增长6.2%。[2]",
        "2026年目标：生产总值增长5.5%左右。[3]",
    ]


def test_several_regions_are_told_one_after_the_other() -> None:
    other = (report_of(PLANNED, 2025, "江湾市"), report_of(REVIEWED, 2026, "江湾市"))
    version = make_version((report_of(PLANNED, 2025), report_of(REVIEWED, 2026), *other))
    counts = [line for line in lines("哪些目标没完成", version) if "带数字的目标" in line]
    assert [line[:3] for line in counts] == ["湖山市", "江湾市"]


def test_without_the_next_report_the_question_is_left_to_others() -> None:
    assert told("今年的目标完成了吗") is None
    assert told("去年的目标完成了吗", make_version((report_of(PLANNED, 2025),))) is None


def test_one_target_without_the_next_report_is_told_with_the_figures_there_are() -> None:
    """And with the remark that they are of different years."""
    alone = make_version((report_of(PLANNED, 2025),))
    found = told("GDP目标完成了吗", alone)
    assert found is not None
    assert found.note is Note.NOT_SETTLED
    assert [statement.text for statement in found.statements] == [
        "2024年：全市生产总值增长5.8%。",
        "2025年目标：生产总值增长6%左右。",
    ]
    assert told("哪些目标没完成", alone) is None
    request = read_request("哪些目标没完成")
    assert request
    assert request.asks_outcome


LEVELS = PLANNED.replace("全市生产总值", "新增高新技术企业260家、总数达到1300家，全市生产总值")
LATER = REVIEWED.replace("新增高新技术企业280家", "新增高新技术企业280家、总数达到1580家")


@pytest.mark.parametrize(
    ("question", "figures"),
    [("高新技术企业这几年各有多少家", ("1300家", "1580家")), ("新增高新技术企业这几年各有多少家", ("260家", "280家"))],
)
def test_what_was_added_and_all_there_are_make_no_series(question: str, figures: tuple[str, ...]) -> None:
    found = told(question, two_years(LEVELS, LATER))
    assert found is not None
    assert all(figure in one.text for figure, one in zip(figures, found.statements, strict=True))
