"""A draft of a model that has passed its trial, the evidence -> the statement it becomes, or why it is refused. Pure.

Such a model selects, orders, words and compares as it likes; each of its statements is still carried by the sentences
it cites. Chinese is weighed by its words as ever, but for what opens a statement and names no fact. Other languages are
weighed by figures, units, years, places, names, denial and marks. What is worked out is worked out again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from rag.grounding.derived_check import derive
from rag.grounding.derived_figures import RELATION
from rag.grounding.figures import Evidence, check
from rag.grounding.figures.similarity import about
from rag.grounding.foreign_check import judge_foreign
from rag.grounding.list_counts import without_counts
from rag.grounding.statement_check import DraftStatement, Vetted, is_chinese, says_nothing
from rag.grounding.wording_check import Lack, support
from rag.text.content_words import gist, uncovered
from rag.text.figures import find_amounts, find_figures
from rag.text.plain import grams
from rag.text.word_tables import any_of

MOST_CITED = 6
"""Sentences for one statement."""
_BOTH = frozenset({True, False})
_COMPARISON = re.compile(any_of(__name__, "comparison"), re.IGNORECASE)
_COMMA = re.compile("[，,；;]")
_LEAST_SAID = 4
"""Least number of pairs of characters that remain of a statement whose end is cut off."""
_ALIKE = 0.6
"""Share of a statement's pairs that another sentence has to hold, to be tried for it."""
_LEAD_IN = re.compile(
    r"^(?P<yes>(?:是的?|不是|否|没有|有|会|对|提到了?|未提到)[，,：:])?"
    r"(?P<lead>[^，,：:。；;0-9]{0,24}(?:方面|领域|问题|工作|来看|来说|上|措施|举措|做法|安排|目标|重点|成绩|任务|包括|有|是|为|如下)[，,：:])?"
)
_OPENING = re.compile(
    r"^(?:(?P<yes>是的?|有|会|对|提到了?|yes)|(?P<no>不是|没有|否|不会|未提到|no))[，,：:.。]\s*", re.IGNORECASE
)
_SIZE = re.compile(r"(?:above|below) designated size|[高低]质量|超过?百", re.IGNORECASE)
"""Words for size that compare nothing."""
_DENIES = re.compile(r"[未不无没非]|\b(?:not|no|never|without)\b", re.IGNORECASE)
_SAME = (
    ("地区生产总值", "GDP"),
    ("社会消费品零售总额", "社零总额"),
    ("固定资产投资", "固投"),
    ("规模以上", "规上"),
)
"""Full names and their short forms: the same measure, for the same place and scope."""
_TARGETS_TOLD = re.compile("目标[^，,。；;:：]{0,4}(?:是|为|[:：])")
_EACH_TARGET = re.compile("的?(?:主要)?(?:预期)?目标(?:值)?(?:(?:是|为)分别(?:是|为)?|分别(?:是|为))")
"""The words between several things and the target of each: 城镇和农村居民收入的预期目标是分别增长4.8%、6%."""
_ONE_TARGET = re.compile("目标(?:之一|中的?一项)[就便]?(?:是|为)")
_TIME = frozenset({"年", "个月", "天"})
_LEADING = re.compile("主要|重点|措施|举措|做法|办法|方式|总体上?|以下")
_FRAME = re.compile(any_of(__name__, "frame"))
"""Words that introduce what the sentences say, and say nothing themselves."""
_SEPARATOR = re.compile(r"、|(?:以及|(?<!共)和(?!谐|平|睦|解)|及其?)(?=[\u3400-\u9fff])")


def vet_freely(draft: DraftStatement, evidence: Sequence[Evidence], language: str, asked: str) -> Vetted:
    """``language`` of the question, ``zh`` or ``en``; ``asked``: its words, which a statement may open with."""
    chinese = is_chinese(draft.text)
    if chinese is (language == "en") or says_nothing(draft.text):
        return Vetted((), frozenset({"empty" if says_nothing(draft.text) else "language"}))
    named = [number - 1 for number in draft.numbers][:MOST_CITED]
    vetted = _vet(draft.text, named, evidence, asked, chinese=chinese)
    if vetted.kept or not chinese:
        return vetted
    for shorter in _beginnings(draft.text):
        kept = _vet(shorter, named, evidence, asked, chinese=True)
        if kept.kept:
            return replace(kept, reasons=vetted.reasons, text=shorter)
    return _vet_unmarked(draft.text, named, evidence, asked) or vetted


def _vet(text: str, named: Sequence[int], evidence: Sequence[Evidence], asked: str, *, chinese: bool) -> Vetted:
    """The check against the sentences that the statement names, and no others."""
    if not named:
        return Vetted((), frozenset({"no_mark"}))
    cited = [evidence[i] for i in named]
    if _answers_wrongly(text, asked):
        return Vetted((), frozenset({"yes_no"}))
    text = _as_cited(text, cited) if chinese else text
    reasons = _lacks(text, cited, asked, chinese=chinese)
    if not reasons and not _compares(text, cited):
        return Vetted(_needed(text, named, evidence, asked, chinese=chinese), frozenset())
    derived = derive(text, cited, asked)
    if derived and not _lacks(derived.rest, cited, asked, chinese=chinese, derived=True):
        return Vetted(tuple(named), frozenset(), derived.calculation)
    return Vetted((), reasons or frozenset({"comparison"}))


