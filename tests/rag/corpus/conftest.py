"""A small corpus, and programs that are started on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from rag.corpus.draft import Check, unchecked
from rag.corpus.service import CorpusService
from rag.corpus.versions.staleness import Why
from rag.index.builder import build
from rag.settings import CorpusSettings
from tests.corpora import HUSHAN, GramEmbeddings, corpus_settings, embed_cheaply, write_reports
from tests.rag.corpus.programs import Open


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch) -> GramEmbeddings:
    """Every model is a cheap one, that remembers what it had to embed."""
    return embed_cheaply(monkeypatch)


@pytest.fixture
def settings(tmp_path: Path, model: GramEmbeddings) -> CorpusSettings:  # noqa: ARG001  # for its effect
    write_reports(tmp_path / "reports", a=HUSHAN)
    return corpus_settings(tmp_path)


@pytest.fixture
def start(settings: CorpusSettings) -> Iterator[Open]:
    """Start a program on ``settings``, changed as told; the one before ends, as it would have to."""
    running: list[CorpusService] = []

    def open_corpus(
        announce: Callable[[Why], None] = lambda _why: None, check: Check = unchecked, **changes: object
    ) -> CorpusService:
        for corpus in running:
            corpus.close()
        corpus = CorpusService(replace(settings, **changes), build, check=check)  # type: ignore[arg-type]
        running.append(corpus)
        corpus.open(announce=announce)
        return corpus

    yield open_corpus
    for corpus in running:
        corpus.close()
