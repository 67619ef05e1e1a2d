"""Words that a machine recognised in a picture are marked wherever they are cited."""

from __future__ import annotations

from dataclasses import replace

from bot.core.answer_text import on_page
from bot.core.documents.json_documents import answer_document
from bot.core.permalinks import Account
from bot.telegram.message_builder import MessageBuilder
from bot.telegram.views.answer import render_answer
from bot.telegram.views.quotation import write_quotation
from bot.texts import EN, ZH
from rag.types import Answer, Citation, Statement, Status

NAME = "某区2025年政府工作报告"
CITED = Citation("abcdefghijkl", NAME, ("二、工作安排",), "新建小学2所。", 40, 47, 1, page=3, recognised=True)
ANSWER = Answer("小学", Status.ANSWERED, "extractive", (Statement("新建小学2所。", (1,)),), (CITED,), (), "v")


def test_the_mark_follows_the_page() -> None:
    assert on_page(3, ZH, recognised=True) == "（第3页）（识别稿）"
    assert on_page(None, EN, recognised=True) == " (recognised in a picture)"


def test_answers_quotations_and_documents_carry_the_mark() -> None:
    writer = MessageBuilder()
    write_quotation(writer, CITED, Account("wenbao_bot", has_inline=True), 500)
    assert "《某区2025年政府工作报告》（识别稿）" in writer.message().text
    assert "识别稿" in render_answer(ANSWER, ZH)[0].text
    assert answer_document(ANSWER, None).citations[0].recognised


def test_other_citations_do_not() -> None:
    plain = replace(ANSWER, citations=(replace(CITED, recognised=False),))
    assert "识别稿" not in render_answer(plain, ZH)[0].text
