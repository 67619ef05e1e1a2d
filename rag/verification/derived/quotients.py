"""A claim on an average or a share, the sentences found -> the quotient of two figures that equals it. Pure.

发放资金118.7亿元、惠及310万人 says that each got about 3,800元; 教师2.8万名，其中乡村教师9100名 that these are a
third. The figures stand side by side in one sentence; where the quotient is another one, nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import permutations

from rag.text.figures import Figure, FigureKind
from rag.text.figures.numerals import SCALES, written
from rag.text.figures.units import PERCENT, SHARES, is_count
from rag.verification.derived.comparison_verification import Judged
from rag.verification.facts import ReadSentence, Slot
from rag.verification.indicators import general, is_narrowed
from rag.verification.matching.words import Words
from rag.verification.reading import Claimed
from rag.verification.search import Haul, Pointed
from rag.verification.values.conversion import alike, convert
from rag.verification.values.relation import compare_value
from rag.verification.values.rounding import Relation, is_rounded
from rag.verification.verdicts.judgement import Aspect, Judgement, Verdict

_PER = re.compile(
    "平均|人均|户均|日均|月均|均摊|每天|每个?月|摊到|每(?:一?[个人户家亩件项座所辆]|人次)|(?:一[个人户家亩件项座所辆]|一人)(?=投|花|有|能|[0-9超近约不])"
)
_WORKED_OUT = re.compile(
    "减去|减掉|扣掉|扣除|刨去|除掉|除以|乘以|折合|折算|换算|倒推|推算|反推|算下来|算起来|算成|剩下|余下|还剩|还差|差额|之差|相差|差距"
    "|相当于|抵得上|顶得上|等于|加起来|(?:加|合|凑)(?:[在到]?一起|[在到]?一块)|合起来|相加|之和|两年来?共|平摊|除开|(?<!成)就(?:能|会|要|有|到|达到?)?(?:近|超过|约)?(?=[0-9])"
)
"""Words for arithmetic: a figure given with them need not stand in the report."""
_EACH_PERSON = re.compile("人均|每(?:一?[个名位])?人|一(?:个)?人|人头")
_PERSONS = frozenset({"人", "名", "位", "人次"})
_EACH = re.compile("(?:每|平均)(?:一)?([个户家亩件项座所辆套条台])|([户件亩])均")
_PARTS_OF_YEAR = (
    (re.compile("日均|每一?天|平均一?天|一天(?=[0-9超近约])"), (365, 366)),
    (re.compile("月均|每个?月|平均一?个?月"), (12,)),
)
"""How the averages over a part of the year are said, and how many such parts it has."""
_FAR = 3
"""The greatest distance, in figures of the sentence, between the total and the count."""
_OF_WHICH = re.compile("^[，,；;、]?其中")
_TOLD, _TOLD_OF_KNOWN = 0.4, 0.6
"""Share (0–1) of the weight of the claim's words, and of those that reports use, that the sentence has."""
_MOST = 8
"""The nearest sentences, which are looked at."""


def leave_open_if_worked_out(claimed: Claimed, judged: Judged) -> Judged:
    """The judgement, left open for an average or a calculated figure: another figure in the report does not disprove
    it."""
    told = judged.judgement
    if told.verdict is not Verdict.DIFFERS or told.aspect is not Aspect.FIGURE or told.sentence is None:
        return judged
    words = judged.haul.found[told.sentence][0].text
    if not any(one.search(claimed.text) and not one.search(words) for one in (_PER, _WORKED_OUT)):
        return judged
    return Judged(Judgement(Verdict.UNCLEAR, told.sentence, None, told.said), judged.haul)


def _is_average(claimed: Claimed) -> bool:
    return _PER.search(claimed.text) is not None


def judge_quotient(claimed: Claimed, haul: Haul) -> Judged | None:
    """None where no quotient is the figure of the claim."""
    figure = _figure(claimed)
    if figure is None:
        return None
    for at, (told, _) in enumerate(haul.found[:_MOST]):
        everything, known = haul.words.held_by(told.grams | told.headings)
        if everything.share < _TOLD and known.share < _TOLD_OF_KNOWN:
            continue
        for top, bottom in _pairs(claimed, figure, told):
            if judged := _judge(figure, top, bottom, at, haul):
                return judged
        if judged := _judge_by_time(claimed, figure, at, haul):
            return judged
    return None


def _figure(claimed: Claimed) -> Figure | None:
    """The only figure of the claim, besides the 一个 that it is an average for."""
    figures = [one.figure for one in claimed.figures if not (one.figure.low == 1 and is_count(one.figure.unit))]
    return figures[0] if len(figures) == 1 and figures[0].kind is FigureKind.AMOUNT else None


