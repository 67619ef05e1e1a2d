"""The bot of Telegram's library, which also knows where the reports can be read."""

from __future__ import annotations

from telegram.ext import ExtBot
from telegram.request import HTTPXRequest

from bot.ops.metrics import Metrics
from bot.settings import Settings
from bot.telegram.transport.rate_limiter import RateLimiter
from bot.telegram.transport.update_parsing import TolerantRequest

_CONNECTIONS = 256  # as the library's own builder has it


class LinkingBot(ExtBot[int]):
    """The bot that every update knows, and through it where to send people who want to read on."""

    def __init__(self, settings: Settings, metrics: Metrics) -> None:
        super().__init__(
            token=settings.token,
            base_url=f"{settings.telegram_api_url}/bot",
            base_file_url=f"{settings.telegram_api_url}/file/bot",
            request=HTTPXRequest(connection_pool_size=_CONNECTIONS),
            get_updates_request=TolerantRequest(),
            rate_limiter=RateLimiter(metrics),
        )
        self._reader_url = settings.reader_url or ""

    @property
    def reader_url(self) -> str:
        """The address of the pages of reports; empty where there are none."""
        return self._reader_url
