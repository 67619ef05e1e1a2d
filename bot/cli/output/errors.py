"""An error -> one sentence on standard error and an exit status: 1 failed, 2 wrong use or settings."""

from __future__ import annotations

import sys

from typer.exceptions import TyperException

from bot.cli.output.language import command_texts_here
from bot.core.sanitize import hide, printable
from bot.settings_loading import load_settings
from bot.texts.selection import error_sentence
from rag.errors import SettingsError, WenbaoError

FAILED, WRONG_USE = 1, 2


class WrongUseError(WenbaoError):
    """The command was given what it cannot work with."""


def complain(sentence: str) -> None:
    """Say what went wrong, in one line, without secrets."""
    print(" ".join(printable(hide(sentence, _secrets())).split()), file=sys.stderr, flush=True)  # noqa: T201  # the edge


def _secrets() -> tuple[str, ...]:
    """The secrets that this process was given and must not tell."""
    try:
        return load_settings().secrets
    except SettingsError:  # which shows no value
        return ()


def sentence_of(error: BaseException) -> str:
    """The sentence of an error, in the language of the terminal where there is one in it."""
    return error_sentence(error, command_texts_here().admin)


def explain(error: Exception) -> int:
    """Say what an error means to the person at the terminal, and give the exit status for it."""
    told = command_texts_here().command_help
    match error:
        case TyperException():
            complain(told.see_help.format(reason=error.format_message().rstrip(".")))
            return error.exit_code
        case SettingsError() | WrongUseError():
            complain(sentence_of(error))
            return WRONG_USE
        case WenbaoError():
            complain(sentence_of(error))
            return FAILED
        case _:
            complain(told.crashed.format(kind=type(error).__name__))
            return FAILED
