"""What is certain of an answer is shown while the rest of it is being written."""

from __future__ import annotations

import asyncio

from tests.botapi.errors import flood
from tests.botapi.server import BotApi
from tests.botapi.state import Fault
from tests.fakes import FakeAnswerer
from tests.telegram_bot import running


async def test_a_draft_shows_what_is_certain_before_the_answer_is_sent(api: BotApi) -> None:
    alice, end = api.person("Alice"), asyncio.Event()
    async with running(api, FakeAnswerer(ends={"GDP?": end})):
        question = alice.send("GDP?")
        draft = await alice.chat.next_draft()
        assert (draft.id, draft.text) == (question.id, "GDP增长6%。[1]")
        assert alice.chat.sent.empty()
        end.set()
        assert (await alice.chat.next_message()).text.startswith("GDP增长6%。[1]\n")
    assert alice.chat.drafts.empty()


async def test_an_answer_that_is_there_at_once_needs_no_draft(api: BotApi) -> None:
    alice = api.person("Alice")
    async with running(api, FakeAnswerer()):
        alice.send("GDP?")
        await alice.chat.next_message()
    assert alice.chat.drafts.empty()


async def test_a_draft_that_cannot_be_shown_keeps_no_answer_back(api: BotApi) -> None:
    alice, end = api.person("Alice"), asyncio.Event()
    api.inject(Fault("sendmessagedraft", error=flood(30), takes_effect=True))
    async with running(api, FakeAnswerer(ends={"GDP?": end})):
        alice.send("GDP?")
        await alice.chat.next_draft()
        end.set()
        assert (await alice.chat.next_message()).text.startswith("GDP增长6%。[1]\n")


async def test_a_group_gets_one_message_and_no_draft(api: BotApi) -> None:
    alice, end = api.person("Alice"), asyncio.Event()
    group = api.group("讨论组", alice)
    answerer = FakeAnswerer(ends={"GDP?": end})
    async with running(api, answerer):
        alice.send("/ask GDP?", group)
        await group.next_action()
        end.set()
        assert (await group.next_message()).text.startswith("GDP增长6%。[1]\n")
    assert group.drafts.empty()


async def test_who_asks_is_told_to_what_counts_tokens(api: BotApi) -> None:
    alice, answerer = api.person("Alice"), FakeAnswerer()
    async with running(api, answerer):
        alice.send("GDP?")
        await alice.chat.next_message()
    assert answerer.users == [str(alice.user.id)]
