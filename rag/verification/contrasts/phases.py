"""A claim, a clause -> whether they name the same phases of a project (二期) or lines (3号线). Pure."""

from __future__ import annotations

import re

from rag.text.figures import numerals

_PHASE = re.compile("(?P<number>[一二三四五六七八九十]{1,3}|[0-9]{1,3})(?P<kind>期(?![间待望])|号线)")


def is_of_another_phase(claim: str, clause: str) -> bool:
    """Whether the claim names a phase and the clause another one: 机场三期, 机场二期. Different lines count as
    different matters instead."""
    mine, its = _phases(claim), _phases(clause)
    return _kinds(mine) == _kinds(its) == {"期"} and not mine & its


def lacks_the_phase(claim: str, clause: str) -> bool:
    return bool(_phases(claim) - _phases(clause))


def has_the_phases(claim: str, clause: str) -> bool:
    """Whether the claim names more than one phase or line, and the clause all of them."""
    return len(_phases(claim)) > 1 and not lacks_the_phase(claim, clause)


def _phases(text: str) -> frozenset[tuple[str, str]]:
    return frozenset((_number(found["number"]), found["kind"]) for found in _PHASE.finditer(text))


def _kinds(phases: frozenset[tuple[str, str]]) -> set[str]:
    return {kind for _, kind in phases}


def _number(written: str) -> str:
    read = None if written[0].isascii() else numerals.chinese(written)
    return written if read is None else str(read.low)
