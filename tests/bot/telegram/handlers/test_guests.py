"""The bot called where it is no member: one message, at once, that becomes the answer."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from bot.core.permalinks import Account
from bot.telegram.handlers import guests
from bot.telegram.message_builder import MAX_ENTITIES, MAX_TEXT, utf16_length
from bot.telegram.views.inline_cards import write_answer
from bot.texts import EN, ZH
from rag.errors import SearchError
from rag.types import Statement
from tests.botapi.server import BotApi
from tests.fakes import FakeAnswerer, cite, make_answer, make_version
from tests.telegram_bot import running

GDP = "主要预期目标是:GDP增长6%,固定资产投资增长7%。"
CITED = cite(make_version(), "GDP增长6%")


async def test_a_stub_is_put_at_once_and_becomes_the_answer(api: BotApi) -> None:
    """Quotes with links; no buttons, which would not work there."""
    alice, gate = api.person("Alice"), asyncio.Event()
    group = api.group("别的群", alice, with_bot=False)
    async with running(api, FakeAnswerer(gates={"😀GDP": gate})):
        stub = await alice.summon("@wenbao_test_bot 😀GDP", group).answered()
        assert (stub.text, stub.keyboard) == (ZH.looking, [])
        gate.set()
        answer = await group.next_edit()
    assert answer is stub
    assert answer.text.startswith(f"GDP增长6%。[1]\n{GDP}\n[1] —— ")
    assert answer.styled("blockquote") == [GDP]
    assert answer.styled("bold") == ["GDP增长6%"]
    (link,) = [entity["url"] for entity in answer.entities if entity["type"] == "text_link"]
    assert link == f"https://t.me/wenbao_test_bot?start={CITED.id}"
    assert answer.keyboard == []
    assert api.calls("sendMessage") == []


async def test_a_call_in_reply_asks_what_it_replies_to(api: BotApi) -> None:
    alice, bob, answerer = api.person("Alice"), api.person("Bob", language="en"), FakeAnswerer()
    group = api.group("别的群", alice, bob, with_bot=False)
    async with running(api, answerer):
        said = alice.send("听说GDP要增长9%", group)
        stub = await bob.summon("@wenbao_test_bot", group, reply_to=said).answered()
        await group.next_edit()
        usage = await bob.summon("@wenbao_test_bot", group).answered()
    assert usage.text == EN.guest_usage.format(username="wenbao_test_bot")
    assert "/ask" not in usage.text
    assert stub.text.startswith("GDP增长6%")
    assert [asked.text for asked in answerer.asked] == ["听说GDP要增长9%"]


async def test_a_claim_is_verified_where_the_bot_is_no_member(api: BotApi) -> None:
    """The stub at once, then each verdict with the sentence it rests on; what claims nothing is told so."""
    alice, bob, answerer = api.person("Alice"), api.person("Bob", language="en"), FakeAnswerer()
    group = api.group("别的群", alice, bob, with_bot=False)
    async with running(api, answerer):
        claim = alice.send("听说去年新增学位2500个。😀2025年GDP增长6%", group)
        stub = await bob.summon("@wenbao_test_bot 属实吗？", group, reply_to=claim).answered()
        assert await group.next_edit() is stub
        said = alice.send("大家好", group)
        other = await alice.summon("@wenbao_test_bot is this true?", group, reply_to=said).answered()
        assert await group.next_edit() is other
    agrees, differs = EN.claim_agrees.format(claim="2025年GDP增长6%"), EN.claim_differs.partition("{otherwise}")[0]
    assert differs.format(claim="去年新增学位2500个") in stub.text
    assert f"{agrees}[2]" in stub.text
    assert stub.styled("blockquote") == ["新建小学2所、幼儿园3所,新增学位2400个。", GDP]
    assert other.text == ZH.no_claims
    assert answerer.asked == []
    assert api.calls("sendMessage") == []


def test_the_longest_answer_still_fits_into_one_message() -> None:
    """With as many quotes as there is room for; emoji count twice."""
    heading = "😀" * 150
    citation = replace(CITED, quote="😀" * 900, highlights=(), section=(heading,), report=heading)
    citations = tuple(replace(citation, number=number) for number in range(1, 13))
    statements = tuple(Statement("😀" * 130 + "。", (number,)) for number in range(1, 13))
    answer = replace(make_answer(make_version(), "GDP", "GDP增长6%"), statements=statements, citations=citations)
    message = write_answer(answer, ZH, Account("wenbao_test_bot", has_inline=True))
    assert 0.8 * MAX_TEXT < utf16_length(message.text) <= MAX_TEXT
    assert len(message.entities) <= MAX_ENTITIES


async def test_what_is_not_in_the_report_is_said_so(api: BotApi) -> None:
    alice = api.person("Alice")
    group = api.group("别的群", alice, with_bot=False)
    async with running(api, FakeAnswerer()):
        await alice.summon("@wenbao_test_bot 熊猫", group).answered()
        answer = await group.next_edit()
    assert answer.text.startswith(f"{ZH.related}\n")


async def test_trouble_takes_the_place_of_the_stub(api: BotApi) -> None:
    alice = api.person("Alice")
    group = api.group("别的群", alice, with_bot=False)
    async with running(api, FakeAnswerer(error=SearchError("index broken"))):
        await alice.summon("@wenbao_test_bot GDP", group).answered()
        assert (await group.next_edit()).text == ZH.search_failed
    assert api.calls("sendMessage") == []


async def test_who_calls_too_often_is_told_once_wherever_it_is(api: BotApi, monkeypatch: pytest.MonkeyPatch) -> None:
    """By who calls, not by chat: the chats are not the bot's."""
    monkeypatch.setattr(guests, "_A_MINUTE", 1)
    alice, bob, answerer = api.person("Alice"), api.person("Bob"), FakeAnswerer()
    one, other = api.group("甲", alice, bob, with_bot=False), api.group("乙", alice, with_bot=False)
    async with running(api, answerer):
        await alice.summon("@wenbao_test_bot GDP", one).answered()
        assert (await alice.summon("@wenbao_test_bot GDP", other).answered()).text == ZH.slow_down
        silent = alice.summon("@wenbao_test_bot GDP", one)
        assert (await bob.summon("@wenbao_test_bot GDP", one).answered()).text.startswith((ZH.looking, "GDP"))
    assert not silent.answer.done()
    assert len(answerer.asked) == 2
