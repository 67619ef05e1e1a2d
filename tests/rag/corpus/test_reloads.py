"""A thousand questions while the corpus is changed twenty times: none fails, none mixes two versions."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from rag.corpus.service import CorpusService
from rag.documents.snapshot import CorpusSnapshot
from rag.engine import Answerer
from rag.evaluation.text_matching import loose_figures
from rag.index.builder import build
from rag.types import Answer, Question, Status
from tests.corpora import JIANGWAN, corpus_settings, embed_cheaply, hushan_with, write_reports

pytestmark = pytest.mark.long

CHANGES, QUESTIONS = 20, 1000
_AT_ONCE = QUESTIONS // CHANGES


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[CorpusService]:
    embed_cheaply(monkeypatch)
    write_reports(tmp_path / "reports", a=hushan_with(0), b=JIANGWAN)
    corpus = CorpusService(corpus_settings(tmp_path, keep_versions=3), build)
    corpus.open()
    yield corpus
    corpus.close()


async def test_questions_during_changes_are_answered_from_one_version_each(
    corpus: CorpusService, tmp_path: Path
) -> None:
    """Every citation is a span of the version that the answer names, and every figure is that version's."""
    answerer, schools, served = Answerer(corpus), {corpus.current.version.id: 0}, [corpus.current.version]
    answers: list[Answer] = []
    for number in range(1, CHANGES + 1):
        asked = asyncio.gather(*(answerer.answer(_question(place)) for place in range(_AT_ONCE)))
        await asyncio.to_thread(_change, corpus, tmp_path / "reports", number)
        served.append(corpus.current.version)
        schools.setdefault(corpus.current.version.id, number)
        answers += await asked
    assert len(answers) == QUESTIONS
    versions = {version.id: version for version in served}
    assert len({answer.version for answer in answers}) > CHANGES // 2
    for answer in answers:
        _check(answer, versions[answer.version], schools[answer.version])


def _question(place: int) -> Question:
    asked = ("江湾市改造老旧小区多少个", "湖山区新建小学几所")[place % 2]
    return Question(asked + "？" * (place % 7))


def _change(corpus: CorpusService, folder: Path, number: int) -> None:
    """Every fourth time back to the version before."""
    if number % 4:
        write_reports(folder, a=hushan_with(number))
        corpus.changes.reload()
    else:
        corpus.changes.rollback()


def _check(answer: Answer, version: CorpusSnapshot, schools: int) -> None:
    assert answer.status is Status.ANSWERED
    texts = {report.name: report.text for report in version.reports}
    for citation in answer.citations:
        assert texts[citation.report][citation.start : citation.end] == citation.quote
        place = version.locate(citation.id)
        assert place
        assert version.passage(place, 0).text == citation.quote
    assert loose_figures(answer) == ()
    assert ("12个" if "江湾" in answer.question else f"{schools}所") in answer.text
