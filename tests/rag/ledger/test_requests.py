"""What a question asks of the ledger."""

from __future__ import annotations

import pytest

from rag.ledger.requests import Asked, Request, read_request


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("去年的目标完成了吗", Asked.OUTCOMES),
        ("2025年目标完成情况怎么样？", Asked.OUTCOMES),
        ("安徽2025年的目标实现了没有", Asked.OUTCOMES),
        ("哪些目标没完成", Asked.MISSED),
        ("2025年有哪些目标没有达到", Asked.MISSED),
        ("哪些目标完成了", Asked.MET),
        ("列出2025年所有带数字的目标", Asked.TARGETS),
        ("Were last year's targets met?", Asked.OUTCOMES),
        ("Which targets were missed?", Asked.MISSED),
    ],
)
def test_questions_on_all_targets(question: str, asked: Asked) -> None:
    assert read_request(question) == Request(asked)


@pytest.mark.parametrize(
    ("question", "indicator"),
    [
        ("2025年GDP目标是多少，实际增长多少", "GDP"),
        ("城镇新增就业目标达到了吗", "城镇新增就业"),
        ("社零目标完成得怎么样", "社零"),
    ],
)
def test_a_question_on_one_target_names_it(question: str, indicator: str) -> None:
    assert read_request(question) == Request(Asked.ONE, indicator)


def test_the_main_targets_may_be_listed_alone() -> None:
    assert read_request("把2025年的主要目标列成表") == Request(Asked.TARGETS, is_main=True)


def test_years_one_by_one_are_asked_of_an_indicator() -> None:
    assert read_request("社零这几年分别是多少") == Request(Asked.SERIES, "社零")


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
    ],
)
def test_other_questions_are_not_for_the_ledger(question: str) -> None:
    assert read_request(question) is None
