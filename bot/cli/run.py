"""``wenbao chat``, ``run``, ``eval`` and ``doctor``: the long-running commands and the checks."""

from __future__ import annotations

import asyncio
import itertools
import logging
from collections.abc import Coroutine
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.context import AsJson, open_here, settings_here
from bot.cli.output.errors import FAILED
from bot.cli.output.language import command_texts_here, texts_here
from bot.cli.output.progress_bar import ProgressBar
from bot.core.documents.encoding import dump
from bot.ops.local_time import use_time_zone
from bot.ops.memory import keep_small
from bot.settings_loading import load_settings
from rag.errors import EmptyCorpus

if TYPE_CHECKING:
    from rag.engine import Answerer

log = logging.getLogger(__name__)

QuestionFile = Annotated[Path, typer.Argument(metavar="FILE")]


def chat() -> None:
    """Ask in the terminal; the answers are the bot's."""
    with open_here() as here:
        from bot.cli.chat.history import LineHistory
        from bot.cli.chat.loop import ChatLoop  # after the settings, as everything that takes time

        settings = load_settings()
        history = settings.data_dir / "chat_history" if settings.chat_history == "on" else None
        ChatLoop(here, texts_here(), LineHistory(history)).run()


def run() -> None:
    """Run the Telegram bot: polling, or a webhook where WEBHOOK_URL is set."""
    settings = load_settings()
    settings.token  # noqa: B018  # told at once, not after an indexing
    use_time_zone(settings.timezone)
    keep_small()
    from bot.bootstrap import open_answerer, open_database
    from bot.ops.log_setup import set_up_logs
    from bot.telegram.app import run_bot  # python-telegram-bot and what answers: other commands do without

    set_up_logs(settings)
    may_be_empty = bool(settings.admin_ids)
    with (
        open_database(settings) as database,
        open_answerer(
            settings, ProgressBar(texts_here()), database, may_be_empty=may_be_empty, is_bot=True
        ) as answerer,
    ):
        asyncio.run(_run(run_bot(settings, answerer, database, answerer.corpus), answerer))


async def _run(running: Coroutine[None, None, None], answerer: Answerer) -> None:
    """Run with a language model, which is tried out meanwhile unless that was done earlier."""
    trying = asyncio.create_task(try_model(answerer))
    try:
        await running
    finally:
        trying.cancel()
        await answerer.aclose()


async def try_model(answerer: Answerer) -> None:
    """Let a language model show what it can, unless it has done so."""
    if answerer.writer is None:
        return
    try:
        result = await answerer.writer.earn(answerer.corpus.current.version)
    except EmptyCorpus:
        return  # there is nothing to make questions of yet; the next start does
    except Exception:
        # Whatever is wrong with the trial, the bot answers: with a model that rewords what is quoted.
        log.exception("the language model could not be tried out")
        return
    if result:
        log.info("the language model passed %d of %d questions", result.passed, result.asked)


def measure(file: QuestionFile, as_json: AsJson = False) -> None:
    """Measure retrieval, answers, citations and refusals on a question file."""
    from bot.cli.output.eval_report import evaluation, measures_table, tally_table
    from rag.evaluation.metrics import evaluate
    from rag.evaluation.question_file import load_cases

    cases = load_cases(file)
    done = itertools.count(1)
    with open_here() as here, ProgressBar(texts_here(), command_texts_here().command_help.asking) as watch:
        answerer, version = here.answerer, here.answerer.corpus.current.version
        outcomes = here.runner.run(evaluate(answerer, version, cases, lambda: watch.progress(next(done), len(cases))))
    tally = answerer.writer.tally if answerer.writer else None
    if as_json:
        typer.echo(dump(evaluation(outcomes, tally)))
        return
    texts = command_texts_here().command_help
    here.screen.show_table(measures_table(outcomes, texts))
    if tally:
        here.screen.say("")
        here.screen.show_table(tally_table(tally, texts))


def doctor(as_json: AsJson = False) -> int:
    """Check settings, token, corpus, Chroma, database and models; exit status 1 if any fails."""
    settings = settings_here()
    from bot.cli.doctor import check_all

    failed = False
    for check in check_all(settings, command_texts_here()):
        failed |= not check.passed
        typer.echo(dump(check) if as_json else check.line)
    return FAILED if failed else 0
