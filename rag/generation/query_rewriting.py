"""A question that retrieval may miss, a language model -> other words to search beside it.

A follow-up becomes a question of its own, everyday words become those of a report. What comes back is searched and
nothing else: it is never shown, and the question as it was asked is always searched too.
"""

from __future__ import annotations

import logging
import re
from contextlib import aclosing

from rag.errors import ModelError
from rag.llm.client import Model
from rag.llm.prompts import Prompt, as_data, fill_understand
from rag.text.plain import fold, grams
from rag.types import Question

MOST_QUERIES = 3
LONGEST_QUERY = 60
MOST_CHARACTERS = 600
"""The most characters of a reply; a longer one does not keep to the format."""
SLOW = 8.0
"""Seconds the latest calls took from which on no time is spent on this."""

log = logging.getLogger(__name__)

_BEFORE = re.compile(
    r"^(?:[\s\-*•·>#]|\d{1,2}[.、)．]|(?:第[一二三]行|改写|检索用?语|检索词|关键词|问题|查询|quer(?:y|ies))[:：]?)+",
    re.IGNORECASE,
)
_AROUND = " \t“”\"'‘’`*。.;；，,"
_NO_QUERY = re.compile(r"[<>{}\[\]|\\]|https?:|未提及|无法|抱歉|sorry", re.IGNORECASE)


async def understand(
    model: Model, prompt: Prompt, question: Question, deadline: float, user: str = ""
) -> tuple[str, ...]:
    """At most ``MOST_QUERIES`` lines to search; none where the model is slow, fails, or does not keep to the format."""
    if model.pace.seconds > SLOW:
        return ()
    reply = ""
    try:
        async with aclosing(model.stream(fill_understand(prompt, question), deadline, user)) as pieces:
            async for piece in pieces:
                reply += piece
                if len(reply) > MOST_CHARACTERS:
                    return ()
    except ModelError as exc:
        log.info("%s The question is searched as it was asked.", exc)
        return ()
    return read_queries(reply, question)


def read_queries(reply: str, question: Question) -> tuple[str, ...]:
    """The lines of a reply that can be searched; none of a reply with a line that cannot. Pure."""
    shown = re.sub(r"(?s)<think>.*?(?:</think>|$)|^.*?</think>|```\w*", "", reply)
    lines = [line for line in (_BEFORE.sub("", line).strip(_AROUND) for line in shown.splitlines()) if line]
    asked = {fold(text) for text in (question.text, *question.history)}
    if _NO_QUERY.search(shown) or not all(map(_is_query, lines)) or len(lines) > 2 * MOST_QUERIES:
        return ()
    queries = dict.fromkeys(as_data(line) for line in lines if fold(line) not in asked)
    return tuple(queries)[:MOST_QUERIES]


def _is_query(line: str) -> bool:
    return len(line) <= LONGEST_QUERY and bool(grams(line))
