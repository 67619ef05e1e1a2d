"""Why something did not work is told to admins in their language."""

from __future__ import annotations

import ast
import pickle
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

import rag
from bot.texts import EN, ZH
from bot.texts.zh_errors import REASONS
from rag.errors import CorpusError, ReportError, StorageError

ERRORS = {"ReportError", "CorpusError", "SearchError", "StorageError", "EmptyCorpus", "CorpusBusy", "Cancelled"}
ERRORS |= {"VersionHeld", "DraftExpired", "kind"}
ELSEWHERE = {"backup.py", "recognise.py"}
"""Of commands that are only for the terminal; ``kind`` is no error there."""


def raised() -> Iterator[tuple[str, ast.expr]]:
    """Where an error is made, and the first thing that it is given."""
    paths = (path for path in Path(rag.__path__[0]).rglob("*.py") if path.name not in ELSEWHERE)
    for path in paths:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ERRORS and node.args:
                yield f"{path.name}:{node.lineno}", node.args[0]


def fields(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


def test_every_error_of_the_corpus_has_a_sentence_in_chinese() -> None:
    without = [
        where
        for where, sentence in raised()
        if not isinstance(sentence, ast.Constant) or REASONS.get(str(sentence.value)) is None
    ]
    assert without == []


def test_sentences_in_chinese_have_the_details_of_the_english_ones() -> None:
    assert [english for english, chinese in REASONS.items() if fields(english) != fields(chinese)] == []


@pytest.mark.parametrize(
    ("error", "chinese"),
    [
        (ReportError("{file} contains macros; save it as .docx without macros", file="a.docx"), "a.docx 带有宏"),
        (
            ReportError(
                "{file} is {kind}, whatever its ending says; save it in the format of its ending",
                file="{a}.txt",
                kind="a PDF file",
            ),
            "{a}.txt 的后缀与内容不符，它其实是PDF 文件",
        ),
        (StorageError("The database failed ({reason}); check it.", reason="gone"), "The database failed (gone)"),
        (CorpusError("Anything {else}."), "Anything {else}."),
    ],
)
def test_details_stay_as_they_are_but_for_those_that_are_words(error: Exception, chinese: str) -> None:
    """What has no sentence in Chinese is told as it is."""
    assert chinese in ZH.admin.failure(error)
    assert str(error) in EN.admin.failure(error)


def test_an_error_is_told_alike_after_it_has_passed_to_another_process() -> None:
    error = ReportError("{file} holds no text; check that the file was saved completely", file="a{b}.txt")
    passed = pickle.loads(pickle.dumps(error))  # noqa: S301  # our own
    assert (str(passed), ZH.admin.failure(passed)) == (str(error), ZH.admin.failure(error))
