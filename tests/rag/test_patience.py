"""A vector store that is away for a while: questions wait for it, and are answered when it is back."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator
from itertools import islice, product
from pathlib import Path
from types import SimpleNamespace

import pytest

import rag.corpus.service
import rag.engine
import rag.index.builder
import rag.verification.service
from rag.corpus.service import CorpusService
from rag.engine import Answerer
from rag.errors import SearchError
from rag.index.builder import build
from rag.index.vector_search import HELD
from rag.retrieval.query import has_words
from rag.storage.database import Database
from rag.types import Answer, Question, Status
from tests.corpora import JIANGWAN, corpus_settings, embed_cheaply, write_reports
from tests.fakes import make_answer, make_version
from tests.servers import Chroma

AWAY = SearchError("The vector search failed.")
QUESTION = Question("新建小学几所")


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Models that cost nothing, and attempts that follow each other at once."""
    embed_cheaply(monkeypatch)
    monkeypatch.setattr(rag.engine, "_AGAIN", 0.05)


@pytest.fixture
def served(bot_database: Database) -> SimpleNamespace:
    """A corpus of which the third version is served by the time of the third look."""
    numbers = iter(range(1, 100))

    class Corpus(SimpleNamespace):
        @property
        def current(self) -> SimpleNamespace:
            return SimpleNamespace(number=next(numbers), version=make_version())

    return Corpus(database=bot_database, embeddings=None)


def failing(times: int, asked: list[int]) -> Callable[..., tuple[Answer, None]]:
    def quote(question: Question, served: SimpleNamespace, _embeddings: None) -> tuple[Answer, None]:
        assert has_words(question.text)
        asked.append(served.number)
        if len(asked) <= times:
            raise AWAY
        return make_answer(served.version, question.text, "新建小学2所"), None

    return quote


async def test_a_search_that_fails_is_tried_again_in_the_version_of_then(
    served: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The index of the first may be lost for good, and another in its place."""
    asked: list[int] = []
    monkeypatch.setattr(rag.engine, "answer_by_quoting", failing(2, asked))
    answerer = Answerer(served, patience=60)  # type: ignore[arg-type]
    answer = await answerer.answer(QUESTION)
    assert answer.status is Status.ANSWERED
    assert asked == [1, 2, 3]


async def test_without_patience_a_search_that_fails_is_told_at_once(
    served: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the terminal, whose user can do something about it."""
    asked: list[int] = []
    monkeypatch.setattr(rag.engine, "answer_by_quoting", failing(9, asked))
    with pytest.raises(SearchError):
        await Answerer(served).answer(QUESTION)  # type: ignore[arg-type]
    assert asked == [1]


@pytest.fixture
def many_reports(tmp_path: Path) -> Iterator[tuple[CorpusService, Chroma]]:
    """More than are held, on a Chroma server."""
    names = islice(map("".join, product("东西南北中上下", "江河山海湖泉")), HELD + 1)
    write_reports(tmp_path / "reports", **{f"r{i}": JIANGWAN.replace("江湾", name) for i, name in enumerate(names)})
    with Chroma(tmp_path / "chroma") as server:
        corpus = CorpusService(corpus_settings(tmp_path, chroma_url=server.url), build)
        corpus.open()
        yield corpus, server
        corpus.close()


@pytest.mark.long
async def test_of_many_reports_questions_wait_for_the_chroma_server(
    many_reports: tuple[CorpusService, Chroma],
) -> None:
    """It was "Searching does not work", and the readiness page said ok."""
    corpus, server = many_reports
    answerer = Answerer(corpus, patience=120)
    question = Question("哪些市改造老旧小区")
    before = await answerer.answer(question)
    assert corpus.can_search()
    server.stop()
    assert not corpus.can_search()
    waiting = asyncio.create_task(answerer.answer(question))
    await asyncio.to_thread(server.start)
    answer = await waiting
    assert (answer.text, [one.quote for one in answer.citations]) == (
        before.text,
        [one.quote for one in before.citations],
    )
    assert corpus.refresh()
    assert corpus.can_search()


def test_a_verification_waits_for_a_search_that_fails(served: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> None:
    tries: list[str] = []

    def verify(text: str, *_given: object) -> str:
        tries.append(text)
        if len(tries) < 3:
            raise AWAY
        return "verified"

    monkeypatch.setattr(rag.verification.service, "verify", verify)
    assert Answerer(served, patience=60).verify("新建小学两所") == "verified"  # type: ignore[arg-type, comparison-overlap]
    assert len(tries) == 3


async def test_long_questions_take_no_thread_from_short_ones(
    served: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two people with 4,000 characters each kept everybody waiting."""
    gate, begun = threading.Event(), threading.Event()

    def quote(question: Question, served: SimpleNamespace, _embeddings: None) -> tuple[Answer, None]:
        if len(question.text) > 1000:
            begun.set()
            gate.wait()
        return make_answer(served.version, question.text, "新建小学2所"), None

    monkeypatch.setattr(rag.engine, "answer_by_quoting", quote)
    answerer = Answerer(served)  # type: ignore[arg-type]
    long = [asyncio.create_task(answerer.answer(Question("增长" * 2000))) for _ in range(40)]
    await asyncio.to_thread(begun.wait)
    assert (await answerer.answer(QUESTION)).status is Status.ANSWERED
    gate.set()
    assert {answer.status for answer in await asyncio.gather(*long)} == {Status.ANSWERED}
