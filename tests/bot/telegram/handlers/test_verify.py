"""/verify and 属实吗: the claims of a message against the report, over HTTP."""

from __future__ import annotations

import pytest

from bot.texts import EN, ZH
from rag.errors import SearchError
from rag.storage.database import Database
from rag.verification.service import Verification
from tests.botapi.server import BotApi
from tests.botapi.world import File
from tests.fakes import FakeAnswerer
from tests.telegram_bot import running

CLAIM = "听说去年新增学位2500个"
DIFFERS = "“去年新增学位2500个”：不一致，报告说的是“2400个”。[1]"
SENTENCE = "新建小学2所、幼儿园3所,新增学位2400个。"


async def test_the_text_after_the_command_is_verified(api: BotApi) -> None:
    """Each claim with its verdict; the sentences as quotes, with buttons to their place."""
    alice = api.person("Alice")
    async with running(api, FakeAnswerer()):
        alice.send(f"/verify {CLAIM}。2025年GDP增长6%。去年开通了地铁。")
        answer = await alice.chat.next_message()
    lines = answer.text.splitlines()
    assert lines[:3] == [DIFFERS, "“2025年GDP增长6%”：一致。[2]", "“去年开通了地铁”：报告未提及。"]
    assert SENTENCE in answer.styled("expandable_blockquote")[0]
    assert answer.styled("bold") == ["2400个", "6%"]
    assert answer.buttons[:2] == [ZH.source, ZH.more_actions]


@pytest.mark.parametrize("written", ["/verify", "@wenbao_test_bot 属实吗？", "@wenbao_test_bot is this true?"])
async def test_a_reply_verifies_what_it_replies_to(api: BotApi, written: str) -> None:
    alice, bob = api.person("Alice"), api.person("Bob")
    group = api.group("讨论组", alice, bob)
    async with running(api, FakeAnswerer()):
        claim = bob.send(CLAIM, group)
        asked = alice.send(written, group, reply_to=claim)
        answer = await group.next_message()
    assert answer.text.startswith(DIFFERS)
    assert answer.reply_to is asked


async def test_a_picture_with_the_command_in_its_caption_is_verified(api: BotApi) -> None:
    alice = api.person("Alice")
    async with running(api, FakeAnswerer()):
        alice.send(f"/verify {CLAIM}", document=File("photo.jpg", b"a"))
        answer = await alice.chat.next_message()
    assert answer.text.startswith(DIFFERS)


async def test_what_is_the_same_within_about_is_told_with_both_figures(api: BotApi) -> None:
    alice = api.person("Alice")
    async with running(api, FakeAnswerer()):
        alice.send("/verify 今年改造老旧小区，惠及居民约5000户")
        answer = await alice.chat.next_message()
    assert answer.text.startswith("“今年改造老旧小区，惠及居民约5000户”：基本一致，报告说的是“5000户”。[1]")


async def test_the_quoted_part_alone_is_verified(api: BotApi) -> None:
    alice, bob = api.person("Alice"), api.person("Bob")
    group = api.group("讨论组", alice, bob)
    async with running(api, FakeAnswerer()):
        claim = bob.send(f"{CLAIM}。去年开通了地铁。😀", group)
        alice.send("/verify", group, reply_to=claim, quote="去年开通了地铁")
        answer = await group.next_message()
    assert answer.text == "“去年开通了地铁”：报告未提及。"


async def test_a_year_the_claim_leaves_out_is_told(api: BotApi) -> None:
    alice = api.person("Alice")
    async with running(api, FakeAnswerer()):
        alice.send("核实一下：新增学位2400个")
        answer = await alice.chat.next_message()
    assert answer.text.startswith("“新增学位2400个”：一致，报告说的是2024年。[1]")


async def test_an_edit_is_verified_again(api: BotApi) -> None:
    alice = api.person("Alice")
    async with running(api, FakeAnswerer()):
        asked = alice.send(f"/verify {CLAIM}")
        answer = await alice.chat.next_message()
        alice.edit(asked, "/verify 去年新增学位2400个")
        assert await alice.chat.next_edit() is answer
    assert answer.text.startswith("“去年新增学位2400个”：一致。[1]")


