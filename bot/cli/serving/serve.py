"""``wenbao serve``: the reports as pages and as JSON over HTTP."""

from __future__ import annotations

import asyncio
import signal
from typing import TYPE_CHECKING

import typer

from bot.cli.output.errors import WrongUseError
from bot.cli.output.language import texts_here
from bot.cli.output.progress_bar import ProgressBar
from bot.cli.run import try_model
from bot.ops.local_time import use_time_zone
from bot.ops.memory import keep_small
from bot.settings import Settings
from bot.settings_loading import load_settings
from rag.errors import WenbaoError

if TYPE_CHECKING:
    from starlette.applications import Starlette

    from rag.engine import Answerer

_ENOUGH = 60.0
"""Seconds for all but the language model."""


def serve() -> None:
    """Serve the reports over HTTP: pages to read, and ask, search, verify, cite, targets and reports as JSON."""
    settings = load_settings()
    use_time_zone(settings.timezone)
    try:
        import starlette  # noqa: F401  # told at once, not after an indexing
        import uvicorn  # noqa: F401
    except ModuleNotFoundError as exc:
        raise WrongUseError(
            "wenbao serve needs more packages; make extra NAME=serve brings them, or pip install 'wenbao[serve]'.",
            code="serve_missing",
        ) from exc
    keep_small()
    from bot.bootstrap import open_answerer
    from bot.ops.log_setup import set_up_logs

    set_up_logs(settings)
    with open_answerer(settings, ProgressBar(texts_here()), is_bot=True) as answerer:
        asyncio.run(_serve(settings, answerer))


async def _serve(settings: Settings, answerer: Answerer) -> None:
    from bot.ops.corpus_refresh import catch_up, keep_fresh
    from bot.ops.metrics import Metrics
    from bot.web.server import serve_app
    from rag.answering.pins.repository import Pins

    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    corpus = answerer.corpus
    meanwhile = (
        keep_fresh(corpus, Pins(corpus.database), Metrics(answerer.tally)), catch_up(corpus), try_model(answerer)
    )  # fmt: skip
    tasks = [asyncio.create_task(each) for each in meanwhile]
    typer.echo(texts_here().web.serving.format(listen=settings.serve_listen), err=True)
    try:
        await serve_app(_make_app(settings, answerer), "SERVE_LISTEN", settings.serve_listen, stop)
    finally:
        for task in tasks:
            task.cancel()
        corpus.changes.cancel()  # a build takes longer than a stop may
        await answerer.aclose()


def _make_app(settings: Settings, answerer: Answerer) -> Starlette:
    from bot.core.documents.tools import ReportTools
    from bot.storage.citations import Citations
    from bot.web.api import RequestLimits, make_app
    from bot.web.askers import Allowance
    from bot.web.pages.reader import Reader
    from bot.web.site import page_route

    async def is_ready() -> bool:
        try:
            return await asyncio.to_thread(answerer.corpus.can_search)
        except WenbaoError:
            return False

    keys = tuple(key.get_secret_value() for key in settings.serve_keys)
    limits = RequestLimits(keys, Allowance(settings.serve_rate), settings.llm_timeout + _ENOUGH)
    reader = Reader(answerer, Citations(answerer.corpus.database), limits.allowance, limits.seconds)
    return make_app(ReportTools(answerer), limits, is_ready, [page_route(reader, settings.reader_url or "")])
