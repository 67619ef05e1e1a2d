"""The bot called in any chat: cards with the report's own words, and what they send."""

from __future__ import annotations

import logging
import threading

import pytest

from bot.storage.choices import Languages
from bot.telegram.handlers import inline
from bot.texts import EN, ZH
from rag.answering.hints.examples import Example
from rag.errors import SearchError
from rag.storage.database import Database
from rag.types import Lookup, Question
from tests.botapi.errors import ApiError
from tests.botapi.server import BotApi
from tests.botapi.world import PATIENCE
from tests.fakes import TEXT, FakeAnswerer, FakeCorpus, Served, cite, make_version
from tests.telegram_bot import running

GDP = "主要预期目标是:GDP增长6%,固定资产投资增长7%。"
SCHOOLS = "新建小学2所、幼儿园3所,新增学位2400个。"
REFERENCE = "—— 《某区2025年政府工作报告》 › 二、2025年工作安排"
LINK = f"https://t.me/wenbao_test_bot?start={cite(make_version(), 'GDP增长6%').id}"


async def test_a_confident_answer_comes_first_and_the_sentences_follow(api: BotApi) -> None:
    """Title: the statement, or the section. Description: the words."""
    alice = api.person("Alice")
    async with running(api, FakeAnswerer()):
        found = await alice.search("GDP").answered()
    first, second = found.results[:2]
    assert (first.id, first.title) == ("answer", "GDP增长6%。")
    assert (second.title, second.description) == ("二、2025年工作安排", GDP)
    assert (found.is_personal, found.next_offset) == (True, "")
    assert found.cache_time <= 60


async def test_what_is_sent_is_the_quote_with_its_reference_and_link(api: BotApi) -> None:
    """A block of the report's words, bold where they match; emoji before them shift nothing."""
    alice, answerer = api.person("Alice"), FakeAnswerer(known={})
    group = api.group("讨论组", alice, with_bot=False)
    async with running(api, answerer):
        found = await alice.search("城镇新增就业6200人", chat_type="group").answered()
        card = next(card for card in found.results if "城镇" in card.text)
        sent = alice.choose(found, card.id, group)
    assert sent.styled("blockquote") == ["😀城镇新增就业6200人。"]
    assert sent.styled("bold") == ["😀城镇新增就业6200人。"]
    (link,) = [entity for entity in sent.entities if entity["type"] == "text_link"]
    assert link["url"] == f"https://t.me/wenbao_test_bot?start={card.id}"
    assert sent.styled("text_link") == ["—— 《某区2025年政府工作报告》 › 一、2024年工作回顾 › (二)民生福祉得到新改善。"]


async def test_the_answer_sent_carries_its_quotes(api: BotApi) -> None:
    alice = api.person("Alice")
    group = api.group("讨论组", alice, with_bot=False)
    async with running(api, FakeAnswerer()):
        found = await alice.search("GDP").answered()
        sent = alice.choose(found, "answer", group)
    assert sent.text == f"GDP增长6%。[1]\n{GDP}\n[1] {REFERENCE}"
    assert sent.styled("blockquote") == [GDP]
    assert sent.styled("bold") == ["GDP增长6%"]
    assert [entity["url"] for entity in sent.entities if entity["type"] == "text_link"] == [LINK]


async def test_a_card_that_was_sent_opens_after_the_words_are_gone(api: BotApi, bot_database: Database) -> None:
    """Whether Telegram tells which card was chosen or not."""
    alice = api.person("Alice")
    async with running(api, FakeAnswerer(), bot_database):
        await alice.search("小学").answered()
    new = make_version("某区2026年政府工作报告\n\n一、回顾\n全是新的话。\n", name="某区2026年政府工作报告")
    async with running(api, FakeAnswerer(corpus=FakeCorpus(Served(new, 2))), bot_database):
        alice.send(f"/start {cite(make_version(), SCHOOLS).id}")
        opened = await alice.chat.next_message()
    assert opened.styled("bold") == [SCHOOLS]
    assert ZH.left.partition("{")[0] in opened.text