async def test_what_is_asked_can_become_what_is_verified_and_back(api: BotApi) -> None:
    """By an edit of nothing but the command; also after a restart."""
    alice, answerer = api.person("Alice"), FakeAnswerer()
    async with running(api, answerer):
        asked = alice.send("/ask GDP增长9%")
        answer = await alice.chat.next_message()
        assert answer.text.startswith("GDP增长6%")
        alice.edit(asked, "/verify GDP增长9%")
        assert await alice.chat.next_edit() is answer
        assert answer.text.startswith("“GDP增长9%”：不一致")
        alice.edit(asked, "/ask GDP增长9%")
        assert await alice.chat.next_edit() is answer
    assert answer.text.startswith("GDP增长6%")
    assert [question.text for question in answerer.asked] == ["GDP增长9%", "GDP增长9%"]


async def test_a_quiet_group_gets_a_link_to_the_verification(api: BotApi, bot_database: Database) -> None:
    alice, bob = api.person("Alice"), api.person("Bob")
    group = api.group("讨论组", alice, bob)
    group.admins.add(bob.user.id)
    async with running(api, FakeAnswerer(), bot_database):
        bob.send("/quiet", group)
        await group.next_message()
        alice.send("/verify", group, reply_to=bob.send(CLAIM, group))
        pointed = await group.next_message()
        assert pointed.text == ZH.answered_in_private
        alice.send(f"/start {pointed.button(ZH.open_private)['url'].partition('=')[2]}")
        answer = await alice.chat.next_message()
    assert answer.text.startswith(DIFFERS)


@pytest.mark.parametrize("written", [f"/verify {CLAIM}", f"{CLAIM}，属实吗？"])
async def test_a_verification_that_is_not_on_record_is_made_again_on_the_way_back(api: BotApi, written: str) -> None:
    """From the message that asked for it; a claim that it replied to is not told any more."""
    alice, answerer = api.person("Alice"), FakeAnswerer()
    async with running(api, answerer):
        alice.send(written)
        answer = await alice.chat.next_message()
        before = answer.text
        alice.send("/verify", reply_to=answer, quote="去年新增学位2500个")
        other = await alice.chat.next_message()
        alice.press(answer, "原文")
        await alice.chat.next_edit()
    async with running(api, answerer):
        alice.press(answer, ZH.back)
        await alice.chat.next_edit()
        assert answer.text == before
        assert (await alice.call(other, "a").answered()).text == ZH.answer_gone


async def test_sources_open_and_lead_back(api: BotApi) -> None:
    alice = api.person("Alice")
    async with running(api, FakeAnswerer()):
        alice.send(f"/verify {CLAIM}")
        answer = await alice.chat.next_message()
        before = (answer.text, answer.entities, answer.keyboard)
        alice.press(answer, "原文")
        await alice.chat.next_edit()
        alice.press(answer, ZH.back)
        await alice.chat.next_edit()
    assert (answer.text, answer.entities, answer.keyboard) == before


@pytest.mark.parametrize(("written", "said"), [("/verify", "verify_usage"), ("/verify 大家好", "no_claims")])
async def test_where_nothing_is_claimed_it_says_so(api: BotApi, written: str, said: str) -> None:
    alice, bob = api.person("Alice"), api.person("Bob", "en")
    async with running(api, FakeAnswerer()):
        for person, texts in ((alice, ZH), (bob, EN)):
            person.send(written)
            assert (await person.chat.next_message()).text == getattr(texts, said)


async def test_a_failed_search_is_told_in_a_sentence(api: BotApi) -> None:
    class Failing(FakeAnswerer):
        def verify(self, _text: str, _report: str | None = None) -> Verification:
            raise SearchError("down")

    alice = api.person("Alice")
    async with running(api, Failing()):
        alice.send(f"/verify {CLAIM}")
        assert (await alice.chat.next_message()).text == ZH.search_failed
