"""Question -> its words without names and without the words on reports as such; the part that it names. Pure."""

from __future__ import annotations

import re

from rag.text.ngrams import fold, grams
from rag.text.places import find_places
from rag.text.time_expressions import without_years

ABOUT_ALL = re.compile(
    r"报告|全文|这份|文件|政府|工作|重点|主要|重大|任务|内容|安排|打算|计划|目标|成绩|成就|亮点|数据|指标|总体|整体|经济|社会|发展|情况"
    r"|部分|章节|总结|概括|概述|归纳|简[要单]|核心|要点|大概|大致|意思|讲|说|提|谈|介绍|回顾|展望|总的来|来说|年度|全年|一年"
    r"|一下|几句话|一句话|[请帮给把用了的这那些哪几个什么样么何有是都在为我们你他大要想看对做干吧吗呢啊个及和与]|\d+"
    r"|summar\w*|overview|report|main|key|points?|work|about|what|give|brief\w*|of|the|is|this|for|in|are|and|me|a|government|district|tell|priorit\w*|plan\w*|targets?|goals?"
    r"|econom\w*|social|development|achievements?|results?|tasks?|indicators?|overall|were|was|have|has|which|list",
    re.IGNORECASE,
)
_PART = re.compile(
    r"(?:(?:[这那](?:一|几)?个?|一)?(?:部分|章节?|节|板块)|[这那]一?块儿?)"
    r"(?=[讲说写提谈里中的内有主都今明去对介包要是报,，\s]|[?？]?$)|\b(?:section|chapter|part)\b",
    re.IGNORECASE,
)
"""Words that make what stands with them the name of a part: 民生那部分讲了什么."""


def is_on_all(question: str) -> bool:
    """It names no matter of its own: what is left of it without years, places and words on reports is nothing."""
    return not grams(ABOUT_ALL.sub(" ", without_names(question)))


def without_names(question: str) -> str:
    text = without_years(fold(question))
    for place in find_places(text):
        text = text.replace(place, " ")
    return re.sub(r"[全本我]?[省市区县](?=[里的内]|$|\s)|全[省市区县国]", " ", text)


def names_part(question: str) -> bool:
    """It asks for a part of the report by name: 民生那部分讲了什么."""
    return bool(name_of_part(question))


def name_of_part(question: str) -> set[str]:
    """Bigrams of the name; none where no part is spoken of."""
    if not _PART.search(question):
        return set()
    held = grams(ABOUT_ALL.sub(" ", without_names(_PART.sub(" ", question))))
    return {gram for gram in held if len(gram) > 1}
