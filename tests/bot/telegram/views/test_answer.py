"""An answer becomes messages that Telegram accepts and that show what was cited."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from telegram import MessageEntity
from telegram.constants import MessageEntityType

from bot.core.permalinks import Account
from bot.core.sanitize import printable
from bot.telegram.message_builder import MAX_ENTITIES, MAX_TEXT, Message, utf16_length
from bot.telegram.views.actions import BackToAnswer, OpenMore, OpenRest, OpenSource
from bot.telegram.views.answer import render_answer, render_rest
from bot.telegram.views.answer_keyboard import more_keyboard
from bot.telegram.views.callbacks import read_action
from bot.texts import EN, ZH
from rag.types import Answer, Citation, Note, Reason, Span, Statement, Status

ACCOUNT = Account("wenbao_test_bot", has_inline=True)
REPORT = "某区2025年政府工作报告"
QUOTE = "主要预期目标是:GDP增长6%,固定资产投资增长7%。"


def make_citation(number: int | None, quote: str = QUOTE, words: str = "GDP增长6%", start: int = 1000) -> Citation:
    at = start + quote.index(words)
    return Citation(
        id="abcdefghijkl",
        report=REPORT,
        section=("二、2025年工作安排",),
        quote=quote,
        start=start,
        end=start + len(quote),
        number=number,
        highlights=(Span(at, at + len(words)),),
    )


def make_answer(*statements: Statement, citations: tuple[Citation, ...] = ()) -> Answer:
    return Answer("问", Status.ANSWERED, "extractive", statements, citations, (), "v")


def make_refusal(reason: Reason, *nearest: Citation) -> Answer:
    aside = reason in (Reason.SMALL_TALK, Reason.OFF_TOPIC)
    status = Status.OFF_TOPIC if aside else Status.RELATED if nearest else Status.NOT_IN_REPORT
    return Answer("问", status, "extractive", (), (), nearest, "v", reason=reason)


def styled(message: Message, style: MessageEntityType) -> list[str]:
    """The stretches of text that carry this style, cut as Telegram cuts them."""
    units = message.text.encode("utf-16-le")
    return [
        units[2 * e.offset : 2 * (e.offset + e.length)].decode("utf-16-le") for e in message.entities if e.type == style
    ]


def actions(message: Message) -> list[object]:
    rows = message.keyboard.inline_keyboard if message.keyboard else ()
    return [read_action(str(button.callback_data)) for row in rows for button in row]


def test_a_quote_says_on_which_page_it_stands() -> None:
    """Where its file has pages; also behind a place that is cut."""
    cited = replace(make_citation(1), page=3)
    statement = Statement("GDP增长6%。", (1,))
    (message,) = render_answer(make_answer(statement, citations=(cited,)), ZH)
    assert "\n[1] 二、2025年工作安排（第3页）\n" in message.text
    (english,) = render_answer(make_answer(statement, citations=(replace(cited, section=("长" * 500,)),)), EN)
    assert "长…, p. 3\n" in english.text


def test_an_answer_is_one_message_of_statements_and_collapsed_quotes() -> None:
    """Statements with marks come first, then each quote under its number and section, the answering words bold."""
    answer = make_answer(Statement("GDP增长6%。", (1,)), citations=(make_citation(1),))
    (message,) = render_answer(answer, ZH)
    assert message.text == f"GDP增长6%。[1]\n[1] 二、2025年工作安排\n{QUOTE}"
    assert styled(message, MessageEntityType.EXPANDABLE_BLOCKQUOTE) == [f"[1] 二、2025年工作安排\n{QUOTE}"]
    assert styled(message, MessageEntityType.BOLD) == ["GDP增长6%"]


def test_one_row_has_the_source_and_what_else_can_be_done() -> None:
    """However many are cited: the sources lead to each other."""
    second = replace(make_citation(2), id="zyxwvutsrqpo")
    answer = make_answer(Statement("甲。", (1, 2)), citations=(make_citation(1), second))
    (message,) = render_answer(replace(answer, more=(make_citation(None),)), ZH, account=ACCOUNT)
    assert message.keyboard is not None
    (row,) = message.keyboard.inline_keyboard
    assert [one.text for one in row] == [ZH.source, ZH.rest(1), ZH.more_actions]
    assert actions(message) == [OpenSource("abcdefghijkl"), OpenRest(), OpenMore()]


def test_several_sources_are_shared_by_one_button_and_the_first_is_copied() -> None:
    second = replace(make_citation(2), id="zyxwvutsrqpo")
    answer = make_answer(Statement("甲。", (1, 2)), citations=(make_citation(1), second))
    (share, copy), _ = more_keyboard(answer, ZH, ACCOUNT, removable=False).inline_keyboard
    assert share.switch_inline_query_chosen_chat is not None
    assert share.switch_inline_query_chosen_chat.query == "abcdefghijkl:8-15 zyxwvutsrqpo:8-15"
    assert copy.copy_text is not None
    assert answer.citations[0].quote in copy.copy_text.text


def test_the_figure_that_a_follow_up_asks_for_is_bold_too() -> None:
    """The words that it leans on tell which of several it is."""
    statement = Statement("新增停车泊位5447个、充电桩261个。", (1,))
    answer = replace(make_answer(statement, citations=(make_citation(1),)), question="不对，我问的是2024年")
    (plain,) = render_answer(answer, ZH)
    (bold,) = render_answer(replace(answer, understood="充电桩有几个？ 不对，我问的是2024年"), ZH)
    assert (styled(plain, MessageEntityType.BOLD)[0], styled(bold, MessageEntityType.BOLD)[0]) == ("GDP增长6%", "261个")


def test_the_figure_asked_for_is_bold_in_the_answer_line() -> None:
    answer = replace(
        make_answer(Statement("2025年：GDP增长6%左右，投资增长7%。", (1,)), citations=(make_citation(1),)),
        question="GDP增长多少",
        note=Note.NO_REASON,
    )
    (message,) = render_answer(answer, ZH)
    assert styled(message, MessageEntityType.BOLD) == ["6%左右", "GDP增长6%"]


def test_passages_that_may_help_are_collapsed_together() -> None:
    (message,) = render_answer(make_refusal(Reason.ABSENT, make_citation(None), make_citation(None)), ZH)
    (folded,) = styled(message, MessageEntityType.EXPANDABLE_BLOCKQUOTE)
    assert folded == f"1 二、2025年工作安排\n{QUOTE}\n2 二、2025年工作安排\n{QUOTE}"


def test_a_quote_names_its_report_when_there_are_several() -> None:
    """With one report its name says nothing, with several it has to be said."""
    answer = make_answer(Statement("甲。", (1,)), citations=(make_citation(1),))
    assert REPORT not in render_answer(answer, ZH, several_reports=False)[0].text
    assert f"[1] {REPORT} › 二、2025年工作安排" in render_answer(answer, ZH, several_reports=True)[0].text


def test_passages_that_may_help_are_told_from_an_answer() -> None:
    """They are offered as what they are, without marks."""
    (message,) = render_answer(make_refusal(Reason.ABSENT, make_citation(None)), ZH)
    assert message.text.startswith("没有找到直接的回答，可能相关的原文：\n1 二、2025年工作安排\n")
    assert "[1]" not in message.text
    assert actions(message) == [OpenSource("abcdefghijkl")]


@pytest.mark.parametrize("reason", [Reason.SMALL_TALK, Reason.OFF_TOPIC])
def test_small_talk_and_other_topics_get_a_line_and_nothing_else(reason: Reason) -> None:
    (message,) = render_answer(make_refusal(reason), ZH)
    assert "未提及" not in message.text
    assert (message.entities, message.keyboard) == ((), None)


@pytest.mark.parametrize("reason", [Reason.ABSENT, Reason.OTHER_YEAR, Reason.OTHER_PLACE])
def test_every_refusal_says_that_the_report_does_not_mention_it(reason: Reason) -> None:
    assert render_answer(make_refusal(reason), ZH)[0].text.startswith("报告未提及")
    assert render_answer(make_refusal(reason), EN)[0].text.startswith("The report does not mention this")


def test_quotes_give_way_to_statements() -> None:
    """Where all does not fit, quotes lose whole clauses, and keep the answering words."""
    quote = "前面的话，" * 600 + "GDP增长6%，" + "后面的话，" * 600
    answer = make_answer(Statement("很长。" * 200, (1,)), citations=(make_citation(1, quote),))
    (message,) = render_answer(answer, ZH)
    assert message.text.startswith("很长。" * 200 + "[1]\n")
    assert utf16_length(message.text) <= MAX_TEXT
    assert styled(message, MessageEntityType.BOLD) == ["GDP增长6%"]
    assert "\n…前面的话，" in message.text
    assert message.text.endswith("后面的话，…")


def test_short_quotes_stay_whole_beside_long_ones() -> None:
    long = "很长的话，" * 1500 + "GDP增长6%。"
    answer = make_answer(Statement("甲。", (1, 2)), citations=(make_citation(1, long), make_citation(2)))
    (message,) = render_answer(answer, ZH)
    assert message.text.endswith(f"[2] 二、2025年工作安排\n{QUOTE}")


def test_statements_longer_than_a_message_make_several() -> None:
    """Nothing of them is lost; quotes and buttons stand under the last part."""
    statements = [Statement(f"第{n}句" + "话" * 400 + "。", (1,)) for n in range(30)]
    answer = make_answer(*statements, citations=(make_citation(1),))
    messages = render_answer(answer, ZH)
    assert len(messages) > 1
    assert "\n".join(m.text for m in messages).startswith(answer.text)
    assert [m.keyboard is not None for m in messages] == [False] * (len(messages) - 1) + [True]


# Text as hostile as it comes: emoji, half pairs, bidi marks, blanks, and no punctuation to cut at.
rough = st.text(st.one_of(st.sampled_from("增长6%，。；\n 😀👍🏽𠮷\u202e\u200d\t\r"), st.characters()), max_size=60)
longer = st.builds(lambda text, times: text * times, rough, st.sampled_from([1, 1, 1, 7, 100]))


@st.composite
def citations(draw: st.DrawFn, number: int) -> Citation:
    quote, start = draw(longer), draw(st.integers(0, 10_000))
    cuts = st.integers(start, start + len(quote))
    marks = draw(st.lists(st.tuples(cuts, cuts), max_size=4))
    return Citation(
        id=draw(st.text("abcdefghijklmnopqrstuvwxyz234567", min_size=12, max_size=12)),
        report=draw(rough),
        section=tuple(draw(st.lists(rough, max_size=3))),
        quote=quote,
        start=start,
        end=start + len(quote),
        number=number,
        highlights=tuple(Span(min(mark), max(mark)) for mark in marks),
    )


@st.composite
def answers(draw: st.DrawFn) -> Answer:
    count = draw(st.sampled_from([0, 1, 2, 5, 60]))
    cited = tuple(draw(citations(n)) for n in range(1, count + 1)) if count < 60 else (draw(citations(1)),) * 60
    said = draw(st.lists(longer, max_size=5))
    statements = tuple(Statement(text, tuple(range(1, count + 1))) for text in said)
    status = draw(st.sampled_from(Status))
    return Answer("问", status, "extractive", statements, cited, cited, "v")


def encloses(outer: MessageEntity, inner: MessageEntity) -> bool:
    return outer.offset <= inner.offset and inner.offset + inner.length <= outer.offset + outer.length


@settings(max_examples=100, deadline=None)
@given(answers())
def test_any_answer_becomes_messages_that_telegram_takes(answer: Answer) -> None:
    """1 to 4,096 UTF-16 units, at most 100 entities, none empty, none outside the text or within a character."""
    for message in render_answer(answer, ZH):
        units = message.text.encode("utf-16-le")
        assert 1 <= len(units) // 2 <= MAX_TEXT
        assert message.text.strip()
        assert len(message.entities) <= MAX_ENTITIES
        for entity in message.entities:
            assert entity.length > 0
            assert entity.offset + entity.length <= len(units) // 2
            units[2 * entity.offset : 2 * (entity.offset + entity.length)].decode("utf-16-le")
        assert all(isinstance(action, OpenSource) for action in actions(message))


@settings(max_examples=50, deadline=None)
@given(answers())
@example(make_answer(Statement("\ud7fc", ())))  # a code point that Unicode has not assigned
@example(make_answer(Statement("\ud800", ())))  # half a surrogate pair
@example(make_answer(Statement("\u030a", ())))  # a mark that Telegram removes
def test_no_statement_is_ever_cut(answer: Answer) -> None:
    """Quotes may be shortened, statements may be spread over messages, none loses a word."""
    shown = visible("".join(message.text for message in render_answer(answer, ZH)))
    said = visible(printable(answer.text))
    assert not answer.statements or answer.status is not Status.ANSWERED or shown.startswith(said)


def visible(text: str) -> str:
    """The text without blanks, controls, format characters and combining marks."""
    unseen = {"Cc", "Cf", "Zs", "Zl", "Zp", "Mn", "Mc", "Me"}
    return "".join(c for c in text if unicodedata.category(c) not in unseen)


@settings(max_examples=100, deadline=None)
@given(answers())
def test_bold_is_only_ever_part_of_a_highlight_inside_a_quote(answer: Answer) -> None:
    """What is bold stands in the words that the citation marks."""
    *_, last = render_answer(answer, ZH)
    marked = "\0".join(
        printable(c.quote[m.start - c.start : m.end - c.start]) for c in answer.citations for m in merged(c.highlights)
    )
    assert all(words in marked for words in styled(last, MessageEntityType.BOLD))
    quotes = [e for e in last.entities if e.type == MessageEntityType.EXPANDABLE_BLOCKQUOTE]
    for bold in (e for e in last.entities if e.type == MessageEntityType.BOLD):
        assert any(encloses(quote, bold) for quote in quotes)
    assert all(a.offset + a.length < b.offset for a, b in pairwise(quotes))


def merged(spans: tuple[Span, ...]) -> list[Span]:
    """Overlapping and touching spans joined."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined


