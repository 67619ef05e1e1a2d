"""The outline can be browsed, and every word of the report is found on one of its pages."""

from __future__ import annotations

import pytest

from bot.telegram.message_builder import MAX_TEXT, Message, split_text, utf16_length
from bot.telegram.views.actions import OpenContents, OpenSection
from bot.telegram.views.callbacks import read_action
from bot.telegram.views.outline import render_contents, render_section
from bot.texts import ZH
from rag.documents.snapshot import CorpusSnapshot
from tests.fakes import make_version


def ways(message: Message) -> list[object]:
    rows = message.keyboard.inline_keyboard if message.keyboard else ()
    return [read_action(str(button.callback_data)) for row in rows for button in row]


def walk(version: CorpusSnapshot) -> list[Message]:
    """Every message that can be reached, starting at the contents."""
    reached: dict[object, Message] = {OpenContents(): render_contents(version, ZH)}
    todo = list(reached.values())
    while todo:
        for way in ways(todo.pop()):
            if way not in reached and isinstance(way, OpenSection):
                shown = render_section(version, way, ZH)
                assert shown is not None
                reached[way] = shown
                todo.append(shown)
    return list(reached.values())


def make_wide_version() -> CorpusSnapshot:
    """A part with 95 items, one of them of 6,000 characters, emoji among them."""
    items = [f"({n})第{n}项。" + ("😀这一项很长。" * 750 if n == 7 else "这一项很短。") for n in range(1, 96)]
    return make_version("标题\n\n一、回顾\n" + "\n".join(items) + "\n")


def both(*versions: CorpusSnapshot) -> CorpusSnapshot:
    return CorpusSnapshot("v", tuple(v.reports[0] for v in versions), tuple(v.outlines[0] for v in versions))


VERSIONS = {
    "usual": make_version(),
    "wide": make_wide_version(),
    "flat": make_version("没有标题的话。" * 900),
    "several": both(make_version(), make_version()),
}


@pytest.mark.parametrize("version", VERSIONS.values(), ids=VERSIONS.keys())
def test_every_sentence_is_on_a_page_that_can_be_reached(version: CorpusSnapshot) -> None:
    """And every page is a message that Telegram takes."""
    messages = walk(version)
    text = "".join("".join(message.text.split()) for message in messages)
    for report, outline in zip(version.reports, version.outlines, strict=True):
        for sentence in outline.sentences:
            assert "".join(report.text[sentence.start : sentence.end].split()) in text
    for message in messages:
        assert 0 < utf16_length(message.text) <= MAX_TEXT
        assert sum(len(row) for row in (message.keyboard.inline_keyboard if message.keyboard else ())) <= 100


def test_one_report_opens_at_its_parts_and_several_at_their_names() -> None:
    assert render_contents(make_version(), ZH).text.startswith("某区2025年政府工作报告")
    assert render_contents(both(make_version(), make_version()), ZH).text == ZH.contents


def test_a_list_of_many_reports_is_turned_page_by_page() -> None:
    """A keyboard holds no more than 100 buttons; every report is on one page. Beyond the last page is the last."""
    version = both(*(make_version(name=f"某区{year}年政府工作报告") for year in range(1900, 2025)))
    pages = [render_contents(version, ZH, page) for page in range(5)]
    names = [[way for way in ways(page) if isinstance(way, OpenSection)] for page in pages]
    assert [len(shown) for shown in names] == [40, 40, 40, 5, 5]
    turns = [[way.page for way in ways(page) if isinstance(way, OpenContents)] for page in pages]
    assert turns == [[1], [0, 2], [1, 3], [2], [2]]


def test_a_section_shows_its_own_words_and_the_ways_down_and_up() -> None:
    version = make_version()
    part = ways(render_contents(version, ZH))[0]
    assert isinstance(part, OpenSection)
    shown = render_section(version, part, ZH)
    assert shown is not None
    assert shown.text == "一、2024年工作回顾\n\n过去一年,全区上下团结奋进,较好完成了全年目标任务。"
    assert [way.depth for way in ways(shown) if isinstance(way, OpenSection)] == [2, 2, 0]


@pytest.mark.parametrize("action", [OpenSection("abcdefghijkl", 0), OpenSection("", 0, 0)])
def test_what_the_version_does_not_hold_is_not_shown(action: OpenSection) -> None:
    assert render_section(make_version(), action, ZH) is None


def test_pages_and_levels_that_do_not_exist_are_not_shown() -> None:
    first = make_version().outlines[0].sentences[0].id
    assert render_section(make_version(), OpenSection(first, 1), ZH) is None
    assert render_section(make_version(), OpenSection(first, 0, 99), ZH) is None


def test_the_pages_of_a_huge_section_cost_what_its_length_does(monkeypatch: pytest.MonkeyPatch) -> None:
    """Counted in characters looked at, not in seconds."""
    looked, count = 0, utf16_length

    def counting(text: str) -> int:
        nonlocal looked
        looked += len(text)
        return count(text)

    monkeypatch.setattr("bot.telegram.message_builder.utf16_length", counting)
    text = "没有标题的话。" * 60_000
    pages = split_text(text, 1500)
    assert "".join(pages) == text
    assert looked < 5 * len(text)


def test_without_any_report_the_contents_say_so() -> None:
    assert render_contents(CorpusSnapshot("v", (), ()), ZH).text == ZH.empty_corpus


def test_no_raw_table_is_shown() -> None:
    """The one above a report tells of its page and is left out; rows of others lose their bars."""
    table = "| 索引号 | 123 |\n某区2025年政府工作报告\n\n一、回顾\n全年较好。\n| 指标 | 增长 |\n| GDP | 6% |\n"
    shown = "\n".join(message.text for message in walk(make_version(table)))
    assert "|" not in shown
    assert "索引号" not in shown
    assert "GDP · 6%" in shown
