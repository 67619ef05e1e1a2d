"""Requests to Telegram -> paced below its flood limits."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

from telegram.ext import AIORateLimiter

_RETRIES = 3
_UNPACED = "sendChatAction"


class Pace(AIORateLimiter):
    """Messages wait their turn, and are sent again when Telegram asks for patience.

    The typing action does neither: it is not counted among the messages of a group, and late it is worth nothing.
    """

    __slots__ = ()

    def __init__(self) -> None:
        super().__init__(max_retries=_RETRIES)

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Any]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: int | None,
    ) -> Any:
        if endpoint == _UNPACED:
            return await callback(*args, **kwargs)
        return await super().process_request(callback, args, kwargs, endpoint, data, rate_limit_args)
