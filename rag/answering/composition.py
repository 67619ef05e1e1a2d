"""A question as it was read -> the answer composed of what was found, or why there is none. Pure.

The form of the question decides how the sentences found are put together. Whether they answer it is decided in
``rag.retrieval.answerability.decision``.
"""

from __future__ import annotations

from dataclasses import replace

from rag.answering.affirming.affirmation import affirm, affirm_comparison, ask_openly
from rag.answering.comparing.composing import compose_comparison
from rag.answering.comparing.totals import compose_total, summands
from rag.answering.facts import compose_fact, conclude
from rag.answering.matter.topics import compose_list, compose_topic
from rag.answering.ranks import compose_superlative
from rag.answering.reasons import compose_reason
from rag.answering.refusals import explain_refusal
from rag.answering.statements import (
    Composition,
    is_only_planned,
    make_answer,
    note_on_year,
    refuse,
)
from rag.documents.snapshot import CorpusSnapshot
from rag.ledger.requests import read_request
from rag.retrieval.forms import (
    asks_change,
    asks_difference,
    asks_sum,
    asks_total,
    holds_against,
    is_on_both,
)
from rag.retrieval.pipeline import Reading
from rag.retrieval.query import Query
from rag.types import Answer, Form, Note, Question, Status


def compose_checked(
    question: Question, query: Query, opened: Reading, told: Composition, snapshot: CorpusSnapshot
) -> Answer:
    """``query``: the question as it was asked; ``opened``: without the figure that it states; ``told``: to that."""
    composed = _by_yes_or_no(query, told, opened, snapshot)
    answer = make_answer(question, Form.YES_NO, composed, snapshot)
    return with_remarks(answer, opened, snapshot, is_planned=composed.is_planned)


def compose(
    question: Question, form: Form, reading: Reading, snapshot: CorpusSnapshot, told: Composition | None = None
) -> Answer:
    """The answer to a question that was decided to be answered. ``told``: its statements where they are known already,
    so that only the remarks are missing."""
    composed = told or _composed(question.text, form, reading, snapshot)
    answer = make_answer(question, form, composed, snapshot)
    return with_remarks(answer, reading, snapshot, is_planned=composed.is_planned)


def refuse_reading(question: Question, form: Form, reading: Reading, snapshot: CorpusSnapshot) -> Answer:
    """The refusal with the reason why what was found does not answer, and what may help."""
    reason, related, nearby = explain_refusal(reading, snapshot)
    if related:
        refused = replace(refuse(question, snapshot, reason), status=Status.RELATED, nearest=related)
    else:
        refused = replace(refuse(question, snapshot, reason, reading.scope.reports), nearby=nearby)
    return replace(refused, form=form, missing=reading.scope.missing)


def with_remarks(told: Answer, reading: Reading, snapshot: CorpusSnapshot, *, is_planned: bool | None = None) -> Answer:
    """The answer with remarks on what it lacks: a year, a result, regions without a report or without an answer."""
    note = told.note or note_on_year(reading, told.citations, snapshot)
    if note is None and told.form in (Form.FACT, Form.YES_NO):
        planned = is_only_planned(reading.query, told.citations, snapshot) if is_planned is None else is_planned
        note = Note.PLANNED if planned else None
    return replace(told, note=note, missing=reading.scope.missing, silent=silent_regions(reading, snapshot))


def silent_regions(reading: Reading, snapshot: CorpusSnapshot) -> tuple[str, ...]:
    """The regions asked for whose reports do not answer what those of others do."""
    reports = [snapshot.reports[part[-1]] for part in reading.silent]
    return tuple(report.region or report.name for report in reports)


def _composed(text: str, form: Form, reading: Reading, snapshot: CorpusSnapshot) -> Composition:
    """The answer composed by the form of the question, as far as what was found allows it."""
    return (
        _calculated(text, form, reading, snapshot)
        or _by_form(text, form, reading, snapshot)
        or conclude(text, compose_fact(reading, snapshot), reading, snapshot)
    )


def _calculated(text: str, form: Form, reading: Reading, snapshot: CorpusSnapshot) -> Composition | None:
    """The figures compared or added up, where the question asks for that."""
    differ = asks_difference(text)
    total = (form is Form.CALCULATION and not (differ or asks_change(text))) or asks_total(text)
    # 今年投资比去年多多少 is a calculation, and no sum
    both = is_on_both(reading.query.asked, reading.scope.years)
    against = both and holds_against(reading.query.asked)
    if asks_sum(text) and (names := summands(text)):
        found = compose_total(names, reading, snapshot)
    elif total or against or differ or form in (Form.COMPARISON, Form.CALCULATION):
        found = compose_comparison(reading, snapshot, total=total, both=both)
    else:
        return None
    if found is None or (found.note is not None and form is Form.FACT):
        return None
    return affirm_comparison(text, found) if against else found


def _by_form(text: str, form: Form, reading: Reading, snapshot: CorpusSnapshot) -> Composition | None:
    if form is Form.SUPERLATIVE or reading.query.ranked:
        return compose_superlative(text, reading, snapshot)
    if form in (Form.TOPIC, Form.HOW, Form.OVERVIEW):
        return compose_topic(reading, snapshot)
    if form is Form.LIST:
        return compose_list(reading, snapshot)
    if form in (Form.WHY, Form.DEFINITION):
        return compose_reason(form, reading, snapshot)
    if form is Form.YES_NO or ask_openly(text):
        return _by_yes_or_no(reading.query, compose_fact(reading, snapshot), reading, snapshot)
    return None


def _by_yes_or_no(query: Query, told: Composition, reading: Reading, snapshot: CorpusSnapshot) -> Composition:
    """The answer with yes or no; with neither where a result is asked for that is only planned, or that belongs to
    targets."""
    planned = is_only_planned(query, told.citations, snapshot)
    if (request := read_request(query.asked)) and request.asks_outcome:
        return replace(told, is_planned=planned)
    return replace(affirm(query.asked, told, reading, is_open=planned), is_planned=planned)
