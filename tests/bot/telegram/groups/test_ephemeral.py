"""What one reader in a group wants to see disturbs nobody else, where Telegram can show it to one person alone."""

from __future__ import annotations

from bot.storage.feedback import Feedback
from bot.texts import EN, ZH
from rag.storage.database import Database
from tests.botapi.people import Person
from tests.botapi.server import BotApi
from tests.botapi.world import Chat, Message
from tests.fakes import FakeAnswerer
from tests.telegram_bot import running

GDP = "主要预期目标是:GDP增长6%,固定资产投资增长7%。"


async def asked(api: BotApi) -> tuple[Person, Person, Chat, Message]:
    """Alice, who asked, Bob, who reads, their group and the answer."""
    alice, bob = api.person("Alice"), api.person("Bob", language="en")
    group = api.group("讨论组", alice, bob)
    alice.send("/ask GDP", group)
    return alice, bob, group, await group.next_message()


async def test_another_reader_sees_the_source_alone(api: BotApi) -> None:
    """In his language, with the ways to its neighbours; the asker sees it in the answer."""
    async with running(api, FakeAnswerer()):
        alice, bob, group, answer = await asked(api)
        before = (answer.text, answer.keyboard)
        press = bob.press(answer, ZH.source)
        opened = await bob.next_alone()
        assert opened.styled("bold") == [GDP]
        assert opened.buttons[:2] == [EN.previous, EN.next]
        assert EN.back not in opened.buttons
        assert not (await press.answered()).text
        bob.press(opened, EN.next)
        assert "培育专精特新企业10家以上" in (await bob.next_alone()).text
        assert (answer.text, answer.keyboard) == before
        alice.press(answer, ZH.source)
        await group.next_edit()
    assert answer.styled("bold") == [GDP]


async def test_where_telegram_cannot_the_source_opens_in_the_answer(api: BotApi) -> None:
    api.state.has_ephemeral = False
    async with running(api, FakeAnswerer()):
        _, bob, group, answer = await asked(api)
        bob.press(answer, ZH.source)
        await group.next_edit()
    assert answer.styled("bold") == [GDP]
    assert EN.back in answer.buttons
    assert group.sent.empty()


async def test_who_presses_thumbs_down_is_asked_alone_what_is_wrong(api: BotApi, bot_database: Database) -> None:
    async with running(api, FakeAnswerer(), bot_database):
        _, bob, _, answer = await asked(api)
        before = answer.keyboard
        bob.press(answer, "👎")
        asking = await bob.next_alone()
        assert (asking.text, asking.buttons) == (EN.ask_fault, list(EN.faults.values()))
        bob.press(asking, asking.buttons[0])
        assert (await bob.next_alone()).text == EN.voted
        assert answer.keyboard == before
    (gap,) = Feedback(bot_database).gaps()
    assert (gap.downs, list(gap.faults)) == (1, ["figure"])
