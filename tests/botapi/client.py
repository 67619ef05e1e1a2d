"""Requests as a bot makes them, for the tests of the server itself."""

from __future__ import annotations

import json
from typing import Any

from tornado.httpclient import AsyncHTTPClient

from tests.botapi.errors import Json
from tests.botapi.people import Person
from tests.botapi.server import BotApi
from tests.botapi.world import Message


async def call(api: BotApi, method: str, token: str = "", **fields: Any) -> Json:
    """A request as a bot makes it; the answer's JSON."""
    response = await AsyncHTTPClient().fetch(
        f"{api.url}/bot{token or api.token}/{method}",
        method="POST",
        headers={"Content-Type": "application/json"},
        body=json.dumps(fields),
        raise_error=False,
    )
    answer: Json = json.loads(response.body)
    assert answer["ok"] == (response.code == 200)
    return answer


async def refusal(api: BotApi, method: str, **fields: Any) -> str:
    """Why the request was refused."""
    answer = await call(api, method, **fields)
    assert not answer["ok"]
    return str(answer["description"])


async def sent(api: BotApi, person: Person, **fields: Any) -> Message:
    assert (await call(api, "sendMessage", chat_id=person.chat.id, **{"text": "Hello 😀 world", **fields}))["ok"]
    return await person.chat.next_message()


def entity(kind: str, offset: int, length: int, **others: Any) -> Json:
    return {"type": kind, "offset": offset, "length": length, **others}


def keyboard(*buttons: Json) -> Json:
    return {"inline_keyboard": [[{"text": "Press", **button}] for button in buttons]}
