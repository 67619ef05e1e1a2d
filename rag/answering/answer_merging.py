"""Answers to the questions of one message -> one answer. Pure but for the asking."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache, lru_cache

from rag.answering.statements import Composition, make_answer, refuse
from rag.documents.snapshot import CorpusSnapshot
from rag.errors import MessageTooCostly
from rag.retrieval.calibration import CALIBRATION
from rag.retrieval.messages.asides import COUNTS
from rag.retrieval.messages.splitting import MOST
from rag.retrieval.messages.turns import names_a_matter, own_matter
from rag.retrieval.question_decomposition import Joined
from rag.text.figures import Direction, Figure, FigureKind, find_figures
from rag.text.figures.units import MEASURE, POINTS, SPOKEN_POINTS
from rag.text.glossary import official_terms
from rag.text.places import find_places
from rag.text.plain import fold, grams
from rag.text.time_expressions import find_years
from rag.types import Answer, Citation, Question, Reason, Statement, Status

Ask = Callable[[Question], Answer]

_TELLING = 0.5
"""Least probability that an answer holds a bigram, for the bigram to count as telling."""
_MOVES = re.compile(r"增|[涨降升]|提高|减少|变化|比(?:上年|去年|前年)")
_SAME = 0.7
"""Share of the bigrams of a statement that another one holds, from which both say the same."""
_SEVERAL = 2
_UNIT = re.compile(rf"({COUNTS.pattern})[十百千万亿]*{MEASURE}", re.IGNORECASE)
"""The unit that a figure is asked for in, which names no matter: 铁路多少公里."""
_TOLD = 0.5
"""Share of the informative bigrams of a question that statements have to hold to answer it."""


class AnswerMerger:
    """Answers the questions of one message, and puts their answers together. Which statements say the same is found
    once."""

    def __init__(self, snapshot: CorpusSnapshot) -> None:
        self._snapshot = snapshot
        self._is_in = cache(_is_in)

    def answer_each(self, question: Question, parts: Sequence[str], ask: Ask, *, leaning: bool = True) -> Answer:
        """The questions of a message, answered one after the other; the answer names those without an answer, and those
        for which no time is left.

        ``leaning``: the later parts may lean on those before them.

        Raises:
            MessageTooCostly: the first takes too long already.
        """
        answers: list[Answer] = []
        for part in parts[:MOST]:
            history = (*question.history, *parts[: len(answers)]) if leaning else question.history
            try:
                answers.append(ask(replace(question, text=part, history=history)))
            except MessageTooCostly:
                if not answers:
                    raise
                break
        postponed = tuple(parts[len(answers) :])
        told = [answer for answer in answers if answer.status is Status.ANSWERED]
        if not told:
            return replace(refuse(question, self._snapshot, Reason.ABSENT), postponed=postponed)
        unanswered = tuple(
            part for part, answer in zip(parts, answers, strict=False) if answer.status is not Status.ANSWERED
        )
        joined = make_answer(question, None, self._join(told), self._snapshot)
        return replace(joined, unanswered=unanswered, postponed=postponed)

    def answer_joined(self, question: Question, joined: Joined, whole: Answer, ask: Ask) -> Answer:
        """The answer to a sentence with several questions. ``whole``: its answer as one question, which is kept where
        it covers everything asked, or where none of its questions is answered separately."""
        if _is_complete(whole, question, joined) and all(_tells(whole, part) for part in joined.questions):
            return whole
        each = self.answer_each(question, joined.questions, ask, leaning=joined.leaning)
        if each.status is not Status.ANSWERED:
            return whole
        if whole.status is not Status.ANSWERED or not joined.leaning:
            return each
        told = self._join([whole, each])
        lacking = tuple(part for part in each.unanswered if not names_a_matter(_matter(part)))
        return replace(whole, statements=told.statements, citations=told.citations, unanswered=lacking)

    def _join(self, answers: Sequence[Answer]) -> Composition:
        """Their statements in order, each once, with their citations renumbered."""
        ids = list(dict.fromkeys(citation.id for answer in answers for citation in answer.citations))
        statements: list[Statement] = []
        for answer in answers:
            numbers = {citation.number: ids.index(citation.id) + 1 for citation in answer.citations}
            for statement in answer.statements:
                anew = replace(statement, citations=tuple(numbers[number] for number in statement.citations))
                if not any(self._is_in(anew, other) for other in statements):
                    statements.append(anew)
        cited = [citation for answer in answers for citation in answer.citations]
        return Composition(tuple(statements), tuple(_merged(cited, at, number) for number, at in enumerate(ids, 1)))


def _is_complete(whole: Answer, question: Question, joined: Joined) -> bool:
    """Whether it is an answer, for every region and year asked for."""
    regions = len(find_places(question.text))
    if regions > 1 and not joined.leaning and len(whole.statements) < regions * len(joined.questions):
        return False
    years = {mention.word or mention.year for mention in find_years(question.text)}
    told = {citation.year for citation in whole.citations}
    return whole.status is Status.ANSWERED and not whole.silent and (len(years) < _SEVERAL or len(told) >= _SEVERAL)


def _tells(answer: Answer, part: str) -> bool:
    """Whether the statements hold the words for the matter of a question; for a question without a matter, whether they
    say how something moved, where that is asked."""
    told = "".join(statement.text for statement in answer.statements)
    matter = _matter(part)
    if not names_a_matter(matter):
        return not _MOVES.search(part) or any(map(_moves, find_figures(told)))
    words = fold(told)
    asked = [gram for gram in grams(matter) if len(gram) > 1 and CALIBRATION.content(gram) >= _TELLING]
    held = sum(gram in words for gram in asked)
    return held >= _TOLD * len(asked) or any(fold(term) in words for term in official_terms(part))


@lru_cache(64)
def _matter(part: str) -> str:
    return own_matter(_UNIT.sub(r"\1", part))


def _moves(figure: Figure) -> bool:
    return figure.direction is not Direction.NONE or figure.unit in (POINTS, SPOKEN_POINTS)


def _merged(cited: Sequence[Citation], sentence: str, number: int) -> Citation:
    """One citation of a sentence, with the words highlighted that any of them highlights."""
    same = [citation for citation in cited if citation.id == sentence]
    spans = sorted({span for citation in same for span in citation.highlights})
    return replace(same[0], number=number, highlights=tuple(spans))


def _is_in(statement: Statement, other: Statement) -> bool:
    """Both rest on the same sentence, and the other statement has its words or its figures."""
    figures, words = _amounts(statement), grams(statement.text)
    held = len(words & grams(other.text)) >= _SAME * len(words)
    alike = bool(figures) and figures <= _amounts(other) and held
    return statement.citations == other.citations and (alike or statement.text.rstrip("。") in other.text)


@lru_cache(64)  # each is compared with all others of the message
def _amounts(statement: Statement) -> frozenset[str]:
    figures = find_figures(statement.text)
    return frozenset(figure.literal for figure in figures if figure.kind is FigureKind.AMOUNT)
