"""``--help`` of every command: in the language of the terminal, complete, and with examples that are right."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from typing import Any

import pytest
import typer
from rich.cells import cell_len

from bot.cli.main import app, main
from bot.cli.output.language import command_texts_here
from bot.texts import EN, ZH, CommandTexts

BOTH = [pytest.param(texts.command_help, id=texts.language) for texts in (ZH, EN)]


def commands(command: Any = None, path: str = "") -> Iterator[tuple[str, Any]]:
    command = command or typer.main.get_command(app)
    yield path, command
    for name, each in getattr(command, "commands", {}).items():
        yield from commands(each, f"{path} {name}".strip())


@pytest.mark.parametrize("texts", BOTH)
def test_every_command_and_option_has_words(texts: CommandTexts) -> None:
    """And there are no words for what is not there."""
    built = dict(commands())
    assert texts.commands.keys() == built.keys()
    assert texts.examples.keys() == built.keys()
    places = {(f"{path} {parameter.name}", parameter.name) for path, each in built.items() for parameter in each.params}
    assert [own for own, name in places if own not in texts.parameters and name not in texts.parameters] == []
    assert texts.parameters.keys() <= {words for place in places for words in place}


@pytest.mark.parametrize(("path", "command"), list(commands()))
def test_examples_are_calls_of_the_command(path: str, command: Any) -> None:
    """With options that it has."""
    for example in ZH.command_help.examples[path]:
        words = shlex.split(example)
        words = words[max(at for at, word in enumerate(words) if word == "wenbao") + 1 :]
        words = words[: next((at for at, word in enumerate(words) if word in ("&&", "|", ">", "<")), None)]
        assert words[: len(path.split())] == path.split()
        if path and not hasattr(command, "commands"):
            known = {name for parameter in command.params for name in parameter.opts}
            assert {word for word in words if len(word) > 1 and word.startswith("-")} <= known


@pytest.mark.parametrize("locale", ["zh_CN.UTF-8", "en_US.UTF-8"])
@pytest.mark.parametrize("path", [path for path, _ in commands()])
def test_help_fits_into_eighty_columns(
    path: str, locale: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LC_ALL", locale)
    monkeypatch.setenv("COLUMNS", "80")
    assert main([*path.split(), "--help"]) == 0
    shown = capsys.readouterr().out
    assert max(map(cell_len, shown.splitlines())) <= 80
    assert "..." not in shown.replace("[ARGS]...", "").replace("[TEXT]...", "")
    english = any(word in shown for word in ("Usage", "Options", "Arguments", "Commands", "Show", "Examples"))
    assert english == (locale == "en_US.UTF-8")


@pytest.mark.parametrize(
    ("environment", "texts"),
    [
        ({}, EN),
        ({"LANG": "C.UTF-8"}, EN),
        ({"LANG": "zh_CN.UTF-8"}, ZH),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "zh_TW.UTF-8"}, ZH),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "de_DE.UTF-8"}, EN),
        ({"LANG": "en_US.UTF-8", "LANGUAGE": "zh_CN:en"}, ZH),
        ({"LANG": "C", "LANGUAGE": "zh_CN"}, EN),
    ],
)
def test_the_locale_chooses_the_language(
    environment: dict[str, str], texts: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As POSIX and GNU order the variables."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert command_texts_here() is texts
