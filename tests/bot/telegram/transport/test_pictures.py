"""/verify reads the words of pictures, over HTTP; whoever sent them sees what was read."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from types import SimpleNamespace

import pytest

from bot.telegram.transport import pictures
from bot.texts import EN, ZH, Texts
from rag.documents import recognition
from rag.storage.database import Database
from tests.botapi.errors import ApiError
from tests.botapi.server import BotApi
from tests.botapi.world import File
from tests.fakes import FakeAnswerer
from tests.paths import ROOT
from tests.telegram_bot import running

PICTURE = (ROOT / "tests/pictures/claims.png").read_bytes()
LINES = ("街坊都在传：2025年GDP目标增长9%，", "去年新增学位2400个，去年还开通", "了地铁。")
TOLD = "图片里认出的文字：" + "".join(LINES)
VERDICTS = [
    "“街坊都在传：2025年GDP目标增长9%”：不一致，报告说的是“6%”。[1]",
    "“去年新增学位2400个”：一致。[2]",
    "“去年还开通了地铁”：报告未提及。",
]
_SLOWEST = 120.0  # seconds that a busy machine may take to recognise the words


def photo(content: bytes = PICTURE) -> File:
    return File("photo.jpg", content, "image/jpeg")


def found(*lines: str) -> object:
    """As the model gives it."""
    boxes = [[(16, y), (16 + 20 * len(t), y), (16 + 20 * len(t), y + 35), (16, y + 35)] for y, t in _below(lines)]
    return SimpleNamespace(txts=lines or None, boxes=boxes)


def _below(lines: tuple[str, ...]) -> list[tuple[int, str]]:
    return [(24 + 52 * at, line) for at, line in enumerate(lines)]


@pytest.fixture
def recognised(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """The words that a model finds in every picture."""

    def find(*lines: str) -> None:
        monkeypatch.setattr(recognition, "is_installed", lambda: True)
        monkeypatch.setattr(recognition, "_engine", lambda: lambda _: found(*lines))

    return find


async def test_a_photo_is_read_as_it_is(api: BotApi, recognised: Callable[..., None]) -> None:
    recognised(*LINES)
    await read_photo(api)


@pytest.mark.long
async def test_the_model_reads_a_photo_as_it_is(api: BotApi, recognised: Callable[..., None]) -> None:
    """Where the extra is installed."""
    if not recognition.is_installed():
        recognised(*LINES)
    await read_photo(api)


async def read_photo(api: BotApi) -> None:
    alice = api.person("Alice")
    async with running(api, FakeAnswerer()):
        alice.send("/verify", photo=photo())
        answer = await asyncio.wait_for(alice.chat.sent.get(), _SLOWEST)
    assert answer.text.splitlines()[:4] == [TOLD, *VERDICTS]
    assert answer.buttons[:2] == [ZH.source, ZH.more_actions]


@pytest.mark.parametrize("written", ["/verify", "@wenbao_test_bot 属实吗？"])
async def test_a_reply_to_a_photo_reads_it(api: BotApi, recognised: Callable[..., None], written: str) -> None:
    """With the words that stand below it."""
    recognised(*LINES)
    alice, bob = api.person("Alice"), api.person("Bob")
    group = api.group("讨论组", alice, bob)
    async with running(api, FakeAnswerer()):
        shown = bob.send("老旧小区改造12个", group, photo=photo())
        asked = alice.send(written, group, reply_to=shown)
        answer = await group.next_message()
    assert answer.reply_to is asked
    assert answer.text.splitlines()[:3] == [
        TOLD,
        "“老旧小区改造12个”：一致，报告说的是2025年。[1]",
        VERDICTS[0].replace("[1]", "[2]"),
    ]


async def test_a_picture_sent_as_a_file_is_read(api: BotApi, recognised: Callable[..., None]) -> None:
    recognised(*LINES)
    alice = api.person("Alice")
    async with running(api, FakeAnswerer()):
        alice.send("/verify", document=photo())
        answer = await alice.chat.next_message()
    assert answer.text.startswith(TOLD)


async def test_a_caption_that_doubts_a_photo_is_enough(api: BotApi, recognised: Callable[..., None]) -> None:
    recognised(*LINES)
    alice = api.person("Alice")
    async with running(api, FakeAnswerer()):
        alice.send("是真的吗？", photo=photo())
        answer = await alice.chat.next_message()
    assert answer.text.startswith(TOLD)


async def test_words_of_their_own_leave_the_picture_replied_to_unread(
    api: BotApi, recognised: Callable[..., None]
) -> None:
    recognised(*LINES)
    alice = api.person("Alice")
    group = api.group("讨论组", alice)
    async with running(api, FakeAnswerer()):
        alice.send("/verify 去年新增学位2400个", group, reply_to=alice.send("看看", group, photo=photo()))
        answer = await group.next_message()
    assert answer.text.splitlines()[0] == "“去年新增学位2400个”：一致。[1]"


@pytest.mark.parametrize("texts", [ZH, EN])
async def test_without_the_extra_a_sentence_says_how_to_get_it(
    api: BotApi, monkeypatch: pytest.MonkeyPatch, texts: Texts
) -> None:
    """Words beside the picture are verified all the same."""
    monkeypatch.setattr(recognition, "is_installed", lambda: False)
    alice = api.person("Alice", texts.language)
    async with running(api, FakeAnswerer()):
        alice.send("/verify", photo=photo())
        alone = await alice.chat.next_message()
        alice.send("/verify 2025年GDP增长6%", photo=photo())
        beside = await alice.chat.next_message()
    assert "wenbao[ocr]" in alone.text
    assert alone.text in beside.text.splitlines()
    assert "GDP增长6%" in beside.text.splitlines()[0]


async def test_a_photo_without_words_is_told(api: BotApi, recognised: Callable[..., None]) -> None:
    recognised()
    alice = api.person("Alice")
    async with running(api, FakeAnswerer()):
        alice.send("/verify", photo=photo())
        assert (await alice.chat.next_message()).text == ZH.picture_without_words


async def test_a_photo_that_claims_nothing_shows_what_was_read(api: BotApi, recognised: Callable[..., None]) -> None:
    recognised("大家好")
    alice = api.person("Alice")
    async with running(api, FakeAnswerer()):
        alice.send("/verify", photo=photo())
        assert (await alice.chat.next_message()).text == f"图片里认出的文字：大家好\n{ZH.no_claims}"


async def test_a_picture_that_is_too_large_is_not_fetched(api: BotApi, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "LARGEST", len(PICTURE) - 1)
    alice = api.person("Alice")
    async with running(api, FakeAnswerer()):
        alice.send("/verify", photo=photo())
        assert "MB" in (await alice.chat.next_message()).text
    assert api.calls("getFile") == []


async def test_a_picture_that_cannot_be_had_is_asked_for_again(api: BotApi) -> None:
    alice = api.person("Alice")
    api.fail("getFile", ApiError(400, "Bad Request: wrong file_id or the file is temporarily unavailable"))
    async with running(api, FakeAnswerer()):
        alice.send("/verify", photo=photo())
        assert (await alice.chat.next_message()).text == ZH.picture_not_fetched


async def test_sources_open_and_lead_back_to_what_was_read(api: BotApi, recognised: Callable[..., None]) -> None:
    recognised(*LINES)
    alice = api.person("Alice")
    async with running(api, FakeAnswerer()):
        alice.send("/verify", photo=photo())
        answer = await alice.chat.next_message()
        before = (answer.text, answer.entities, answer.keyboard)
        alice.press(answer, ZH.source)
        await alice.chat.next_edit()
        alice.press(answer, ZH.back)
        await alice.chat.next_edit()
    assert (answer.text, answer.entities, answer.keyboard) == before


async def test_a_quiet_group_is_told_where_to_send_the_picture(
    api: BotApi, bot_database: Database, recognised: Callable[..., None]
) -> None:
    recognised(*LINES)
    alice, bob = api.person("Alice"), api.person("Bob")
    group = api.group("讨论组", alice, bob)
    group.admins.add(bob.user.id)
    async with running(api, FakeAnswerer(), bot_database):
        bob.send("/quiet", group)
        await group.next_message()
        alice.send("/verify", group, reply_to=bob.send(chat=group, photo=photo()))
        pointed = await group.next_message()
        alice.send(f"/start {pointed.button(ZH.open_private)['url'].partition('=')[2]}")
        assert (await alice.chat.next_message()).text == ZH.verify_usage
