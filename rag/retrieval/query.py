"""Question -> Query: what is searched, for which years and places, and what kind of answer is expected. Pure.

The words looked for here are interrogatives and pronouns, closed classes of the language; nothing is known about
topics.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from rag.retrieval.forms import asks_rank, read_form
from rag.retrieval.messages.asides import HOW_MANY, INTERROGATIVE, without_asides
from rag.retrieval.messages.rewording import in_indicators, without_complaint
from rag.retrieval.messages.turns import Turn, names_a_matter, read_turn
from rag.text.figures import Figure, FigureKind, compatible
from rag.text.figures.kinds import PARTS, RATES
from rag.text.figures.units import MEASURE, MONEY, PERCENT, SHARES, canonical
from rag.text.glossary import official_terms
from rag.text.plain import fold, grams, plain_text
from rag.text.time_expressions import Tense, tense
from rag.text.word_tables import any_of
from rag.types import Form, Question


class Expects(StrEnum):
    """The content that an answer has to hold."""

    NUMBER = "number"
    NAME = "name"
    DATE = "date"
    ANY = "any"


MATTERS = frozenset({Form.TOPIC, Form.HOW, Form.LIST, Form.OVERVIEW, Form.SUPERLATIVE, Form.WHY})
"""Forms of questions that several sentences may answer."""
_NUMBER = re.compile(
    rf"多少|{HOW_MANY}|百分[之点比]|{PARTS}|{RATES}|多[大高长快重宽远久]|总[量额数]|[率数额量值]是"
    r"|(?:[率数额值]|(?<![质力能])量)[呢\s]*[?？。]*$"  # the name of an indicator and nothing else
    r"|how (?:many|much|big|large|high|long|far)|what (?:percentage|proportion|share|rate|number|amount)|percent"
)
_NAME = re.compile(any_of(__name__, "name"))
_DATE = re.compile(
    r"什么时候|何时|哪[一]?[天年月日]|几(?:号(?![线楼馆院])|月)|啥时候|\bwhen\b|what (?:date|day|year|time)"
)
_ITEMS = re.compile(any_of(__name__, "items"))
_ASKED_UNIT = re.compile(
    rf"(?:多少|{INTERROGATIVE})[十百千万亿]*?(?P<unit>(?!个[十百千万]*亿){MEASURE})|百分(?P<share>之|点)|(?:多少|几)块?(?P<money>钱)"
    rf"|(?:多少|{INTERROGATIVE})个?[十百千万]*(?P<sum>亿)(?!{MEASURE})"
)
# The name of a rate, where it is what is asked for and not the beginning of another word.
_RATE = re.compile(
    rf"{RATES}|{PARTS}|(?<![效频功汇容])率(?=[是为有达多约]|大概|[呢吗\s]*[?？。]*$)"
    r"|\bpercent|\bgrowth rate"
)
# How much or how many there is of a thing, not how it grew or what share it is: 多少游客, 总额的金额.
_LEVEL = re.compile(any_of(__name__, "level"))
_MOVES = re.compile(any_of(__name__, "moves"))
YUAN = "元"  # a sum of money without a word for its currency is asked for as 多少钱, 多少亿, and told in any
GENERAL = "个"  # counts anything, and is said where another word stands before it: 几个钟头
_ENGLISH_UNITS = {
    "公里": "kilomet(?:er|re)s|km", "吨": "ton(?:ne)?s", "亩": "mu", "户": "households|families",
    "人": "people|persons|workers|employees|graduates|students|pupils|tourists|visitors|athletes",
}  # fmt: skip
_ENGLISH_UNIT = {
    unit: re.compile(rf"how many (?:[a-z'-]+ ){{0,3}}?(?:{words})\b") for unit, words in _ENGLISH_UNITS.items()
}
_IS_THERE = re.compile("现在|目前|(?<![没还])有(?:多少|[几幾])")
_HALF = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Query:
    """A question made ready for searching."""

    asked: str
    """The words of this turn."""
    text: str
    """Self-contained: with the words of the earlier question where this one leans on it."""
    terms: tuple[str, ...]
    """Official Chinese terms for its abbreviations and English words."""
    expects: Expects
    unit: str
    """The canonical unit asked for (家 in 有多少家), empty if none."""
    items: bool
    """The members of a list are asked for, not how many they are."""
    english: bool
    level: bool = False
    """The question asks for an amount, in units or in money: a growth rate or a share does not answer it."""
    ranked: bool = False
    """The rank of something is asked for: 第几, 排名."""
    tense: Tense = Tense.OPEN
    form: Form = Form.FACT
    """The form of answer that this turn wants."""
    state: bool = False
    """The question asks how many there are now, not how many are planned: 现在有多少家."""
    fresh: str = ""
    """The turn's own words where it continues the question before: they outweigh the earlier ones."""

    def fits(self, figure: Figure) -> bool:
        """Whether a figure may answer, by its unit. Loosely: 多少人 may be answered in 人次, 几成 in %, 多少钱 in any
        currency, 几类 by Ⅱ类, 几项 by “三项制度”, and anything without a unit."""
        if figure.kind in (FigureKind.GRADE, FigureKind.NAME):
            return self.unit in figure.literal
        return (
            not figure.unit
            or figure.unit.startswith(self.unit)
            or compatible(self.unit, figure.unit)
            or {self.unit, figure.unit} <= SHARES
            or (self.unit == YUAN and figure.unit in MONEY)
        )

    @property
    def searched(self) -> str:
        """The text that is embedded and matched: the question and the terms it may stand under in a report."""
        return " ".join((self.text, *self.terms))


