"""A statement that lists -> the same without a count of its members that the list itself carries. Pure.

The report lists, the asker wants to know how many: 目标明确、分工清楚、奖罚分明三个特点. Such a count is as sure as the
list, unless the sentences count the same thing themselves.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.grounding.figures import Evidence
from rag.text.figures.numerals import fold

_NUMERALS = {numeral: value for value, numeral in enumerate("二三四五六七八九十", 2)} | {"两": 2}
_COUNT = re.compile(
    r"(?:[，,]?(?:一?共(?:有|计|是)?|这|等))?(?P<count>[二三四五六七八九十两]|[2-9]|10)(?P<measure>个|项|种|类|条|点|大)?"
    r"(?P<noun>[\u3400-\u9fff]{1,4})(?=$|[，,。；;：:])"
)
_MEMBERS = re.compile(r"、|(?<!共)和(?![谐平睦解])|以及|与|及")
_GENERAL = frozenset(["方面", "特点", "内容", "要求", "举措", "措施", "部分", "环节", "领域"])


def without_counts(text: str, cited: Sequence[Evidence], asked: str) -> str:
    """``asked``: the question, whose word for the members may be taken up."""
    return _COUNT.sub(lambda found: " " if _is_carried(found, text, cited, asked) else found[0], text)


def _is_carried(found: re.Match[str], text: str, cited: Sequence[Evidence], asked: str) -> bool:
    noun, written = found["noun"], found["count"]
    counting = re.compile(rf"[0-9二三四五六七八九十两][\u3400-\u9fff]{{0,7}}{noun}")
    if not (noun in _GENERAL or noun in asked) or any(counting.search(fold(one.text)) for one in cited):
        return False
    return _listed(text, found) == (_NUMERALS.get(written) or int(written))


def _listed(text: str, found: re.Match[str]) -> int:
    """The members of the list that ends where the count begins."""
    clause = re.split(r"[，,。；;：:]", text[: found.start()])[-1]
    return len(_MEMBERS.split(clause))
