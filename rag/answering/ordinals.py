"""A question on one of the things in a list -> the question for the list, and the one of its answer. Pure.

第三件民生实事是什么 asks for 民生实事有哪些, and for the third of those that a sentence lists; 第二个呢 does so of the
list before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from rag.answering.statements import Composition, make_answer, refuse
from rag.documents.snapshot import CorpusSnapshot
from rag.retrieval.calibration import CALIBRATION
from rag.retrieval.forms import NTH
from rag.retrieval.messages.turns import names_a_matter, own_matter
from rag.text.figures import FigureKind, find_figures
from rag.text.figures.numerals import whole_number
from rag.text.full_stops import as_sentence
from rag.text.plain import fold, grams
from rag.types import Answer, Citation, Form, Question, Reason, Span, Statement, Status

_ASKS = re.compile(r"(?:是|指的?是?|有|讲了?|要做)?(?:什么|啥|哪些|哪一?[件项条个]?|多少)?(?:内容)?$")
_CLOSES = "呢吗 \u3000\n?？。"
_COUNT = re.compile(r"(?:[一二三四五六七八九十]{1,3}|[0-9]{1,3})[件项条个]")
_HEAD = re.compile(r"[：:]|包括(?=[^：:]{0,2}[^：:，,]{2})")
_MARKS = (re.compile(r"[；;]"), re.compile(r"[一二三四五六七八九十]{1,2}是"), re.compile(r"、"))
_CLOSING = "。；;，, \n"
_FEWEST = 3
_TELLING = 0.5
"""Probability that an answer holds a bigram, from which the head of a list needs it."""


@dataclass(frozen=True, slots=True)
class Nth:
    """One of the things in a list."""

    listed: Question
    """The question for all of them."""
    number: int
    """Its place, counted from 1; 0 for the last."""
    kind: str
    """The word they are counted by: 件 for 15件实事."""
    said: str
    """The words of the question for its place: 第三件."""


def read_nth(question: Question) -> Nth | None:
    """The member asked for; None where no member of a list is asked for."""
    found = NTH.search(question.text)
    if found is None:
        return None
    rest = _ASKS.sub("", (question.text[: found.start()] + question.text[found.end() :]).rstrip(_CLOSES))
    named = names_a_matter(own_matter(rest))
    if not (named or question.history) or (named and found["kind"] == "个"):  # 第三个国际空港 is third in time
        return None
    *before, last = question.history or ("",)
    listed = replace(question, text=f"{rest}有哪些") if named else replace(question, text=last, history=tuple(before))
    return Nth(listed, whole_number(found["number"]) if found["number"] else 0, found["kind"], found[0])


def tell_nth(nth: Nth, question: Question, listed: Answer, snapshot: CorpusSnapshot) -> Answer | None:
    """The member that is meant, of ``listed``, the answer to the question for the whole list; none after the last. None
    where no sentence lists them one by one."""
    for citation in listed.citations if listed.status is Status.ANSWERED else ():
        members = list(_members(citation, nth))
        if members and nth.number > len(members):
            return refuse(question, snapshot, Reason.ABSENT)
        if members:
            span = members[nth.number - 1]
            told = Statement(f"{nth.said}：{as_sentence(_words(span, citation))}", (1,))
            cited = replace(citation, number=1, highlights=(span,))
            return make_answer(question, Form.FACT, Composition((told,), (cited,)), snapshot)
    return None


def _members(citation: Citation, nth: Nth) -> Iterator[Span]:
    """The things that a sentence lists after a colon, by the mark that parts them; none where it says that there are
    more or fewer than it lists, or its head is on something else."""
    quote, colon = citation.quote, _HEAD.search(citation.quote)
    if colon is None or not _is_on(quote[: colon.start()], nth):
        return
    count = _counted(quote[: colon.end()], nth)
    for mark in _MARKS:
        marks = [at for found in mark.finditer(quote, colon.end()) for at in found.span()]
        bounds = [colon.end(), *marks, len(quote)]
        parts = [Span(one, other) for one, other in zip(bounds[::2], bounds[1::2], strict=True)]
        members = [_trimmed(part, quote) for part in parts if part.of(quote).strip(_CLOSING)]
        if len(members) >= _FEWEST and count in (None, len(members)):
            yield from (Span(citation.start + span.start, citation.start + span.end) for span in members)
            return


def _is_on(head: str, nth: Nth) -> bool:
    asked = (gram for gram in grams(own_matter(_COUNT.sub(" ", nth.listed.text))) if len(gram) > 1)
    return all(gram in fold(head) for gram in asked if CALIBRATION.content(gram) >= _TELLING)


def _counted(head: str, nth: Nth) -> int | None:
    """The number of things that the head of a list says there are."""
    figures = [figure for figure in find_figures(head) if figure.kind is FigureKind.AMOUNT and figure.unit == nth.kind]
    return int(figures[-1].low) if figures else None


def _trimmed(span: Span, text: str) -> Span:
    words = span.of(text)
    return Span(span.start + len(words) - len(words.lstrip()), span.start + len(words.rstrip(_CLOSING)))


def _words(span: Span, citation: Citation) -> str:
    return citation.quote[span.start - citation.start : span.end - citation.start]