def in_plain_characters(question: Question) -> Question:
    """The question as reports are compared with it: 經濟 asks for 经济. Halves of characters, which no model and no
    database takes, are left out."""
    text, *history = (plain_text(_HALF.sub("", words)) for words in (question.text, *question.history))
    return replace(question, text=text, history=tuple(history))


def has_words(text: str) -> bool:
    """False for a question of emoji or punctuation only: nothing to search for."""
    return bool(grams(text))


@lru_cache(64)  # each step of an answer that depends on it asks
def is_english(text: str) -> bool:
    """True for Latin letters without a Chinese character among them."""
    return bool(re.search(r"[A-Za-z]", text)) and not re.search(r"[\u3400-\u9fff]", text)


def read(question: Question, said: Sequence[str] = ()) -> tuple[Query, ...]:
    """The ways to read a question, likeliest first: by itself, or leaning on the one before where there is one.

    ``said`` are names that go without saying, the asked report's own place: every sentence is on it.
    """
    turn, wish = read_turn(question), _Wish.of(question.text)
    alone = _query(wish, _leave_out(without_asides(question.text), said))
    if not question.history:
        return (alone, *(_query(wish, told) for told in in_indicators(alone.text)))
    leaning = _lean(turn, wish._replace(form=read_form(turn.asking)), alone, said)
    if alone.expects is not Expects.ANY:
        leaning = replace(leaning, expects=alone.expects, unit=alone.unit or leaning.unit)
    return (leaning,) if turn.is_ellipsis else (alone, leaning)


def _leave_out(text: str, said: Sequence[str]) -> str:
    for name in sorted(said, key=len, reverse=True):
        text = text.replace(name, "")
    return text if grams(text) else " ".join(said)


def _lean(turn: Turn, wish: _Wish, alone: Query, said: Sequence[str]) -> Query:
    """The question before with what this turn says anew; ``alone``: the turn read by itself."""
    leaning = _query(wish, _leave_out(turn.in_full, said))
    rest = turn.own_words
    for name in said:
        rest = rest.replace(name, " ").strip()
    if not grams(rest):
        return leaning
    named = turn.names_a_matter if rest == turn.text else names_a_matter(rest)
    terms = alone.terms if rest == alone.text else official_terms(rest)
    return replace(leaning, fresh=" ".join((rest, *terms)) if named else "", unit="")


class _Wish(NamedTuple):
    """The kind of answer that the words of a turn ask for, whatever they lean on."""

    asked: str
    level: bool
    ranked: bool
    form: Form
    state: bool

    @classmethod
    def of(cls, asked: str) -> _Wish:
        folded = fold(asked)
        level = _LEVEL.search(folded) is not None and not _MOVES.search(folded)
        return cls(asked, level, asks_rank(asked), read_form(asked), _asks_state(asked))


def _asks_state(asked: str) -> bool:
    return tense(asked) is Tense.OPEN and _IS_THERE.search(asked) is not None


def _query(wish: _Wish, text: str) -> Query:
    text = without_complaint(text)
    folded = fold(text)
    return Query(
        asked=wish.asked,
        text=text,
        terms=official_terms(text),
        expects=_expects(folded),
        unit=_unit(folded),
        items=bool(_ITEMS.search(folded)),
        english=is_english(text),
        level=wish.level,
        ranked=wish.ranked,
        tense=tense(text),
        form=wish.form,
        state=wish.state,
    )


def _unit(folded: str) -> str:
    asked = _ASKED_UNIT.search(folded)
    if not asked:
        once = folded.count("how many") == 1  # of two numbers each has a unit of its own
        counted = next((unit for unit, pattern in _ENGLISH_UNIT.items() if once and pattern.search(folded)), "")
        return counted or (PERCENT if _RATE.search(folded) else "")
    unit = PERCENT if asked["share"] else YUAN if asked["money"] or asked["sum"] else canonical(asked["unit"])
    return "" if unit == GENERAL else unit


def _expects(folded: str) -> Expects:
    for kind, pattern in ((Expects.DATE, _DATE), (Expects.NUMBER, _NUMBER), (Expects.NAME, _NAME)):
        if pattern.search(folded):
            return kind
    return Expects.ANY
