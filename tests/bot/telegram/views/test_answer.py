"""An answer becomes messages that Telegram accepts and that show what was cited."""

from __future__ import annotations

from dataclasses import replace

import pytest
from telegram.constants import MessageEntityType

from bot.core.permalinks import Account
from bot.telegram.message_builder import MAX_TEXT, utf16_length
from bot.telegram.views.actions import BackToAnswer, OpenMore, OpenRest, OpenSource
from bot.telegram.views.answer import render_answer, render_rest
from bot.telegram.views.answer_keyboard import more_keyboard
from bot.texts import EN, ZH
from rag.types import Note, Reason, Statement
from tests.bot.telegram.views.answers import QUOTE, REPORT, actions, make_answer, make_citation, make_refusal, styled

ACCOUNT = Account("wenbao_test_bot", has_inline=True)


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
