"""Question -> the indicator it names, where it asks for one and for nothing else. Pure.

去年全省地区生产总值是多少亿元 names 地区生产总值, and so do 2025年GDP目标 and 今年经济要增长百分之几. A name beside
others, or with further words (高新区的地区生产总值), is not a standard name: what reports say about it is found by
meaning.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import takewhile

from rag.ledger.comparability import CountKind, stage_of
from rag.ledger.figures.indicator import folded_name, is_generic, opening_acts
from rag.ledger.figures.row import Measure, Progress, Row
from rag.ledger.requests import without_years_and_places
from rag.text.content_words import ASKING, LIGHT
from rag.text.figures.units import MEASURE
from rag.text.glossary import read_terms
from rag.text.pinyin import is_spelled_in
from rag.text.places import find_places
from rag.text.plain import HAN
from rag.text.time_expressions import Tense, tense, without_years
from rag.text.word_tables import any_of, rows_of

_OPENS = re.compile(rf"^(?:{any_of(__name__, 'opens')})+")
_CLOSES = re.compile(rf"(?:{any_of(__name__, 'closes', MEASURE=MEASURE)})+$")
_HELD = re.compile(any_of(__name__, "held"))
"""Words that compare one region with another."""
_DONE = re.compile(
    r"(?:新[修建]|[修建造])(?:了|好了?|成了?)?(?=(?:多少|[几幾])(?:公里|千米|米|条|座|所|个|处|栋|套|[?？]|$))"
)
"""The words, after a name, for what was done with it: 农村公路修了多少."""
_SHORTEST = 2
_SHARE_NAMES = ("比重", "占比", "比例", "份额")
_OF_ALL = re.compile(r"(?:城镇|居民|地区|调查|常住|人口)*")
"""Words before a name that may be left out."""
_WORDS = re.compile(r"[\u3400-\u9fff]*")
_PART = 2
"""Least number of characters that two names share at either end, to be mistaken for each other."""
_GROWTH = re.compile(any_of(__name__, "growth"), re.IGNORECASE)
_GREW = re.compile(
    r"(?:增[长速幅]|[涨降]幅|上[升涨]|下[降跌滑]|提[高升])(?:了|率)?的?(?:是|为|有|达)?"
    r"(?:(?:多少|[几幾])(?=个?百分|个?点|[成倍万亿元吨]|[了呢吗\s,，、?？。]|$)|百分|[了呢吗\s?？。]{0,6}$)"
)
_PART_OF = re.compile(r"占[^,，。?？]{1,20}百分|百分之(?:几|多少)的?[^,，。?？]{0,6}占")
_LEVEL = re.compile(
    rf"总量|金额|[万亿]|(?:多少|[几幾]){MEASURE}|(?:^|[\s\d年])(?:元|吨|人|户|家|亩|公里)\s*$"
    r"|\bhow many\b|\b(?:amount|value|yuan|dollars)\b",
    re.IGNORECASE,
)
_TARGET = re.compile(r"目标|\b(?:target|goal|aim)", re.IGNORECASE)
_FRAMED_WORDS = "增长 增速 目标 预期目标 增长目标 计划 拟 预期 预计 总量 总额 省 市 区 县"
_FRAMED = frozenset(_FRAMED_WORDS.split())
"""Chinese forms of English words that ask, or describe a change, and name no indicator."""
_AGAINST_OTHERS = re.compile(r"[高低快慢优好]于|全[国省市]|平均|领先")
"""Words before percentage points that compare with others, and not with the year before."""
_SAY_NOTHING = frozenset("的了有是在到把被给各个全总共新占和与及")
"""Characters of words before a name that do not narrow it: 拥有的专利."""
_DONE_WITH = frozenset({CountKind.ADDED, CountKind.DONE})
_LEVELS = frozenset({Measure.AMOUNT, Measure.COUNT, Measure.SHARE})
_CHANGES = frozenset({Measure.GROWTH})
_SHARES = frozenset({Measure.SHARE})


@dataclass(frozen=True, slots=True)
class AskedIndicator:
    """An indicator that a question asks for, folded as the names of the ledger are."""

    name: str
    adds: bool
    """True where those added are asked for (新增托位), and not all there are."""
    measures: frozenset[Measure]
    """The measures that answer."""
    tense: Tense
    is_growth: bool = False
    """The question explicitly asks for a change, and not for a level."""

    @property
    def is_standard(self) -> bool:
        """It is a standard indicator, which reports give under this name if at all."""
        return self.name in _standard()

    @property
    def is_share(self) -> bool:
        """The question asks for a share: 数字经济占GDP比重."""
        return self.name.endswith(_SHARE_NAMES) or "占" in self.name[1:]

    def may_be_told_by(self, row: Row) -> bool:
        """Whether the row may be of this indicator: it has its name, or the end of it after words for the rest: 总产量
        after a clause on 粮食."""
        if row.measure not in self.measures or row.name == self.name:
            return row.measure in self.measures
        if not self._ends_with(row) or self.is_of_others(row):
            return False
        return self.name.removesuffix(row.name) in row.owner or is_generic(row.name)

    def is_of_others(self, row: Row) -> bool:
        """Whether the row counts things of this kind, and nothing around it says that they are these: beds of a
        hospital for 养老床位."""
        rest = self._narrowing(row)
        return bool(rest) and (set(row.owner) | _SAY_NOTHING).isdisjoint(rest)

    def _narrowing(self, row: Row) -> str:
        """The words of the name that may set it apart from the row's: 养老 beside 床位 counted, 登记 in 城镇登记失业率
        beside 城镇调查失业率; empty where there are none."""
        if row.measure is Measure.COUNT and self._ends_with(row):
            return _words(self.name.removesuffix(row.name))
        return _words(_between(self.name, row.name))

    def _ends_with(self, row: Row) -> bool:
        return self.name.endswith(row.name) and self.name != row.name

    def is_told_beside_by(self, row: Row) -> bool:
        """Whether the row measures the indicator, or compares it with others where its growth is asked for."""
        return row.measure in self.measures or (row.measure is Measure.POINTS and Measure.GROWTH in self.measures)

    def told_by(self, rows: Iterable[Row]) -> list[Row]:
        """The rows of this indicator, measured as the question asks."""
        return [row for row in rows if row.name == self.name and row.progress and self._is_told_by(row)]

    def _is_told_by(self, row: Row) -> bool:
        moved = self.is_growth and row.measure is Measure.POINTS and not _AGAINST_OTHERS.search(row.before)
        if not (row.measure in self.measures or moved):
            return False
        if row.measure is Measure.COUNT and not self.is_standard and self.adds != (stage_of(row) in _DONE_WITH):
            return False
        return self.tense is Tense.OPEN or (self.tense is Tense.TARGET) == (row.progress is Progress.TARGET)


@lru_cache(256)  # many rows have one name
def _words(text: str) -> str:
    """The text where it holds Chinese characters alone; else empty, since it narrows nothing."""
    return text if _WORDS.fullmatch(text) else ""


@lru_cache(4096)
def _between(name: str, other: str) -> str:
    """The words of a name that stand between the beginning and the end that it has in common with another."""
    opens = _alike_at_start(name, other)
    closes = _alike_at_start(name[opens:][::-1], other[opens:][::-1])
    alike = opens >= _PART and closes >= _PART and opens + closes < len(other)
    return name[opens : len(name) - closes] if alike else ""


def _alike_at_start(one: str, other: str) -> int:
    """The number of characters with which both begin."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def read_indicator(turns: Sequence[str], region: str | None) -> AskedIndicator | None:
    """``turns``: the question last, after those that it may lean on: 增速多少 and 去年呢 name none of their own.

    None where no indicator is named, or more than one.
    """
    question = turns[-1]
    if not HAN.search(question):
        name = _named_in_english(question, region)
        return _asked(name, question, question) if name else None
    said, naming = next(((said, turn) for turn in reversed(turns) if (said := _said(turn))), ("", question))
    name = _full_name(said) or folded_name(said, region)
    adds = bool(opening_acts(said) or _DONE.search(naming))
    return _asked(name, without_years_and_places(question), question, adds=adds) if len(name) >= _SHORTEST else None


