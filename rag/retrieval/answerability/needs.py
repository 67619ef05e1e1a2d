"""Query, the sentence that is to answer it -> whether it lacks a word that every answer to the question needs. Pure.

A question on exports is not answered by a sentence without 出口, however near it is. The words stand in ``needs.tsv``.
"""

from __future__ import annotations

import re
from functools import cache

from rag.retrieval.messages.asides import without_asides
from rag.retrieval.query import Expects, Query
from rag.text.plain import fold
from rag.text.word_tables import rows_of
from rag.types import Form

_ON_ALL = frozenset({Form.TOPIC, Form.HOW, Form.LIST, Form.OVERVIEW, Form.WHY})
"""Forms of questions on a whole matter, which sentences may answer without naming it."""


def lacks_word(query: Query, sentence: str) -> bool:
    """Whether the sentence lacks such a word. False where several things are asked at once: different sentences may
    answer them."""
    asked, told = fold(without_asides(query.asked)), fold(sentence)
    if query.form in _ON_ALL or query.expects is not Expects.NUMBER or asked.count("多少") > 1:
        return False
    return any(wanted.search(asked) and not telling.search(told) for wanted, telling in _needs())


@cache
def _needs() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    _head, *rows = rows_of("rag.retrieval.answerability", "needs.tsv")
    return tuple((re.compile(asked, re.IGNORECASE), re.compile(told, re.IGNORECASE)) for asked, told in rows)
