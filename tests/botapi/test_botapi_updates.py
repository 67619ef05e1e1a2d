"""The Bot API server for tests delivers updates, queries, files and trouble as Telegram does."""

from __future__ import annotations

import asyncio
import itertools
import json
from contextlib import suppress
from typing import Any

import pytest
from tornado.httpclient import AsyncHTTPClient, HTTPError
from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application, RequestHandler

from tests.botapi.client import call, entity, keyboard, refusal, sent
from tests.botapi.errors import ApiError, Json
from tests.botapi.limits import Flood, Limits
from tests.botapi.people import Person
from tests.botapi.server import BotApi
from tests.botapi.state import Fault
from tests.botapi.world import File


@pytest.fixture
def alice(api: BotApi) -> Person:
    """Somebody who has written to the bot."""
    person = api.person("Alice")
    person.send("/start")
    return person


def article(**others: Any) -> Json:
    content = {"message_text": "text", "entities": [entity("bold", 0, 4)]}
    return {"type": "article", "id": "1", "title": "Title", "input_message_content": content, **others}


async def test_updates_stay_until_they_are_confirmed(api: BotApi, alice: Person) -> None:
    alice.send("one")
    first = (await call(api, "getUpdates"))["result"]
    assert [u["message"]["text"] for u in first] == ["/start", "one"]
    again = (await call(api, "getUpdates", offset=first[0]["update_id"] + 1))["result"]
    assert again == first[1:]
    assert (await call(api, "getUpdates", offset=first[-1]["update_id"] + 1))["result"] == []


async def test_a_poll_waits_for_the_next_update(api: BotApi, alice: Person) -> None:
    await call(api, "getUpdates", offset=2000)
    poll = asyncio.create_task(call(api, "getUpdates", offset=2000, timeout=10))
    await api.state.updates.polled()
    alice.send("one")
    assert [u["message"]["text"] for u in (await poll)["result"]] == ["one"]


async def test_a_second_poll_ends_the_first(api: BotApi) -> None:
    first = asyncio.create_task(call(api, "getUpdates", timeout=10))
    await api.state.updates.polled()
    assert (await call(api, "getUpdates"))["ok"]
    assert (await first)["error_code"] == 409


async def test_a_webhook_gets_the_messages_of_a_chat_one_after_the_other(api: BotApi, alice: Person) -> None:
    """Those of other chats meanwhile."""
    posted: asyncio.Queue[str] = asyncio.Queue()
    taken = {text: asyncio.Event() for text in ("/start", "one", "two")}

    class Take(RequestHandler):
        async def post(self) -> None:
            update = json.loads(self.request.body)
            text = (update.get("message") or update["edited_message"])["text"]
            posted.put_nowait(text)
            await taken[text].wait()

    sockets = bind_sockets(0, "127.0.0.1")
    server = HTTPServer(Application([("/", Take)]))
    server.add_sockets(sockets)
    message = alice.send("one")
    alice.edit(message, "one")
    api.person("Bob").send("two")
    api.set_webhook(f"http://127.0.0.1:{sockets[0].getsockname()[1]}/", "")
    async with asyncio.timeout(20):
        assert {await posted.get(), await posted.get()} == {"/start", "two"}
        assert posted.empty()
        for text in ("/start", "one"):
            taken[text].set()
            assert await posted.get() == "one"
        taken["two"].set()
        await api.state.updates.confirmed()
    server.stop()
    await server.close_all_connections()


async def test_only_the_kinds_asked_for_arrive(api: BotApi, alice: Person) -> None:
    """Reactions have to be asked for, everything else comes by itself until a choice is made."""
    message = await sent(api, alice)
    alice.react(message, "👍")
    await call(api, "getUpdates", offset=2000, allowed_updates=["message_reaction"])
    alice.send("one")
    alice.react(message, "👍")
    kinds = [next(iter(u.keys() - {"update_id"})) for u in (await call(api, "getUpdates"))["result"]]
    assert kinds == ["message_reaction"]


async def test_privacy_mode_keeps_talk_from_the_bot(api: BotApi, alice: Person) -> None:
    """Commands to it, mentions and replies get through."""
    api.state.reads_all = False
    group = api.group("讨论组", alice)
    await call(api, "sendMessage", chat_id=group.id, text="Hello")
    hello = await group.next_message()
    await call(api, "getUpdates", offset=2000)
    for text in ("talk", "/help@wenbao_test_bot", "@wenbao_test_bot hi"):
        alice.send(text, group)
    alice.send("reply", group, reply_to=hello)
    texts = [u["message"]["text"] for u in (await call(api, "getUpdates"))["result"]]
    assert texts == ["/help@wenbao_test_bot", "@wenbao_test_bot hi", "reply"]


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"results": [article(id=str(n)) for n in range(51)]}, "too many inline query results specified"),
        ({"results": [article(), article()]}, "RESULT_ID_DUPLICATE"),
        ({"results": [article(id="x" * 65)]}, "RESULT_ID_INVALID"),
        ({"results": [article(title="")]}, "ARTICLE_TITLE_EMPTY"),
        ({"results": [article(input_message_content={"message_text": ""})]}, "message text is empty"),
        ({"results": [article(reply_markup=keyboard({"callback_data": ""}))]}, "BUTTON_DATA_INVALID"),
        ({"results": [], "next_offset": "x" * 65}, "NEXT_OFFSET_INVALID"),
        ({"results": [], "button": {"text": "x", "start_parameter": "a b"}}, "START_PARAM_INVALID"),
    ],
)
async def test_inline_answers_keep_to_their_rules(api: BotApi, alice: Person, fields: Json, reason: str) -> None:
    alice.search("GDP")
    query = api.state.updates.pending[-1]["inline_query"]
    assert await refusal(api, "answerInlineQuery", inline_query_id=query["id"], **fields) == f"Bad Request: {reason}"


