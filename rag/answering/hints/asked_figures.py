"""A question, a statement -> the figure in it that was asked for. Pure."""

from __future__ import annotations

import re

from rag.retrieval.messages.splitting import split_questions
from rag.retrieval.query import Expects, Query, read
from rag.text.figure_labels import Labelled, label
from rag.text.figures import FigureKind, compatible
from rag.text.plain import grams
from rag.types import Question, Span

_ASKS = re.compile(r"[?？吗呢]|什么|怎么|如何|哪|为何|多少")
_MOST_OF = 0.6
"""The share of the keywords' bigrams that the words of a figure have to hold."""


def find_asked_figure(question: str, statement: str, *, is_fact: bool = False) -> Span | None:
    """The span of the figure with the qualifiers next to it; None where no number was asked for, or where it is unclear
    which is meant.

    ``is_fact``: one fact was asked for, whose only figure is meant also where no number was asked for (去年呢).

    Of several questions at once the one counts that has the most in common with the statement.
    """
    told = grams(statement)
    asked = max(split_questions(question), key=lambda part: len(grams(part) & told))
    query = read(Question(asked))[0]
    figures = [one for one in label(statement) if one.figure.kind is FigureKind.AMOUNT]
    if query.expects is not Expects.NUMBER and not (is_fact and len(figures) == 1):
        return None
    figures = _in_unit(query, figures)
    chosen = figures[0] if len(figures) == 1 else _nearest(asked, figures)
    return chosen.figure.full if chosen else None


def gives_figure(keywords: str, sentence: str) -> bool:
    """Whether a sentence gives the figure of bare keywords (固定资产投资): the words of a figure hold most of them.
    False for a question written out."""
    wanted = grams(keywords)
    if not wanted or _ASKS.search(keywords):
        return False
    figures = (one for one in label(sentence) if one.figure.kind is FigureKind.AMOUNT)
    return any(len(grams(one.label) & wanted) >= _MOST_OF * len(wanted) for one in figures)


def _in_unit(query: Query, figures: list[Labelled]) -> list[Labelled]:
    """The figures in the unit asked for; all of them where none has it."""
    return [one for one in figures if query.unit and compatible(query.unit, one.figure.unit)] or figures


def _nearest(asked: str, figures: list[Labelled]) -> Labelled | None:
    """The first of those whose words have the most in common with the question."""
    words = grams(asked)
    best = max(figures, key=lambda one: len(grams(one.label) & words), default=None)
    return best if best and grams(best.label) & words else None
