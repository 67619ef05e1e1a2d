"""A confirmed source answers its own words first, whatever was asked before."""

from __future__ import annotations

import pytest

from rag.answering.pins.answers import Confirmed
from rag.answering.pins.repository import Pins
from rag.answering.pins.similarity import may_be_one, with_years
from rag.storage.database import Database
from rag.text.time_expressions import Calendar
from rag.types import Question
from tests.corpora import GramEmbeddings
from tests.fakes import cite, make_version

VERSION = make_version()
CITED = cite(VERSION, "GDP增长6%")
PINNED = "2025年GDP目标是多少"


class HasModel:
    embeddings = GramEmbeddings()
    model = "grams"


def ask(database: Database, text: str, *history: str, pinned: str = PINNED) -> bool:
    Pins(database).put(pinned, CITED.id, CITED.quote, CITED.report, "telegram:1")
    return Confirmed(Pins(database), HasModel()).answer(Question(text, history), VERSION) is not None


@pytest.mark.parametrize("history", [(), ("新建小学几所",)])
@pytest.mark.parametrize(
    "text", [PINNED, f"请问{PINNED}？", "今年GDP目标是多少", "二〇二五年GDP目标是多少", "2025年度GDP目标是多少"]
)
def test_it_answers_its_own_words_and_the_same_year_said_otherwise(
    bot_database: Database, text: str, history: tuple[str, ...]
) -> None:
    assert ask(bot_database, text, *history)


def test_it_answers_words_that_name_no_matter_where_they_are_its_own(bot_database: Database) -> None:
    assert ask(bot_database, "今年的目标是多少", "新建小学几所", pinned="今年的目标是多少")


@pytest.mark.parametrize("text", ["2024年GDP目标是多少", "去年GDP目标是多少", "明年GDP目标是多少"])
def test_it_answers_for_no_other_year(bot_database: Database, text: str) -> None:
    assert not ask(bot_database, text)


def test_words_that_lean_openly_are_another_question_after_another_one(bot_database: Database) -> None:
    assert ask(bot_database, "今年呢", pinned="今年呢")
    assert not ask(bot_database, "今年呢", "新建小学几所", pinned="今年呢")


def test_years_are_written_as_numbers_where_the_calendar_knows_them() -> None:
    assert with_years("去年和2025年度各多少", Calendar(2024, 2025, 2026)) == "2024年和2025年各多少"
    assert with_years("去年多少", Calendar(None, None, None)) == "去年多少"


@pytest.mark.parametrize(
    ("one", "other", "may"),
    [
        ("2024年粮食总产量是多少", "2024年粮食总产量有多少", True),
        ("养老服务有哪些措施", "养老服务方面有哪些措施", True),
        ("2024年进出口总额是多少亿元", "2024年出口总额是多少亿元", False),
        ("一般公共预算收入是多少亿元", "一般公共预算支出是多少亿元", False),
        ("城镇居民收入比农村居民收入多多少", "农村居民收入比城镇居民收入多多少", False),
    ],
)
def test_questions_that_name_other_things_or_turn_them_round_are_never_one(one: str, other: str, may: bool) -> None:
    """However near their vectors are."""
    assert may_be_one(one, other) is may
