"""Which fifth of the reports a report belongs to: what is measured on it comes from a network that did not see it."""

from __future__ import annotations

from functools import cache

from benchmarks.fitting.calibration_questions import read_lines

FOLDS = 5
APART = -1
"""In the place of a fold: of a report that is only judged, and by which nothing is fitted."""
ALWAYS = frozenset(
    f"2025年{region}政府工作报告"
    for region in (
        "内蒙古自治区",
        "天津市",
        "宁夏",
        "山西省",
        "江西省",
        "海南省",
        "福建省",
        "贵州省",
        "重庆市",
        "青海省",
    )
)
"""Reports that are learned from in every fold. They are not searched: the sentences that do not answer a question on
them are found by its words, so that not all wrong sentences are of the kind that our search puts first."""


@cache
def _judged() -> tuple[str, ...]:
    """The reports that are judged in turn."""
    return tuple(sorted({str(row["report"]) for row in read_lines("readers.jsonl")} - ALWAYS))


def names(fold: int) -> tuple[str, ...]:
    return _judged()[fold::FOLDS]


def fold_of(report: str) -> int | None:
    """None for a report that is in no fold: learned from always, or never."""
    return _judged().index(report) % FOLDS if report in _judged() else None