async def test_a_chosen_inline_result_becomes_a_message_that_can_be_edited(api: BotApi, alice: Person) -> None:
    bob = api.person("Bob")
    query = alice.search("GDP")
    number = api.state.updates.pending[-1]["inline_query"]["id"]
    results = [article(reply_markup=keyboard({"callback_data": "x"}))]
    assert (await call(api, "answerInlineQuery", inline_query_id=number, results=results, next_offset="2"))["ok"]
    answer = await query.answered()
    assert answer.next_offset == "2"
    message = alice.choose(answer, "1", bob.chat)
    assert (await call(api, "editMessageText", inline_message_id=message.inline_id, text="new"))["result"] is True
    assert message.text == "new"


async def test_a_guest_answers_once_and_may_edit(api: BotApi, alice: Person) -> None:
    group = api.group("别人的群", alice, with_bot=False)
    summons = alice.summon("@wenbao_test_bot GDP", group)
    number = api.state.updates.pending[-1]["guest_message"]["guest_query_id"]
    answer = await call(api, "answerGuestQuery", guest_query_id=number, result=article())
    message = await summons.answered()
    assert answer["result"] == {"inline_message_id": message.inline_id}
    assert "query is too old" in await refusal(api, "answerGuestQuery", guest_query_id=number, result=article())
    assert (await call(api, "editMessageText", inline_message_id=message.inline_id, text="new"))["ok"]


async def test_drafts_stream_in_private_chats_only(api: BotApi, alice: Person) -> None:
    group = api.group("讨论组", alice)
    assert (await call(api, "sendMessageDraft", chat_id=alice.chat.id, draft_id=1, text="GD"))["ok"]
    assert (await alice.chat.next_draft()).text == "GD"
    assert "PEER_INVALID" in await refusal(api, "sendMessageDraft", chat_id=group.id, draft_id=1, text="GD")
    assert "non-zero" in await refusal(api, "sendMessageDraft", chat_id=alice.chat.id, draft_id=0, text="GD")


async def test_files_are_downloaded_with_the_token(api: BotApi, alice: Person) -> None:
    alice.send(document=File("report.txt", "报告".encode()))
    number = api.state.updates.pending[-1]["message"]["document"]["file_id"]
    path = (await call(api, "getFile", file_id=number))["result"]["file_path"]
    fetch = AsyncHTTPClient().fetch
    assert (await fetch(f"{api.url}/file/bot{api.token}/{path}")).body.decode() == "报告"
    assert (await fetch(f"{api.url}/file/bot1:x/{path}", raise_error=False)).code == 404
    assert "wrong file_id" in await refusal(api, "getFile", file_id="x")


async def test_faults_strike_as_often_as_told(api: BotApi, alice: Person) -> None:
    """A cut connection after the message was sent leaves the message there."""
    api.inject(Fault("sendMessage", drops=True, takes_effect=True))
    with pytest.raises(HTTPError, match="closed"):
        await call(api, "sendMessage", chat_id=alice.chat.id, text="x")
    assert (await alice.chat.next_message()).text == "x"
    assert (await call(api, "sendMessage", chat_id=alice.chat.id, text="x"))["ok"]


async def test_too_many_messages_are_refused_with_the_seconds_to_wait(api: BotApi, alice: Person) -> None:
    """Five at once to a person, then one a second."""
    api.state.flood.clock = lambda: 100.0
    answers = [await call(api, "sendMessage", chat_id=alice.chat.id, text="x") for _ in range(6)]
    assert [answer["ok"] for answer in answers] == [True] * 5 + [False]
    assert answers[-1]["parameters"] == {"retry_after": 1}


def test_groups_have_twenty_messages_a_minute() -> None:
    """However slowly they come."""
    seconds = itertools.count()
    flood = Flood(Limits(), lambda: float(next(seconds)))
    allowed = 0
    for _ in range(60):
        with suppress(ApiError):
            flood.count(-100, is_group=True)
            allowed += 1
    assert 20 <= allowed <= 40