def _asked(name: str, words: str, question: str, *, adds: bool = False) -> AskedIndicator:
    asked = Tense.TARGET if _TARGET.search(question) else tense(question)
    return AskedIndicator(name, adds, _measures(words), asked, _GREW.search(words) is not None)


def _named_in_english(question: str, region: str | None) -> str:
    """The standard name of the only thing that an English question names; empty where there is none."""
    named = []
    for words, official in read_terms(without_years(question)):
        own = (
            words in LIGHT | ASKING
            or not words.isascii()
            or not words[0].isalpha()
            or is_spelled_in(words, region or "")
        )
        if not own and not set(official) & _FRAMED:
            named.append(official)
    names = [folded_name(form, region) for form in named[0]] if len(named) == 1 else []
    return next((name for name in names if name in _standard()), "")


def _measures(words: str) -> frozenset[Measure]:
    if _PART_OF.search(words):
        return _SHARES
    if _GROWTH.search(words):
        return _CHANGES
    return _LEVELS if _LEVEL.search(words) else _LEVELS | _CHANGES


@lru_cache(64)
def _full_name(said: str) -> str:
    """The standard name that ends with these words, where there is only one: 失业率, 新增就业; else empty."""
    ending = [name for name in _standard() if name.endswith(said)] if len(said) > _SHORTEST else []
    return ending[0] if len(ending) == 1 and _OF_ALL.fullmatch(ending[0].removesuffix(said)) else ""


@lru_cache(64)  # a later question of a message leans on those before it
def _said(turn: str) -> str:
    """The words by which a turn may name an indicator."""
    words = _DONE.sub("", without_years_and_places(turn))
    several = len(find_places(turn)) > 1
    return _stripped(_HELD.sub(" ", words.rstrip("?？。 ")) if several else words)


def _stripped(words: str) -> str:
    """The words without those of asking around them."""
    before = None
    while before != words:
        before, words = words, _OPENS.sub("", _CLOSES.sub("", words)).strip()
    return words


@cache
def _standard() -> frozenset[str]:
    return frozenset(name for (name,) in rows_of("rag.ledger", "standard_indicators.tsv"))
