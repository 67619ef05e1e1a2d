"""Words of a clause -> whether they assert something, and which part of them does. Pure.

Opinions, wishes and questions claim nothing; whether one has heard of it or not makes no difference.
"""

from __future__ import annotations

import re

from rag.text.figures import FigureKind, find_figures
from rag.text.plain import grams
from rag.text.word_tables import any_of
from rag.verification.spoken.figures import written

EDGES = " \t\r\n\u3000,，、:：。.;；!！…~～"
_QUOTES = {"“": "”", "「": "」", "『": "』", '"': '"'}
_AND = r"而且|并且|另外|还有|但是?|可是|不过|所以|因为|其实|反正|对了|那么?|然后|and|but|so"
_PEOPLE = (
    r"(?:他|她|他们|她们|人家|别人|有人|网上|群里|外面|大家|朋友|同事|邻居|新闻|电视|报纸|报告|政府|区里|市里|省里|省府|市府|领导|官方)"
    r"(?:们|里|上|中|里面)?(?:自己|自个儿?)?(?:都|也|还|又|刚|今天|昨天)?(?:正?在)?"
)
_OWNS = "并?不讳言|坦?承认|坦言|直言|(?:自己)?(?:也|都)?说的?|发话|表态|放话"
_HEARD = re.compile(
    r"[\u3400-\u9fff]{1,8}?(?:说|讲|称|写)[过了道]?[:：]\s*"
    rf"|(?:(?:{_AND})[,，:： ]*)?(?:(?:我|我们|大家|最近|刚才|昨天|今天|早就|还|又|也|都|之前)*"
    r"(?:(?:听|据|传|看)[^,，。:： 0-9]{0,6}?(?:说|讲|传|悉|称|到|闻)(?:是|过|了|的)?"
    rf"|{_PEOPLE}(?:说|讲|传|称|写|提到|报道|宣布|透露|告诉我|要求|指出|承认|坦言|直言|强调)"
    r"(?:是|过|了|的|着)?"
    rf"|(?:{_PEOPLE}|[\u3400-\u9fff]{{2,4}}(?:自己|自个儿?|也|都|还|省?府)+)(?:{_OWNS})了?(?=[,，:： ])"
    r"|好像|似乎|貌似|我记得|印象中|我?(?:觉得|认为|感觉|估计|猜|想)是?|听闻|传闻|据悉|据传|据报道)"
    r"|(?:i |they |people )?(?:heard|read|say|said|think|believe|claim)(?: that)?|reportedly|apparently)[,，:： ]*",
    re.IGNORECASE,
)
_ASKS = re.compile(any_of(__name__, "asks"), re.IGNORECASE)
_WEAK_QUESTION = re.compile(r"(?:了)?[吗么吧呢]\s*$|[?？]\s*$")
WISHES = re.compile(
    r"希望|建议|但愿|应该|应当|(?<!历史)最好|不如|何必|要是|如果|假如|请|麻烦|拜托|加油|点赞|\b(?:should|hope|wish|please|let's)\b",
    re.IGNORECASE,
)
VALUES = re.compile(any_of(__name__, "values"), re.IGNORECASE)
# Words with which a clause tells something: particles of aspect, copulas, verbs of becoming and doing.
TELLS = re.compile(any_of(__name__, "tells"), re.IGNORECASE)
_VAGUE = re.compile(
    r"(?:好|差|多|少|快|慢|强|旺|乱|火|热闹|方便)(?:多|极)?了$|够呛$|得(?:很|火|不错)$|得(?:也|还|都|真)?[快慢好旺](?:了|的)?$"
)
_FRAGMENT = re.compile(
    r"(?:真的?|都|已经?)?写[进在到]了?(?:政府)?(?:工作)?报告[里中]?了?的?$"
    rf"|{_PEOPLE}(?:自己|里面?|中|报告[里上中]?)?(?:也|都|还|就|是)*(?:这么|这样|专门|明确)?(?:说|写|讲|提|点|承认|认)"
    r"(?:名|出来|过|到|明|[了的])*$"
    r"|是(?:[0-9]{4}年|去年|今年|已经)[^，,]{0,8}的(?:成绩|事|目标|数字|数据|情况)$"
    r"|[全都也]*(?:办|干|做|搞|弄)(?:完|好|成)了$"
    r"|(?:大概|可能|应该|估计|据说|好像|肯定|这|那|都|不|也)*是?(?:真的?|假的|属实|谣言|事实)(?:的|吧|了)?$"
)
_WHEN = re.compile("(?:以后|之后|过后|的时候|那阵子|那会儿|那时候)$")
"""Words that only say when something happened: 《黑神话》火了以后."""
LEAST = 2
"""Pairs of characters that a claim without a figure has at least."""
_COUNTED = (FigureKind.AMOUNT, FigureKind.ORDINAL, FigureKind.GRADE)


def asserted(sentence: str) -> str | None:
    """The words that the sentence asserts, without those that only name its source or ask; None where it claims
    nothing."""
    words = told(sentence)
    if _WEAK_QUESTION.search(words) and (is_counted(words) or _is_heard(sentence)):
        words = _WEAK_QUESTION.sub("", words).strip(EDGES)
    if (question := _ASKS.search(words)) and not (words := _before(question, words)):
        return None
    return _bare(words) or None


def _before(question: re.Match[str], words: str) -> str:
    """The clauses before the one that asks, where one of them has a figure: 有158万失能老人，这得多少护工."""
    first = words[: question.start()] if question.end() < len(words) else words
    told, _, _ = first.rpartition("，") if "，" in first else first.rpartition(",")
    return told if is_counted(told) else ""


def _bare(words: str) -> str:
    """The text without marks at its ends, and without quotes around all of it."""
    words = words.strip(EDGES)
    while len(words) > 1 and _QUOTES.get(words[0]) == words[-1] and words[0] not in words[1:-1]:
        words = words[1:-1].strip(EDGES)
    return words


def told(words: str) -> str:
    words = _bare(words)
    while (heard := _HEARD.match(words)) and heard.end() < len(words):
        words = _bare(words[heard.end() :])
    return words


def _is_heard(sentence: str) -> bool:
    """Whether the sentence tells what somebody has heard, which one wants confirmed: 听说要改名了？"""
    return told(sentence) != _bare(sentence)


def is_counted(words: str) -> bool:
    return any(figure.kind in _COUNTED and not figure.indefinite for figure in find_figures(written(words)))


def claims(clause: str) -> bool:
    if _WHEN.search(clause):
        return False
    if is_counted(clause):
        return not WISHES.match(clause) and not _FRAGMENT.match(clause)
    if _VAGUE.search(clause) or _FRAGMENT.match(clause):
        return False
    told = TELLS.search(clause) and not VALUES.search(clause) and not WISHES.search(clause)
    return bool(told) and len(grams(clause)) > LEAST
