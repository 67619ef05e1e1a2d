"""What of a report was not read is told: to admins what and where, to those who ask that something is missing."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.cli.output.text_tables import change_lines, draft_lines, status_lines
from bot.core.answer_text import said
from bot.core.omission_text import omission_words
from bot.core.verification_answer import as_answer
from bot.telegram.admin.draft_view import render_preview
from bot.telegram.admin.status_view import render_status
from bot.texts import EN, ZH, Texts
from rag.answering.statements import refuse
from rag.corpus.diff.reading_summary import understand_report
from rag.corpus.diff.versions import compare
from rag.corpus.draft import Draft, Preview
from rag.corpus.versions.staleness import CorpusStatus
from rag.documents.snapshot import CorpusSnapshot
from rag.types import Omission, OmissionKind, Question, Reason
from tests.fakes import FakeAnswerer, FakeCorpus, Served, make_version

TEXT = "某区2025年政府工作报告\n一、2024年工作回顾\n过去一年不平凡。\n"
SCANS = Omission(OmissionKind.SCANS, 2, (2, 3))
TOLD = "请留意：2 页是图片，没有读入（第 2、3 页）。"
TOLD_IN_ENGLISH = "Please note: pages that are pictures and were not read: 2 (p. 2, 3)."


def version_with(*omissions: Omission) -> CorpusSnapshot:
    version = make_version(TEXT)
    return replace(version, reports=tuple(replace(report, omissions=omissions) for report in version.reports))


def preview(version: CorpusSnapshot) -> Preview:
    draft = Draft(2, None, datetime.now(UTC), "telegram:7", "", (), frozenset(), ())
    understood = tuple(map(understand_report, version.reports, version.outlines))
    return Preview(draft, compare(None, version), understood)


@pytest.mark.parametrize(("texts", "told"), [(ZH, TOLD), (EN, TOLD_IN_ENGLISH)])
def test_an_admin_is_told_what_was_not_read_and_where(texts: Texts, told: str) -> None:
    """In the preview before publishing, and by the status afterwards."""
    version = version_with(SCANS)
    status = CorpusStatus(None, version.reports, 0, None, None)
    assert told in render_preview(preview(version), texts).text
    assert told in render_status(status, None, texts).text


def test_the_terminal_tells_what_was_not_read() -> None:
    version = version_with(SCANS)
    status = CorpusStatus(None, version.reports, 0, None, None)
    for lines in (
        status_lines(status, EN),
        draft_lines(preview(version), EN),
        change_lines(compare(None, version), EN),
    ):
        assert TOLD_IN_ENGLISH in lines


@pytest.mark.parametrize(
    ("pages", "named"),
    [
        ((4,), "4"),
        ((2, 3, 5, 6, 7), "2、3、5–7"),
        (tuple(range(1, 60, 2)), "1、3、5、7、9、11、13、15、17、19、21、23、25、27、29、31、33、35、37、39……"),
    ],
)
def test_pages_are_named_by_stretches_the_first_of_many(pages: tuple[int, ...], named: str) -> None:
    words = omission_words([Omission(OmissionKind.SCANS, len(pages), pages)], ZH.admin)
    assert words == f"{len(pages)} 页是图片，没有读入（第 {named} 页）"


@pytest.mark.parametrize("kind", OmissionKind)
def test_a_refusal_says_whether_parts_were_not_read(kind: OmissionKind) -> None:
    """Not for words that nobody sees, nor for what is in the text after all."""
    answer = refuse(Question("火星基地"), version_with(Omission(kind, 1)), Reason.ABSENT)
    told = "《某区2025年政府工作报告》有些部分没有读入" in said(answer, ZH)
    assert told == (kind in (OmissionKind.SCANS, OmissionKind.PICTURES, OmissionKind.EMBEDDED))
    assert told == ("Parts of" in said(answer, EN))


def test_only_the_reports_that_were_asked_are_named() -> None:
    answer = refuse(Question("火星基地"), version_with(SCANS), Reason.ABSENT, [])
    assert said(answer, ZH) == ZH.absent


@pytest.mark.parametrize("reason", [Reason.SMALL_TALK, Reason.OFF_TOPIC])
def test_what_no_report_answers_is_not_looked_for_in_unread_parts(reason: Reason) -> None:
    assert refuse(Question("你好"), version_with(SCANS), reason).unread == ()


@pytest.mark.parametrize(
    ("claim", "kind", "told"),
    [
        ("去年开通了地铁", OmissionKind.SCANS, True),
        ("过去一年不平凡", OmissionKind.SCANS, False),
        ("去年开通了地铁", OmissionKind.RECOGNISED, False),
    ],
)
def test_a_claim_that_is_not_in_the_report_may_stand_in_what_was_not_read(
    claim: str, kind: OmissionKind, told: bool
) -> None:
    """Said once, below all claims."""
    version = version_with(Omission(kind, 1))
    found = FakeAnswerer(corpus=FakeCorpus(Served(version))).verify(f"{claim}。{claim}了吗。")
    for texts in (ZH, EN):
        words = said(as_answer(found, texts), texts)
        assert words.count(texts.parts_unread(version.reports[0].name, 0).strip()) == told
