"""Question, a corpus -> its answer in the report's own words, or why there is none: the order of the steps."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache, partial
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from rag.answering.affirming.affirmation import agree, ask_openly, ask_way, tells_alike
from rag.answering.answer_merging import answer_each, answer_joined
from rag.answering.composition import compose, compose_checked, with_remarks
from rag.answering.facts import compose_fact, conclude
from rag.answering.indicators import IndicatorReader, NamedIndicator
from rag.answering.matter.topics import compose_counted
from rag.answering.metadata_questions import tell_particulars
from rag.answering.ordinals import read_nth, tell_nth
from rag.answering.outline.overview import compose_overview
from rag.answering.ranks import compose_leading
from rag.answering.settled_targets import compose_settled
from rag.answering.statements import Composition, make_answer, refuse
from rag.documents.snapshot import CorpusSnapshot
from rag.ledger.requests import read_request
from rag.retrieval.forms import (
    asks_nth,
    names_rank,
    read_matter,
    read_wish,
)
from rag.retrieval.messages.splitting import is_small_talk, split_questions
from rag.retrieval.messages.turns import in_full, read_turn
from rag.retrieval.pipeline import Reading, read_question
from rag.retrieval.query import has_words, in_plain_characters, is_english
from rag.retrieval.question_decomposition import split_joined
from rag.retrieval.scopes.finding import find_scope
from rag.retrieval.scopes.scope import Scope
from rag.retrieval.scopes.scoped_corpus import ScopedCorpus
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
    within = cache(partial(ScopedCorpus, served=served))
    return _answer_whole(question, _AskedCorpus(within, IndicatorReader(served.version), served.version, embeddings))


class _AskedCorpus(NamedTuple):
    """The corpus that a message asks; what is read of it for one of its questions is there for the next."""

    within: Callable[[Scope], ScopedCorpus]
    indicators: IndicatorReader
    snapshot: CorpusSnapshot
    embeddings: Embeddings


def _answer_whole(question: Question, asked: _AskedCorpus) -> tuple[Answer, Reading | None]:
    answer, reading = _answer_plainly(in_full(in_plain_characters(question)), asked)
    return replace(answer, question=question.text), reading


def _answer_plainly(question: Question, asked: _AskedCorpus) -> tuple[Answer, Reading | None]:
    snapshot = asked.snapshot

    def ask(one: Question) -> Answer:
        return _answer_whole(one, asked)[0]

    parts = split_questions(question.text)
    if len(parts) > 1:
        return answer_each(question, parts, ask, snapshot), None
    nth = read_nth(question) if asks_nth(question.text) else None
    if nth and (told := tell_nth(nth, question, ask(nth.listed), snapshot)):
        return told, None
    answer, reading = _answer_one(question, asked)
    joined = split_joined(question.text)
    if joined is None:
        return answer, reading
    told = answer_joined(question, joined, answer, ask, snapshot)
    return told, reading if told is answer else None


def _answer_one(question: Question, asked: _AskedCorpus) -> tuple[Answer, Reading | None]:
    snapshot = asked.snapshot
    if is_small_talk(question.text) or not has_words(question.text):
        return refuse(question, snapshot, Reason.SMALL_TALK), None
    scope, form = find_scope(question, snapshot), read_wish(read_turn(question).asking)
    if told := _without_search(question, form, scope, snapshot):
        return told, None
    return _by_search(question, form, scope, asked)


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


def _by_search(question: Question, form: Form, scope: Scope, asked: _AskedCorpus) -> tuple[Answer, Reading]:
    corpus, indicators, snapshot = asked.within(scope), asked.indicators, asked.snapshot
    reading = read_question(question, corpus.served, asked.embeddings, corpus)
    stated = _indicator_stated(question, reading, indicators)
    if stated and (told := _by_indicator_stated(question, stated, reading, snapshot)):
        return told, reading
    if (form in _ON_LISTS or reading.query.items) and (listed := compose_counted(reading, snapshot)):
        return with_remarks(make_answer(question, Form.LIST, listed, snapshot), reading, snapshot), reading
    held = len(scope.each) > 1 and form in _ON_REGIONS
    on_figures = form in _ON_FIGURES or held or (form is Form.TOPIC and not reading.is_answered)
    named = (stated or indicators.find(question, reading)) if on_figures else None
    reading = named.weigh(reading) if named else reading
    if not reading.is_answered and (opened := _opened(question, corpus, asked)):
        return compose_checked(question, reading.query, *opened, snapshot), opened[0]
    by_name = named.told if named else None
    if by_name and named and named.is_whole:
        by_name = conclude(question.text, by_name, reading, snapshot, named.given)
    answer = compose(question, form, reading, snapshot, by_name)
    return _if_not_settled(answer), reading


def _indicator_stated(question: Question, reading: Reading, indicators: IndicatorReader) -> NamedIndicator | None:
    """The indicator of which a question states a figure; None where it states none."""
    asked = ask_openly(question.text) or ask_way(question.text)
    return indicators.find(replace(question, text=asked), reading) if asked else None


def _by_indicator_stated(
    question: Question, stated: NamedIndicator, reading: Reading, snapshot: CorpusSnapshot
) -> Answer | None:
    """The answer to a question that states a figure of an indicator, by the one that the report gives of it."""
    if stated.told is None or not tells_alike(question.text, stated.told, reading):
        return None
    told = make_answer(question, Form.YES_NO, agree(question.text, stated.told, reading), snapshot)
    return with_remarks(told, stated.weigh(reading), snapshot)


def _if_not_settled(answer: Answer) -> Answer:
    """The answer with the remark that it does not tell what came of targets, where that is asked for."""
    near = answer.status is Status.ANSWERED and answer.note in (None, Note.PLANNED)
    request = read_request(answer.question) if near else None
    return replace(answer, note=Note.NOT_SETTLED) if request and request.asks_outcome else answer


def _opened(question: Question, corpus: ScopedCorpus, asked: _AskedCorpus) -> tuple[Reading, Composition] | None:
    """The reading of the question for the figure that this one states, and what is told to it; None where it is not
    answered either."""
    openly = ask_openly(question.text)
    if openly is None:
        return None
    open_question = replace(question, text=openly)
    reading = read_question(open_question, corpus.served, asked.embeddings, corpus)
    named = asked.indicators.find(open_question, reading)
    is_beside = named is not None and named.is_beside
    if not reading.decision.by_name(is_told=False, is_beside=is_beside).is_answered:
        return None
    told = compose_fact(reading, corpus.version)
    return (reading, told) if tells_alike(question.text, told, reading) else None


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
