"""The Bot API server for tests refuses what Telegram refuses, in Telegram's words, and what Telegram would repair."""

from __future__ import annotations

import asyncio
import itertools
import json
from contextlib import suppress
from typing import Any

import pytest
from tornado.httpclient import AsyncHTTPClient, HTTPError

from tests.botapi.errors import ApiError
from tests.botapi.limits import Flood, Limits
from tests.botapi.people import Person
from tests.botapi.server import BotApi
from tests.botapi.state import Fault
from tests.botapi.world import File, Message

Json = dict[str, Any]


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


@pytest.fixture
def alice(api: BotApi) -> Person:
    """Somebody who has written to the bot."""
    person = api.person("Alice")
    person.send("/start")
    return person


async def sent(api: BotApi, person: Person, **fields: Any) -> Message:
    assert (await call(api, "sendMessage", chat_id=person.chat.id, **{"text": "Hello 😀 world", **fields}))["ok"]
    return await person.chat.next_message()


def entity(kind: str, offset: int, length: int, **others: Any) -> Json:
    return {"type": kind, "offset": offset, "length": length, **others}


def keyboard(*buttons: Json) -> Json:
    return {"inline_keyboard": [[{"text": "Press", **button}] for button in buttons]}


@pytest.mark.parametrize(("token", "code"), [("123456:wrong", 401), ("wrong", 404)])
async def test_wrong_tokens_are_refused(api: BotApi, token: str, code: int) -> None:
    assert (await call(api, "getMe", token=token))["error_code"] == code


async def test_unknown_methods_are_refused(api: BotApi) -> None:
    """Names are read without regard to case."""
    assert await refusal(api, "sendMesage") == "Not Found: method not found"
    assert (await call(api, "GETME"))["result"]["username"] == "wenbao_test_bot"


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"text": ""}, "Bad Request: message text is empty"),
        ({"text": " \n "}, "Bad Request: text must be non-empty"),
        ({"text": "文" * 4097}, "Bad Request: message is too long"),
        ({"text": "😀" * 2049}, "Bad Request: message is too long"),
        ({"text": "\ud800"}, "Bad Request: strings must be encoded in UTF-8"),
        ({"text": "a\u202eb"}, "Bad Request: (strict) text holds characters that Telegram removes"),
        ({"entities": [entity("bold", 14, 1)]}, "Bad Request: entity begins after the end of the text"),
        ({"entities": [entity("bold", 10, 5)]}, "Bad Request: entity beginning at UTF-16 offset 10 ends after"),
        ({"entities": [entity("bold", -1, 5)]}, "Bad Request: receive an entity with incorrect offset"),
        ({"entities": [entity("bold", 0, 7)]}, "Bad Request: entity at UTF-16 offset 0 begins or ends in a middle"),
        ({"entities": [entity("bold", 7, 2)]}, "Bad Request: entity at UTF-16 offset 7 begins or ends in a middle"),
        ({"entities": [entity("bold", 0, 0)]}, "Bad Request: (strict) an empty entity"),
        ({"entities": [entity("bolt", 0, 1)]}, "Bad Request: can't parse MessageEntity: unsupported type"),
        ({"entities": [entity("mention", 0, 1)]}, "Bad Request: (strict) an entity of type mention"),
        ({"entities": [entity("text_link", 0, 1)]}, 'Bad Request: can\'t parse MessageEntity: field "url"'),
        ({"entities": [entity("bold", 0, 1)] * 101}, "Bad Request: (strict) 101 entities"),
        (
            {"entities": [entity("blockquote", 0, 5), entity("expandable_blockquote", 1, 2)]},
            "Bad Request: (strict) entities",
        ),
        ({"entities": [entity("bold", 0, 3), entity("italic", 2, 3)]}, "Bad Request: (strict) entities"),
        ({"entities": [entity("code", 0, 5), entity("bold", 0, 5)]}, "Bad Request: (strict) entities"),
        ({"parse_mode": "HTML"}, "Bad Request: (strict) parse_mode"),
        ({"reply_parameters": {"message_id": 99}}, "Bad Request: message to be replied not found"),
        ({"reply_parameters": {"message_id": 1, "quote": "stop"}}, "Bad Request: QUOTE_TEXT_INVALID"),
        ({"message_thread_id": 7}, "Bad Request: message thread not found"),
        ({"reply_markup": keyboard({"callback_data": "x" * 65})}, "Bad Request: BUTTON_DATA_INVALID"),
        ({"reply_markup": keyboard({"callback_data": "文" * 22})}, "Bad Request: BUTTON_DATA_INVALID"),
        ({"reply_markup": keyboard({"callback_data": ""})}, "Bad Request: BUTTON_DATA_INVALID"),
        ({"reply_markup": keyboard({"copy_text": {"text": "x" * 257}})}, "Bad Request: BUTTON_COPY_TEXT_INVALID"),
        ({"reply_markup": keyboard({"url": "https://localhost"})}, "Bad Request: inline keyboard button URL"),
        ({"reply_markup": keyboard({"url": "javascript:1"})}, "Bad Request: inline keyboard button URL"),
        ({"reply_markup": keyboard({})}, "Bad Request: can't parse inline keyboard button: Text buttons"),
        ({"reply_markup": keyboard({"callback_data": "x", "text": " "})}, "Bad Request: inline keyboard button text"),
        ({"reply_markup": keyboard({"callback_data": "x", "url": "https://t.me/x"})}, "Bad Request: (strict) a button"),
        ({"reply_markup": keyboard(*[{"callback_data": "x"}] * 101)}, "Bad Request: reply markup is too long"),
    ],
)
async def test_messages_that_telegram_would_not_show_as_meant_are_refused(
    api: BotApi, alice: Person, fields: Json, reason: str
) -> None:
    """Lengths, entities, keyboards, replies; nothing is sent."""
    answer = await refusal(api, "sendMessage", **{"chat_id": alice.chat.id, "text": "Hello 😀 world", **fields})
    assert answer.startswith(reason)
    assert alice.chat.sent.empty()