async def test_pages_are_turned_by_the_offset(api: BotApi, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every sentence once, the answer only on the first page, one search for all."""
    monkeypatch.setattr(inline, "_CARDS_A_PAGE", 4)
    alice, answerer = api.person("Alice"), FakeAnswerer()
    async with running(api, answerer):
        shown, offset = [], ""
        while True:
            page = await alice.search("GDP增长,新建小学", offset).answered()
            shown += [card.id for card in page.results]
            assert len(page.results) <= 5
            if not (offset := page.next_offset):
                break
    assert shown.count("answer") == 1
    assert len(shown) == len(set(shown)) > 8
    assert len(answerer.looked_up) == 1


async def test_a_reload_ends_the_pages_of_the_version_before_and_is_searched_anew(
    api: BotApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inline, "_CARDS_A_PAGE", 2)
    alice, answerer = api.person("Alice"), FakeAnswerer()
    async with running(api, answerer):
        before = await alice.search("GDP增长,新建小学").answered()
        answerer.corpus.current = Served(make_version(TEXT.replace("2400", "2500")), 2)
        after = await alice.search("GDP增长,新建小学", before.next_offset).answered()
        anew = await alice.search("GDP增长,新建小学").answered()
    assert (after.results, after.next_offset) == ([], "")
    assert anew.next_offset.startswith("2:")
    assert len(answerer.looked_up) == 2


@pytest.mark.parametrize("offset", ["x", "1:", "1:-3", "1:９９999999999999999999", "0:2", ":"])
async def test_an_offset_made_by_hand_ends_the_pages(api: BotApi, offset: str) -> None:
    alice = api.person("Alice")
    async with running(api, FakeAnswerer()):
        page = await alice.search("GDP", offset).answered()
    assert (page.results, page.next_offset) == ([], "")


async def test_an_empty_query_offers_answers_and_nothing_that_posts_usage(api: BotApi) -> None:
    """How to search stands above the cards, where it cannot be sent."""
    alice, bob = api.person("Alice"), api.person("Bob", language="en")
    samples = (Example("2025年GDP目标增长多少？", "zh"), Example("2025年财政收入是多少？", "zh"))
    async with running(api, FakeAnswerer(samples=samples)):
        found = await alice.search(" ").answered()
        english = await bob.search("").answered()
    (card,) = found.results
    assert (card.title, card.description) == ("2025年GDP目标增长多少？", "GDP增长6%。")
    assert card.text.startswith("GDP增长6%。[1]")
    assert found.button
    assert found.button["text"] == ZH.inline_usage
    assert english.results == []
    assert english.button
    assert english.button["text"] == EN.inline_usage


async def test_the_chosen_language_is_spoken_in_every_chat(api: BotApi, bot_database: Database) -> None:
    """As chosen by /language, whatever the client speaks."""
    alice = api.person("Alice")
    Languages(bot_database).choose(str(alice.user.id), "en")
    async with running(api, FakeAnswerer(), bot_database):
        found = await alice.search("").answered()
    assert found.button
    assert found.button["text"] == EN.inline_usage


async def test_what_is_shared_holds_the_answering_words_in_bold(api: BotApi, bot_database: Database) -> None:
    """Cut around them, with the reference; the whole sentence is behind its link."""
    text = TEXT.replace("GDP增长6%,", "GDP增长6%," + "还有别的内容," * 60)
    alice, answerer = api.person("Alice"), FakeAnswerer(corpus=FakeCorpus(Served(make_version(text))))
    async with running(api, answerer, bot_database):
        alice.send("GDP")
        answer = await alice.chat.next_message()
        alice.press(answer, ZH.more_actions)
        await alice.chat.next_edit()
        query = answer.button(ZH.share)["switch_inline_query_chosen_chat"]["query"]
        found = await alice.search(query).answered()
        sent = alice.choose(found, found.results[0].id, alice.chat)
    assert sent.styled("bold") == ["GDP增长6%"]
    assert len(sent.styled("blockquote")[0]) <= 240
    assert sent.styled("text_link") == [REFERENCE]


async def test_bare_keywords_find_the_sentence_with_their_figure_first(api: BotApi) -> None:
    text = TEXT.replace("做好今年工作", "固定资产投资是重中之重。做好今年工作")
    alice, answerer = api.person("Alice"), FakeAnswerer(known={}, corpus=FakeCorpus(Served(make_version(text))))
    async with running(api, answerer):
        bare = await alice.search("固定资产投资").answered()
        written_out = await alice.search("固定资产投资怎么样？").answered()
    assert bare.results[0].description == GDP
    assert written_out.results[0].description != GDP


async def test_ids_of_citations_find_them(api: BotApi, bot_database: Database) -> None:
    """Which is what the button for sharing writes; words that have changed are sent as they were, and say so."""
    alice = api.person("Alice")
    group = api.group("讨论组", alice, with_bot=False)
    async with running(api, FakeAnswerer(), bot_database):
        alice.send("GDP")
        answer = await alice.chat.next_message()
        alice.press(answer, ZH.more_actions)
        await alice.chat.next_edit()
        query = answer.button(ZH.share)["switch_inline_query_chosen_chat"]["query"]
        (card,) = (await alice.search(f"{query} abcdefghijkl").answered()).results
        assert (card.id, card.title) == (query.partition(":")[0], "某区2025年政府工作报告 › 二、2025年工作安排")
    changed = make_version(TEXT.replace("GDP增长6%", "GDP增长7%"))
    async with running(api, FakeAnswerer(corpus=FakeCorpus(Served(changed, 2))), bot_database):
        found = await alice.search(query).answered()
        sent = alice.choose(found, query.partition(":")[0], group)
    assert sent.styled("blockquote") == [GDP]
    assert sent.text.splitlines()[-1] == ZH.changed.format(since="")


async def test_who_types_fast_sees_the_cards_for_what_was_typed_last(api: BotApi) -> None:
    """What is typed over while it waits is neither searched nor answered; other people do not wait for it."""
    alice, bob, gate = api.person("Alice"), api.person("Bob"), threading.Event()

    class Slow(FakeAnswerer):
        def look_up(self, question: Question, k: int) -> Lookup:
            if question.text == "G":
                assert gate.wait(PATIENCE)
            return super().look_up(question, k)

    answerer = Slow()
    async with running(api, answerer):
        typed = [alice.search(words) for words in ("G", "GD", "GDP增", "GDP")]
        await api.state.updates.confirmed()
        await bob.search("学校").answered()
        gate.set()
        found = await typed[-1].answered()
        await typed[0].answered()
    assert found.results[0].id == "answer"
    assert [typed_.answer.done() for typed_ in typed] == [True, False, False, True]
    assert sorted(question.text for question in answerer.looked_up) == ["G", "GDP", "学校"]


async def test_an_answer_that_comes_too_late_is_no_error(api: BotApi, caplog: pytest.LogCaptureFixture) -> None:
    alice = api.person("Alice")
    too_old = "Bad Request: query is too old and response timeout expired or query ID is invalid"
    api.fail("answerInlineQuery", ApiError(400, too_old))
    async with running(api, FakeAnswerer()):
        alice.search("GDP")
        await api.state.updates.confirmed()
        assert (await alice.search("学校").answered()).results
    assert [record for record in caplog.records if record.levelno >= logging.ERROR] == []


async def test_trouble_is_told_above_the_cards(api: BotApi) -> None:
    alice = api.person("Alice")
    async with running(api, FakeAnswerer(error=SearchError("index broken"))):
        found = await alice.search("GDP").answered()
    assert found.results == []
    assert found.button
    assert found.button["text"] == ZH.search_failed
    assert found.cache_time == 0


async def test_a_query_without_a_sentence_says_so(api: BotApi) -> None:
    alice = api.person("Alice", language="en")
    async with running(api, FakeAnswerer()):
        found = await alice.search("zzz").answered()
    assert found.results == []
    assert found.button
    assert found.button["text"] == EN.nothing_found