def _as_cited(text: str, cited: Sequence[Evidence]) -> str:
    """The statement with the names of measures, and what is said of targets, as the sentences write them."""
    told = "".join(one.text for one in cited)
    if _TARGETS_TOLD.search(told):
        text = _ONE_TARGET.sub("目标是", _EACH_TARGET.sub("分别", text))
    for one, other in _SAME:
        for said, written in ((one, other), (other, one)):
            if written in told and said not in told:
                text = text.replace(said, written)
    return text


def _answers_wrongly(text: str, asked: str) -> bool:
    """Whether the statement says yes although its figure differs from the question's or the comparison goes the other
    way, or no although neither is so and nothing is denied."""
    opening = _OPENING.match(text)
    if opening is None:
        return False
    rest = text[opening.end() :]
    differs = bool(_amounts(asked) - _amounts(rest)) or _compares_otherwise(rest, asked)
    return differs if opening["yes"] else not (differs or _DENIES.search(rest))


def _compares_otherwise(text: str, asked: str) -> bool:
    """Whether the statement compares in the other direction than the question: below, where higher was asked."""
    one, other = (_SIZE.sub(" ", words) for words in (text, asked))
    told, wanted = ({found.lastgroup for found in RELATION.finditer(words)} for words in (one, other))
    return len(wanted) == 1 and bool(told) and not told & wanted


def _amounts(text: str) -> frozenset[Fraction]:
    """The figures in a text, without durations: 两年 asks about two years."""
    return frozenset(figure.low for figure in find_amounts(text) if figure.unit not in _TIME)


def _compares(text: str, cited: Sequence[Evidence]) -> bool:
    """Whether the statement compares two things, and no sentence does in these words."""
    return any(not any(found[0] in one.text for one in cited) for found in _COMPARISON.finditer(text))


def _beginnings(text: str) -> Iterator[str]:
    """The statement without its last clause, without the last two …; none that is a mere opening."""
    clauses = _COMMA.split(text.rstrip("。"))
    for count in range(len(clauses) - 1, 0, -1):
        shorter = "，".join(clauses[:count])
        if len(gist(shorter)) >= _LEAST_SAID:
            yield f"{shorter}。"


def _vet_unmarked(text: str, named: Sequence[int], evidence: Sequence[Evidence], asked: str) -> Vetted | None:
    """The check against another sentence that says everything, where the mark is wrong or missing."""
    words = about(text)
    for i, one in enumerate(evidence):
        alike = len(words & about(one.text)) >= _ALIKE * len(words)
        if alike and i not in named and not _lacks(text, [one], asked, chinese=True):
            return Vetted((i,), frozenset({"wrong_mark" if named else "no_mark"}))
    return None


def _needed(
    text: str, named: Sequence[int], evidence: Sequence[Evidence], asked: str, *, chinese: bool
) -> tuple[int, ...]:
    """The named sentences that the statement needs."""
    if not chinese:
        return tuple(named)
    for one in named:
        if not _lacks(text, [evidence[one]], asked, chinese=True):
            return (one,)
    used = list(named)
    for one in named:
        rest = [i for i in used if i != one]
        if rest and not _lacks(text, [evidence[i] for i in rest], asked, chinese=True):
            used = rest
    return tuple(used)


def _lacks(text: str, cited: Sequence[Evidence], asked: str, *, chinese: bool, derived: bool = False) -> frozenset[str]:
    """The failed checks. ``derived``: the text is only the words around a calculated figure."""
    if not chinese:
        return judge_foreign(_OPENING.sub("", text, count=1), cited, derived=derived)
    said = without_counts(_without_frame(_without_lead_in(text, asked)), cited, asked)
    lacks = {lack.value for clause in _clauses(said) if (lack := _lack(clause, cited))}
    return frozenset(lacks | {reason.value for reason in check(said, cited).reasons})


def _lack(clause: str, cited: Sequence[Evidence]) -> Lack | None:
    """The reason why a clause fails; None where one sentence carries it, or each member of its list is carried by
    one."""
    whole = support(clause, cited).lack
    members = [member for member in _SEPARATOR.split(clause) if member.strip()]
    if whole is None or len(members) < 2:
        return whole
    return next((lack for member in members if (lack := support(member, cited).lack)), None)


def _without_lead_in(text: str, asked: str) -> str:
    """The text without a first clause that only takes up the matter: 教育方面，…"""
    found = _LEAD_IN.match(text)
    if not found:
        return text
    lead = found["lead"] or ""
    if uncovered(_LEADING.sub(" ", lead), grams(asked), _BOTH) or find_figures(lead):
        return text[len(found["yes"] or "") :]
    return text[found.end() :]


def _without_frame(text: str) -> str:
    return _FRAME.sub(" ", text)


def _clauses(text: str) -> Iterator[str]:
    yield from (part for part in re.split(r"[，,；;。：:]", text) if part.strip())
