"""Cited sentences -> whether they only plan what a statement could tell as done. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.grounding.figures.result import Evidence

DONE = re.compile(r"已(?!经济)|[成现增到长降设开得建立了]了")
"""Words by which Chinese tells that something is done."""
_AIMS = re.compile(r"力争|争取|拟(?=[建定于在将])|计划(?=[建新开在于])|谋划(?=建设)|将于|筹备")


def is_only_planned(cited: Sequence[Evidence]) -> bool:
    return bool(cited) and all(_is_plan(one) and not DONE.search(one.text) for one in cited)


def _is_plan(evidence: Evidence) -> bool:
    """It stands where the report speaks of its own year, or says itself that it only aims."""
    report = evidence.report
    own = report is not None and report.year is not None and evidence.year == report.year
    return own or bool(_AIMS.search(evidence.text))
