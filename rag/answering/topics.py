"""A reading on a whole matter -> every sentence that belongs to it, as short statements in the report's order. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.answering.statements import Composition, has_editions, label_text, quote, whole, year_of
from rag.documents.snapshot import CorpusSnapshot
from rag.retrieval.extraction import Extract
from rag.retrieval.pipeline import Reading
from rag.retrieval.ranking import Candidate
from rag.retrieval.relevance import Relevant
from rag.types import Kind

SHOWN = 8
"""Statements of one message; the others follow it."""
BELONGS_FROM = 0.5
"""The probability from which a sentence is told of a matter that is asked for as a whole."""
LISTED_FROM = 0.7
"""The same beside a sentence that enumerates: a list is mostly told in one."""
SHORT = 60
"""Characters up to which a sentence is said whole."""
_RANK = re.compile(
    r"第[一1](?![季次批届轮时个部条阶产0-9.])|首[位家个次批例座条创]|榜首|冠军|唯一|率先|领先|最[大高多快长早优低少好佳强]|居.{0,6}[前首]|前列|top|first",
    re.IGNORECASE,
)
_ASKS_RANK = re.compile(r"第[几幾]|第多少|[几幾][名位]|排名|名次|位次|\brank", re.IGNORECASE)
_ANY_RANK = re.compile(
    rf"第[0-9一二三四五六七八九十]{{1,3}}(?![季次批届轮时个部条阶产0-9.])|{_RANK.pattern}", re.IGNORECASE
)
_LEVELS = ("全球", "世界", "全国", "全省", "全市", "全区", "全县")


def compose_topic(reading: Reading, snapshot: CorpusSnapshot) -> Composition:
    """All sentences above the relevance; the best one where none is."""
    return tell(belonging(reading), reading, snapshot)


def compose_superlative(question: str, reading: Reading, snapshot: CorpusSnapshot) -> Composition | None:
    """The sentences that claim a leading rank, or any where the rank is asked for; None where none on the matter
    does."""
    levels = [level for level in _LEVELS if level in question]
    ranks = _ANY_RANK if asks_rank(question) else _RANK
    found = [one for one in reading.relevant if _claims(ranks, one.candidate, levels, snapshot)]
    if not found:
        return None
    best = max(one.probability for one in found)
    return tell([one for one in found if one.probability >= best / 2], reading, snapshot)


def asks_rank(question: str) -> bool:
    """第几, 排名: any rank answers, not the leading ones alone."""
    return _ASKS_RANK.search(question) is not None


def compose_list(reading: Reading, snapshot: CorpusSnapshot) -> Composition:
    """The sentence that enumerates, whole, and the others that belong to it."""
    first, *others = belonging(reading)
    members = _members(first.candidate.ordinal, snapshot)
    extracts = [whole(ordinal, snapshot) for ordinal in members] or [whole(first.candidate.ordinal, snapshot)]
    also = [] if members else [one for one in others if one.probability >= LISTED_FROM]
    extracts += [whole(one.candidate.ordinal, snapshot) for one in also]
    return _in_order(extracts, reading, snapshot)


def belonging(reading: Reading) -> list[Relevant]:
    """The sentences that belong to the matter, likeliest first; never none."""
    return [one for one in reading.relevant if one.probability >= BELONGS_FROM] or list(reading.relevant[:1])


def tell(found: Sequence[Relevant], reading: Reading, snapshot: CorpusSnapshot) -> Composition:
    extracts = [_short(one.candidate, reading, snapshot) for one in found]
    return _in_order(extracts, reading, snapshot)


def _in_order(extracts: Sequence[Extract], reading: Reading, snapshot: CorpusSnapshot) -> Composition:
    """The first of ``extracts``, which are likeliest first, in the order of the report; the others after them."""
    shown = sorted(extracts[:SHOWN], key=lambda found: found.ordinal)
    rest = sorted(extracts[SHOWN:], key=lambda found: found.ordinal)
    told = quote(shown, _group_labels(shown, reading, snapshot), snapshot)
    more = tuple(snapshot.citation(snapshot.order[found.ordinal], None, (found.span,)) for found in rest)
    return Composition(told.statements, told.citations, more)


def _group_labels(extracts: Sequence[Extract], reading: Reading, snapshot: CorpusSnapshot) -> list[str]:
    """Region and year, said where they change."""
    labels, before = [], ""
    several = len(snapshot.reports) > 1
    years = [year_of(found, snapshot) for found in extracts]
    say_year = reading.scope.relative or len({year for year in years if year}) > 1
    for found, year in zip(extracts, years, strict=True):
        at = snapshot.order[found.ordinal]
        report = snapshot.report(at)
        region = (report.region or report.name) if several else ""
        told = year if say_year or has_editions(at.report, snapshot) else None
        label = label_text(region, told, english=reading.query.english)
        labels.append(label if label != before else "")
        before = label or before
    return labels


def _short(candidate: Candidate, reading: Reading, snapshot: CorpusSnapshot) -> Extract:
    at = snapshot.order[candidate.ordinal]
    found = snapshot.sentence(at)
    if found.end - found.start <= SHORT:
        return whole(candidate.ordinal, snapshot)
    return reading.extract(candidate, snapshot)


def _claims(ranks: re.Pattern[str], candidate: Candidate, levels: Sequence[str], snapshot: CorpusSnapshot) -> bool:
    at = snapshot.order[candidate.ordinal]
    found = snapshot.sentence(at)
    words = snapshot.report(at).text[found.start : found.end]
    return ranks.search(words) is not None and all(level in words for level in levels)


def _members(ordinal: int, snapshot: CorpusSnapshot) -> list[int]:
    """The sentence and those of its section that follow, where it announces them with a colon; else none."""
    at = snapshot.order[ordinal]
    found = snapshot.sentence(at)
    words = snapshot.report(at).text[found.start : found.end].rstrip()
    if not words.endswith((":", "：")):
        return []
    following = []
    for later in range(ordinal, len(snapshot.order)):
        place = snapshot.order[later]
        if place.report != at.report or snapshot.sentence(place).section != found.section:
            break
        if snapshot.sentence(place).kind is Kind.PROSE:
            following.append(later)
    return following
