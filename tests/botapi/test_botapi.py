"""The Bot API server for tests refuses what Telegram refuses, in Telegram's words, and what Telegram would repair."""

from __future__ import annotations

import pytest

from tests.botapi.client import call, entity, keyboard, refusal, sent
from tests.botapi.errors import Json
from tests.botapi.people import Person
from tests.botapi.server import BotApi


@pytest.fixture
def alice(api: BotApi) -> Person:
    """Somebody who has written to the bot."""
    person = api.person("Alice")
    person.send("/start")
    return person


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


async def test_a_menu_for_one_chat_needs_the_chat(api: BotApi, alice: Person) -> None:
    bob = api.person("Bob")
    commands = [{"command": "ask", "description": "x"}]
    for chat_id in (404, bob.chat.id):
        scope = {"type": "chat", "chat_id": chat_id}
        assert await refusal(api, "setMyCommands", commands=commands, scope=scope) == "Bad Request: chat not found"
    scope = {"type": "chat", "chat_id": alice.chat.id}
    assert (await call(api, "setMyCommands", commands=commands, scope=scope))["ok"]
    assert api.state.commands == {(("chat", f"{alice.chat.id}"), ""): {"ask": "x"}}
