"""The clauses of a sentence, a query -> the stretch of them that answers. Pure.

The stretch is the one where the relevance of the clauses is highest (the maximum-sum segment, Bentley 1984), widened to
what it leans on: 增长3% says nothing without 外贸进出口总额 before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import zip_longest
from typing import NamedTuple

from rag.retrieval.query import Expects, Query
from rag.retrieval.ranking import amount_in
from rag.text.plain import fold, grams
from rag.text.time_expressions import tells_time
from rag.types import Span

REACH = 60  # characters: what a statement may grow to by clauses it leans on
_COST = 0.58  # share of the best clause's relevance that a clause must have to be worth its room
_SPREAD = 0.045  # inner product that separates a clause beside the point from the best one of its sentence
_ENOUGH = 0.3  # share of the most that a clause of a row holds of the question's words, to be one of those asked for
_HALF = 0.5  # the same, of a clause with a figure far from the stretch that is on the question
_WORDS = 3.0  # what a clause that held all the words of the question would gain
_FIGURE, _NUMERAL = 0.25, 0.2  # what a clause gains that holds a number, where one is asked for: 300, 两大
_SHORT = 5  # characters up to which a clause says nothing by itself
LEANS = re.compile(
    r"^(?:同比|环比|比上年|较|其中|分别|累计|占|被|增长|下降|提高|提升|增幅|降幅|增速|位居|位列|居|排名?|达|超|突破|高于|低于|优于|快于|"
    r"减少|增加|增至|降至|惠及|拉动|带动|吸引|总投资|总额|总量|规模|连续|均|也|并|且)"
)
RANKED = re.compile("[冠亚季]军|夺冠|[金银铜]牌|榜首|[首头]位|第一")
"""Words for a rank without a number."""


@dataclass(frozen=True)
class _Clause:
    """A clause as a question sees it."""

    span: Span
    words: str
    """Folded."""
    share: float
    """Share (0–1) of the question's weighted bigrams that it holds."""
    asked: float
    """The worth of a number or a date of the kind asked for; 0 where it holds none."""
    ends: bool
    """A semicolon stands after it, or nothing."""

    @cached_property
    def leans(self) -> bool:
        """The clause has no subject of its own."""
        return bool(LEANS.match(self.words)) or len(self.words) <= _SHORT


def read_clauses(query: Query, weights: Mapping[str, float], text: str, clauses: Sequence[Span]) -> Iterator[_Clause]:
    total, sought = sum(weights.values()), _Sought(query.expects, query.unit, query.ranked)
    for span, after in zip_longest(clauses, clauses[1:]):
        words = fold(text[span.start : span.end])
        held = sum(weights.get(gram, 0.0) for gram in grams(words))
        ends = after is None or re.search("[;；]", text[span.end : after.start]) is not None
        yield _Clause(span, words, held / total if total > 0 else 0.0, sought.worth(words), ends)


def worth_of(clauses: Sequence[_Clause], scores: Mapping[int, float]) -> list[float]:
    """The worth of each clause: its relevance against the best one (1.0), less the cost of its room."""
    best = max(scores.values(), default=0.0)
    relevance = []
    for index, clause in enumerate(clauses):
        meaning = 1 + (scores[index] - best) / _SPREAD if index in scores else 0.0
        relevance.append(max(0.0, meaning) + _WORDS * clause.share + clause.asked)
    top = max(relevance) or 1.0
    return [value / top - _COST for value in relevance]


class _Sought(NamedTuple):
    """The kind of number or date that is asked for."""

    expects: Expects
    unit: str
    ranked: bool

    def worth(self, words: str) -> float:
        """The gain of a clause that holds one."""
        if self.expects is Expects.DATE:
            return 0.5 if tells_time(words) else 0.0
        if self.expects is not Expects.NUMBER:
            return 0.0
        if (self.unit and amount_in(self.unit).search(words)) or (self.ranked and RANKED.search(words)):
            return 0.5
        if re.search(r"\d", words):
            return _FIGURE
        return _NUMERAL if re.search("[一二三四五六七八九十两][个项家大类成条方]", words) else 0.0


def best_segment(worth: Sequence[float]) -> tuple[int, int]:
    """First and last index of the contiguous run with the greatest sum."""
    best, run, start = (worth[0], 0, 0), 0.0, 0
    for index, value in enumerate(worth):
        if run <= 0:
            run, start = 0.0, index
        run += value
        if run > best[0]:
            best = (run, start, index)
    return best[1], best[2]


def widen(clauses: Sequence[_Clause], first: int, last: int, subject: bool) -> tuple[int, int]:
    """Takes in what the stretch leans on, and what leans on it to the right, within one segment and REACH.

    With ``subject`` the clause before is taken in as well: a name that is asked for is often named there.
    """
    while first > 0 and not clauses[first - 1].ends:
        if not (clauses[first].leans or subject):
            break
        subject = False
        if clauses[last].span.end - clauses[first - 1].span.start > REACH:
            break
        first -= 1
    while not clauses[last].ends:
        following = clauses[last + 1]
        if not following.leans or following.span.end - clauses[first].span.start > REACH:
            break
        last += 1
    return first, last


def trim(clauses: Sequence[_Clause], first: int, last: int) -> tuple[int, int]:
    """The clauses without those at the ends that give numbers of other indicators, where a number is asked for.

    规上工业增加值增长12%左右;固定资产投资增长10%: the next of a row is as near in meaning, and shares no word.
    """
    stretch = clauses[first : last + 1]
    few, fit = _ENOUGH * max(clause.share for clause in stretch), max(clause.asked for clause in stretch)
    if not few:  # none is on the question, and so none is less so than another
        return first, last
    while first < last and _is_other(clauses[last], few, clauses[last]) and _tell(clauses[first:last], fit):
        last -= 1
    while (
        first < last
        and _is_other(clauses[first], few, clauses[first + 1])
        and _tell(clauses[first + 1 : last + 1], fit)
    ):
        first += 1
    return first, last


def _is_other(clause: _Clause, few: float, later: _Clause) -> bool:
    """The clause is hardly about the question. ``later``: the clause that would lose its subject without this one."""
    return clause.share < few and not later.leans


def _tell(rest: Sequence[_Clause], fit: float) -> bool:
    return any(clause.asked == fit for clause in rest)


def to_figure(clauses: Sequence[_Clause], first: int, last: int) -> int:
    """The last index, moved on to the next figure where that fits the question better than what the stretch holds.

    清理规范节庆、论坛,数量压减75%: a number was asked for, and is told a clause later.
    """
    fits = max(clause.asked for clause in clauses[first : last + 1])
    for at in range(last + 1, len(clauses)):
        if clauses[at].span.end - clauses[first].span.start > REACH or clauses[at - 1].ends:
            break
        if clauses[at].asked > fits:
            return at
    return last


def or_figure(clauses: Sequence[_Clause], first: int, last: int) -> tuple[int, int]:
    """The indices; where the stretch holds no figure, those of the clause that holds one and the most of the question.

    乳业要提升国际竞争力,支持…,扩大…,力争乳业产业链产值突破2500亿元: too far from its beginning to be reached.
    """
    stretch = clauses[first : last + 1]
    if any(clause.asked >= _FIGURE for clause in stretch):
        return first, last
    least = max(_HALF * max(clause.share for clause in stretch), 1e-9)
    told = [at for at, clause in enumerate(clauses) if clause.asked >= _FIGURE and clause.share >= least]
    best = max(told, key=lambda at: (clauses[at].asked, clauses[at].share), default=None)
    return (first, last) if best is None else widen(clauses, best, best, subject=False)
