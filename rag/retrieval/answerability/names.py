"""Query, the sentence that is to answer it -> whether names are asked for and the sentence gives none. Pure."""

from __future__ import annotations

import re

from rag.retrieval.calibration import CALIBRATION
from rag.retrieval.query import Query
from rag.text.figure_labels import label
from rag.text.figures.units import is_count
from rag.text.plain import fold, grams
from rag.types import Form

_MEMBERS = re.compile(
    r"(?:具体|都|分别|各自?)(?:是|有|包括|指)*哪|哪(?:几|[一二两三四五六七八九十\d]+)(?!年|天|月|岁|[个项]?(?:方面|季度))"
    r"|叫(?:什么|啥)|名(?:字|儿|单(?![吗的里中上了]))|(?:是|有)哪些[^\u4e00-\u9fff]*$"
)
_PARTED = re.compile(r"[、，,；;。：:“”《》（）()]|以?及|[和与](?![谐平])")
_TELLING = 0.5
_KNOWN = 0.5
"""Share of the bigrams of a name that the question has to hold for it to have said the name itself."""
_LONGEST = 14
"""Characters of a name."""
_SEVERAL = 2
_ON_ONE = (Form.FACT, Form.SUPERLATIVE)
"""Forms of questions that are not answered by a list of their own."""


def names_none(query: Query, sentence: str, told: str) -> bool:
    """The question asks for names, and the sentence only counts: 7部作品 for 哪几部作品."""
    asked = fold(query.asked)
    if query.english or query.form not in _ON_ONE or not _MEMBERS.search(asked):
        return False
    wanted = {gram for gram in grams(query.text) if CALIBRATION.content(gram) >= _TELLING}
    counted = [one for one in label(told) if is_count(one.figure.unit) and wanted & grams(one.own)]
    return bool(counted) and _members(query, fold(told)) < _SEVERAL and not _lists(query, fold(sentence))


def _lists(query: Query, sentence: str) -> bool:
    """Three things or more stand in one row of the sentence."""
    asked = grams(query.text)
    rows = (row.split("、") for row in re.split("[，,；;。：:]", sentence))
    return any(sum(len(grams(one) & asked) < _KNOWN * len(grams(one)) for one in row) > _SEVERAL for row in rows)


def _members(query: Query, told: str) -> int:
    """How many things beside each other are named that the question has not named itself."""
    asked = grams(query.text)
    parts = [part for part in _PARTED.split(told) if _SEVERAL <= len(part) <= _LONGEST and not re.search(r"\d", part)]
    return sum(len(grams(part) & asked) < _KNOWN * len(grams(part)) for part in parts)
