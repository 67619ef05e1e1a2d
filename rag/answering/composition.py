"""Question, a corpus -> its answer in the report's own words, or why there is none.

The form of the question decides how the sentences found are put together. Whether they answer it is decided in
``rag.retrieval.answerability.decision``.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from rag.answering.affirming.affirmation import affirm, affirm_comparison, agree, ask_openly, ask_way, tells_alike
from rag.answering.comparing.composing import compose_comparison
from rag.answering.comparing.totals import compose_total, summands
from rag.answering.facts import compose_fact, conclude
from rag.answering.indicators import NamedIndicator, find_indicator
from rag.answering.matter.topics import compose_counted, compose_list, compose_topic
from rag.answering.metadata_questions import tell_particulars
from rag.answering.ordinals import read_nth, tell_nth
from rag.answering.outline.overview import compose_overview
from rag.answering.ranks import compose_leading, compose_superlative
from rag.answering.reasons import compose_reason
from rag.answering.refusals import explain_refusal
from rag.answering.settled_targets import compose_settled
from rag.answering.several import answer_each, answer_joined
from rag.answering.statements import (
    Composition,
    is_only_planned,
    make_answer,
    note_on_year,
    refuse,
)
from rag.documents.snapshot import CorpusSnapshot
from rag.ledger.requests import asks_outcome, read_request
from rag.retrieval.forms import (
    asks_change,
    asks_difference,
    asks_nth,
    asks_sum,
    asks_total,
    holds_against,
    is_on_both,
    names_rank,
    read_matter,
    read_wish,
)
from rag.retrieval.joined import split_joined
from rag.retrieval.messages import in_full, is_small_talk, read_turn, split_questions
from rag.retrieval.pipeline import Reading, read_question
from rag.retrieval.query import Query, has_words, in_plain_characters, is_english
from rag.retrieval.scope import Scope, find_scope
from rag.retrieval.scoped_corpus import ScopedCorpus
from rag.types import Answer, Citation, Form, Note, Question, Reason, SentenceKind, Status

if TYPE_CHECKING:
    from rag.index.embeddings import Embeddings
    from rag.index.searchable_corpus import SearchableCorpus

_ON_FIGURES = (Form.FACT, Form.CALCULATION)
_ON_REGIONS = (Form.COMPARISON, Form.SUPERLATIVE, Form.TOPIC, Form.YES_NO)
"""Forms of a question on one indicator of several regions: 谁的GDP增长快."""
_ON_LISTS = (Form.LIST, Form.OVERVIEW)
_ON_RANKS = (Form.SUPERLATIVE, Form.LIST, Form.FACT, Form.TOPIC)


def answer_by_quoting(
    question: Question, served: SearchableCorpus, embeddings: Embeddings
) -> tuple[Answer, Reading | None]:
    """The answer of one version without a model; no reading where none is needed: for small talk, for what the outline
    or the front matter tells, for several questions at once."""
    answer, reading = _answer_plainly(in_full(in_plain_characters(question)), served, embeddings)
    return replace(answer, question=question.text), reading


def _answer_plainly(
    question: Question, served: SearchableCorpus, embeddings: Embeddings
) -> tuple[Answer, Reading | None]:
    snapshot = served.version

    def ask(one: Question) -> Answer:
        return answer_by_quoting(one, served, embeddings)[0]

    parts = split_questions(question.text)
    if len(parts) > 1:
        return answer_each(question, parts, ask, snapshot), None
    nth = read_nth(question) if asks_nth(question.text) else None
    if nth and (told := tell_nth(nth, question, ask(nth.listed), snapshot)):
        return told, None
    answer, reading = _answer_one(question, served, embeddings)
    joined = split_joined(question.text)
    if joined is None:
        return answer, reading
    told = answer_joined(question, joined, answer, ask, snapshot)
    return told, reading if told is answer else None


def _answer_one(question: Question, served: SearchableCorpus, embeddings: Embeddings) -> tuple[Answer, Reading | None]:
    snapshot = served.version
    if is_small_talk(question.text) or not has_words(question.text):
        return refuse(question, snapshot, Reason.SMALL_TALK), None
    scope, form = find_scope(question, snapshot), read_wish(read_turn(question).asking)
    if told := _without_search(question, form, scope, snapshot):
        return told, None
    return _by_search(question, form, scope, served, embeddings)


def _without_search(question: Question, form: Form, scope: Scope, snapshot: CorpusSnapshot) -> Answer | None:
    """The answer by what a report says of itself, by its targets, by its outline, or by the ranks that it tells."""
    told = tell_particulars(question, scope, snapshot) or _settled(question, form, scope, snapshot)
    if told or question.history:
        return told
    if told := _overview(question, form, scope, snapshot):
        return told
    on_ranks = form in _ON_RANKS and names_rank(question.text)
    leading = compose_leading(question.text, scope, snapshot) if on_ranks else None
    return make_answer(question, Form.SUPERLATIVE, leading, snapshot) if leading else None


def _by_search(
    question: Question, form: Form, scope: Scope, served: SearchableCorpus, embeddings: Embeddings
) -> tuple[Answer, Reading]:
    snapshot, corpus = served.version, ScopedCorpus(scope, served)
    reading = read_question(question, served, embeddings, corpus)
    stated = _indicator_stated(question, reading, snapshot)
    if stated and (told := _by_indicator_stated(question, stated, reading, snapshot)):
        return told, reading
    if (form in _ON_LISTS or reading.query.items) and (listed := compose_counted(reading, snapshot)):
        return _with_remarks(make_answer(question, Form.LIST, listed, snapshot), reading, snapshot), reading
    held = len(scope.each) > 1 and form in _ON_REGIONS
    on_figures = form in _ON_FIGURES or held or (form is Form.TOPIC and not reading.is_answered)
    named = (stated or find_indicator(question, reading, snapshot)) if on_figures else None
    reading = named.weigh(reading) if named else reading
    if not reading.is_answered and (opened := _opened(question, corpus, embeddings)):
        return _compose_checked(question, reading.query, opened, snapshot), opened
    by_name = named.told if named else None
    if by_name and named and named.is_whole:
        by_name = conclude(question.text, by_name, reading, snapshot, named.given)
    answer = compose(question, form, reading, snapshot, by_name)
    return _if_not_settled(answer), reading


def _indicator_stated(question: Question, reading: Reading, snapshot: CorpusSnapshot) -> NamedIndicator | None:
    """The indicator of which a question states a figure; None where it states none."""
    asked = ask_openly(question.text) or ask_way(question.text)
    return find_indicator(replace(question, text=asked), reading, snapshot) if asked else None


def _by_indicator_stated(
    question: Question, stated: NamedIndicator, reading: Reading, snapshot: CorpusSnapshot
) -> Answer | None:
    """The answer to a question that states a figure of an indicator, by the one that the report gives of it."""
    if stated.told is None or not tells_alike(question.text, stated.told, reading):
        return None
    told = make_answer(question, Form.YES_NO, agree(question.text, stated.told, reading), snapshot)
    return _with_remarks(told, stated.weigh(reading), snapshot)


def _if_not_settled(answer: Answer) -> Answer:
    """The answer with the remark that it does not tell what came of targets, where that is asked for."""
    near = answer.status is Status.ANSWERED and answer.note in (None, Note.PLANNED)
    return replace(answer, note=Note.NOT_SETTLED) if near and asks_outcome(read_request(answer.question)) else answer


def _opened(question: Question, corpus: ScopedCorpus, embeddings: Embeddings) -> Reading | None:
    """The reading of the question for the figure that this one states; None where it is not answered either."""
    asked = ask_openly(question.text)
    if asked is None:
        return None
    open_question = replace(question, text=asked)
    reading = read_question(open_question, corpus.served, embeddings, corpus)
    named = find_indicator(open_question, reading, corpus.version)
    is_beside = named is not None and named.is_beside
    if not reading.decision.by_name(is_told=False, is_beside=is_beside).is_answered:
        return None
    return reading if tells_alike(question.text, compose_fact(reading, corpus.version), reading) else None


def _compose_checked(question: Question, query: Query, opened: Reading, snapshot: CorpusSnapshot) -> Answer:
    """``query``: the question as it was asked; ``opened``: without the figure that it states."""
    composed = _by_yes_or_no(query, opened, snapshot)
    answer = make_answer(question, Form.YES_NO, composed, snapshot)
    return _with_remarks(answer, opened, snapshot, is_planned=composed.is_planned)


def compose(
    question: Question, form: Form, reading: Reading, snapshot: CorpusSnapshot, told: Composition | None = None
) -> Answer:
    """``told``: what answers already, so that only the notes beside it are to be found."""
    if reading.is_answered:
        composed = told or _composed(question.text, form, reading, snapshot)
        answer = make_answer(question, form, composed, snapshot)
        return _with_remarks(answer, reading, snapshot, is_planned=composed.is_planned)
    return replace(_refused(question, form, reading, snapshot), missing=reading.scope.missing)


def _with_remarks(
    told: Answer, reading: Reading, snapshot: CorpusSnapshot, *, is_planned: bool | None = None
) -> Answer:
    """The answer with what it lacks: a year, a result, regions that no report is on or that tell nothing."""
    note = told.note or note_on_year(reading, told.citations, snapshot)
    if note is None and told.form in (Form.FACT, Form.YES_NO):
        planned = is_only_planned(reading.query, told.citations, snapshot) if is_planned is None else is_planned
        note = Note.PLANNED if planned else None
    return replace(told, note=note, missing=reading.scope.missing, silent=silent_regions(reading, snapshot))


def silent_regions(reading: Reading, snapshot: CorpusSnapshot) -> tuple[str, ...]:
    """The regions asked for whose reports do not answer what those of others do."""
    reports = [snapshot.reports[part[-1]] for part in reading.silent]
    return tuple(report.region or report.name for report in reports)


def _refused(question: Question, form: Form, reading: Reading, snapshot: CorpusSnapshot) -> Answer:
    reason, related, nearby = explain_refusal(reading, snapshot)
    if related:
        return replace(refuse(question, snapshot, reason), status=Status.RELATED, nearest=related, form=form)
    return replace(refuse(question, snapshot, reason, reading.scope.reports), form=form, nearby=nearby)


def _composed(text: str, form: Form, reading: Reading, snapshot: CorpusSnapshot) -> Composition:
    """The answer composed by the form of the question, as far as what was found allows it."""
    found: Composition | None = None
    differ = asks_difference(text)
    total = (form is Form.CALCULATION and not (differ or asks_change(text))) or asks_total(text)
    # 今年投资比去年多多少 is a calculation, and no sum
    both = is_on_both(reading.query.asked, reading.scope.years)
    against = both and holds_against(reading.query.asked)
    if asks_sum(text) and (names := summands(text)):
        found = compose_total(names, reading, snapshot)
    elif total or against or differ or form in (Form.COMPARISON, Form.CALCULATION):
        found = compose_comparison(reading, snapshot, total=total, both=both)
    if found and (found.note is None or form is not Form.FACT):
        return affirm_comparison(text, found) if against else found
    found = None
    if form is Form.SUPERLATIVE or reading.query.ranked:
        found = compose_superlative(text, reading, snapshot)
    elif form in (Form.TOPIC, Form.HOW, Form.OVERVIEW):
        found = compose_topic(reading, snapshot)
    elif form is Form.LIST:
        found = compose_list(reading, snapshot)
    elif form in (Form.WHY, Form.DEFINITION):
        found = compose_reason(form, reading, snapshot)
    elif form is Form.YES_NO or ask_openly(text):
        return _by_yes_or_no(reading.query, reading, snapshot)
    return found or conclude(text, compose_fact(reading, snapshot), reading, snapshot)


def _by_yes_or_no(query: Query, reading: Reading, snapshot: CorpusSnapshot) -> Composition:
    """Neither yes nor no where a result is asked for that is only planned, or is that of targets."""
    told = compose_fact(reading, snapshot)
    planned = is_only_planned(query, told.citations, snapshot)
    if asks_outcome(read_request(query.asked)):
        return replace(told, is_planned=planned)
    return replace(affirm(query.asked, told, reading, is_open=planned), is_planned=planned)


def _settled(question: Question, form: Form, scope: Scope, snapshot: CorpusSnapshot) -> Answer | None:
    """The answer to a question on targets and what came of them; None for any other question."""
    english = is_english(question.text)
    turn = read_turn(question)
    asked = (turn.in_full,) if turn.before and turn.is_ellipsis else ()
    requests = map(read_request, (*asked, question.text))
    told = (compose_settled(request, scope, snapshot, english=english) for request in requests if request)
    found = next(filter(None, told), None)
    return make_answer(question, form, found, snapshot) if found else None


def _overview(question: Question, form: Form, scope: Scope, snapshot: CorpusSnapshot) -> Answer | None:
    matter, asked = read_matter(question.text), form is Form.OVERVIEW
    if scope.places or scope.each or (matter.grams and not (asked or matter.part)):
        return None
    told = compose_overview(question.text, matter, scope, snapshot, asked=asked)
    return make_answer(question, Form.OVERVIEW, told, snapshot) if told else None


def quote_ranked(reading: Reading, snapshot: CorpusSnapshot, k: int) -> tuple[Citation, ...]:
    """At most ``k`` sentences of prose, best first, the clauses in which they meet the question highlighted."""
    prose = (c for c in reading.ranked if c.excerpt.sentence.kind is SentenceKind.PROSE)
    return tuple(reading.quote(candidate, snapshot) for candidate in islice(prose, k))
