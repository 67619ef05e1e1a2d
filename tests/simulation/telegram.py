"""Telegram as a simulated bot meets it: messages kept in memory, and a network that fails as planned."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from typing import Any

import httpx
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

from bot.telegram.transport.update_parsing import TolerantRequest
from tests.simulation.plan import Ask, Kind, Plan

ME = {"id": 7, "is_bot": True, "first_name": "问报", "username": "wenbao_bot"}
_HELD = 10.0
_LOOK = 0.25


@dataclass
class Shown:
    """A message that stands in a chat."""

    chat: int
    id: int
    text: str
    ours: bool
    replied: int = 0
    at: float = 0.0
    texts: list[str] = field(default_factory=list)
    """What it said at any time."""
    is_deleted: bool = False


class Refused(Exception):
    """An error that Telegram answers with."""

    def __init__(self, code: int, description: str, **parameters: int) -> None:
        self.body = {"ok": False, "error_code": code, "description": description, "parameters": parameters}
        self.code = code


class World:
    """What Telegram knows."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self.messages: list[Shown] = []
        self.questions: dict[int, Shown] = {}
        """By the number of the question."""
        self.trace: list[str] = []
        self._pending: list[dict[str, Any]] = []
        self._updates = 0

    def ask(self, ask: Ask) -> None:
        message = self._post(ask.chat, words(ask), ours=False)
        self.questions[ask.number] = message
        self._update("message", ask, message)

    def edit(self, ask: Ask) -> None:
        message = self.questions[ask.number]
        message.text = words(ask, edited=True)
        self._update("edited_message", ask, message, edit_date=int(self._now()))

    def pending(self, offset: int) -> list[dict[str, Any]]:
        self._pending = [update for update in self._pending if update["update_id"] >= offset]
        return self._pending[:100]

    def carry_out(self, name: str, given: dict[str, Any]) -> Any:
        """Raises:
        Refused: it is not carried out.
        """
        match name:
            case "getMe":
                return ME
            case "sendMessage":
                replied = given.get("reply_parameters") or {}
                sent = self._post(int(given["chat_id"]), given["text"], True, replied.get("message_id", 0))
                return {"message_id": sent.id, "date": int(self._now()), "chat": _chat(sent.chat), "text": sent.text}
            case "editMessageText":
                return self._change(self._own(given), given["text"])
            case "editMessageCaption":
                self._own(given)
                raise Refused(400, "Bad Request: there is no caption in the message to edit")
            case "deleteMessage":
                self._own(given).is_deleted = True
        return True

    def _post(self, chat: int, text: str, ours: bool, replied: int = 0) -> Shown:
        number = sum(message.chat == chat for message in self.messages) + 1
        message = Shown(chat, number, text, ours, replied, self._now(), [text])
        self.messages.append(message)
        self.trace.append(f"{self._now():.3f} {chat}/{number} {'bot' if ours else 'person'} {text!r}")
        return message

    def _change(self, message: Shown, text: str) -> dict[str, Any]:
        if message.text == text:
            raise Refused(400, "Bad Request: message is not modified")
        message.text = text
        message.texts.append(text)
        self.trace.append(f"{self._now():.3f} {message.chat}/{message.id} edited {text!r}")
        return {"message_id": message.id, "date": int(self._now()), "chat": _chat(message.chat), "text": text}

    def _own(self, given: dict[str, Any]) -> Shown:
        chat, number = int(given["chat_id"]), int(given["message_id"])
        found = next((m for m in self.messages if (m.chat, m.id) == (chat, number) and not m.is_deleted), None)
        if found is None:
            raise Refused(400, "Bad Request: message to edit not found")
        if not found.ours:
            raise Refused(400, "Bad Request: message can't be edited")
        return found

    def _update(self, kind: str, ask: Ask, message: Shown, **more: int) -> None:
        self._updates += 1
        person = {"id": ask.person, "is_bot": False, "first_name": f"P{ask.person}", "language_code": "zh"}
        command = [{"type": "bot_command", "offset": 0, "length": 4}] if message.text.startswith("/ask") else []
        told = {"message_id": message.id, "date": int(self._now()), "chat": _chat(ask.chat), "from": person, **more}
        self._pending.append({"update_id": self._updates, kind: told | {"text": message.text, "entities": command}})


def words(ask: Ask, *, edited: bool = False) -> str:
    """Of a question; no other question has them."""
    return f"{'/ask ' if ask.chat < 0 else ''}GDP 第{ask.number}问{'改' if edited else ''}。"


def _chat(number: int) -> dict[str, Any]:
    return {"id": number, "type": "private" if number > 0 else "supergroup", "title": "群"}


class Network:
    """The way of one process to Telegram."""

    def __init__(self, world: World, plan: Plan, chance: Random, now: Callable[[], float]) -> None:
        self._world, self._plan, self._chance, self._now = world, plan, chance, now
        self.is_dead = False
        """The process is gone: nothing of it gets out, and nothing gets in."""

    async def request(self, name: str, given: dict[str, Any]) -> tuple[int, bytes]:
        await asyncio.sleep(self._chance.uniform(0.005, 0.2))
        if self.is_dead or self._plan.has([Kind.REFUSED], self._now()):
            raise NetworkError("httpx.ConnectError: refused") from httpx.ConnectError("refused")
        if self._plan.has([Kind.GATEWAY], self._now()):
            return 502, b"<html>Bad Gateway</html>"
        if name == "getUpdates":
            return await self._updates(given)
        code, body = self._carry_out(name, given)
        await asyncio.sleep(self._chance.uniform(0.005, 0.1))
        is_lost = self._plan.has([Kind.LOST], self._now()) and self._chance.random() < 0.5
        if self.is_dead or is_lost:
            raise TimedOut from httpx.ReadTimeout("lost")
        return code, body

    def _carry_out(self, name: str, given: dict[str, Any]) -> tuple[int, bytes]:
        try:
            if name == "sendMessage" and self._plan.has([Kind.LIMITED], self._now()):
                raise Refused(429, "Too Many Requests: retry after 3", retry_after=3)
            return 200, json.dumps({"ok": True, "result": self._world.carry_out(name, given)}).encode()
        except Refused as refused:
            return refused.code, json.dumps(refused.body).encode()

    async def _updates(self, given: dict[str, Any]) -> tuple[int, bytes]:
        until = self._now() + _HELD
        offset = given.get("offset", 0)
        while self._now() < until and not self.is_dead and not self._world.pending(offset):  # noqa: ASYNC110  # by steps
            await asyncio.sleep(_LOOK)
        if self.is_dead:
            raise NetworkError("httpx.ReadError: gone") from httpx.ReadError("gone")
        return 200, json.dumps({"ok": True, "result": self._world.pending(offset)}).encode()


class SimulatedRequest(BaseRequest):
    """What python-telegram-bot sends its requests by."""

    parse_json_payload = staticmethod(TolerantRequest.parse_json_payload)

    def __init__(self, network: Network) -> None:
        self._network = network

    @property
    def read_timeout(self) -> float:
        return 5.0

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, **_timeouts: Any
    ) -> tuple[int, bytes]:
        assert method == "POST"
        return await self._network.request(url.rpartition("/")[2], request_data.parameters if request_data else {})
