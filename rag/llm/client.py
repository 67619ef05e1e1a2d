"""Settings -> a language model; prompt -> its reply, piece by piece, within limits.

Whatever goes wrong is a ``ModelError``. A ``Model`` belongs to the event loop it is first used in.
"""

from __future__ import annotations

import asyncio
import logging
import re
import time
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import aclosing
from typing import TYPE_CHECKING, Any

from langchain_core.messages import AIMessageChunk, BaseMessage, HumanMessage, SystemMessage
from tenacity import (
    AsyncRetrying,
    RetryCallState,
    retry_if_exception,
    stop_after_attempt,
    stop_any,
    stop_before_delay,
)

from rag.errors import ModelError, SettingsError
from rag.llm.budget import Budget, estimate_tokens
from rag.llm.http_limits import bounded_client
from rag.llm.prompts import Filled
from rag.llm.provider_errors import translating
from rag.settings import ModelSettings

if TYPE_CHECKING:
    import httpx
    from langchain_core.language_models import BaseChatModel

MOST_TOKENS = 2_048
"""Asked of the service for one reply, thinking included."""
MOST_CHARACTERS = 24_000
"""Read of one reply."""
MOST_ATTEMPTS = 2
LONGEST_WAIT = 4.0
"""Seconds before another attempt; a service that asks for more is not asked again."""

log = logging.getLogger(__name__)

_SHORT_WAIT = 0.2
_WORTH_ANOTHER = frozenset({"unreachable", "server", "limited"})
_OWN_TEMPERATURE = re.compile(r"(?:.*[:/])?o\d")  # OpenAI's reasoning models refuse any other than theirs

OWN_MODELS: dict[str, Callable[[ModelSettings], BaseChatModel]] = {}
"""Chat models that LangChain's ``init_chat_model`` does not know, by the provider that LLM_MODEL names."""

_Chunks = AsyncGenerator[AIMessageChunk, None]


class Pace:
    """How long the latest calls took: a mean in which each new one weighs a third."""

    _NEWEST = 1 / 3

    def __init__(self) -> None:
        self.seconds = 0.0
        """0 before the first call."""

    def record(self, seconds: float) -> None:
        self.seconds = self.seconds + (seconds - self.seconds) * self._NEWEST if self.seconds else seconds


def _unheard(_tokens: int) -> None:
    """Nobody counts."""


class Model:
    """A chat model with limits on time, length, calls at once, and tokens."""

    def __init__(self, chat: BaseChatModel, settings: ModelSettings, client: httpx.AsyncClient | None = None) -> None:
        self.name = settings.model.partition(":")[2] or settings.model
        self.timeout = settings.timeout
        self.pace = Pace()
        self.when_spent: Callable[[int], None] = _unheard
        """Is called with the tokens of each call."""
        self._chat = chat
        self._client = client
        self._room = asyncio.Semaphore(settings.concurrency)
        self._budget = Budget(settings.user_tokens, settings.total_tokens)

    def __repr__(self) -> str:
        return f"Model({self.name!r})"  # the chat model's own would show how it was set up

    async def stream(self, prompt: Filled, deadline: float, user: str = "") -> AsyncGenerator[str, None]:
        """Pieces of the reply. Close it (``contextlib.aclosing``) to hang up.

        ``deadline``: of the event loop's clock. ``user``: whose tokens it costs.

        Raises:
            ModelError: the model failed, or its time, its length or the tokens are up; also after pieces were given.
        """
        self._budget.check(user)
        usage = _Usage(prompt)
        await self._enter(deadline)
        started = time.monotonic()
        try:
            async with aclosing(self._read(prompt, deadline, usage)) as pieces:
                async for piece in pieces:
                    yield piece
        finally:
            self._room.release()
            self._budget.spend(user, usage.tokens)
            self.when_spent(usage.tokens)
            self.pace.record(time.monotonic() - started)

    async def aclose(self) -> None:
        """Close the connections."""
        if self._client:
            await self._client.aclose()

    async def _enter(self, deadline: float) -> None:
        with translating(self.name):
            async with asyncio.timeout_at(deadline):
                await self._room.acquire()

    async def _read(self, prompt: Filled, deadline: float, usage: _Usage) -> AsyncGenerator[str, None]:
        messages = [SystemMessage(prompt.instructions), HumanMessage(prompt.request)]
        chunk, chunks = await self._begin(messages, deadline)
        async with aclosing(chunks):
            while chunk is not None:
                usage.add(chunk)
                if usage.characters > MOST_CHARACTERS:
                    raise ModelError(f"The language model {self.name} does not come to an end.", "endless")
                if chunk.text:
                    yield str(chunk.text)
                chunk = await self._next(chunks, deadline)

    async def _begin(self, messages: Sequence[BaseMessage], deadline: float) -> tuple[AIMessageChunk | None, _Chunks]:
        """The first chunk and where the others come from. Once it has come nothing is tried again."""
        left = deadline - asyncio.get_running_loop().time()
        attempts = AsyncRetrying(
            stop=stop_any(stop_after_attempt(MOST_ATTEMPTS), stop_before_delay(max(left, 0.0))),
            retry=retry_if_exception(_is_worth_another),
            wait=_wait,
            reraise=True,
        )
        return await attempts(self._first, messages, deadline)

    async def _first(self, messages: Sequence[BaseMessage], deadline: float) -> tuple[AIMessageChunk | None, _Chunks]:
        chunks: _Chunks = self._chat.astream(messages)  # type: ignore[assignment]  # declared as an iterator only
        try:
            return await self._next(chunks, deadline), chunks
        except BaseException:
            await chunks.aclose()
            raise

    async def _next(self, chunks: _Chunks, deadline: float) -> AIMessageChunk | None:
        with translating(self.name):
            async with asyncio.timeout_at(deadline):
                return await anext(chunks, None)


