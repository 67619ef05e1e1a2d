"""A composition, or the reason why there is none -> the answer to the question. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from rag.answering.statements import Composition
from rag.documents.snapshot import CorpusSnapshot
from rag.retrieval.query import is_english
from rag.types import Answer, Form, Question, Reason, Status

EXTRACTIVE = "extractive"


def make_answer(question: Question, form: Form | None, told: Composition, snapshot: CorpusSnapshot) -> Answer:
    return Answer(
        question=question.text,
        status=Status.ANSWERED,
        engine=EXTRACTIVE,
        statements=told.statements,
        citations=told.citations,
        nearest=(),
        version=snapshot.id,
        language=_language(question),
        form=form,
        more=told.more,
        note=told.note,
    )


def refuse(question: Question, snapshot: CorpusSnapshot, reason: Reason, asked: Sequence[int] | None = None) -> Answer:
    """``asked``: the indices of the reports asked; None for all."""
    aside = reason in (Reason.SMALL_TALK, Reason.OFF_TOPIC)
    reports = snapshot.reports if asked is None else [snapshot.reports[at] for at in asked]
    return Answer(
        question=question.text,
        status=Status.OFF_TOPIC if aside else Status.NOT_IN_REPORT,
        engine=EXTRACTIVE,
        statements=(),
        citations=(),
        nearest=(),
        version=snapshot.id,
        language=_language(question),
        reason=reason,
        unread=() if aside else tuple(report.name for report in reports if report.is_incomplete),
    )


def _language(question: Question) -> str:
    return "en" if is_english(question.text) else "zh"
