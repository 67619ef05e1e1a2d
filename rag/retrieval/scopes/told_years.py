"""Words of a report -> the year that they speak of, and whether they are about the years asked for. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.documents.propositions import row_years
from rag.documents.snapshot import CorpusSnapshot, Excerpt
from rag.text.plain import fold
from rag.text.time_expressions import Relative, find_years, speakers_calendar
from rag.types import Report

_DURATION = re.compile(
    r"(?:[\d一二三四五六七八九十]{1,3}[—–~至到-])?[\d一二三四五六七八九十]{1,3}年(?:时间|左右的时间|内)"
)
_NAMED = (Relative.LAST, Relative.THIS, Relative.NEXT)


def year_told(ordinal: int, words: str, version: CorpusSnapshot) -> int | None:
    """The year that words of a sentence speak of: the one they name, else their section's; None where they tell it
    themselves or name a stretch of years."""
    at = version.order[ordinal]
    section = version.section(at).year
    if _DURATION.search(words):
        return None
    named = [mention for mention in find_years(words) if not (mention.compared or mention.since)]
    if any(mention.word is None for mention in named):
        return section if any(mention.year == section for mention in named) else None
    relative = [mention.word for mention in named if mention.word in _NAMED]
    if not relative:
        return section
    return speakers_calendar(version.report(at)).resolve(relative[0])


def year_agreement(asked: Sequence[int], excerpt: Excerpt, report: Report) -> float:
    """1 if a sentence is about one of the years, -1 if about another, 0 if either is not said. A table row has a year
    of its own, and so has 今年 in a review."""
    told, year = excerpt.told, excerpt.section.year
    if told[0].row and (of_cells := row_years(told)) is not None:
        return 1.0 if of_cells & set(asked) else -1.0
    text = fold(excerpt.words)
    if any(f"{y}年" in text for y in asked):
        return 1.0
    if year is None or year in asked:
        return 0.0 if year is None else 1.0
    return 1.0 if _names_year(asked, excerpt, report) else -1.0


def _names_year(asked: Sequence[int], excerpt: Excerpt, report: Report) -> bool:
    """Whether the sentence names one of the years relatively: 今年, 去年."""
    calendar = speakers_calendar(report)
    mentions = find_years(fold(excerpt.words))
    return any(calendar.year(one) in asked for one in mentions if one.word is not None and not one.compared)
