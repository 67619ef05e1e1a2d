"""Requests to Telegram -> paced below its flood limits, made again where that is safe.

Every chat has its own queue, so that its messages keep their order, and its own patience: what Telegram refuses for one
chat does not hold up the others, as it would with python-telegram-bot's ``AIORateLimiter``.

A request that was surely not carried out is made again, and so is one that does no harm twice. After a message that may
have been sent although its connection broke, the bot looks whether it stands in the chat.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from typing import Any

import httpx
from aiolimiter import AsyncLimiter
from telegram import ReplyParameters
from telegram.constants import FloodLimit
from telegram.error import BadRequest, NetworkError, RetryAfter, TelegramError
from telegram.ext import BaseRateLimiter

from bot.ops.metrics import Metrics
from bot.telegram.transport.connectivity import reason_of

log = logging.getLogger(__name__)

_AT_ONCE = frozenset({"sendChatAction", "sendMessageDraft"})
"""Neither paced nor made again: they are not counted among the messages of a chat, and late they are worth nothing."""
UNPACED = 1
"""Said with a request that changes nothing: it is not counted among the messages of a chat."""
_SENDING, _PICTURING = "sendMessage", "sendPhoto"
_LOOKED_AT = 10
"""Message ids that are looked at for one that may have been sent."""
_OURS = "there is no caption"
_UNREADABLE = "invalid server response"
_HARMLESS = ("edit", "answer", "delete", "set")
"""Beginnings of methods that may be carried out twice."""
_BEFORE_RECEIPT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)
_GATEWAY = ("bad gateway", "service unavailable")
_BURST, _LASTING = 5, 1.0
"""Messages of one chat at once, and a second for long."""
_MINUTE = 60.0
_LONGEST_PATIENCE = 900.0  # seconds that Telegram may ask to wait
_FIRST_PAUSE, _LONGEST_PAUSE = 0.25, 8.0
_MANY_CHATS = 1_000

Request = Callable[[], Coroutine[Any, Any, Any]]


@dataclass(slots=True)
class _ChatQueue:
    """The messages sent into a chat lately."""

    limiters: tuple[AsyncLimiter, ...]
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    last: int = 0
    """Id of the last message that is known to have been sent."""

    @property
    def is_idle(self) -> bool:
        return not self.turn.locked() and all(limiter.has_capacity(limiter.max_rate) for limiter in self.limiters)


class RateLimiter(BaseRateLimiter[int]):
    """The limits of one bot: 30 messages a second, and in each chat one after the other, 20 a minute in a group."""

    def __init__(self, metrics: Metrics, outage: float = 180.0) -> None:
        """``outage``: seconds for which a request is made again while Telegram cannot be reached."""
        self._metrics = metrics
        self._outage = outage
        self._overall = AsyncLimiter(int(FloodLimit.MESSAGES_PER_SECOND), 1)
        self._chats: dict[int | str, _ChatQueue] = {}

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Any]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: int | None,
    ) -> Any:
        async def request() -> Any:
            return await self._measure(callback(*args, **kwargs), endpoint)

        chat_id = data.get("chat_id")
        if endpoint in _AT_ONCE or (chat_id is None and not endpoint.startswith(("edit", "answer"))):
            return await request()
        if chat_id is None or rate_limit_args == UNPACED:
            return await self._insist(request, endpoint, ())
        chat = self._chat(chat_id)
        limiters = (*chat.limiters, self._overall)
        async with chat.turn:
            if endpoint == _PICTURING:
                sent = await self._insist(request, endpoint, limiters)
                chat.last = max(chat.last, sent["message_id"])
                return sent
            if endpoint != _SENDING:
                return await self._insist(request, endpoint, limiters)
            sending = _Sending(partial(callback, **kwargs), chat_id, max(chat.last, _replied(data)))
            sent = await self._insist(request, endpoint, limiters, sending.find)
            chat.last = max(chat.last, sent["message_id"])
            return sent

    async def _insist(
        self, request: Request, endpoint: str, limiters: tuple[AsyncLimiter, ...], find: Request | None = None
    ) -> Any:
        """Make a request until it is carried out or refused; ``find`` gives what it sent where that is not certain."""
        pause, began, uncertain = _FIRST_PAUSE, time.monotonic(), False
        while True:
            try:
                if uncertain and find and (found := await find()):
                    return found
                return await _paced(request, limiters)
            except RetryAfter as exc:
                wait, reason = seconds_of(exc) + 0.1, "limited"
                if wait > _LONGEST_PATIENCE:
                    raise
                log.warning("Telegram asks for patience with %s, next attempt in %.1f s", endpoint, wait)
            except TelegramError as exc:
                wait, reason = pause, "unreachable"
                if _is_refusal(exc) or time.monotonic() - began > self._outage:
                    raise
                if not _may_repeat(exc, endpoint):
                    if find is None:
                        raise
                    uncertain = True
                log.warning(
                    "Telegram could not be reached for %s, next attempt in %.1f s: %s", endpoint, wait, reason_of(exc)
                )
                pause = min(2 * pause, _LONGEST_PAUSE)
            self._metrics.retries.labels(reason).inc()
            await asyncio.sleep(wait)

    async def _measure(self, request: Awaitable[Any], endpoint: str) -> Any:
        outcome, began = "ok", time.perf_counter()
        try:
            return await request
        except TelegramError as exc:
            outcome = type(exc).__name__
            raise
        finally:
            self._metrics.telegram.labels(endpoint, outcome).inc()
            if endpoint == _SENDING:
                self._metrics.steps.labels("send").observe(time.perf_counter() - began)

    def _chat(self, chat_id: int | str) -> _ChatQueue:
        if chat_id not in self._chats:
            if len(self._chats) >= _MANY_CHATS:
                self._chats = {key: chat for key, chat in self._chats.items() if not chat.is_idle}
            self._chats[chat_id] = _ChatQueue(_limiters(is_group=not isinstance(chat_id, int) or chat_id < 0))
        return self._chats[chat_id]


async def _paced(request: Request, limiters: tuple[AsyncLimiter, ...]) -> Any:
    async with AsyncExitStack() as paced:
        for limiter in limiters:
            await paced.enter_async_context(limiter)
        return await request()


def _limiters(is_group: bool) -> tuple[AsyncLimiter, ...]:
    short = AsyncLimiter(_BURST, _BURST / _LASTING)
    return (short, AsyncLimiter(int(FloodLimit.MESSAGES_PER_MINUTE_PER_GROUP), _MINUTE)) if is_group else (short,)


@dataclass(frozen=True, slots=True)
class _Sending:
    """A message that is being sent into a chat, after the message ``after``."""

    post: Callable[..., Coroutine[Any, Any, Any]]
    chat_id: int | str
    after: int

    async def find(self) -> dict[str, Any] | None:
        """The message, if it stands in the chat: the first one of ours among those that came after.

        There is no request that reads a chat. To edit the caption of a message that has none fails in one way for our
        own messages, and in others for those of other people and for those that do not exist.
        """
        for number in range(self.after + 1, self.after + 1 + _LOOKED_AT):
            try:
                await self.post("editMessageCaption", {"chat_id": self.chat_id, "message_id": number})
            except BadRequest as exc:
                if _OURS not in exc.message.lower():
                    continue
            return {"message_id": number, "date": 0, "chat": {"id": self.chat_id, "type": "private"}}
        return None


def _replied(data: dict[str, Any]) -> int:
    """The message that is replied to; 0 where there is none."""
    parameters = data.get("reply_parameters")
    return parameters.message_id if isinstance(parameters, ReplyParameters) else 0


def _is_refusal(error: TelegramError) -> bool:
    """Telegram has understood the request and does not carry it out."""
    if isinstance(error, BadRequest) or not isinstance(error, NetworkError):  # BadRequest is a kind of NetworkError
        return _UNREADABLE not in error.message.lower()
    return False


def _may_repeat(error: TelegramError, endpoint: str) -> bool:
    """The request was not carried out, or it does no harm twice."""
    if isinstance(error.__cause__, _BEFORE_RECEIPT) or endpoint.startswith(_HARMLESS):
        return True
    return any(words in error.message.lower() for words in _GATEWAY)


def seconds_of(error: RetryAfter) -> float:
    """The seconds of the wait that Telegram asks for."""
    wait = error.retry_after
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)
