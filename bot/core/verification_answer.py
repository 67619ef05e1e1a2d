"""Verification -> an answer: one statement for each claim, with a citation where the report mentions it. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.texts import Texts
from rag.text.time_expressions import find_years
from rag.types import Answer, Citation, Statement, Status
from rag.verification.service import Finding, Verification
from rag.verification.verdicts.judgement import Aspect, Verdict

ENGINE = "verify"


def as_answer(verification: Verification, texts: Texts) -> Answer:
    """The verification as an answer in the language of ``texts``; a sentence that several claims rest on is cited
    once."""
    numbers: dict[str, int] = {}
    for citation in (citation for finding in verification.findings for citation in _citations(finding)):
        numbers.setdefault(citation.id, len(numbers) + 1)
    return Answer(
        question=verification.text,
        status=Status.ANSWERED,
        engine=ENGINE,
        statements=(
            *(
                Statement(_sentence(finding, texts), _numbers(finding, numbers), finding.calculation)
                for finding in verification.findings
            ),
            *_left_out(verification.left_out, texts),
            *_unread(verification.unread, texts),
        ),
        citations=tuple(_cited(id_, number, verification.findings) for id_, number in numbers.items()),
        nearest=(),
        version=verification.version,
        language=texts.language,
        seconds={"answer": verification.seconds},
    )


def _numbers(finding: Finding, numbers: Mapping[str, int]) -> tuple[int, ...]:
    return tuple(numbers[citation.id] for citation in _citations(finding))


def _citations(finding: Finding) -> tuple[Citation, ...]:
    return (finding.citation, *finding.further) if finding.citation else ()


def _left_out(count: int, texts: Texts) -> tuple[Statement, ...]:
    return (Statement(texts.claims_left_out(count), ()),) if count else ()


def _unread(reports: Sequence[str], texts: Texts) -> tuple[Statement, ...]:
    return (Statement(texts.parts_unread(reports[0], len(reports) - 1).strip(), ()),) if reports else ()


def _cited(id_: str, number: int, findings: Sequence[Finding]) -> Citation:
    """The citation with the words of all the claims that rest on it."""
    citations = [citation for finding in findings for citation in _citations(finding) if citation.id == id_]
    marks = sorted({mark for citation in citations for mark in citation.highlights})
    return replace(citations[0], number=number, highlights=tuple(marks))


def _sentence(finding: Finding, texts: Texts) -> str:
    claim = finding.claim.text
    if finding.verdict is Verdict.NOT_IN_REPORT or finding.citation is None:
        return texts.claim_not_in_report.format(claim=claim)
    if finding.calculation:
        return texts.claim_calculated[finding.verdict.value].format(claim=claim, calculation=finding.calculation)
    if finding.verdict is Verdict.UNCLEAR:
        return texts.claim_unclear.format(claim=claim)
    if finding.verdict is Verdict.ROUGHLY:
        return texts.claim_roughly.format(claim=claim, words=_marked(finding.citation))
    if finding.verdict is Verdict.AGREES:
        year = finding.citation.year
        told = year is None or any(mention.year == year or mention.word is not None for mention in find_years(claim))
        return texts.claim_agrees.format(claim=claim) if told else texts.claim_agrees_on.format(claim=claim, year=year)
    return texts.claim_differs.format(claim=claim, otherwise=_otherwise(finding, finding.citation, texts))


def _otherwise(finding: Finding, citation: Citation, texts: Texts) -> str:
    if finding.aspect is Aspect.YEAR and citation.year:
        return texts.otherwise_year.format(year=citation.year)
    if finding.aspect is Aspect.FIGURE and citation.highlights:
        return texts.otherwise_words.format(words=_marked(citation))
    return texts.otherwise[finding.aspect.value if finding.aspect else ""]


def _marked(citation: Citation) -> str:
    """The words of the sentence that decide; all of it where none are marked."""
    if not citation.highlights:
        return citation.quote
    mark = citation.highlights[0]
    return citation.quote[mark.start - citation.start : mark.end - citation.start]
