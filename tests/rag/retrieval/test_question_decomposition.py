"""Sentences that ask for several figures."""

from __future__ import annotations

import pytest

from rag.retrieval.question_decomposition import split_joined


def questions(text: str) -> tuple[str, ...]:
    joined = split_joined(text)
    return joined.questions if joined else ()


@pytest.mark.parametrize(
    ("text", "members"),
    [
        (
            "去年湖北城镇新增就业、调查失业率和物价涨幅分别是多少？",
            ("去年湖北城镇新增就业是多少", "去年湖北调查失业率是多少", "去年湖北物价涨幅是多少"),
        ),
        ("湖北GDP和安徽粮食产量是多少", ("湖北GDP是多少", "安徽粮食产量是多少")),
        ("2024年出口和2025年实际利用外资各是多少", ("2024年出口是多少", "2025年实际利用外资是多少")),
    ],
)
def test_the_members_of_a_list_are_asked_for_each_by_itself(text: str, members: tuple[str, ...]) -> None:
    joined = split_joined(text)
    assert joined is not None
    assert joined.questions == members
    assert not joined.leaning


def test_a_later_clause_leans_on_the_first_unless_both_are_complete() -> None:
    leaning, complete = split_joined("机器人产量是多少，增长多少？"), split_joined("湖北GDP多少，安徽粮食产量多少")
    assert leaning is not None
    assert complete is not None
    assert (leaning.questions, leaning.leaning) == (("机器人产量是多少", "增长多少"), True)
    assert not complete.leaning


@pytest.mark.parametrize(
    "text",
    [
        "去年和今年的GDP分别是多少",
        "GDP总量和增速分别是多少",
        "湖北和安徽的GDP分别是多少",
        "三张图分别是哪三张？",
        "新能源和清洁能源装机占比多少",
        "怎样抓教育，钱从哪里来",
        "“学前、义务教育和高中”三个计划分别是多少",
    ],
)
def test_one_thing_is_asked_once(text: str) -> None:
    """Of two years or two places, in one name, or for more than figures."""
    assert questions(text) == ()
