"""Sentences of the shipped report as evidence."""

from __future__ import annotations

from functools import cache

from rag.documents.loader import load_report
from rag.documents.structure.outline import make_outline
from rag.grounding.figures import Evidence, FailureReason, check
from tests.paths import SEED

REVIEW = ("一、2024年工作回顾",)
PLAN = ("二、2025年工作安排",)


@cache
def cited() -> tuple[tuple[Evidence, tuple[str, ...]], ...]:
    """Every sentence of the seed report as evidence, with its clauses."""
    report = load_report(SEED)
    outline = make_outline(report)
    return tuple(
        (
            Evidence(
                report.text[sentence.start : sentence.end],
                outline.sections[sentence.section].year,
                outline.sections[sentence.section].path,
                report,
            ),
            tuple(clause.of(report.text) for clause in sentence.clauses),
        )
        for sentence in outline.sentences
    )


def of(*words: str) -> list[Evidence]:
    """The first sentence of the seed report that holds each of the words."""
    return [next(evidence for evidence, _ in cited() if word in evidence.text) for word in words]


def reasons(statement: str, *words: str) -> set[FailureReason]:
    return set(check(statement, of(*words)).reasons)
