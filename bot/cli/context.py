"""What the commands have in common: settings, the language of the terminal, the screen, the opened corpus."""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.output.errors import complain
from bot.cli.output.progress_bar import ProgressBar
from bot.ops.local_time import use_time_zone
from bot.settings import Settings, load_settings
from bot.texts import EN, ZH, CommandTexts, Texts, texts_for

if TYPE_CHECKING:
    from bot.cli.output.session import Session

AsJson = Annotated[bool, typer.Option("--json")]


def settings_here() -> Settings:
    """The settings; logs are set up as they say.

    Raises:
        SettingsError: one of them is wrong.
    """
    settings = load_settings()
    use_time_zone(settings.timezone)
    if "log_level" in settings.model_fields_set:
        from bot.ops.log_setup import set_up_logs  # 0.2 s that a command without a log does not need

        set_up_logs(settings)
    else:
        logging.getLogger().addHandler(logging.NullHandler())  # a command says what went wrong itself
    return settings


def texts_here() -> Texts:
    """The language that is spoken around answers: as in Telegram, English where the terminal says so."""
    return texts_for(_locale())


def command_texts_here() -> CommandTexts:
    """Help is Chinese where the locale is Chinese, and English otherwise."""
    return ZH.command_help if _locale().lower().startswith("zh") else EN.command_help


def _locale() -> str:
    """The language of the terminal, as POSIX orders the variables that name it, and GNU's before all where it lists
    any; empty where none does."""
    named = [os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG")]
    locale = next(filter(None, named), "")
    is_set = locale.partition(".")[0] not in ("", "C", "POSIX")  # else GNU does not look at LANGUAGE
    return (os.environ.get("LANGUAGE", "").partition(":")[0] if is_set else "") or locale


@contextmanager
def open_here() -> Iterator[Session]:
    """The corpus and the language model as they are set; hung up on at the end.

    Raises:
        WenbaoError: there is nothing to answer from, for the reason given.
    """
    settings, texts = settings_here(), texts_here()
    # These load Chroma, numpy and the encoder: after the settings, so that a wrong one is told at once.
    from bot.bootstrap import open_answerer
    from bot.cli.output.console import Screen
    from bot.cli.output.session import Session

    with open_answerer(settings, ProgressBar(texts)) as answerer, asyncio.Runner() as runner:
        if answerer.corpus.problem:
            complain(f"An older version answers: {answerer.corpus.problem}")
        for left_out in answerer.corpus.unread:
            complain(f"Left out: {left_out.error}")
        try:
            yield Session(answerer, runner, Screen(texts, len(answerer.corpus.current.version.reports) > 1))
        finally:
            runner.run(answerer.aclose())
