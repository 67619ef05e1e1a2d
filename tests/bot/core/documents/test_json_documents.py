"""The JSON of every command, key by key: programs of others read it."""

from __future__ import annotations

import json
from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest

from bot.cli.output.eval_report import evaluation
from bot.core.citation_status import find_standing
from bot.core.documents.corpus_documents import (
    Record,
    change_document,
    draft_document,
    gaps_document,
    status_document,
    versions_document,
)
from bot.core.documents.encoding import dump
from bot.core.documents.json_documents import (
    answer_document,
    passages_document,
    reports_document,
    standing_document,
    verification_document,
)
from bot.core.documents.ledger_documents import figures_document, targets_document
from bot.core.documents.shapes import Standing
from bot.storage.citations import CitedSentence
from bot.storage.feedback import Gap
from bot.texts import EN
from bot.types import AnswerFault
from rag.answering.pins.repository import Pin
from rag.corpus.diff.reading_summary import Doubt, ReadingSummary
from rag.corpus.diff.sentences import Altered, FigureChange
from rag.corpus.diff.versions import LostAnswer, VersionChange
from rag.corpus.draft import Draft, Preview
from rag.corpus.versions.staleness import CorpusStatus, Why
from rag.documents.report_folder import Stamp, Unread
from rag.documents.snapshot import CorpusSnapshot
from rag.errors import CorpusError, ReportError
from rag.evaluation.metrics import Outcome
from rag.evaluation.question_file import Case
from rag.generation.service import Tally
from rag.ledger.figures.reading import read_rows
from rag.ledger.targets import open_ledger
from rag.storage.models import AuditRecord, VersionRecord, VersionState
from rag.types import Answer, Citation, Form, Passage, Question, Reason, Report, SentenceKind, Span, Statement, Status
from rag.verification.claim_splitting import Claim
from rag.verification.service import Finding, Verdict, Verification
from rag.verification.verdicts.judgement import Aspect
from tests.ledgers import two_years

RECORDED = Path(__file__).with_suffix(".json")
"""One document a line, by command."""

AT = datetime(2026, 3, 1, 8, 30, 15, 999_999, tzinfo=UTC)
QUOTE = "主要预期目标是:GDP增长6%,固定资产投资增长7%。"
PLACE = Span(5, 5 + len(QUOTE))
SECTION = ("二、2025年工作安排",)
NAME = "某区2025年政府工作报告"
REPORT = Report(
    NAME, f"第一段。\n{QUOTE}\n", "某区.docx", "ab" * 32, "某区政府", "某区", date(2024, 12, 23), 2025, "张三", (0, 5)
)
CITED = Citation("xifv5g3ebszo", NAME, SECTION, QUOTE, *PLACE, 1, (Span(13, 20),), 2025, 2)
NEAREST = Citation("abcdefgh2345", NAME, (), "新建小学2所。", 40, 47)
SAID = (Statement("GDP增长6%。", (1,)),)
ANSWER = Answer(
    "GDP目标",
    Status.ANSWERED,
    "extractive",
    SAID,
    (CITED,),
    (),
    "v1",
    form=Form.LIST,
    more=(NEAREST,),
    seconds={"answer": 0.1234567},
)
REFUSAL = Answer(
    "地铁", Status.NOT_IN_REPORT, "extractive", (), (), (NEAREST,), "v1", "en", Reason.ABSENT, {"retrieve": 1 / 3}
)
LEFT_OUT = (Unread(Stamp("坏.pdf", ""), ReportError("{file} cannot be read.", file="坏.pdf"), "Traceback"),)
VERSION = VersionRecord(3, "c0ffee", AT, VersionState.READY, "1.1", "seeds", "i-1", 272, "", LEFT_OUT)
PASSAGE = Passage("xifv5g3ebszo", NAME, SECTION, QUOTE, *PLACE, (Span(5, 20),), 2025, SentenceKind.PROSE, 2 / 3)
LOST = (LostAnswer("就业目标", "3000人", ""),)
CHANGE = VersionChange(
    2,
    3,
    reports_changed=(NAME,),
    sentences_added=("新句。",),
    sentences_removed=("旧句。",),
    sentences_altered=(Altered(NAME, SECTION, "旧句。", "新句。", (FigureChange("3000人", "3500人"),)),),
    encoded=4,
    lost=LOST,
    unread=LEFT_OUT,
)
DRAFT = Draft(4, 3, AT, "telegram:7", "某区.docx", ("旧.txt",), frozenset({Stamp("某区.docx", "ab")}), LOST)
UNDERSTOOD = ReadingSummary(
    NAME, "某区.docx", None, "某区", 2025, date(2024, 12, 23), SECTION, 12, 272, (Doubt.NO_SECTIONS, Doubt.GARBLED)
)
PIN = Pin("小学几所", "abcdefgh2345", "新建小学2所。", NAME, "terminal", AT)
GAPS = [
    Gap("地铁", REFUSAL, 3, 1, 2, Counter({AnswerFault.FIGURE: 1, AnswerFault.OTHER: 4})),
    Gap("机场", None),
]
CLAIM = Finding(Claim("GDP增长5%", Span(0, 7)), Verdict.DIFFERS, CITED, Aspect.FIGURE)
UNKNOWN = Finding(Claim("建机场", Span(8, 11)), Verdict.NOT_IN_REPORT)
YEARS = two_years(
    "湖山市2025年政府工作报告\n\n一、2025年工作安排\n\n主要预期目标是:生产总值增长6%左右，新建口袋公园12.5万平方米，旅游收入30—40亿元。\n",
    "湖山市2026年政府工作报告\n\n一、2025年工作回顾\n\n全市生产总值增长6.2%。\n",
)
CASE = Case("q1", Question("GDP目标"), "figure", (("6%",),), (QUOTE,))
OUTCOME = Outcome(CASE, ANSWER, (0.5, 1.0, 1.0, 1.0), 1, True, 1.0, (True,), ("7%",), 0, None, None, 0.1234567)
UNSAID = Outcome(
    Case("q2", Question("地铁"), "absent", (), ()), REFUSAL, None, None, None, None, (), (), 0, None, None, 0.25
)


