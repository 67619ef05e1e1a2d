"""What attackers send, through the webhook and by hand: the bot goes on, and nothing is done for them."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from telegram import Chat, Message, Update, User

from tests.bot.telegram.transport.test_webhook import HEADERS, SECRET, post
from tests.botapi.server import BotApi
from tests.fakes import FakeAnswerer
from tests.telegram_bot import running
from tests.topology import free_port

pytestmark = pytest.mark.long

FIELDS = sorted({*Update.__slots__, *Message.__slots__, *Chat.__slots__, *User.__slots__, "from", "id"})
NAMES = st.sampled_from([name for name in FIELDS if not name.startswith("_")])
VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**63), 2**63),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(max_size=20),
    st.sampled_from(["private", "supergroup", "bot_command", "/start", "/ask", "mention", "GDP"]),
)
ANYTHING = st.recursive(
    VALUES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=6), max_leaves=25
)
PERSON: dict[str, Any] = {"id": 77, "is_bot": False, "first_name": "M"}
MESSAGE: dict[str, Any] = {
    "message_id": 1,
    "date": 0,
    "chat": {"id": 77, "type": "private"},
    "from": PERSON,
    "text": "GDP",
}
UPDATES = st.one_of(
    st.dictionaries(NAMES, ANYTHING, max_size=4),
    st.builds(
        lambda kind, other: {kind: MESSAGE | other},
        st.sampled_from(["message", "edited_message"]),
        st.dictionaries(NAMES, ANYTHING, max_size=3),
    ),
    st.builds(
        lambda data, other: {
            "callback_query": {"id": "1", "from": PERSON, "chat_instance": "1", "message": MESSAGE, "data": data}
            | other
        },
        st.text(max_size=64),
        st.dictionaries(NAMES, ANYTHING, max_size=2),
    ),
)


@pytest.fixture
async def port(api: BotApi) -> AsyncIterator[int]:
    """Of a bot with a webhook."""
    number = free_port()
    where = {"webhook_url": f"http://127.0.0.1:{number}/updates", "webhook_listen": f"127.0.0.1:{number}"}
    async with running(api, FakeAnswerer(), webhook_secret=SECRET, **where):
        await api.webhook_set()
        yield number


@settings(max_examples=2, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(bodies=st.lists(UPDATES, min_size=40, max_size=40))
async def test_whatever_is_posted_the_bot_goes_on(api: BotApi, port: int, bodies: list[dict[str, Any]]) -> None:
    """With the secret even: taken or refused, and the next person is answered."""
    for number, body in enumerate(bodies):
        update = {"update_id": 5_000_000 + number, **body}
        assert await post(port, json.dumps(update), HEADERS) in (200, 400)
    bob = api.person("Bob")
    bob.send("GDP")
    assert (await bob.chat.next_message()).text.startswith("GDP增长6%")


async def test_every_byte_of_a_deep_link_is_met(api: BotApi) -> None:
    """With what stands behind /start: a greeting or a citation, never silence."""
    async with running(api, FakeAnswerer()):
        for byte in range(0, 256, 5):
            person = api.person(f"Person {byte}")
            person.send(f"/start {chr(byte)}{chr(byte) * 63}")
            assert (await person.chat.next_message()).text
