"""/chart over HTTP: a picture, the sentences of its figures, and the button that draws what an answer tells."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.core.charts import drawing
from bot.core.charts.drawing import INSTALL
from bot.core.ports import Emit, tell_nobody
from bot.texts import EN, ZH
from rag.documents.snapshot import CorpusSnapshot
from rag.index.searchable_corpus import make_version
from rag.types import Answer, Question, Span
from tests.botapi.server import BotApi
from tests.botapi.world import Message
from tests.fakes import FakeAnswerer, FakeCorpus, Served, make_answer
from tests.ledgers import PLANNED, REVIEWED, report_of, two_years
from tests.telegram_bot import empty_database, running


def answering(version: CorpusSnapshot) -> FakeAnswerer:
    return FakeAnswerer(corpus=FakeCorpus(Served(version)))


class Tells(FakeAnswerer):
    """Answers with one figure, cited with its own words marked."""

    async def answer(self, question: Question, _emit: Emit = tell_nobody, _user: str = "") -> Answer:
        return make_answer(self.corpus.current.version, question.text, "全市生产总值增长5.8%")


def regions(count: int) -> CorpusSnapshot:
    return make_version(
        tuple(
            report_of(text, year, f"第{number}市")
            for number in range(1, count + 1)
            for text, year in ((PLANNED, 2025), (REVIEWED, 2026))
        )
    )


def links(message: Message) -> list[str]:
    return [entity["url"].partition("start=")[2] for entity in message.entities if "url" in entity]


async def test_an_indicator_is_drawn_year_by_year(api: BotApi) -> None:
    alice = api.person("Alice")
    async with running(api, answering(two_years())):
        alice.send("/chart GDP增速")
        drawn = await alice.chat.next_message()
    assert drawn.photo
    assert drawn.photo.content.startswith(b"\x89PNG")
    assert drawn.reply_to
    assert drawn.text == (
        "湖山市生产总值增速\n2024年：全市生产总值增长5.8%\n2025年：全市生产总值2100亿元、增长6.2%\n2026年：生产总值增长5.5%左右"
    )


async def test_each_figure_of_a_chart_opens_its_sentence(api: BotApi) -> None:
    """By links, also when the report has left the corpus."""
    alice = api.person("Alice")
    with empty_database() as database:
        async with running(api, answering(two_years()), database):
            alice.send("/chart GDP增速")
            drawn = await alice.chat.next_message()
        async with running(api, answering(make_version((report_of(PLANNED, 2025),))), database):
            alice.send(f"/start {links(drawn)[1]}")
            opened = await alice.chat.next_message()
    assert "全市生产总值2100亿元、增长6.2%" in opened.text


async def test_regions_stand_side_by_side(api: BotApi) -> None:
    alice = api.person("Alice")
    async with running(api, answering(regions(2))):
        alice.send("/chart GDP增速 2024")
        drawn = await alice.chat.next_message()
    assert drawn.text.startswith("2024年各地生产总值增速\n第1市：全市生产总值增长5.8%\n第2市：")


async def test_the_report_that_a_chat_has_chosen_is_drawn(api: BotApi) -> None:
    alice = api.person("Alice")
    async with running(api, answering(regions(2))):
        alice.send("/reports")
        asked = await alice.chat.next_message()
        await alice.press(asked, "第2市2026年政府工作报告").answered()
        await alice.chat.next_edit()
        alice.send("/chart GDP增速")
        drawn = await alice.chat.next_message()
    assert drawn.text.startswith("第2市生产总值增速\n2024年：")


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("/chart", ZH.ledger.chart_usage),
        ("/chart 火箭发射", ZH.ledger.no_figures),
        ("/chart 固定资产投资", f"{ZH.ledger.one_figure}\n2024年：固定资产投资增长9%"),
    ],
)
async def test_what_cannot_be_drawn_is_told(api: BotApi, asked: str, told: str) -> None:
    alice = api.person("Alice")
    async with running(api, answering(two_years())):
        alice.send(asked)
        assert (await alice.chat.next_message()).text == told


async def test_without_the_extra_the_figures_are_told(api: BotApi, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawing, "find_spec", lambda _: None)
    alice = api.person("Alice", language="en")
    async with running(api, answering(two_years())):
        alice.send("/chart GDP")
        told = await alice.chat.next_message()
    assert told.photo is None
    assert told.text.startswith(EN.ledger.cannot_draw.format(command=INSTALL) + "\n2024: 全市生产总值增长5.8%\n")


async def test_an_answer_with_enough_years_offers_a_chart(api: BotApi) -> None:
    alice = api.person("Alice")
    async with running(api, Tells(corpus=FakeCorpus(Served(two_years())))):
        alice.send("2024年GDP增长多少")
        answer = await alice.chat.next_message()
        await alice.press(answer, ZH.ledger.chart).answered()
        drawn = await alice.chat.next_message()
    assert drawn.photo
    assert drawn.text.startswith("湖山市生产总值增速\n2024年：")
    assert drawn.reply_to is answer


class Compares(FakeAnswerer):
    """Cites the same words of each region."""

    async def answer(self, question: Question, _emit: Emit = tell_nobody, _user: str = "") -> Answer:
        version = self.corpus.current.version
        words = "全市生产总值增长5.8%"
        first = make_answer(version, question.text, words)
        found = []
        for number, at in enumerate(at for at in version.order if words in version.citation(at).quote):
            start = version.citation(at).quote.index(words) + version.citation(at).start
            found.append(version.citation(at, number + 1, (Span(start, start + len(words)),)))
        return replace(first, citations=tuple(found))


async def test_an_answer_that_compares_regions_offers_their_chart(api: BotApi) -> None:
    alice = api.person("Alice")
    async with running(api, Compares(corpus=FakeCorpus(Served(regions(3))))):
        alice.send("各地GDP增速比较")
        answer = await alice.chat.next_message()
        await alice.press(answer, ZH.ledger.chart).answered()
        drawn = await alice.chat.next_message()
    assert drawn.photo
    assert drawn.text.startswith("2024年各地生产总值增速\n第1市：")


async def test_an_answer_with_few_years_offers_none(api: BotApi) -> None:
    alice = api.person("Alice")
    async with running(api, Tells(corpus=FakeCorpus(Served(make_version((report_of(PLANNED, 2025),)))))):
        alice.send("2024年GDP增长多少")
        assert ZH.ledger.chart not in (await alice.chat.next_message()).buttons


async def test_a_chart_of_a_figure_that_is_gone_says_so(api: BotApi) -> None:
    alice = api.person("Alice")
    async with running(api, Tells(corpus=FakeCorpus(Served(two_years())))):
        alice.send("2024年GDP增长多少")
        answer = await alice.chat.next_message()
    async with running(api, answering(make_version((report_of(REVIEWED, 2026),)))):
        assert (await alice.press(answer, ZH.ledger.chart).answered()).text == ZH.gone


@pytest.mark.parametrize(("name", "told"), [("chart", ZH.ledger.chart_usage), ("targets", "湖山市2025年目标对账")])
async def test_a_link_out_of_a_quiet_group_opens_the_command(api: BotApi, name: str, told: str) -> None:
    alice = api.person("Alice")
    async with running(api, answering(two_years())):
        alice.send(f"/start {name}")
        assert (await alice.chat.next_message()).text.startswith(told)
