"""What happens in chats -> updates for the bot: kept until confirmed, fetched by polling or posted to a webhook."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Collection
from dataclasses import dataclass

from tornado.httpclient import AsyncHTTPClient, HTTPError

from tests.botapi.errors import ApiError, Json
from tests.botapi.world import PATIENCE

# https://core.telegram.org/bots/api#update: these have to be asked for.
_NOT_BY_DEFAULT = {"chat_member", "message_reaction", "message_reaction_count"}
_TERMINATED = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
_WEBHOOK_ACTIVE = (
    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
)


@dataclass(frozen=True, slots=True)
class Webhook:
    url: str
    secret: str = ""
    connections: int = 40


class Updates:
    """The queue of one bot."""

    def __init__(self, again: float = 0.1) -> None:
        """``again``: seconds after which an update that the webhook did not take is posted once more."""
        self.pending: list[Json] = []
        self.webhook: Webhook | None = None
        self._again = again
        self._allowed: set[str] = set()
        self._ids = iter(range(1000, 1_000_000_000))
        self._poll: asyncio.Future[None] | None = None
        self._posting: dict[int, asyncio.Task[None]] = {}
        self._none_pending = asyncio.Event()
        self._none_pending.set()
        self._has_webhook = asyncio.Event()
        self._is_polled = asyncio.Event()

    def allow(self, kinds: Collection[str]) -> None:
        """The kinds asked for; none given means all but those that have to be asked for."""
        self._allowed = set(kinds)

    def add(self, kind: str, payload: Json) -> None:
        """An update the bot gets, if it is of a kind that it asked for."""
        if kind not in self._allowed and (self._allowed or kind in _NOT_BY_DEFAULT):
            return
        self.pending.append({"update_id": next(self._ids), kind: payload})
        self._none_pending.clear()
        self._deliver()

    async def confirmed(self) -> None:
        """Until the bot has taken everything there is."""
        await asyncio.wait_for(self._none_pending.wait(), PATIENCE)

    async def webhook_set(self) -> None:
        """Until a webhook is set for the first time."""
        await asyncio.wait_for(self._has_webhook.wait(), PATIENCE)

    async def polled(self) -> None:
        """Until somebody waits for updates."""
        await asyncio.wait_for(self._is_polled.wait(), PATIENCE)

    async def poll(self, offset: int, limit: int, seconds: float) -> list[Json]:
        """The updates from ``offset`` on, waiting for the first; everything before is confirmed.

        Raises:
            ApiError: 409, another poll came, or a webhook is set.
        """
        if self.webhook:
            raise ApiError(409, _WEBHOOK_ACTIVE)
        self._terminate_poll(_TERMINATED)
        self._confirm(offset)
        if not self.pending:
            news = self._poll = asyncio.get_running_loop().create_future()
            self._is_polled.set()
            await asyncio.wait([news], timeout=seconds)
            if self._poll is news:
                self._is_polled.clear()
            if news.done() and not news.cancelled():
                news.result()
        return self.pending[:limit]

    def set_webhook(self, webhook: Webhook | None, drop_pending: bool) -> None:
        self._terminate_poll("Conflict: terminated by setWebhook request")
        self.close()
        self.webhook = webhook
        if webhook:
            self._has_webhook.set()
        if drop_pending:
            self._remove(self.pending)
        self._deliver()

    def close(self) -> None:
        for task in self._posting.values():
            task.cancel()
        self._posting.clear()
        if self._poll and not self._poll.done():
            self._poll.cancel()

    def _terminate_poll(self, reason: str) -> None:
        if self._poll and not self._poll.done():
            self._poll.set_exception(ApiError(409, reason))
            self._poll.exception()  # whoever polled may have hung up

    def _confirm(self, offset: int) -> None:
        done = self.pending[:offset] if offset < 0 else [u for u in self.pending if u["update_id"] < offset]
        self._remove(done)

    def _remove(self, updates: list[Json]) -> None:
        self.pending = [update for update in self.pending if update not in updates]
        if not self.pending:
            self._none_pending.set()

    def _deliver(self) -> None:
        if self.webhook is None:
            if self.pending and self._poll and not self._poll.done():
                self._poll.set_result(None)
            return
        free = self.webhook.connections - len(self._posting)
        fronts = {_queue_of(update): update for update in reversed(self.pending)}
        waiting = sorted(fronts.values(), key=lambda update: int(update["update_id"]))
        for update in [update for update in waiting if update["update_id"] not in self._posting][:free]:
            self._posting[update["update_id"]] = asyncio.create_task(self._post(self.webhook, update))

    async def _post(self, webhook: Webhook, update: Json) -> None:
        headers = {"Content-Type": "application/json"}
        headers |= {"X-Telegram-Bot-Api-Secret-Token": webhook.secret} if webhook.secret else {}
        while True:
            try:
                await AsyncHTTPClient().fetch(webhook.url, method="POST", headers=headers, body=json.dumps(update))
            except (HTTPError, OSError):
                await asyncio.sleep(self._again)
            else:
                break
        self._posting.pop(update["update_id"], None)
        self._remove([update])
        self._deliver()


def _queue_of(update: Json) -> tuple[str, int]:
    """A webhook gets the next update of a queue when it has taken the one before. Messages of a chat, edited ones too,
    are one queue, and so are a person's presses of buttons (Client::add_update and WebhookActor::load_updates of
    https://github.com/tdlib/telegram-bot-api)."""
    kind, payload = next((name, value) for name, value in update.items() if name != "update_id")
    place = payload["chat"] if "chat" in payload else payload["from"]
    return kind.removeprefix("edited_"), place["id"]
