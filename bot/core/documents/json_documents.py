"""Values -> the JSON documents of the commands. Pure.

A document has the fields of a value that are named here, in this order, and what is worked out beside them; ``dump``
writes whatever they hold.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from typing import TYPE_CHECKING

from bot.core.answer_text import said
from bot.core.citation_status import find_paragraph
from bot.texts import texts_for

if TYPE_CHECKING:
    from bot.core.citation_status import CitationStatus
    from bot.core.ports import ServedVersion
    from bot.storage.citations import CitedSentence
    from bot.storage.feedback import Gap
    from rag.answering.pins.repository import Pin
    from rag.corpus.diff.versions import Change
    from rag.corpus.draft import Preview
    from rag.corpus.versions.staleness import CorpusStatus
    from rag.documents.report_folder import Unread
    from rag.storage.models import AuditRecord, VersionRecord
    from rag.types import Answer, Passage, Report
    from rag.verification.service import Finding, Verification

Object = dict[str, object]

# json.dumps escapes what JSON must not hold raw; a terminal obeys some more: C1 controls, direction marks.
_UNSAFE = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")

CITATION = ("id", "report", "section", "quote", "start", "end", "recognised")
_PASSAGE = ("id", "report", "section", "text", "start", "end")
_REPORT = ("name", "file", "region", "year", "body", "delivered", "speaker")
_VERSION = ("number", "id", "made", "sentences")


def dump(value: object) -> str:
    """One line of JSON, in which nothing moves a cursor or reorders text."""
    line = json.dumps(_plain(value), ensure_ascii=False)
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", line)


def _plain(value: object) -> object:
    """Times to the second, errors by their sentence, dataclasses and named tuples by their fields."""
    match value:
        case Enum():
            return value.value
        case datetime():
            return value.isoformat(timespec="seconds")
        case date():
            return value.isoformat()
        case BaseException():
            return str(value)
        case Mapping():
            return {_plain(key): _plain(held) for key, held in value.items()}
        case tuple() if names := getattr(value, "_fields", ()):
            return _plain(picked(value, *names))
        case list() | tuple():
            return [_plain(held) for held in value]
        case _ if is_dataclass(value):
            return _plain(picked(value, *(field.name for field in fields(value))))
        case _:
            return value


def picked(value: object, *names: str) -> Object:
    """These fields of a value."""
    return {name: getattr(value, name) for name in names}


def answer_object(answer: Answer, id_: object) -> Object:
    return {
        "id": id_,
        **picked(answer, "question", "status", "engine"),
        "text": said(answer, texts_for(answer.language)),
        "citations": [picked(citation, "number", *CITATION) for citation in answer.citations],
        "nearest": [picked(citation, *CITATION) for citation in answer.nearest],
        "form": answer.form,
        "more": [picked(citation, *CITATION) for citation in answer.more],
        **picked(answer, "missing", "silent"),
        "unread": answer.unread,
        "version": answer.version,
        "seconds": {step: round(answer.seconds.get(step, 0.0), 6) for step in ("retrieve", "answer")},
    }


def standing_object(sentence_id: str, standing: CitationStatus) -> Object:
    """The place of the words: in the report of today, or in the one they were cited from if they are gone."""
    cited, paragraph = standing.cited, find_paragraph(standing)
    return {
        "id": sentence_id,
        "state": standing.fate,
        "report": standing.report.name,
        "section": standing.section,
        "quote": standing.words,
        "start": standing.span.start,
        "end": standing.span.end,
        "paragraph": paragraph.text if paragraph else standing.words,
        "cited": _cited_object(cited) if cited else None,
        "left": _left_object(cited) if cited else None,
    }


def _cited_object(cited: CitedSentence) -> Object:
    return picked(cited, "quote", "section", "version", "at") | picked(cited.report, "file", "sha256")


def _left_object(cited: CitedSentence) -> Object | None:
    return {"version": cited.left_version, "at": cited.left_at} if cited.left_version and cited.left_at else None


def verification_object(verification: Verification, id_: object) -> Object:
    return {
        "id": id_,
        "text": verification.text,
        "claims": [_finding_object(finding) for finding in verification.findings],
        **picked(verification, "left_out", "unread", "version"),
        "seconds": round(verification.seconds, 6),
    }


def _finding_object(finding: Finding) -> Object:
    return {
        "claim": finding.claim.text,
        **picked(finding.claim.span, "start", "end"),
        "verdict": finding.verdict,
        "otherwise": finding.aspect,
        "citation": picked(finding.citation, *CITATION, "year") if finding.citation else None,
    }


def passages_object(question: str, passages: Sequence[Passage], id_: object) -> Object:
    found = [{**picked(passage, *_PASSAGE), "score": round(passage.score, 6)} for passage in passages]
    return {"id": id_, "question": question, "passages": found}


def status_object(status: CorpusStatus) -> Object:
    return {
        "current": picked(status.current, *_VERSION) if status.current else None,
        "reports": [_report_object(report) for report in status.reports],
        "kept": status.kept,
        "indexes": status.why,
        "problem": status.problem,
        "left_out": _left_out(status.current.unread if status.current else ()),
    }


def _report_object(report: Report) -> Object:
    return {**picked(report, *_REPORT), "pages": len(report.pages), "omissions": report.omissions}


def reports_object(served: ServedVersion) -> Object:
    """The reports that are asked, and the version that holds them."""
    known = {"number": served.number, "version": served.version.id, "made": served.made}
    return known | {"reports": [_report_object(report) for report in served.version.reports]}


def versions_object(versions: Sequence[VersionRecord], current: int | None) -> Object:
    return {"versions": [{**picked(one, *_VERSION), "current": one.number == current} for one in versions]}


def gaps_object(gaps: Sequence[Gap], pins: Sequence[tuple[Pin, bool]]) -> Object:
    """``pins`` with whether their words are in the reports of today."""
    return {"gaps": [_gap_object(gap) for gap in gaps], "pins": [_pin_object(pin, held) for pin, held in pins]}


def _gap_object(gap: Gap) -> Object:
    return {
        "question": gap.question,
        "status": gap.answer.status if gap.answer else None,
        "answer": gap.answer.text if gap.answer else None,
        "asked": gap.asked,
        "up": gap.ups,
        "down": gap.downs,
        "faults": dict(gap.faults.most_common()),
    }


def _pin_object(pin: Pin, held: bool) -> Object:
    where = {"question": pin.question, "citation": pin.sentence}
    return where | picked(pin, "quote", "report", "who", "at") | {"used": held}


def change_object(change: Change) -> Object:
    names = [field.name for field in fields(change) if field.name != "unread"]
    return picked(change, *names) | {"left_out": _left_out(change.unread)}


def _left_out(unread: Sequence[Unread]) -> list[Object]:
    return [{"file": one.stamp.file, "reason": one.error} for one in unread]


def draft_object(preview: Preview | None) -> Object:
    """Empty where nothing waits."""
    if preview is None or preview.draft is None:
        return {"version": None}
    drafted = picked(preview.draft, "version", "base", "at", "who", "lost")
    return drafted | {"understood": preview.understood, "change": change_object(preview.change)}


def record_object(record: Sequence[AuditRecord]) -> Object:
    return {"changes": record}