def test_what_an_answer_has_no_room_for_is_opened_by_a_button() -> None:
    """Each passage with its own button, and the way back."""
    more = tuple(replace(make_citation(None), id=f"abcdefghijk{letter}") for letter in "abc")
    answer = replace(make_answer(Statement("GDP增长6%。", (1,)), citations=(make_citation(1),)), more=more)
    (message,) = render_answer(answer, ZH)
    assert actions(message)[-1] == OpenRest()
    rest = render_rest(answer, ZH)
    assert [*map(OpenSource, (citation.id for citation in more)), BackToAnswer()] == actions(rest)
    assert rest.text.count(QUOTE) == len(more)


def test_an_english_answer_in_chinese_words_says_so() -> None:
    answer = replace(make_answer(Statement("固定资产投资增长7%。", (1,)), citations=(make_citation(1),)), language="en")
    (message,) = render_answer(answer, EN)
    assert message.text.startswith(EN.quoted_in_chinese)
    written = replace(answer, statements=(Statement("Investment grows by 7%.", (1,)),))
    assert not render_answer(written, EN)[0].text.startswith(EN.quoted_in_chinese)


def test_questions_that_were_not_answered_for_their_number_are_named() -> None:
    answer = replace(make_answer(Statement("GDP增长6%。", ()), citations=()), postponed=("出口呢？", "就业呢？"))
    (message,) = render_answer(answer, ZH)
    assert message.text == "GDP增长6%。\n" + ZH.postponed.format(questions="出口呢？；就业呢？")