@pytest.mark.parametrize(
    "fields",
    [
        {"text": "文" * 4096},
        {"text": "😀" * 2048},
        {"entities": [entity("bold", 0, 5), entity("bold", 6, 2)]},
        {"entities": [entity("expandable_blockquote", 0, 14), entity("bold", 6, 2), entity("code", 0, 5)]},
        {"entities": [entity("bold", 0, 14), entity("italic", 0, 14)]},
        {"entities": [entity("text_link", 0, 5, url="https://t.me/x")]},
        {"reply_parameters": {"message_id": 1, "quote": "start"}},
        {"reply_parameters": {"message_id": 99, "allow_sending_without_reply": True}},
        {"reply_markup": keyboard({"callback_data": "x" * 64}, {"url": "https://t.me/x?start=1"})},
        {"reply_markup": keyboard({"copy_text": {"text": "x" * 256}}, {"switch_inline_query": ""})},
    ],
)
async def test_what_telegram_takes_is_taken(api: BotApi, alice: Person, fields: Json) -> None:
    message = await sent(api, alice, **fields)
    assert message.text == fields.get("text", "Hello 😀 world")


async def test_blanks_around_a_text_go_and_entities_move_along(api: BotApi, alice: Person) -> None:
    message = await sent(api, alice, text="\n 😀 world \n", entities=[entity("bold", 5, 7), entity("code", 2, 2)])
    assert message.text == "😀 world"
    assert (message.styled("bold"), message.styled("code")) == (["world"], ["😀"])


async def test_chats_that_cannot_be_written_to_are_refused(api: BotApi, alice: Person) -> None:
    bob = api.person("Bob")
    group = api.group("讨论组", alice)
    assert await refusal(api, "sendMessage", chat_id=404, text="x") == "Bad Request: chat not found"
    assert "can't initiate conversation" in await refusal(api, "sendMessage", chat_id=bob.chat.id, text="x")
    api.remove_bot(alice.chat)
    assert "blocked by the user" in await refusal(api, "sendMessage", chat_id=alice.chat.id, text="x")
    new = api.migrate(group)
    answer = await call(api, "sendMessage", chat_id=group.id, text="x")
    assert answer["parameters"] == {"migrate_to_chat_id": new.id}


async def test_edits_have_to_change_something_of_the_bots_own(api: BotApi, alice: Person) -> None:
    message = await sent(api, alice, reply_markup=keyboard({"callback_data": "x"}))
    place: Json = {"chat_id": alice.chat.id, "message_id": message.id}
    same = {"text": message.text, "reply_markup": keyboard({"callback_data": "x"})}
    assert "message is not modified" in await refusal(api, "editMessageText", **place, **same)
    assert (await call(api, "editMessageText", **place, text=message.text))["ok"]
    assert message.buttons == []
    place["message_id"] = 1
    assert await refusal(api, "editMessageText", **place, text="x") == "Bad Request: message can't be edited"
    place["message_id"] = 99
    assert await refusal(api, "editMessageText", **place, text="x") == "Bad Request: message to edit not found"


async def test_a_press_is_answered_once(api: BotApi, alice: Person) -> None:
    """Later, or for queries that never were, it is too late."""
    message = await sent(api, alice, reply_markup=keyboard({"callback_data": "x"}))
    press = alice.press(message, "Press")
    query = api.state.updates.pending[-1]["callback_query"]
    assert query["data"] == "x"
    assert "MESSAGE_TOO_LONG" in await refusal(
        api, "answerCallbackQuery", callback_query_id=query["id"], text="x" * 201
    )
    assert (await call(api, "answerCallbackQuery", callback_query_id=query["id"], text="Done"))["ok"]
    assert (await press.answered()).text == "Done"
    assert "query is too old" in await refusal(api, "answerCallbackQuery", callback_query_id=query["id"])


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
    ("commands", "reason"),
    [
        ([{"command": "Ask", "description": "x"}], "BOT_COMMAND_INVALID"),
        ([{"command": "a" * 33, "description": "x"}], "BOT_COMMAND_INVALID"),
        ([{"command": "ask", "description": ""}], "BOT_COMMAND_DESCRIPTION_INVALID"),
        ([{"command": "ask", "description": "x" * 257}], "BOT_COMMAND_DESCRIPTION_INVALID"),
        ([{"command": "ask", "description": "x"}] * 101, "BOT_COMMANDS_TOO_MUCH"),
    ],
)
async def test_commands_keep_to_their_rules(api: BotApi, commands: list[Json], reason: str) -> None:
    assert await refusal(api, "setMyCommands", commands=commands) == f"Bad Request: {reason}"


def article(**others: Any) -> Json:
    content = {"message_text": "text", "entities": [entity("bold", 0, 4)]}
    return {"type": "article", "id": "1", "title": "Title", "input_message_content": content, **others}


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
