"""From a report file to a cited message in Telegram, with nothing replaced but Telegram itself. Read this one first."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Iterator

import pytest

from bot.texts import ZH
from rag.corpus.service import CorpusService
from rag.engine import Answerer
from rag.settings import CorpusSettings
from tests.botapi.server import BotApi
from tests.fakes import TEXT
from tests.paths import ROOT
from tests.telegram_bot import running


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> CorpusSettings:
    """A folder with a report of a few sentences, and one for what is made of it."""
    folder = tmp_path_factory.mktemp("reports")
    (folder / "report.txt").write_text(TEXT, encoding="utf-8")
    return CorpusSettings(corpus_dir=folder, data_dir=tmp_path_factory.mktemp("data"))


@pytest.fixture
def answerer(place: CorpusSettings) -> Iterator[Answerer]:
    """Answers from the report, which is read and indexed when it is asked for the first time."""
    corpus = CorpusService(place)
    corpus.open()
    yield Answerer(corpus)
    corpus.close()


async def test_a_question_is_answered_with_the_words_of_the_report(api: BotApi, answerer: Answerer) -> None:
    """The answer, its mark, the quote behind it with the answering words bold, and the paragraph it stands in."""
    alice = api.person("Alice")
    report = answerer.corpus.current.version.reports[0]
    async with running(api, answerer):
        question = alice.send("固定资产投资增长多少？")
        answer = await alice.chat.next_message()
        statement, place, quote = answer.text.split("\n", 2)
        assert statement == "固定资产投资增长7%。[1]"
        assert place == "[1] 二、2025年工作安排"
        assert quote in report.text
        assert answer.styled("expandable_blockquote") == [f"{place}\n{quote}"]
        assert answer.styled("bold") == ["7%", "固定资产投资增长7%"]
        assert answer.reply_to is question

        shown = answer.text
        alice.press(answer, ZH.source)
        source = await alice.chat.next_edit()
        assert source.styled("blockquote")[0] in report.text
        assert quote in source.styled("bold")[0]
        alice.press(answer, ZH.back)
        assert (await alice.chat.next_edit()).text == shown


async def test_what_the_report_does_not_say_is_not_answered(api: BotApi, answerer: Answerer) -> None:
    """The right indicator of another year is no answer, and no passage on another year is offered for it."""
    alice = api.person("Alice")
    async with running(api, answerer):
        alice.send("2030年固定资产投资增长多少？")
        answer = await alice.chat.next_message()
    assert answer.text == ZH.other_year
    assert "[1]" not in answer.text


async def test_a_discussion_in_a_group_gets_the_exact_words(api: BotApi, answerer: Answerer) -> None:
    """Bob doubts what Alice claims; the bot answers him, once, and nobody else."""
    alice, bob = api.person("Alice"), api.person("Bob")
    group = api.group("讨论组", alice, bob)
    async with running(api, answerer):
        claim = alice.send("听说2025年固定资产投资要增长7%", group)
        doubt = bob.send("/ask", group, reply_to=claim)
        answer = await group.next_message()
    assert answer.reply_to is doubt
    assert "7%" in answer.text.splitlines()[0]
    assert group.sent.empty()


async def test_the_program_answers_until_it_is_told_to_stop(api: BotApi, place: CorpusSettings) -> None:
    """``wenbao run`` with settings from the environment; SIGTERM ends it with status 0, and no token in its log."""
    alice = api.person("Alice")
    settings = {
        "TELEGRAM_BOT_TOKEN": api.token,
        "TELEGRAM_API_URL": api.url,
        "CORPUS_DIR": str(place.corpus_dir),
        "DATA_DIR": str(place.data_dir),
        "LOG_LEVEL": "DEBUG",
        "PYTHONPATH": str(ROOT),
    }
    program = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "run"),
        cwd=place.data_dir,
        env={**os.environ, **settings},
        stderr=asyncio.subprocess.PIPE,
    )
    alice.send("固定资产投资增长多少？")
    answer = await asyncio.wait_for(alice.chat.sent.get(), 120)
    program.terminate()
    _, log = await program.communicate()
    assert answer.text.startswith("固定资产投资增长7%。[1]")
    assert program.returncode == 0
    assert api.token.partition(":")[2] not in log.decode()
