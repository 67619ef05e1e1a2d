"""The words of a question -> whether it compares two figures, or adds them up. Pure."""

from __future__ import annotations

import re

from rag.retrieval.pipeline import Reading

_TOTAL = re.compile(r"一共|合计|总共|共计|加起来|总和|累计|两年共|\btotal\b|altogether|combined|\bsum\b", re.IGNORECASE)
_GAP = re.compile(
    r"比.{0,40}[多少高低快慢大小长](?:了|出)?(?:多少|几)|相差|差(?:了)?(?:多少|几)|差距"
    r"|\bdifference\b|how much (?:more|less|higher|lower)",
    re.IGNORECASE,
)
_BOTH = re.compile(
    r"两年|这两|前后|(?:去年|上年|\d{4}年?).{0,40}(?:今年|明年|\d{4}年?)"
    r"|目标.{0,40}(?:实际|结果|完成)|(?:实际|结果|完成).{0,40}目标"
    r"|比(?:去年|上年)|both years|two years|last year.{0,60}(?:this|next) year|target.{0,60}(?:actual|result)",
    re.IGNORECASE,
)
_AGAINST = re.compile(
    r"比|相差|差多少|变化|高了?还是|还是[松紧高低多少快慢]|[松紧高低多少快慢].{0,2}还是|持平|一样|compare|differ|change|\bthan\b|versus|\bvs\b",
    re.IGNORECASE,
)


def asks_total(text: str) -> bool:
    """Two years, or two things, taken together."""
    return _TOTAL.search(text) is not None and _BOTH.search(text) is not None


def asks_difference(text: str) -> bool:
    """One is asked for less the other."""
    return _GAP.search(text) is not None and not _TOTAL.search(text)


def asks_comparison(reading: Reading) -> bool:
    """Two years against each other."""
    return _AGAINST.search(reading.query.asked) is not None and is_on_both(reading)


def is_on_both(reading: Reading) -> bool:
    return len(reading.scope.years) > 1 or _BOTH.search(reading.query.asked) is not None
