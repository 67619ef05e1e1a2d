"""Every text exists in every language, and is filled in with what it names."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator, Mapping
from pathlib import Path
from string import Formatter
from typing import NamedTuple

import pytest

import bot
from bot.texts import EN, ZH, Texts, texts_for
from bot.texts.en.admin import EnglishAdminTexts
from bot.texts.en.answers import EnglishAnswerTexts
from bot.texts.en.commands import EnglishCommandTexts
from bot.texts.en.corpus import EnglishCorpusTexts
from bot.texts.en.doctor import EnglishDoctorTexts
from bot.texts.en.help import EnglishHelpTexts
from bot.texts.en.ledger import EnglishLedgerTexts
from bot.texts.en.web import EnglishWebTexts
from bot.texts.zh.admin import AdminTexts
from bot.texts.zh.answers import AnswerTexts
from bot.texts.zh.commands import CommandTexts
from bot.texts.zh.corpus import CorpusTexts
from bot.texts.zh.doctor import DoctorTexts
from bot.texts.zh.help import HelpTexts
from bot.texts.zh.ledger import LedgerTexts
from bot.texts.zh.web import WebTexts
from bot.types import AnswerFault
from rag.corpus.diff.reading_summary import Doubt
from rag.corpus.versions.staleness import Why
from rag.ledger.comparability import Obstacle
from rag.ledger.targets import TargetStatus
from rag.types import OmissionKind
from rag.verification.verdicts.conflicts import Aspect

CATALOGUES = [
    (HelpTexts, EnglishHelpTexts),
    (AnswerTexts, EnglishAnswerTexts),
    (Texts, type(EN)),
    (AdminTexts, EnglishAdminTexts),
    (LedgerTexts, EnglishLedgerTexts),
    (WebTexts, EnglishWebTexts),
    (CommandTexts, EnglishCommandTexts),
    (CorpusTexts, EnglishCorpusTexts),
    (DoctorTexts, EnglishDoctorTexts),
]
IN_ONE_LANGUAGE = {"errors", "words", "headings", "examples"}
"""English errors are told as they are raised, English headings as the library has them; examples are commands."""


class Filled(NamedTuple):
    """A text that the program fills in."""

    where: str
    name: str
    fields: frozenset[str]


def own_texts(catalogue: type) -> dict[str, object]:
    return {name: text for name, text in vars(catalogue).items() if not name.startswith("__")}


def fields(text: str) -> frozenset[str]:
    return frozenset(name for _, name, _, _ in Formatter().parse(text) if name is not None)


def shape(text: object) -> object:
    """What two languages have in common of a text."""
    if isinstance(text, str):
        return fields(text)
    if isinstance(text, Mapping):
        return {key: shape(value) for key, value in text.items()}
    return inspect.signature(text) if inspect.isfunction(text) else type(text)


def filled() -> Iterator[Filled]:
    """Wherever ``.format`` fills in an attribute."""
    for path in Path(bot.__path__[0]).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "format":
                text = node.func.value
                if isinstance(text, ast.Attribute):
                    given = frozenset(str(keyword.arg) for keyword in node.keywords)
                    yield Filled(f"{path.name}:{node.lineno}", text.attr, given)


@pytest.mark.parametrize(("chinese", "english"), CATALOGUES)
def test_every_language_has_the_same_names(chinese: type, english: type) -> None:
    """In the same order, so that the files can be read side by side."""
    assert list(own_texts(chinese)) == list(own_texts(english))


@pytest.mark.parametrize(("chinese", "english"), CATALOGUES)
def test_what_is_filled_in_is_the_same_in_every_language(chinese: type, english: type) -> None:
    """Names in braces, parameters of methods, keys of tables."""
    names = own_texts(chinese).keys() - IN_ONE_LANGUAGE - {"admin", "ledger", "web", "command_help", "corpus", "doctor"}
    differ = [name for name in names if shape(vars(chinese)[name]) != shape(vars(english)[name])]
    assert differ == []


def test_texts_are_filled_in_with_what_they_name() -> None:
    named: dict[str, set[frozenset[str]]] = {}
    for name, text in [item for catalogue, _ in CATALOGUES for item in own_texts(catalogue).items()]:
        if isinstance(text, str):
            named.setdefault(name, set()).add(fields(text))
    wrong = [use for use in filled() if use.name in named and use.fields not in named[use.name]]
    assert wrong == []


def test_the_tables_have_a_text_for_every_case() -> None:
    assert ZH.faults.keys() == set(AnswerFault) - {AnswerFault.UNSAID}
    assert ZH.otherwise.keys() == set(Aspect)
    assert ZH.indexing.keys() == set(Why)
    assert ZH.admin.doubts.keys() == set(Doubt)
    assert ZH.admin.omissions.keys() == set(OmissionKind)
    assert ZH.ledger.statuses.keys() == set(TargetStatus)
    assert ZH.ledger.obstacles.keys() == set(Obstacle)


@pytest.mark.parametrize(("count", "words"), [(1, "1 sentence added"), (2, "2 sentences added"), (0, "0 sentences")])
def test_english_words_agree_with_their_number(count: int, words: str) -> None:
    assert EN.admin.sentences(count, 0, 0).startswith(words)


@pytest.mark.parametrize(
    ("tag", "texts"), [("en", EN), ("en-GB", EN), ("EN", EN), ("zh-hans", ZH), ("de", ZH), (None, ZH)]
)
def test_clients_that_do_not_say_english_get_chinese(tag: str | None, texts: Texts) -> None:
    assert texts_for(tag) is texts


def test_no_text_shouts() -> None:
    """No exclamation marks."""
    known = [text for pair in CATALOGUES for catalogue in pair for text in own_texts(catalogue).values()]
    assert [text for text in known if isinstance(text, str) and set(text) & {"!", "！"}] == []
