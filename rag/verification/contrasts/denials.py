"""A claim, a clause of which just one denies -> whether the other says the same by a word for absence. Pure.

没有了黑臭水体 and 消除黑臭水体 need not contradict each other. Where one of them denies the very word, as
没有消除 does, they do.
"""

from __future__ import annotations

import re

from rag.text.progress import is_denied

_ABSENT = re.compile(
    "免费|免[收除交缴征](?!疫)|全免|减免|清零|归零|为零|零(?=发[案生]|事故|投诉|上访)|告别|绝迹|消除|消灭|杜绝|根除|废除|取消"
    "|停止|停用|化解|扫清|填补"
)
"""Words that say by themselves that something is not there."""
_UNFINISHED = re.compile("[没未]有?[^，,。；;]{0,4}(?:完|净|尽|彻底|干净)|还有[^，,。；;]{1,8}[没未]")
"""Denied is the end of something, which is not absent then: 还有债务没清完."""


def denies(claim: str, denied: bool, clause: str) -> bool:
    """Whether just one of claim and clause denies, and the other has no word for absence. ``denied``: of the claim."""
    return denied is not is_denied(clause) and not meets_an_absence(claim, denied, clause)


def meets_an_absence(claim: str, denied: bool, clause: str) -> bool:
    """Whether just one of them denies, and the other has a word for absence that this one lacks."""
    if denied is is_denied(clause) or _UNFINISHED.search(claim):
        return False
    one, other = (claim, clause) if denied else (clause, claim)
    absent = {found[0] for found in _ABSENT.finditer(other)}
    return bool(absent) and not any(word in one for word in absent)
