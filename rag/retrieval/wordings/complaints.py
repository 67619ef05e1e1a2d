"""A question on what is hard, dear or slow -> the matter that it is about. Pure.

停车难, 看病贵, 办事慢: a report tells what is done about parking, not that it is hard. Its own 难 and 问题 stand in
sentences on difficulties at large, and would be found in place of the measures.
"""

from __future__ import annotations

import re

_TAKEN = "困艰灾遇避疑为刁发两多苦危国劫海宝昂名可珍富尊华缓减变放怠傲轻且排克磨犯责是速更不大很太最没还"
"""Characters with which 难, 贵 and 慢 make a word of their own (困难, 可贵), or that compare and ask: 更慢, 不难."""
_HARD = re.compile(
    rf"(?<=[\u4e00-\u9fff])(?<![{_TAKEN}])[难贵慢](?:题|的?(?:问题|情况|现象))?"
    r"(?=[、,，和与]|打算|准备|今年|怎么|咋|如何|怎样|该|有|吗|呢|\s|$|[?？。!！])"
)
_SOLVING = re.compile(
    r"(?:政府|[省市区县]里)(?=打算|准备|计划|怎么|如何|咋|怎样)|打算|准备|计划"
    r"|(?:怎么样?|如何|咋个?|怎样)(?:去|来)?(?:解决|缓解|破解|治理|化解|处理|改善|应对|办|弄|整)"
)


def without_complaint(text: str) -> str:
    """The question without 难, 贵 or 慢 and without the words that ask how it is solved; as it is where it holds none
    of them."""
    if not _HARD.search(text):
        return text
    rest = _SOLVING.sub(" ", _HARD.sub(" ", text)).strip(" ?？。!！,，、")
    return " ".join(rest.split()) or text


def is_complaint(text: str) -> bool:
    """It says that something is hard, dear or slow."""
    return _HARD.search(text) is not None
