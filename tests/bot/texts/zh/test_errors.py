"""Why something did not work is told to admins in their language."""

from __future__ import annotations

import ast
import pickle
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Formatter
from typing import NamedTuple

import pytest

import bot
import rag
from bot.texts import EN, ZH
from bot.texts.selection import failed_change
from bot.texts.zh.errors import ERRORS, WORDS
from rag.errors import CorpusError, ReportError, StorageError

RAISED = {"ReportError", "CorpusError", "SearchError", "StorageError", "EmptyCorpus", "CorpusBusy", "Cancelled"}
RAISED |= {"VersionHeld", "DamagedVersion", "DraftExpired", "WrongUseError", "kind"}
ELSEWHERE = {"backup.py", "backup_archive.py", "recognizer.py"}
"""Of commands that are only for the terminal; ``kind`` is no error there."""


class Raised(NamedTuple):
    """Where an error is made, and with what."""

    where: str
    sentence: str
    code: str


@cache
def raised() -> tuple[Raised, ...]:
    return tuple(_raised())


def _raised() -> Iterator[Raised]:
    engine = (path for path in Path(rag.__path__[0]).rglob("*.py") if path.name not in ELSEWHERE)
    commands = (path for path in (Path(bot.__path__[0]) / "cli").rglob("*.py") if path.name != "doctor.py")
    settings = tuple(Path(bot.__path__[0]).glob("settings*.py"))
    for path in (*engine, *commands, *settings):
        names = RAISED | ({"SettingsError"} if path in settings else set())
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names and node.args:
                codes = [ast.literal_eval(keyword.value) for keyword in node.keywords if keyword.arg == "code"]
                sentence = node.args[0].value if isinstance(node.args[0], ast.Constant) else ""
                yield Raised(f"{path.name}:{node.lineno}", str(sentence), "".join(codes))


def fields(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


def test_every_error_of_the_corpus_has_a_sentence_in_chinese() -> None:
    """With the same details as the English one that is raised."""
    assert [one for one in raised() if one.code not in ERRORS] == []
    assert [one for one in raised() if fields(one.sentence) != fields(ERRORS[one.code])] == []


def test_a_code_means_one_sentence() -> None:
    assert len({one.code for one in raised()}) == len({one.sentence for one in raised()})


def test_every_sentence_in_chinese_is_of_an_error() -> None:
    assert ERRORS.keys() - {one.code for one in raised()} == set()


def test_every_form_of_a_setting_is_told_in_chinese() -> None:
    fields_of_settings = Path(bot.__path__[0]) / "settings_fields.py"
    told = [
        node.args[0].value
        for path in (fields_of_settings, fields_of_settings.with_name("settings.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "ValueError"
        if isinstance(node.args[0], ast.Constant)
    ]
    assert told
    assert [one for one in told if one not in WORDS] == []


@pytest.mark.parametrize(
    ("error", "chinese"),
    [
        (ReportError("{file} contains macros; save it again.", code="macros", file="a.docx"), "a.docx 带有宏"),
        (
            ReportError("{file} is actually {kind}.", code="wrong_extension", file="{a}.txt", kind="a PDF file"),
            "{a}.txt 的后缀与内容不符，它其实是PDF 文件",
        ),
        (StorageError("The database failed ({reason}); check it.", reason="gone"), "The database failed (gone)"),
        (CorpusError("Anything {else}."), "Anything {else}."),
    ],
)
def test_details_stay_as_they_are_but_for_those_that_are_words(error: Exception, chinese: str) -> None:
    """What has no sentence in Chinese is told as it is."""
    assert chinese in failed_change(error, ZH.admin)
    assert str(error) in failed_change(error, EN.admin)


def test_an_error_is_told_alike_after_it_has_passed_to_another_process() -> None:
    error = ReportError("{file} contains no text; check it.", code="no_text", file="a{b}.txt")
    passed = pickle.loads(pickle.dumps(error))  # noqa: S301  # our own
    assert (str(passed), failed_change(passed, ZH.admin)) == (str(error), failed_change(error, ZH.admin))