def cited_words(gone: bool) -> Standing:
    """Of a version that holds nothing any more, or never held the words."""
    left = (4, AT) if gone else (None, None)
    known = CitedSentence("xifv5g3ebszo", REPORT, SECTION, PLACE, 3, AT, *left)
    standing = find_standing("xifv5g3ebszo", known, CorpusSnapshot("v", (), ()))
    assert standing is not None
    return standing_document("xifv5g3ebszo", standing)


DOCUMENTS: dict[str, object] = {
    "ask": answer_document(ANSWER, "q1"),
    "ask, refused": answer_document(REFUSAL, None),
    "search": passages_document("GDP目标", [PASSAGE], 7),
    "verify": verification_document(Verification("GDP增长5%，建机场", (CLAIM, UNKNOWN), 2, "v1", 0.1234567), None),
    "cite": cited_words(gone=False),
    "cite, gone": cited_words(gone=True),
    "corpus status": status_document(
        CorpusStatus(VERSION, (REPORT,), 2, Why.FILES, CorpusError("The folder is gone."))
    ),
    "corpus status, empty": status_document(CorpusStatus(None, (), 0, None, None)),
    "corpus list": versions_document([VERSION], 3),
    "corpus gaps": gaps_document(GAPS, [(PIN, True)]),
    "corpus reload": change_document(CHANGE),
    "corpus draft": draft_document(Preview(DRAFT, CHANGE, (UNDERSTOOD,), 2)),
    "corpus draft, none": draft_document(None),
    "corpus audit": Record([AuditRecord(AT, "start", "publish", NAME, None, 1)]),
    "corpus reports": reports_document(SimpleNamespace(number=3, made=AT, version=CorpusSnapshot("v1", (REPORT,), ()))),
    "figures": figures_document(YEARS, read_rows(YEARS, 0)),
    "targets": targets_document(YEARS, open_ledger(YEARS, 0), EN),
    "eval": evaluation([OUTCOME, UNSAID], Tally(Counter(kept=2), Counter(answered=1))),
}


@pytest.mark.parametrize("command", DOCUMENTS)
def test_documents_stay_as_they_are(command: str) -> None:
    """Names, order, shape and rounding."""
    recorded = json.loads(RECORDED.read_text(encoding="utf-8"))[command]
    assert dump(DOCUMENTS[command]) == dump(recorded)


def test_nothing_in_json_moves_a_cursor_or_reorders_text() -> None:
    document = dump({"text": "a\x1b[2J\x9b\u202e\u2028\ud800b"})
    assert document == r'{"text": "a\u001b[2J\u009b\u202e\u2028\ud800b"}'
    assert json.loads(document)["text"] == "a\x1b[2J\x9b\u202e\u2028\ud800b"
