"""What other processes change is noticed here, and what is damaged."""

from __future__ import annotations

import asyncio

import pytest

from bot.ops.corpus_refresh import catch_up, keep_fresh
from bot.ops.metrics import Metrics
from rag.answering.pins.repository import Pins
from rag.errors import CorpusBusy, ReportError, WenbaoError
from rag.storage.database import Database
from tests.fakes import FakeCorpus, Served, make_version


async def test_a_pin_of_another_process_is_known_when_versions_are_looked_up(url: str, database: Database) -> None:
    loop, looked_up = asyncio.get_running_loop(), asyncio.Event()

    class Corpus(FakeCorpus):
        def refresh(self) -> bool:
            loop.call_soon_threadsafe(looked_up.set)
            return False

    other, pins = Database(url), Pins(database)
    assert pins.all() == []
    pin = Pins(other).put("新建小学几所", "abc", "新建小学两所。", "湖山区2025年政府工作报告", "telegram:1")
    fresh = asyncio.create_task(keep_fresh(Corpus(Served(make_version())), pins, Metrics(), every=0))
    await looked_up.wait()
    fresh.cancel()
    assert pins.all() == [pin]
    other.close()


async def test_files_are_examined_before_every_so_many_looks(bot_database: Database) -> None:
    done: list[str] = []

    class Corpus(FakeCorpus):
        def refresh(self) -> bool:
            done.append("refresh")
            if done.count("refresh") == 7:
                raise LookupError
            return False

        def examine(self) -> None:
            done.append("examine")

    corpus = Corpus(Served(make_version()))
    with pytest.raises(LookupError):
        await keep_fresh(corpus, Pins(bot_database), Metrics(), every=0, looks_an_examination=3)
    assert done == [*["refresh"] * 2, "examine", *["refresh"] * 3, "examine", *["refresh"] * 2]


@pytest.mark.parametrize("end", [None, ReportError("a.txt contains no text.")], ids=["published", "refused"])
async def test_a_changed_folder_is_taken_over_as_soon_as_nobody_else_changes_the_corpus(
    end: WenbaoError | None,
) -> None:
    """Once, whatever comes of it."""
    outcomes: list[WenbaoError | None] = [CorpusBusy("Busy."), CorpusBusy("Busy."), end]

    class Corpus(FakeCorpus):
        def catch_up(self) -> bool:
            if error := outcomes.pop(0):
                raise error
            return True

    await catch_up(Corpus(Served(make_version())), every=0)
    assert outcomes == []
