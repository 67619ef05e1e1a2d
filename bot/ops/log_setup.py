"""Settings -> logs on standard error, for people or as JSON, in which no secret can stand."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterable
from typing import Any

import structlog
from structlog.typing import EventDict, Processor

from bot.core.sanitize import hide, printable
from bot.settings import Settings

# These write the addresses of requests, of which the bot token is a part, every update, or what strangers send.
_TALKATIVE = ("httpx", "httpcore", "telegram", "apscheduler", "chromadb", "urllib3", "tornado")
# These write at every start and end what they have loaded and begun.
_ABOUT_THEMSELVES = ("alembic.runtime.plugins", "uvicorn")
# These write whole answers of Telegram, words of users in them, where they cannot be read; the bot logs that itself.
_INDISCREET = ("telegram.request.BaseRequest", "telegram.ext.ExtBot")
# Left on a record by the formatter of another handler that came first.
_RENDERED = ("message", "asctime")


def set_up_logs(settings: Settings) -> None:
    """Send every log of this process, libraries' too, to standard error."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_make_formatter(settings))
    logging.getLogger().addHandler(handler)
    logging.getLogger().setLevel(settings.log_level)
    logging.captureWarnings(True)
    logging.raiseExceptions = False  # Python's own report of a line that failed would show what we hide
    for name in (*_TALKATIVE, *_ABOUT_THEMSELVES):
        logging.getLogger(name).setLevel(max(logging.WARNING, logging.getLevelName(settings.log_level)))
    for name in _INDISCREET:
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)


def _make_formatter(settings: Settings) -> logging.Formatter:
    as_json = settings.log_format == "json"
    before: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.ExtraAdder(),
        structlog.processors.TimeStamper(fmt="iso", utc=as_json),
        _on_one_line,
    ]
    rendering: list[Processor] = [structlog.processors.format_exc_info] if as_json else []
    rendering += [
        structlog.stdlib.ProcessorFormatter.remove_processors_meta,
        structlog.processors.JSONRenderer(ensure_ascii=False) if as_json else _make_console(),
    ]
    return _Redacting(settings.secrets, processors=rendering, foreign_pre_chain=before)


def _make_console() -> structlog.dev.ConsoleRenderer:
    return structlog.dev.ConsoleRenderer(
        colors=sys.stderr.isatty(), exception_formatter=structlog.dev.plain_traceback, pad_event_to=0
    )


def _on_one_line(_logger: object, _method: str, event: EventDict) -> EventDict:
    """Keeps a message on one line: words of a user or a file cannot pass for another line, or drive the terminal."""
    said = {**event, "event": str(event["event"])}
    lines = {name: printable(v).replace("\n", "↵") if isinstance(v, str) else v for name, v in said.items()}
    return {name: line for name, line in lines.items() if name not in _RENDERED}


class _Redacting(structlog.stdlib.ProcessorFormatter):
    """Hides secrets after everything has been rendered, tracebacks included."""

    def __init__(self, secrets: Iterable[str], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._secrets = tuple(secrets)

    def format(self, record: logging.LogRecord) -> str:
        return hide(super().format(record), self._secrets)
