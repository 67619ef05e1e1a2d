"""A question on how a matter stands -> the same question on the indicators that tell it. Pure.

去年空气质量怎么样: a report tells it by PM2.5 and the share of good days, and need not say 空气质量 at all. The matters
stand in ``conditions.tsv`` beside this file.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

_STANDS = re.compile(r"(?:怎么样|咋样|怎样|如何|好不好|好吗|干不干净|干净吗|状况|情况)[了呢啊呀\s?？。]*$")


def in_indicators(text: str) -> tuple[str, ...]:
    """The question with an indicator in place of the matter, for each that tells it; none where it asks for something
    else."""
    if not _STANDS.search(text):
        return ()
    matter = max((matter for matter in _conditions() if matter in text), key=len, default="")
    return tuple(text.replace(matter, indicator) for indicator in _conditions()[matter]) if matter else ()


@cache
def _conditions() -> dict[str, tuple[str, ...]]:
    lines = files("rag.retrieval.wordings").joinpath("conditions.tsv").read_text(encoding="utf-8").splitlines()
    _head, *rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return {matter: tuple(indicators.split("|")) for matter, indicators in rows}
