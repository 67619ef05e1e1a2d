"""Question -> Query: what is searched, for which years and places, and what kind of answer is expected. Pure.

The words looked for here are interrogatives and pronouns, closed classes of the language; nothing is known about
topics.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from rag.figures.units import MEASURE, PERCENT, canonical
from rag.lexical import fold, grams
from rag.types import Question


class Expects(StrEnum):
    """What an answer has to hold."""

    NUMBER = "number"
    NAME = "name"
    DATE = "date"
    ANY = "any"


_NUMBER = re.compile(
    r"多少|[几幾](?!乎|度|经|次三番)|百分[之点比]|比例|占比|多[大高长快重宽远久]|增速|增幅|涨幅|降幅|总[量额数]|[率数额量值]是"
    r"|how (?:many|much|big|large|high|long|far)|what (?:percentage|proportion|share|rate|number|amount)|percent"
)
_NAME = re.compile(
    r"谁|哪位|叫什么|叫啥|名字|名称|什么名|哪[一]?[个家所座条项]|\bwho\b|\bwhose\b|\bname\b|\bcalled\b|which"
)
_DATE = re.compile(r"什么时候|何时|哪[一]?[天年月日]|几[号月]|啥时候|\bwhen\b|what (?:date|day|year|time)")
_ITEMS = re.compile(
    r"哪些|哪几|哪[两二三四五六七八九十\d]|都有(?:谁|什么|啥)|有什么|有啥|列出|列一下|列举|逐[条一项个]|名单|具体(?:是|有|包括)"
    r"|\bwhich\b.*s\b|\blist\b|\bwhat are\b|\bname the\b"
)
_COMPARE = re.compile(
    r"相比|比起|对比|比较|比(?:去年|今年|上年|明年|\d{2,4}年)|(?:和|跟|与|同|比).{0,24}(?:差|高|低|多|少|一样|相同|变化|不同)"
    r"|compare|versus|\bvs\b|than|differ"
)
_ASKED_UNIT = re.compile(rf"(?:多少|[几幾])(?:[十百千万亿]*)(?P<unit>{MEASURE})|百分(?P<share>之|点)")
_ELLIPSIS = re.compile(
    r"^(?:那|那么|然后|还有|其中|它|他|她|这|此|该|and|what about|how about|then)|呢[?？]?$", re.IGNORECASE
)
_SMALL_TALK = re.compile(
    r"^(?:你好|您好|嗨|哈喽|早上好|下午好|晚上好|在吗|谢谢|多谢|感谢|辛苦了|再见|拜拜|好的|收到|明白了?"
    r"|hi|hello|hey|thanks?(?: you)?|bye|你是谁|你叫什么|你能做什么|你会什么|who are you|what can you do)"
    r"[\s啊呀呢吗了哦~。.!！?？,，]*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Query:
    """A question made ready for searching."""

    asked: str
    """The words of this turn."""
    text: str
    """Self-contained: with the words of the earlier question where this one leans on it."""
    expects: Expects
    unit: str
    """The canonical unit asked for (家 in 有多少家), empty if none."""
    items: bool
    """The members of a list are asked for, not how many they are."""
    compares: bool
    english: bool


def is_small_talk(text: str) -> bool:
    return bool(_SMALL_TALK.match(text.strip()))


def has_words(text: str) -> bool:
    """False for a question of emoji or punctuation only: nothing to search for."""
    return bool(grams(text))


def is_english(text: str) -> bool:
    """True if no Chinese character is in the text."""
    return not re.search(r"[\u3400-\u9fff]", text)


def read(question: Question) -> tuple[Query, ...]:
    """The ways to read a question, likeliest first: by itself, and leaning on the one before where there is one."""
    alone = _query(question.text, question.text)
    if not question.history:
        return (alone,)
    leaning = _query(question.text, f"{question.history[-1]} {question.text}")
    leaning = replace(leaning, expects=alone.expects if alone.expects is not Expects.ANY else leaning.expects)
    return (leaning, alone) if _leans(question.text) else (alone, leaning)


def _leans(text: str) -> bool:
    """True for a turn that is not a question by itself: it opens or closes as an ellipsis, or is very short."""
    return bool(_ELLIPSIS.search(text.strip())) or len(grams(text)) <= 6


def _query(asked: str, text: str) -> Query:
    folded = fold(text)
    return Query(
        asked=asked,
        text=text,
        expects=_expects(folded),
        unit=_unit(folded),
        items=bool(_ITEMS.search(folded)),
        compares=bool(_COMPARE.search(folded)),
        english=is_english(text),
    )


def _unit(folded: str) -> str:
    asked = _ASKED_UNIT.search(folded)
    if not asked:
        return ""
    return PERCENT if asked["share"] else canonical(asked["unit"])


def _expects(folded: str) -> Expects:
    for kind, pattern in ((Expects.DATE, _DATE), (Expects.NUMBER, _NUMBER), (Expects.NAME, _NAME)):
        if pattern.search(folded):
            return kind
    return Expects.ANY