class _Usage:
    """The cost of one call: as reported with the last chunk, else estimated."""

    def __init__(self, prompt: Filled) -> None:
        self.characters = 0
        self._estimated = estimate_tokens(prompt.instructions + prompt.request)
        self._reported = 0

    @property
    def tokens(self) -> int:
        return self._reported or self._estimated

    def add(self, chunk: AIMessageChunk) -> None:
        text = str(chunk.text)
        self.characters += len(text)
        self._estimated += estimate_tokens(text) if text else 0
        if chunk.usage_metadata:
            self._reported += chunk.usage_metadata["total_tokens"]


def load_model(settings: ModelSettings) -> Model | None:
    """None where none is set. Nothing is asked of the service yet.

    Raises:
        SettingsError: the provider is unknown, its package is not installed, or it needs more settings.
    """
    if not settings.model:
        return None
    provider, _, name = settings.model.partition(":")
    if not name:
        raise SettingsError(f"LLM_MODEL {settings.model!r} names no provider; write it as openai:{provider}.")
    if provider in OWN_MODELS:
        return Model(OWN_MODELS[provider](settings), settings)
    from langchain.chat_models import init_chat_model  # 0.9 s that a start without a model does not need

    client = bounded_client(settings.timeout) if provider == "openai" else None
    try:
        chat = init_chat_model(settings.model, **_options(settings, client))
    except ImportError as exc:
        raise SettingsError(f"LLM_MODEL {settings.model!r} needs a package: {exc.msg}.") from exc
    except Exception as exc:  # noqa: BLE001  # every provider has exceptions of its own; their words may hold the key
        raise SettingsError(
            f"LLM_MODEL {settings.model!r} cannot be set up ({type(exc).__name__});"
            " check it, LLM_BASE_URL and LLM_API_KEY."
        ) from None
    return Model(chat, settings, client)


def _options(settings: ModelSettings, client: httpx.AsyncClient | None) -> dict[str, Any]:
    options: dict[str, Any] = {"timeout": settings.timeout, "max_retries": 0, "max_tokens": MOST_TOKENS}
    if not _OWN_TEMPERATURE.fullmatch(settings.model):
        options["temperature"] = 0
    if settings.base_url:
        options["base_url"] = settings.base_url
    if settings.api_key or settings.base_url:
        options["api_key"] = settings.api_key or "none"  # a server of one's own asks for no key, the client for some
    if client:
        options |= {"http_async_client": client, "stream_chunk_timeout": settings.timeout}
    return options


def _is_worth_another(exc: BaseException) -> bool:
    return isinstance(exc, ModelError) and exc.reason in _WORTH_ANOTHER and _asked_wait(exc) <= LONGEST_WAIT


def _wait(state: RetryCallState) -> float:
    exc = state.outcome.exception() if state.outcome else None
    return _asked_wait(exc)


def _asked_wait(exc: BaseException | None) -> float:
    asked = exc.retry_after if isinstance(exc, ModelError) else None
    return _SHORT_WAIT if asked is None else asked
