"""A colloquial question -> the same in the wording of reports. Pure.

停车难, 看病贵, 办事慢: a report says what is done about parking, not that it is hard. Where a report has 难 and 问题,
it writes about difficulties in general, and such sentences would be found instead of the measures. 去年空气质量怎么样:
a report answers that with PM2.5 and the share of good days, often without the words 空气质量. Such matters are listed
in ``conditions.tsv`` beside this file.
"""

from __future__ import annotations

import re
from functools import cache

from rag.text.word_tables import rows_of

_TAKEN = "困艰灾遇避疑为刁发两多苦危国劫海宝昂名可珍富尊华缓减变放怠傲轻且排克磨犯责是速更不大很太最没还"
"""Characters that form other words with 难, 贵 and 慢 (困难, 可贵), or that compare or ask: 更慢, 不难."""
_HARD = re.compile(
    rf"(?<=[\u4e00-\u9fff])(?<![{_TAKEN}])[难贵慢](?:题|的?(?:问题|情况|现象))?"
    r"(?=[、,，和与]|打算|准备|今年|怎么|咋|如何|怎样|该|有|吗|呢|\s|$|[?？。!！])"
)
_SOLVING = re.compile(
    r"(?:政府|[省市区县]里)(?=打算|准备|计划|怎么|如何|咋|怎样)|打算|准备|计划"
    r"|(?:怎么样?|如何|咋个?|怎样)(?:去|来)?(?:解决|缓解|破解|治理|化解|处理|改善|应对|办|弄|整)"
)
_STANDS = re.compile(r"(?:怎么样|咋样|怎样|如何|好不好|好吗|干不干净|干净吗|状况|情况)[了呢啊呀\s?？。]*$")
"""The end of a question about the state of something."""


def without_complaint(text: str) -> str:
    """The question without 难, 贵 or 慢 and without the words that ask how it is solved; as it is where it holds none
    of them."""
    if not _HARD.search(text):
        return text
    rest = _SOLVING.sub(" ", _HARD.sub(" ", text)).strip(" ?？。!！,，、")
    return " ".join(rest.split()) or text


def is_complaint(text: str) -> bool:
    """The text complains that something is hard, expensive or slow."""
    return _HARD.search(text) is not None


def in_indicators(text: str) -> tuple[str, ...]:
    """The question with the matter replaced by an indicator, once for each indicator that measures it; none where it
    asks for something else."""
    if not _STANDS.search(text):
        return ()
    matter = max((matter for matter in _conditions() if matter in text), key=len, default="")
    return tuple(text.replace(matter, indicator) for indicator in _conditions()[matter]) if matter else ()


@cache
def _conditions() -> dict[str, tuple[str, ...]]:
    _head, *rows = rows_of("rag.retrieval.messages", "conditions.tsv")
    return {matter: tuple(indicators.split("|")) for matter, indicators in rows}
