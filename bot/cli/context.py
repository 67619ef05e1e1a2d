"""Everything that the commands share: settings, the language of the terminal, the screen, the opened corpus."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.output.errors import complain, sentence_of
from bot.cli.output.language import command_texts_here, texts_here
from bot.cli.output.progress_bar import ProgressBar
from bot.ops.local_time import use_time_zone
from bot.settings import Settings
from bot.settings_loading import load_settings

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


@contextmanager
def open_here() -> Iterator[Session]:
    """The corpus and the language model as they are set; hung up on at the end.

    Raises:
        WenbaoError: there is nothing to answer from, for the reason given.
    """
    settings, texts, told = settings_here(), texts_here(), command_texts_here().command_help
    # These load Chroma, numpy and the encoder: after the settings, so that a wrong one is told at once.
    from bot.bootstrap import open_answerer
    from bot.cli.output.console import Screen
    from bot.cli.output.session import Session

    with open_answerer(settings, ProgressBar(texts)) as answerer, asyncio.Runner() as runner:
        if answerer.corpus.problem:
            complain(told.older_answers.format(reason=answerer.corpus.problem))
        for left_out in answerer.corpus.unread:
            complain(told.left_out.format(reason=sentence_of(left_out.error)))
        try:
            yield Session(answerer, runner, Screen(texts, len(answerer.corpus.current.version.reports) > 1))
        finally:
            runner.run(answerer.aclose())
