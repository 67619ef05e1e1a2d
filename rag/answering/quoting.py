"""Question, a corpus -> its answer in the report's own words, or why there is none: the order of the steps."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from rag.answering.affirming.affirmation import agree, ask_openly, tells_alike
from rag.answering.asking import AskedCorpus, QuestionInScope
from rag.answering.composition import compose, compose_checked, refuse_reading, with_remarks
from rag.answering.facts import compose_fact, conclude
from rag.answering.matter.topics import compose_counted
from rag.answering.metadata_questions import tell_particulars
from rag.answering.ordinals import read_nth, tell_nth
from rag.answering.outline.overview import compose_overview
from rag.answering.ranks import compose_leading
from rag.answering.settled_targets import compose_settled
from rag.answering.statements import Composition, make_answer, refuse
from rag.documents.snapshot import CorpusSnapshot
from rag.ledger.requests import read_request
from rag.retrieval.answerability.decision import Decision, Teller
from rag.retrieval.forms import asks_nth, names_rank, read_matter, read_wish
from rag.retrieval.messages.splitting import is_small_talk, split_questions
from rag.retrieval.messages.turns import in_full, read_turn
from rag.retrieval.pipeline import Reading
from rag.retrieval.query import has_words, in_plain_characters, is_english
from rag.retrieval.question_decomposition import split_joined
from rag.retrieval.scopes.finding import find_scope
from rag.types import Answer, Citation, Form, Note, Question, Reason, SentenceKind, Status

if TYPE_CHECKING:
    from rag.index.embeddings import Embeddings
    from rag.index.searchable_corpus import SearchableCorpus

_ON_LISTS = (Form.LIST, Form.OVERVIEW)
_ON_RANKS = (Form.SUPERLATIVE, Form.LIST, Form.FACT, Form.TOPIC)


def answer_by_quoting(
    question: Question, served: SearchableCorpus, embeddings: Embeddings
) -> tuple[Answer, Reading | None]:
    """The answer of one version without a model; no reading where none is needed: for small talk, for what the outline
    or the front matter tells, for several questions at once."""
    return _answer_whole(question, AskedCorpus(served, embeddings))


def _answer_whole(question: Question, asked: AskedCorpus) -> tuple[Answer, Reading | None]:
    answer, reading = _answer_plainly(in_full(in_plain_characters(question)), asked)
    return replace(answer, question=question.text), reading


def _answer_plainly(question: Question, asked: AskedCorpus) -> tuple[Answer, Reading | None]:
    snapshot = asked.snapshot

    def ask(one: Question) -> Answer:
        return _answer_whole(one, asked)[0]

    parts = split_questions(question.text)
    if len(parts) > 1:
        return asked.merger.answer_each(question, parts, ask), None
    nth = read_nth(question) if asks_nth(question.text) else None
    if nth and (told := tell_nth(nth, question, ask(nth.listed), snapshot)):
        return told, None
    answer, reading = _answer_one(question, asked)
    joined = split_joined(question.text)
    if joined is None:
        return answer, reading
    told = asked.merger.answer_joined(question, joined, answer, ask)
    return told, reading if told is answer else None


def _answer_one(question: Question, asked: AskedCorpus) -> tuple[Answer, Reading | None]:
    snapshot = asked.snapshot
    if is_small_talk(question.text) or not has_words(question.text):
        return refuse(question, snapshot, Reason.SMALL_TALK), None
    scope, form = find_scope(question, snapshot), read_wish(read_turn(question).asking)
    return _try_ways(QuestionInScope(question, form, scope, asked))


class _Told(NamedTuple):
    """An answer, the decision that it is one, and the reading that it comes from, if any."""

    answer: Answer
    decision: Decision
    reading: Reading | None = None


def _try_ways(asking: QuestionInScope) -> tuple[Answer, Reading | None]:
    """The answer by the first way that is decided to answer; else why there is none."""
    for tell in _WAYS:
        told = tell(asking)
        if told and told.decision.is_answered:
            return told.answer, told.reading
    return refuse_reading(asking.question, asking.form, asking.weighed, asking.snapshot), asking.weighed


def _by_front_matter(asking: QuestionInScope) -> _Told | None:
    """The facts that a report gives of itself."""
    told = tell_particulars(asking.question, asking.scope, asking.asked.reader)
    return _Told(told, Decision.told_by(Teller.FRONT_MATTER)) if told else None


def _by_targets(asking: QuestionInScope) -> _Told | None:
    """Targets and their results."""
    english = is_english(asking.question.text)
    turn = read_turn(asking.question)
    wordings = (turn.in_full,) if turn.before and turn.is_ellipsis else ()
    requests = filter(None, map(read_request, (*wordings, asking.question.text)))
    told = (compose_settled(request, asking.scope, asking.snapshot, english=english) for request in requests)
    return _told_by(Teller.TARGETS, asking.form, next(filter(None, told), None), asking)


def _by_outline(asking: QuestionInScope) -> _Told | None:
    """The headings of the report, and its main figures."""
    question, scope = asking.question, asking.scope
    if question.history:
        return None
    matter, asked = read_matter(question.text), asking.form is Form.OVERVIEW
    if scope.places or scope.each or (matter.grams and not (asked or matter.part)):
        return None
    told = compose_overview(question.text, matter, scope, asking.snapshot, asked=asked)
    return _told_by(Teller.OUTLINE, Form.OVERVIEW, told, asking)


def _by_ranks(asking: QuestionInScope) -> _Told | None:
    """All that the report says to be first."""
    question = asking.question
    if question.history or asking.form not in _ON_RANKS or not names_rank(question.text):
        return None
    told = compose_leading(question.text, asking.scope, asking.asked.reader)
    return _told_by(Teller.RANKS, Form.SUPERLATIVE, told, asking)


def _by_stated_figure(asking: QuestionInScope) -> _Told | None:
    """The figure that the report gives of an indicator, where the question states one of it."""
    stated, reading = asking.stated, asking.reading
    if stated is None or stated.told is None or not tells_alike(asking.question.text, stated.told, reading):
        return None
    weighed = stated.weigh(reading)
    agreed = agree(asking.question.text, stated.told, reading)
    told = make_answer(asking.question, Form.YES_NO, agreed, asking.snapshot)
    return _Told(with_remarks(told, weighed, asking.snapshot), weighed.decision, reading)


def _by_count(asking: QuestionInScope) -> _Told | None:
    """A list of as many things as the question counts."""
    reading = asking.reading
    on_list = asking.form in _ON_LISTS or reading.query.items
    told = _told_by(Teller.COUNT, Form.LIST, compose_counted(reading, asking.snapshot) if on_list else None, asking)
    return _Told(with_remarks(told.answer, reading, asking.snapshot), told.decision, reading) if told else None


def _by_open_question(asking: QuestionInScope) -> _Told | None:
    """The answer to the question for the figure that this one states, where this one is not answered itself."""
    text = None if asking.weighed.is_answered else ask_openly(asking.question.text)
    if text is None:
        return None
    opened = replace(asking.question, text=text)
    reading = asking.read(opened)
    named = asking.asked.indicators.find(opened, reading)
    decision = reading.decision.by_name(is_told=False, found=named.found if named else None)
    told = compose_fact(reading, asking.snapshot) if decision.is_answered else None
    if told is None or not tells_alike(asking.question.text, told, reading):
        return None
    query = asking.weighed.query
    return _Told(compose_checked(asking.question, query, reading, told, asking.snapshot), decision, reading)


def _by_name_or_likeness(asking: QuestionInScope) -> _Told | None:
    """The figure of the indicator that is named, or the sentences nearest to the question."""
    question, reading, named = asking.question, asking.weighed, asking.named
    if not reading.is_answered:
        return None
    told = named.told if named else None
    if told and named and named.is_whole:
        told = conclude(question.text, told, reading, asking.snapshot, named.given)
    answer = compose(question, asking.form, reading, asking.snapshot, told)
    return _Told(_if_not_settled(answer), reading.decision, reading)


_WAYS: tuple[Callable[[QuestionInScope], _Told | None], ...] = (
    _by_front_matter,
    _by_targets,
    _by_outline,
    _by_ranks,
    _by_stated_figure,
    _by_count,
    _by_open_question,
    _by_name_or_likeness,
)
"""The ways to an answer in the order in which they are tried; nothing is searched for the first four."""


def _told_by(teller: Teller, form: Form, told: Composition | None, asking: QuestionInScope) -> _Told | None:
    if told is None:
        return None
    return _Told(make_answer(asking.question, form, told, asking.snapshot), Decision.told_by(teller))


def _if_not_settled(answer: Answer) -> Answer:
    """The answer with the remark that it does not tell what came of targets, where that is asked for."""
    near = answer.status is Status.ANSWERED and answer.note in (None, Note.PLANNED)
    request = read_request(answer.question) if near else None
    return replace(answer, note=Note.NOT_SETTLED) if request and request.asks_outcome else answer


def quote_ranked(reading: Reading, snapshot: CorpusSnapshot, k: int) -> tuple[Citation, ...]:
    """At most ``k`` sentences of prose, best first, the clauses in which they meet the question highlighted."""
    prose = (c for c in reading.ranked if c.excerpt.sentence.kind is SentenceKind.PROSE)
    return tuple(reading.quote(candidate, snapshot) for candidate in islice(prose, k))
