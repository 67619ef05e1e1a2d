"""Values -> the JSON objects of the commands. Pure."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import TYPE_CHECKING

from bot.core.answer_text import said
from bot.core.citation_status import find_paragraph
from bot.texts import texts_for

if TYPE_CHECKING:
    from bot.core.citation_status import Standing
    from bot.storage.citations import Cited
    from bot.storage.feedback import Gap
    from rag.answering.pin_repository import Pin
    from rag.corpus.diff.reading_summary import Understood
    from rag.corpus.diff.versions import Change
    from rag.corpus.draft import Preview
    from rag.corpus.staleness import CorpusStatus
    from rag.documents.report_folder import Unread
    from rag.storage.models import AuditRecord, VersionRecord
    from rag.types import Answer, Citation, Passage, Report
    from rag.verification.service import Finding, Verification

Object = dict[str, object]

# json.dumps escapes what JSON must not hold raw; a terminal obeys some more: C1 controls, direction marks.
_UNSAFE = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def dump(value: Object) -> str:
    """One line of JSON, in which nothing moves a cursor or reorders text."""
    line = json.dumps(value, ensure_ascii=False)
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", line)


def answer_object(answer: Answer, id_: object) -> Object:
    return {
        "id": id_,
        "question": answer.question,
        "status": answer.status.value,
        "engine": answer.engine,
        "text": said(answer, texts_for(answer.language)),
        "citations": [{"number": citation.number, **_citation_object(citation)} for citation in answer.citations],
        "nearest": [_citation_object(citation) for citation in answer.nearest],
        "form": answer.form.value if answer.form else None,
        "more": [_citation_object(citation) for citation in answer.more],
        "version": answer.version,
        "seconds": {step: round(answer.seconds.get(step, 0.0), 6) for step in ("retrieve", "answer")},
    }


def _citation_object(citation: Citation) -> Object:
    return {
        "id": citation.id,
        "report": citation.report,
        "section": list(citation.section),
        "quote": citation.quote,
        "start": citation.start,
        "end": citation.end,
    }


def standing_object(sentence_id: str, standing: Standing) -> Object:
    """Where the words stand: in the report of today, or in the one they were cited from if they are gone."""
    cited, paragraph = standing.cited, find_paragraph(standing)
    return {
        "id": sentence_id,
        "state": standing.fate.value,
        "report": standing.report.name,
        "section": list(standing.section),
        "quote": standing.words,
        "start": standing.span.start,
        "end": standing.span.end,
        "paragraph": paragraph.text if paragraph else standing.words,
        "cited": _cited_object(cited) if cited else None,
        "left": _left_object(cited) if cited else None,
    }


def _cited_object(cited: Cited) -> Object:
    return {
        "quote": cited.quote,
        "section": list(cited.section),
        "version": cited.version,
        "at": cited.at.isoformat(timespec="seconds"),
        "file": cited.report.file,
        "sha256": cited.report.sha256,
    }


def _left_object(cited: Cited) -> Object | None:
    if cited.left_version is None or cited.left_at is None:
        return None
    return {"version": cited.left_version, "at": cited.left_at.isoformat(timespec="seconds")}


def verification_object(verification: Verification, id_: object) -> Object:
    return {
        "id": id_,
        "text": verification.text,
        "claims": [_finding_object(finding) for finding in verification.findings],
        "left_out": verification.left_out,
        "version": verification.version,
        "seconds": round(verification.seconds, 6),
    }


def _finding_object(finding: Finding) -> Object:
    citation = finding.citation
    return {
        "claim": finding.claim.text,
        "start": finding.claim.span.start,
        "end": finding.claim.span.end,
        "verdict": finding.verdict.value,
        "otherwise": finding.aspect.value if finding.aspect else None,
        "citation": {**_citation_object(citation), "year": citation.year} if citation else None,
    }


def passages_object(question: str, passages: Sequence[Passage], id_: object) -> Object:
    return {"id": id_, "question": question, "passages": [_passage_object(passage) for passage in passages]}


def _passage_object(passage: Passage) -> Object:
    return {
        "id": passage.id,
        "report": passage.report,
        "section": list(passage.section),
        "text": passage.text,
        "start": passage.start,
        "end": passage.end,
        "score": round(passage.score, 6),
    }


def status_object(status: CorpusStatus) -> Object:
    return {
        "current": _version_object(status.current) if status.current else None,
        "reports": [_report_object(report) for report in status.reports],
        "kept": status.kept,
        "indexes": status.why.value if status.why else None,
        "problem": str(status.problem) if status.problem else None,
        "left_out": _left_out_object(status.current.unread if status.current else ()),
    }


def _report_object(report: Report) -> Object:
    return {
        "name": report.name,
        "file": report.file,
        "region": report.region,
        "year": report.year,
        "body": report.body,
        "delivered": report.delivered.isoformat() if report.delivered else None,
        "speaker": report.speaker,
        "pages": len(report.pages),
    }


def versions_object(versions: Sequence[VersionRecord], current: int | None) -> Object:
    return {"versions": [{**_version_object(v), "current": v.number == current} for v in versions]}


def _version_object(version: VersionRecord) -> Object:
    return {
        "number": version.number,
        "id": version.id,
        "made": version.made.isoformat(timespec="seconds"),
        "sentences": version.sentences,
    }


def gaps_object(gaps: Sequence[Gap], pins: Sequence[tuple[Pin, bool]]) -> Object:
    """``pins`` with whether their words are in the reports of today."""
    return {
        "gaps": [_gap_object(gap) for gap in gaps],
        "pins": [
            {
                "question": pin.question,
                "citation": pin.sentence,
                "quote": pin.quote,
                "report": pin.report,
                "who": pin.who,
                "at": pin.at.isoformat(timespec="seconds"),
                "used": held,
            }
            for pin, held in pins
        ],
    }


def _gap_object(gap: Gap) -> Object:
    return {
        "question": gap.question,
        "status": gap.answer.status.value if gap.answer else None,
        "answer": gap.answer.text if gap.answer else None,
        "asked": gap.asked,
        "up": gap.ups,
        "down": gap.downs,
        "faults": {fault.value: count for fault, count in gap.faults.most_common()},
    }


def change_object(change: Change) -> Object:
    altered = [
        {**asdict(altered), "figures": [figure._asdict() for figure in altered.figures]}
        for altered in change.sentences_altered
    ]
    told = {**asdict(replace(change, unread=())), "sentences_altered": altered}
    del told["unread"]
    return {**told, "lost": [lost._asdict() for lost in change.lost], "left_out": _left_out_object(change.unread)}


def _left_out_object(unread: Sequence[Unread]) -> list[Object]:
    return [{"file": one.stamp.file, "reason": str(one.error)} for one in unread]


def draft_object(preview: Preview | None) -> Object:
    """Empty where nothing waits."""
    if preview is None or preview.draft is None:
        return {"version": None}
    draft = preview.draft
    return {
        "version": draft.version,
        "base": draft.base,
        "at": draft.at.isoformat(timespec="seconds"),
        "who": draft.who,
        "lost": [lost._asdict() for lost in draft.lost],
        "understood": [_understood_object(report) for report in preview.understood],
        "change": change_object(preview.change),
    }


def _understood_object(report: Understood) -> Object:
    delivered = report.delivered.isoformat() if report.delivered else None
    return {**asdict(report), "delivered": delivered, "doubts": [doubt.value for doubt in report.doubts]}


def record_object(record: Sequence[AuditRecord]) -> Object:
    return {"changes": [{**asdict(row), "at": row.at.isoformat(timespec="seconds")} for row in record]}
