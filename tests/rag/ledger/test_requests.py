"""What a question asks of the ledger."""

from __future__ import annotations

import pytest

from rag.ledger.requests import Request, RequestKind, read_request


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("去年的目标完成了吗", RequestKind.OUTCOMES),
        ("2025年目标完成情况怎么样？", RequestKind.OUTCOMES),
        ("安徽2025年的目标实现了没有", RequestKind.OUTCOMES),
        ("哪些目标没完成", RequestKind.MISSED),
        ("2025年有哪些目标没有达到", RequestKind.MISSED),
        ("哪些目标完成了", RequestKind.MET),
        ("哪些目标落空了", RequestKind.MISSED),
        ("哪些目标没能实现", RequestKind.MISSED),
        ("去年哪几项指标没有完成", RequestKind.MISSED),
        ("去年哪几项目标没有完成", RequestKind.MISSED),
        ("去年定的目标实现了吗", RequestKind.OUTCOMES),
        ("去年的指标完成得如何", RequestKind.OUTCOMES),
        ("列出2025年所有带数字的目标", RequestKind.TARGETS),
        ("2025年定了哪些量化目标", RequestKind.TARGETS),
        ("把今年的目标列出来", RequestKind.TARGETS),
        ("2025年的目标清单给我一份", RequestKind.TARGETS),
        ("2025年目标做成表格", RequestKind.TARGETS),
        ("整理一下2025年的各项目标", RequestKind.TARGETS),
        ("Were last year's targets met?", RequestKind.OUTCOMES),
        ("Which targets were missed?", RequestKind.MISSED),
    ],
)
def test_questions_on_all_targets(question: str, asked: RequestKind) -> None:
    assert read_request(question) == Request(asked)


@pytest.mark.parametrize(
    ("question", "indicator"),
    [
        ("2025年GDP目标是多少，实际增长多少", "GDP"),
        ("城镇新增就业目标达到了吗", "城镇新增就业"),
        ("社零目标完成得怎么样", "社零"),
        ("土地整理目标完成了吗", "土地整理"),
        ("新开工多少项目的目标实现了吗", "新开工 项目"),
    ],
)
def test_a_question_on_one_target_names_it(question: str, indicator: str) -> None:
    assert read_request(question) == Request(RequestKind.ONE, indicator)


def test_the_main_targets_may_be_listed_alone() -> None:
    assert read_request("把2025年的主要目标列成表") == Request(RequestKind.TARGETS, is_main=True)


@pytest.mark.parametrize(
    ("question", "indicator"),
    [
        ("社零这几年分别是多少", "社零"),
        ("GDP这三年增速分别是多少", "GDP"),
        ("近三年粮食产量", "粮食产量"),
        ("高新技术企业这几年各有多少家", "高新技术企业"),
    ],
)
def test_years_one_by_one_are_asked_of_an_indicator(question: str, indicator: str) -> None:
    assert read_request(question) == Request(RequestKind.SERIES, indicator)


@pytest.mark.parametrize(
    "question",
    [
        "2025年GDP目标是多少",
        "今年的主要目标有哪些",
        "去年GDP增长多少",
        "今年要完成哪些工作",
        "今年GDP目标和去年实际相比怎么样",
        "2025年实际使用外资目标是多少",
        "每人每年要缴多少",
        "近三年累计新增就业多少人",
        "列出2024年所有指标",
    ],
)
def test_other_questions_are_not_for_the_ledger(question: str) -> None:
    assert read_request(question) is None
