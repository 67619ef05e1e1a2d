"""Tokens are counted and bounded by the day, and the pace of calls is known."""

from __future__ import annotations

from datetime import date

import pytest

from rag.errors import ModelError
from rag.llm.budget import Budget, estimate_tokens
from rag.llm.client import Pace


def test_a_budget_is_a_days() -> None:
    days = [date(2025, 1, 1)]
    budget = Budget(per_user=10, total=25, day=lambda: days[-1])
    budget.spend("a", 10)
    with pytest.raises(ModelError, match="user"):
        budget.check("a")
    budget.spend("b", 15)
    with pytest.raises(ModelError, match="day's tokens are used up"):
        budget.check("c")
    days.append(date(2025, 1, 2))
    budget.check("a")


def test_a_budget_of_nothing_is_none() -> None:
    budget = Budget(per_user=0, total=0)
    budget.spend("a", 10**9)
    budget.check("a")


def test_tokens_are_estimated_by_script() -> None:
    assert estimate_tokens("增长百分之六") == 7
    assert estimate_tokens("growth of six percent") == 6


def test_the_pace_follows_the_latest_calls() -> None:
    pace = Pace()
    assert pace.seconds == 0.0
    pace.record(9.0)
    assert pace.seconds == 9.0
    pace.record(3.0)
    assert pace.seconds == 7.0
