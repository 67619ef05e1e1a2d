"""What is cited can be brought into another chat, and copied as a reference of one line."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

from hypothesis import given
from hypothesis import strategies as st

from bot.core.permalinks import Account, report_id
from bot.telegram.message_builder import MessageBuilder, utf16_length
from bot.telegram.views.quotation import write_quotation
from bot.telegram.views.sharing import cite_in_one_line, make_reference, share_row
from bot.texts import ZH
from rag.types import Span
from tests.fakes import cite, make_version

CITED = cite(make_version(), "GDP增长6%")
REFERENCE = "《某区2025年政府工作报告》二、2025年工作安排：“主要预期目标是:GDP增长6%,固定资产投资增长7%。”"
INLINE, PLAIN = Account("wenbao_test_bot", has_inline=True), Account("wenbao_test_bot", has_inline=False)


def test_a_reference_names_report_section_and_words() -> None:
    assert cite_in_one_line(CITED) == REFERENCE


@given(st.text(), st.lists(st.text(), max_size=4), st.text(min_size=1), st.data())
def test_a_reference_is_one_line_that_a_button_can_hold(
    report: str, section: list[str], words: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(words) - 1))
    marks = [Span(start, data.draw(st.integers(start + 1, len(words))))]
    reference = make_reference(report, section, words, marks)
    assert 1 <= utf16_length(reference) <= 256
    assert len(reference.splitlines()) == 1


def test_a_reference_ends_with_its_page() -> None:
    account = Account("wenbao_test_bot", has_inline=True, reader_url="https://example.com/reports")
    page = account.page(CITED.report, CITED.id)
    assert page == f"https://example.com/reports/r/{report_id(CITED.report)}#{CITED.id}"
    assert cite_in_one_line(CITED, page) == f"{REFERENCE} {page}"
    assert cite_in_one_line(CITED, INLINE.page(CITED.report, CITED.id)) == REFERENCE


@given(st.text(max_size=500), st.text(min_size=1), st.integers(1, 200))
def test_a_page_leaves_room_for_the_words(report: str, words: str, length: int) -> None:
    page = "h" * length
    reference = make_reference(report, (), words, page=page)
    assert utf16_length(reference) <= 256
    assert reference.endswith(f"” {page}") == (length <= 128)


def test_a_quotation_leads_to_its_page() -> None:
    account = Account("wenbao_test_bot", has_inline=True, reader_url="https://example.com")
    writer = MessageBuilder()
    write_quotation(writer, CITED, account, 500)
    message = writer.message()
    link = [entity for entity in message.entities if entity.url == account.page(CITED.report, CITED.id)]
    assert len(link) == 1
    assert message.text.endswith(ZH.web.page)


def test_of_a_long_sentence_the_answering_words_stay() -> None:
    words = f"{'前面的话，' * 100}GDP增长6%，{'后面的话，' * 100}"
    start = words.index("GDP")
    long = replace(CITED, quote=words, start=0, end=len(words), highlights=(Span(start, start + 7),))
    assert "GDP增长6%" in cite_in_one_line(long)
    assert "…" in cite_in_one_line(long)


def test_sharing_calls_the_bot_in_the_chosen_chat_with_the_ids() -> None:
    share, copy = share_row([CITED.id, "abcdefghijkl"], REFERENCE, ZH, INLINE)
    chosen = share.switch_inline_query_chosen_chat
    assert chosen
    assert chosen.query == f"{CITED.id} abcdefghijkl"
    assert (chosen.allow_user_chats, chosen.allow_group_chats, chosen.allow_channel_chats) == (True, True, True)
    assert copy.copy_text
    assert copy.copy_text.text == REFERENCE


def test_where_inline_mode_is_off_a_link_is_forwarded() -> None:
    share, _ = share_row([CITED.id], REFERENCE, ZH, PLAIN)
    assert share.url
    assert parse_qs(urlsplit(share.url).query) == {
        "url": [f"https://t.me/wenbao_test_bot?start={CITED.id}"],
        "text": [REFERENCE],
    }
