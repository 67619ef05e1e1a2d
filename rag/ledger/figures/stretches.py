"""Sentences of a part -> which of them are about several years (“十四五”以来, 五年来). Pure.

Reports that close a five-year plan review both the year and the five years in one part; which of the two a paragraph
speaks of is said once, at its opening, and holds until the other is named.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from rag.types import Outline, Report

_YEARS = r"(?:[二两三四五六七八九十]|[2-9])年"
_SEVERAL = re.compile(
    rf"(?:过去|回望|回顾|这|不平凡)的?{_YEARS}|^{_YEARS}来|“十[一二三四五六]五”(?:时期|期间|以来|的{_YEARS})"
)
_ONE = re.compile(r"(?:刚刚)?过去(?:的)?(?:一年|20[0-9]{2}年)|一年来|^(?:——)?(?:20[0-9]{2}|去|上)年[，,是]")
_AVERAGED = re.compile(
    rf"年均|{_YEARS}(?:累计|来|间)|“十[一二三四五六]五”(?:期间|以来|末)|[比较](?:20[0-9]{{2}}年|“十[一二三四五六]五”末?)"
)
_PLAN_OF_YEARS = re.compile(rf"“?十[一二三四五六]五”?(?:时期|期间|发展|规划)|(?:今后|未来){_YEARS}")
_NAMED_YEAR = re.compile(r"20[0-9]{2}年|今年|去年")
"""A heading that names both is about the year as well, until a sentence says otherwise."""
_OPENING = 40
"""Characters of a sentence in which it says what it is about."""


def several_years(report: Report, outline: Outline) -> frozenset[str]:
    """The ids of the sentences about several years."""
    return frozenset(_marked(report, outline))


def _marked(report: Report, outline: Outline) -> Iterator[str]:
    part, several = "", False
    for sentence in outline.sentences:
        path = outline.sections[sentence.section].path
        top = path[0] if path else ""
        if top != part:
            part, several = top, bool(_PLAN_OF_YEARS.search(top)) and not _NAMED_YEAR.search(top)
        text = report.text[sentence.start : sentence.end]
        several = _goes_on(text, path[1:], several)
        if several:
            yield sentence.id


def _goes_on(text: str, headings: Iterable[str], several: bool) -> bool:
    if _ONE.search(text[:_OPENING]):
        return False
    return several or bool(_SEVERAL.search(text[:_OPENING])) or any(_SEVERAL.search(heading) for heading in headings)


def averages(words: str) -> bool:
    """Words right around a figure that make it a sum, an average or a change over several years."""
    return bool(_AVERAGED.search(words))