def _pairs(claimed: Claimed, figure: Figure, told: ReadSentence) -> Iterator[tuple[Slot, Slot]]:
    """Two figures of one sentence that stand side by side, or are the total and the count that the claim asks for."""
    amounts = [slot for slot in told.slots if slot.figure.kind is FigureKind.AMOUNT and slot.figure.low > 0]
    counted = _counted(claimed.text)
    for one, other in permutations(amounts, 2):
        if one.year != other.year or (claimed.years and one.year not in claimed.years):
            continue
        apart = amounts.index(other) - amounts.index(one)
        if figure.unit == PERCENT:
            if apart == -1 and _OF_WHICH.match(one.clause.of(told.text)) and alike(one.figure, other.figure):
                yield one, other
        elif _is_average(claimed) and _is_average_of(one, other, figure) and _is_of(counted, other, abs(apart)):
            yield one, other


def _counted(text: str) -> frozenset[str]:
    """The measure words of what it is an average of; none where it does not say."""
    if _EACH_PERSON.search(text):
        return _PERSONS
    found = _EACH.search(text)
    return frozenset({found[1] or found[2]}) if found else frozenset()


def _is_of(counted: frozenset[str], count: Slot, apart: int) -> bool:
    return count.figure.unit in counted and apart <= _FAR if counted else apart == 1


def _is_average_of(total: Slot, count: Slot, figure: Figure) -> bool:
    is_total = not is_count(total.figure.unit) or total.figure.unit == figure.unit != count.figure.unit
    return (
        is_total
        and figure.unit not in SHARES
        and total.figure.unit not in SHARES
        and alike(total.figure, figure)
        and is_count(count.figure.unit)
        and count.figure.low > 1
    )


def _of_year(claimed: Claimed, figure: Figure, told: ReadSentence, words: Words) -> Iterator[tuple[Slot, int]]:
    """The figures for a year that the claim breaks down by day or month, with its number of days or months."""
    parts = next((parts for said, parts in _PARTS_OF_YEAR if said.search(claimed.text)), ())
    for slot in told.slots if parts else ():
        of_year = slot.year is not None and (not claimed.years or slot.year in claimed.years)
        is_amount = slot.figure.kind is FigureKind.AMOUNT and slot.figure.unit == figure.unit
        if of_year and is_amount and words.held_by(slot.label)[1].share >= _TOLD:
            yield from ((slot, part) for part in parts)


def _judge(figure: Figure, top: Slot, bottom: Slot, at: int, haul: Haul) -> Judged | None:
    value = convert(top.figure, bottom.figure if figure.unit == PERCENT else figure)
    if value is None:
        return None
    quotient = value / bottom.figure.low * (100 if figure.unit == PERCENT else 1)
    relation = _relation(figure, quotient)
    if relation is None:
        return None
    loose = relation is Relation.ROUGH or top.figure.qualifiers or bottom.figure.qualifiers
    verdict = Verdict.ROUGHLY if loose else Verdict.AGREES
    calculation = f"{_written(top.figure.low)}÷{_written(bottom.figure.low)}≈{_rounded(quotient)}"
    judgement = Judgement(verdict, at, None, top.figure.full, calculation)
    return Judged(judgement, haul, (Pointed(haul.sources[at], bottom.figure.full),))


def _judge_by_time(claimed: Claimed, figure: Figure, at: int, haul: Haul) -> Judged | None:
    told = haul.found[at][0]
    for slot, parts in _of_year(claimed, figure, told, haul.words):
        if _relation(figure, slot.figure.low / parts) and not is_narrowed(general(slot.words), claimed.all_forms):
            calculation = f"{_written(slot.figure.low)}÷{parts}≈{_rounded(slot.figure.low / parts)}"
            return Judged(Judgement(Verdict.ROUGHLY, at, None, slot.figure.full, calculation), haul)
    return None


def _relation(figure: Figure, value: Fraction) -> Relation | None:
    """The relation of the quotient to the claim; None where it is another value. A value rounded to the last digit
    given is roughly the same."""
    relation = compare_value(figure, value)
    if relation in (Relation.SAME, Relation.ROUGH):
        return relation
    return Relation.ROUGH if not figure.qualifiers and is_rounded(figure, value) else None


def _written(value: Fraction) -> str:
    word, scale = next(((word, scale) for word, scale in SCALES.items() if value >= scale), ("", 1))
    return f"{written(value / scale)}{word}"


def _rounded(value: Fraction) -> str:
    return f"{float(value):.1f}" if value < 1000 else f"{float(value):.0f}"
