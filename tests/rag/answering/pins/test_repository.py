"""Pins are asked for with every question, and read only when they may have changed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, event

from rag.answering.pins.repository import Pin, Pins
from rag.corpus.service import CorpusService
from rag.engine import Answerer
from rag.index.builder import build
from rag.storage.database import Database
from rag.types import Question
from tests.corpora import HUSHAN, corpus_settings, embed_cheaply, write_reports

PIN = ("要建多少所新学校", "abc", "新建小学两所。", "湖山区2025年政府工作报告", "telegram:1")


@pytest.fixture
def statements() -> Iterator[list[str]]:
    """What is sent to any database, as it is sent."""
    sent: list[str] = []

    def hear(_connection: object, _cursor: object, statement: str, *_others: object) -> None:
        sent.append(statement)

    event.listen(Engine, "before_cursor_execute", hear)
    yield sent
    event.remove(Engine, "before_cursor_execute", hear)


@pytest.fixture
def elsewhere(url: str) -> Iterator[Pins]:
    """Those of another process on the same database."""
    other = Database(url)
    other.migrate()
    yield Pins(other)
    other.close()


async def test_a_question_sends_no_statement(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, statements: list[str]
) -> None:
    """Whether or not there are pins; only the first one reads them."""
    embed_cheaply(monkeypatch)
    write_reports(tmp_path / "reports", a=HUSHAN)
    corpus = CorpusService(corpus_settings(tmp_path), build)
    corpus.open()
    answerer = Answerer(corpus)
    await answerer.answer(Question("生产总值增长多少"))
    statements.clear()
    for _ in range(3):
        await answerer.answer(Question("新建小学几所"))
    assert statements == []
    Pins(corpus.database).put(*PIN)
    assert (await answerer.answer(Question(PIN[0]))).confirmed
    statements.clear()
    assert (await answerer.answer(Question(PIN[0]))).confirmed
    assert statements == []
    corpus.close()


def test_what_is_written_here_is_known_at_once(database: Database) -> None:
    """By all that read pins of this database, of which there are several in a process."""
    reader = Pins(database)
    assert reader.all() == []
    pin = Pins(database).put(*PIN)
    assert reader.all() == [pin]
    Pins(database).remove(pin.key, "telegram:1")
    assert reader.all() == []


def test_what_is_written_elsewhere_is_known_when_it_is_looked_up(database: Database, elsewhere: Pins) -> None:
    pins = Pins(database)
    assert pins.all() == []
    pin = elsewhere.put(*PIN)
    assert pins.all() == []
    pins.refresh()
    assert pins.all() == [pin]


def test_what_is_written_while_pins_are_read_is_not_forgotten(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    pins, read = Pins(database), Pins._read

    def read_before_a_write(self: Pins) -> list[Pin]:
        found = read(self)
        monkeypatch.undo()
        pins.put(*PIN)
        return found

    monkeypatch.setattr(Pins, "_read", read_before_a_write)
    pins.refresh()
    assert [pin.question for pin in pins.all()] == [PIN[0]]
