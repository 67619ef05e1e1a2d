"""A terminal whose corpus is indexed, and commands that run in it."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path

import pytest

from rag.corpus.service import CorpusService
from rag.index.builder import build
from tests.corpora import corpus_settings
from tests.terminal import REPORT, Run, Terminal, in_this_process, make_terminal


@pytest.fixture(scope="session")
def indexed(tmp_path_factory: pytest.TempPathFactory) -> Terminal:
    """A terminal whose corpus is indexed."""
    terminal = make_terminal(tmp_path_factory.mktemp("terminal"), hushan=REPORT)
    with closing(CorpusService(corpus_settings(terminal.home), build)) as corpus:
        corpus.open()
    return terminal


@pytest.fixture
def copied(indexed: Terminal, tmp_path: Path) -> Terminal:
    """A copy of it, to change."""
    shutil.copytree(indexed.home, tmp_path / "copy")
    return Terminal(tmp_path / "copy")


@pytest.fixture
def here(indexed: Terminal, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs commands in this process, in the indexed terminal."""
    return in_this_process(indexed, monkeypatch, capsys)


@pytest.fixture
def there(copied: Terminal, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs commands in this process, in the copy."""
    return in_this_process(copied, monkeypatch, capsys)
