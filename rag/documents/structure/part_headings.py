"""A short line -> whether it opens a part or an annex, on which years it is, or what a page adds to a document. Pure.

Reports review what was and plan what will be, and say so in the headings of their parts, numbered or not.
"""

from __future__ import annotations

import re

from rag.text.word_tables import any_of

REVIEW = re.compile("回顾|总结|过去|去年|上年|一年来|主要成绩|工作情况|完成情况")
PLAN = re.compile("安排|任务|目标|打算|要求|重点工作|部署|思路|今年|明年|建议|展望|计划|[12]\\d{3}年的?(?:主要)?工作$")
ANNEX = re.compile(
    r"附\s*[件录表注]?\s*[0-9０-９一二三四五六七八九十]{0,2}\s*(?:[:：]\s*.{0,40})?$"
    r"|附\s*[件录表]\s*[0-9０-９一二三四五六七八九十]{1,2}\s[^，。；：]{1,40}$"
    r"|专\s*栏\s*[0-9０-９一二三四五六七八九十]{0,2}\s*.{0,20}$"
    r"|[^\w\n]{0,3}(?:.{0,6}(?:名词|术语|词语|用语))?(?:解释|注释|说明)[^\w\n]{0,3}$"
)
"""The opening words of what follows a document and belongs to none of its parts (GB/T 9704—2012, 7.3.4 附件说明)."""
_SOME = "(?:[二两三四五六七八九十]|(?<!\\d)[2-9])年"
SEVERAL_YEARS = re.compile(
    rf"(?:过去|今后|未来|近|前)的?{_SOME}|{_SOME}(?:以?来|间|的?工作|回顾)|十[一二三四五六七八九]五|届政府|任期"
)
"""A stretch of years: 过去五年, “十五五”时期."""
_LONGEST_PART = 30
_INSIDE = re.compile(r"[，,；;。！？!?|\n]")
_NO_PART = re.compile("报告|会议|各位")
_CONTENTS = re.compile(r"[…·.．]{3,}\s*[（(]?\d{1,3}|目\s*录\s*$")
"""A line of a table of contents."""
_FURNITURE = re.compile(any_of(__name__, "furniture"), re.IGNORECASE)
"""The opening words of lines that a web page has after a document."""
_DATED_LINK = re.compile(r".{2,60}\s[\[(（]?20\d\d-\d{1,2}-\d{1,2}[\])）]?$")


def opens_part(words: str) -> bool:
    """Whether an unnumbered line by itself names a review or a plan: 2024年工作回顾."""
    if len(words) > _LONGEST_PART or _INSIDE.search(words) or _NO_PART.search(words):
        return False
    return bool(REVIEW.search(words) or PLAN.search(words))


def is_contents(words: str) -> bool:
    return bool(_CONTENTS.search(words))


def is_furniture(words: str) -> bool:
    return bool(_FURNITURE.match(words))


def is_dated_link(words: str) -> bool:
    """Whether a line is one of a list of other pages: a title and the day on which it was published."""
    return bool(_DATED_LINK.match(words))
