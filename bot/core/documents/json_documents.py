"""Answers, verdicts and citations -> JSON documents. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from bot.core.answer_text import said
from bot.core.citation_status import find_paragraph
from bot.core.documents import shapes
from bot.core.documents.encoding import shaped
from bot.texts import texts_for

if TYPE_CHECKING:
    from bot.core.citation_status import CitationStatus
    from bot.core.ports import ServedVersion
    from bot.storage.citations import CitedSentence
    from rag.types import Answer, Citation, Passage, Report
    from rag.verification.service import Finding, Verification


def answer_document(answer: Answer, id_: object) -> shapes.Answer:
    return shaped(
        shapes.Answer,
        answer,
        id=id_,
        text=said(answer, texts_for(answer.language)),
        citations=[shaped(shapes.NumberedCitation, citation) for citation in answer.citations],
        nearest=_citations(answer.nearest),
        more=_citations(answer.more),
        seconds=shapes.Seconds(*(round(answer.seconds.get(step, 0.0), 6) for step in ("retrieve", "answer"))),
    )


def _citations(citations: Iterable[Citation]) -> list[shapes.Citation]:
    return [shaped(shapes.Citation, citation) for citation in citations]


def standing_document(sentence_id: str, standing: CitationStatus) -> shapes.Standing:
    cited, paragraph = standing.cited, find_paragraph(standing)
    return shapes.Standing(
        sentence_id,
        standing.fate.value,
        standing.report.name,
        standing.section,
        standing.words,
        *standing.span,
        paragraph.text if paragraph else standing.words,
        shaped(shapes.Cited, cited, file=cited.report.file, sha256=cited.report.sha256) if cited else None,
        _left(cited) if cited else None,
    )


def _left(cited: CitedSentence) -> shapes.Left | None:
    return shapes.Left(cited.left_version, cited.left_at) if cited.left_version and cited.left_at else None


def verification_document(verification: Verification, id_: object) -> shapes.Verification:
    return shaped(
        shapes.Verification,
        verification,
        id=id_,
        claims=[_claim(finding) for finding in verification.findings],
        seconds=round(verification.seconds, 6),
    )


def _claim(finding: Finding) -> shapes.Claim:
    citation = shaped(shapes.DatedCitation, finding.citation) if finding.citation else None
    further = [shaped(shapes.DatedCitation, one) for one in finding.further]
    return shaped(
        shapes.Claim, finding.claim.span, claim=finding.claim.text, verdict=finding.verdict, otherwise=finding.aspect,
        citation=citation, calculation=finding.calculation or None, further=further,
    )  # fmt: skip


def passages_document(question: str, passages: Sequence[Passage], id_: object) -> shapes.Passages:
    found = [shaped(shapes.Passage, passage, score=round(passage.score, 6)) for passage in passages]
    return shapes.Passages(id_, question, found)


def reports_document(served: ServedVersion) -> shapes.Reports:
    reports = list(map(report_document, served.version.reports))
    return shapes.Reports(served.number, served.version.id, served.made, reports)


def report_document(report: Report) -> shapes.Report:
    omissions = [shaped(shapes.Omission, omission) for omission in report.omissions]
    return shaped(shapes.Report, report, pages=len(report.pages), omissions=omissions)
