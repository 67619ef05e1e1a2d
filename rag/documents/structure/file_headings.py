"""The lines that a file marks as headings -> their ranks in the report. Pure.

Files number their levels as they please: the title may be one, or none. What counts is which of them are above which.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence

from rag.documents.structure.headings import Paragraph, Rank
from rag.text.segmentation import BLANKS
from rag.types import Heading, Report

_RANKS = (Rank.PART, Rank.ITEM, Rank.POINT, Rank.SUBPOINT)
_LEAST = 2
"""Headings that a file has to mark to be believed."""
_MOST = 0.5
"""Share of marked lines from which on the marks mean nothing."""
_LONGEST = 60
_TITLE = "报告"


def heading_ranks(report: Report, paragraphs: Sequence[Paragraph]) -> Mapping[int, Rank]:
    """The ranks by the offsets of paragraphs; empty where the file marks no headings that can be believed."""
    lines = {paragraph.start: paragraph for paragraph in paragraphs}
    levels = {heading.start: heading.level for heading in _aligned(report, paragraphs) if heading.start in lines}
    kept = {start: level for start, level in levels.items() if _is_heading(lines[start].span.of(report.text))}
    if not _LEAST <= len(kept) <= _MOST * len(paragraphs) or all(lines[start].rank for start in kept):
        return {}
    order = sorted(set(kept.values()))
    return {start: _RANKS[min(order.index(level), len(_RANKS) - 1)] for start, level in kept.items()}


def _aligned(report: Report, paragraphs: Sequence[Paragraph]) -> list[Heading]:
    """The offsets aligned: a heading begins at its line, a paragraph at its first character that is not a blank."""
    starts = [paragraph.start for paragraph in paragraphs]
    found = []
    for heading in report.headings:
        at = bisect_left(starts, heading.start)
        if at < len(starts) and not report.text[heading.start : starts[at]].strip(BLANKS):
            found.append(heading._replace(start=starts[at]))
    return found


def _is_heading(words: str) -> bool:
    """Whether a line can be a heading of the body; the title of the report is none."""
    return len(words) <= _LONGEST and _TITLE not in words
