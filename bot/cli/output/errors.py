"""What went wrong -> one sentence on standard error and an exit status: 1 failed, 2 wrong use or settings."""

from __future__ import annotations

import sys

from typer.exceptions import TyperException

from bot.core.redaction import hide
from bot.core.sanitize import printable
from bot.settings import load_settings
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


def explain(error: Exception) -> int:
    """Say what an error means to the person at the terminal, and give the exit status for it."""
    match error:
        case TyperException():
            complain(f"{error.format_message().rstrip('.')}; see wenbao --help.")
            return error.exit_code
        case SettingsError() | WrongUseError():
            complain(str(error))
            return WRONG_USE
        case WenbaoError():
            complain(str(error))
            return FAILED
        case _:
            complain(f"wenbao failed ({type(error).__name__}); run it again with LOG_LEVEL=DEBUG to see where.")
            return FAILED
