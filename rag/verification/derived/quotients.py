"""A claim on an average or a share, the sentences found -> the quotient of two figures that is it. Pure.

发放资金118.7亿元、惠及310万人 says that each got about 3,800元; 教师2.8万名，其中乡村教师9100名 that these are a
third. The figures stand side by side in one sentence; where the quotient is another one, nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from rag.text.figures import Figure, FigureKind
from rag.text.figures.numerals import SCALES, written
from rag.text.figures.units import PERCENT, SHARES, is_count
from rag.verification.derived.comparisons import Judged
from rag.verification.facts import ReadSentence, Slot
from rag.verification.figure_relation import Relation, alike, compare_value, convert
from rag.verification.reading import Claimed
from rag.verification.search import Haul, Pointed
from rag.verification.verdicts.judgement import Aspect, Judgement, Verdict

_PER = re.compile(
    "平均|人均|户均|均摊|摊到|每(?:一?[个人户家亩件项座所辆]|人次)|(?:一[个人户家亩件项座所辆]|一人)(?=投|花|有|能|[0-9超近约不])"
)
_WORKED_OUT = re.compile(
    "减去|减掉|扣掉|扣除|刨去|除掉|除以|乘以|折合|折算|换算|倒推|推算|反推|算下来|算起来|算成|剩下|余下|还剩|还差|差额|之差|相差|差距"
    "|相当于|抵得上|顶得上|等于|加起来|(?:加|合|凑)(?:[在到]?一起|[在到]?一块)|合起来|相加|之和|两年来?共|平摊|除开"
)
"""The words of arithmetic: a figure told with them need not stand in the report."""
_OF_WHICH = re.compile("^[，,；;、]?其中")
_TOLD, _TOLD_OF_KNOWN = 0.4, 0.6
"""Share (0–1) of the weight of the claim's words, and of those that reports use, that the sentence has."""
_MOST = 8
"""The nearest sentences, which are looked at."""


def leave_open_if_worked_out(claimed: Claimed, judged: Judged) -> Judged:
    """The judgement; an average, or what is worked out, is not denied by a figure that is told."""
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
    if len(claimed.figures) != 1 or claimed.figures[0].figure.kind is not FigureKind.AMOUNT:
        return None
    figure = claimed.figures[0].figure
    for at, (told, _) in enumerate(haul.found[:_MOST]):
        everything, known = haul.words.held_by(told.grams | told.headings)
        if everything.share < _TOLD and known.share < _TOLD_OF_KNOWN:
            continue
        for top, bottom in _pairs(claimed, figure, told):
            if judged := _judge(figure, top, bottom, at, haul):
                return judged
    return None


def _pairs(claimed: Claimed, figure: Figure, told: ReadSentence) -> Iterator[tuple[Slot, Slot]]:
    amounts = [slot for slot in told.slots if slot.figure.kind is FigureKind.AMOUNT and slot.figure.low > 0]
    for one, other in pairwise(amounts):
        if one.year != other.year or (claimed.years and one.year not in claimed.years):
            continue
        if figure.unit == PERCENT:
            if _OF_WHICH.match(other.clause.of(told.text)) and alike(other.figure, one.figure):
                yield other, one
        elif _is_average(claimed) and figure.unit not in SHARES:
            yield from ((a, b) for a, b in ((one, other), (other, one)) if _is_average_of(a, b, figure))


def _is_average_of(total: Slot, count: Slot, figure: Figure) -> bool:
    return (
        not is_count(total.figure.unit)
        and total.figure.unit not in SHARES
        and alike(total.figure, figure)
        and is_count(count.figure.unit)
        and count.figure.low > 1
    )


def _judge(figure: Figure, top: Slot, bottom: Slot, at: int, haul: Haul) -> Judged | None:
    value = convert(top.figure, bottom.figure if figure.unit == PERCENT else figure)
    if value is None:
        return None
    quotient = value / bottom.figure.low * (100 if figure.unit == PERCENT else 1)
    relation = compare_value(figure, quotient)
    if relation not in (Relation.SAME, Relation.ROUGH):
        return None
    loose = relation is Relation.ROUGH or top.figure.qualifiers or bottom.figure.qualifiers
    verdict = Verdict.ROUGHLY if loose else Verdict.AGREES
    calculation = f"{_written(top.figure.low)}÷{_written(bottom.figure.low)}≈{_rounded(quotient)}"
    judgement = Judgement(verdict, at, None, top.figure.full, calculation)
    return Judged(judgement, haul, (Pointed(haul.sources[at], bottom.figure.full),))


def _written(value: Fraction) -> str:
    word, scale = next(((word, scale) for word, scale in SCALES.items() if value >= scale), ("", 1))
    return f"{written(value / scale)}{word}"


def _rounded(value: Fraction) -> str:
    return f"{float(value):.1f}" if value < 1000 else f"{float(value):.0f}"
