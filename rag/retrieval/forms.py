"""Question -> what kind of answer it wants: its form; a sum, a comparison, a rank, one of a list, a part of it. Pure.

The form comes from a softmax regression over the character n-grams of the question (one to three characters, words of
Latin letters, the beginning and the end), fitted on questions that careful readers wrote about other reports
(``benchmarks/fitting/fit_forms.py``). It depends on no embedding model.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import NamedTuple

from rag.retrieval.messages.rewording import is_complaint
from rag.text.places import find_places
from rag.text.plain import fold, grams
from rag.text.time_expressions import without_years
from rag.text.word_tables import any_of
from rag.types import Form

_TOKEN = re.compile(r"[a-z']+|[\u3400-\u9fff]+|[YN]|[?？!！,，、]")
_LATIN = re.compile("[a-z']")
_YEAR = re.compile(r"(?:19|20)\d\d")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_END = re.compile(r"[?？!！。\s]+$")
_WHY = re.compile(
    r"为什么|为何|为啥|(?:什么|啥|何种)(?:原因|缘故)|(?:原因|缘故)是?(?:什么|啥|在哪)|^why\b", re.IGNORECASE
)
"""Words that only ask for a reason."""
_MAIN_TARGETS = re.compile(r"(?:主要|预期)的?(?:发展|预期|经济)*目标(?:任务)?[\s?？。]*$")
"""The name of a whole list, without a question about it."""
_LONGEST = 3
_LENGTH_STEP, _LENGTHS = 5, 6
_MENTIONED = re.compile(any_of(__name__, "mentioned"), re.IGNORECASE)
_TOTAL = re.compile(any_of(__name__, "total"), re.IGNORECASE)
_GAP = re.compile(any_of(__name__, "gap"), re.IGNORECASE)
_CHANGE = re.compile(r"比.{0,40}(?:增加|减少|提高|降低)了?(?:多少|几)")
_BOTH = re.compile(any_of(__name__, "both"), re.IGNORECASE)
_AGAINST = re.compile(any_of(__name__, "against"), re.IGNORECASE)
ABOUT_ALL = re.compile(any_of(__name__, "about_all"), re.IGNORECASE)
_PART = re.compile(
    r"(?:(?:[这那](?:一|几)?个?|一)?(?:部分|章节?|节|段|板块)|[这那]一?块儿?)"
    r"(?=[讲说写提谈里中的内有主都今明去对介包要是报,，\s]|[?？]?$)|\b(?:section|chapter|part)\b",
    re.IGNORECASE,
)
"""Words that show that the words beside them name a part of the report: 民生那部分讲了什么."""

NTH = re.compile(
    r"(?:第(?P<number>[一二三四五六七八九十]{1,3}|\d{1,2})|(?P<last>最后一))(?P<kind>[件项条个])(?![^，,？?]{0,3}(?:季度|产业))"
)
"""One of the things in a list: 第三件."""
_COUNTED = "[个家次批例座条套款单笔张所台架艘颗支项部门只份间处栋幢列种场站店]"
_EVER_FIRST = rf"首{_COUNTED}|首创|率先|唯一|第一{_COUNTED}"
_RECORD = (
    r"历史(?:上)?(?:新高|最[高好大多低优佳强快长早少]|[^，,。；;]{0,4}最)|历年(?:来)?(?:新高|最)"
    r"|新纪录|新高|史上最|有史以来|同期最"
)
_HEAD = (
    r"(?:第[一1]|首|榜首|冠军)(?:位|名)?(?![季次批届轮时个家部条阶产例座套款单笔张所台项先要都府席0-9.])|领先|领跑"
    r"|最[大高多快长早优低少好佳强]|居.{0,6}[前首]|前列"
)
RANK = re.compile(rf"{_EVER_FIRST}|{_RECORD}|{_HEAD}|top|first", re.IGNORECASE)
_RANKS = tuple(map(re.compile, (_EVER_FIRST, _RECORD, _HEAD)))
RANK_ASKED = (  # in the order of _RANKS
    re.compile(rf"首{_COUNTED}|首创|首次|率先|头一|第一{_COUNTED}|带头|for the first time", re.IGNORECASE),
    re.compile(r"历史|历年|新高|纪录|记录|史上|record", re.IGNORECASE),
    re.compile(r"第[一1](?!个|家|批)|首位|首名|榜首|冠军|头名|居首", re.IGNORECASE),
)
_ASKS_RANK = re.compile(r"第[几幾]|第多少|[几幾][名位]|排名|名次|位次|\brank", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FormModel:
    """Coefficients of the softmax; ``weights`` gives those of a feature, one for each of ``forms``."""

    forms: tuple[Form, ...]
    intercepts: tuple[float, ...]
    weights: dict[str, tuple[float, ...]]

    def read(self, text: str) -> Form:
        scores = list(self.intercepts)
        for feature in form_features(text):
            for place, weight in enumerate(self.weights.get(feature, ())):
                scores[place] += weight
        return self.forms[max(range(len(scores)), key=scores.__getitem__)]


@lru_cache(64)  # the answer and the query both go by it
def read_form(text: str) -> Form:
    """The form of the answer that the question wants. A complaint (上学难) asks what is done about it, not for a
    fact."""
    form = _load().read(text)
    return Form.TOPIC if form is Form.FACT and is_complaint(text) else form


def read_wish(text: str) -> Form:
    """The form of the answer that is composed. A question for a reason has words for that, whatever movement it
    mentions; how sure its answer is depends on ``read_form``."""
    if _WHY.search(text):
        return Form.WHY
    form = read_form(text)
    return Form.LIST if form is Form.FACT and _MAIN_TARGETS.search(text) else form


def form_features(text: str) -> set[str]:
    """The features of a question that the classifier sees. Years and numbers are alike to it."""
    masked = _NUMBER.sub("N", _YEAR.sub("Y", fold(text)))
    return set(_features(masked))


def _features(text: str) -> Iterator[str]:
    for word in _TOKEN.findall(text):
        if _LATIN.match(word):
            yield f"w:{word}"
            continue
        for length in range(1, _LONGEST + 1):
            yield from (word[at : at + length] for at in range(len(word) - length + 1))
    yield from (f"w:{one} {other}" for one, other in pairwise(re.findall(r"[a-z']+", text)))
    if rest := _END.sub("", text):
        yield from (f"^{rest[:2]}", f"${rest[-1:]}", f"${rest[-2:]}", f"${rest[-3:]}")
    yield f"L{min(_LENGTHS, len(text) // _LENGTH_STEP)}"


@cache
def _load() -> FormModel:
    data = json.loads(files("rag.retrieval").joinpath("forms.json").read_text(encoding="utf-8"))
    return FormModel(
        forms=tuple(map(Form, data["forms"])),
        intercepts=tuple(data["intercepts"]),
        weights={feature: tuple(weights) for feature, weights in data["weights"].items()},
    )


def asks_total(text: str) -> bool:
    """The question asks for two years or two things taken together."""
    return _TOTAL.search(text) is not None and _BOTH.search(text) is not None


def asks_sum(text: str) -> bool:
    """The question asks to add figures up."""
    return _TOTAL.search(text) is not None


def asks_difference(text: str) -> bool:
    """The question asks for one figure minus another."""
    return _GAP.search(text) is not None and not _TOTAL.search(text)


def asks_change(text: str) -> bool:
    """The question asks by how much one figure is above or below another, not for their sum: 要比去年增加多少家."""
    return _CHANGE.search(text) is not None and not asks_sum(text)


def holds_against(text: str) -> bool:
    """The question compares one with the other."""
    return _AGAINST.search(text) is not None


def is_on_both(text: str, years: Collection[int]) -> bool:
    """The question is about two years; ``years``: those that are meant."""
    return len(years) > 1 or _BOTH.search(text) is not None


def is_on_all(question: str) -> bool:
    """The question names no matter: nothing is left of it without years, places and words about reports."""
    return not _matter(question)


class Matter(NamedTuple):
    """The things that a question names beside years, places and words on reports, in grams; none where it is on all."""

    grams: frozenset[str]
    part: frozenset[str]
    """Those of the name of the part of the report that it asks for: 民生那部分讲了什么."""

    @property
    def name(self) -> frozenset[str]:
        """The pairs of characters of what may be the name of a part."""
        return frozenset(gram for gram in self.part or self.grams if len(gram) > 1)


def read_matter(question: str) -> Matter:
    return Matter(_matter(question), _matter(_PART.sub(" ", question)) if _PART.search(question) else frozenset())


def _matter(question: str) -> frozenset[str]:
    return grams(ABOUT_ALL.sub(" ", without_names(question)))


def without_names(question: str) -> str:
    text = fold(without_years(question))
    for place in find_places(text):
        text = text.replace(place, " ")
    return re.sub(r"[全本我]?[省市区县](?=[里的内]|$|\s)|全[省市区县国]", " ", text)


@lru_cache(64)  # which sentence answers and how the answer begins depend on it
def asks_mention(question: str) -> bool:
    """The question asks whether the report mentions something: 提到房地产了吗."""
    return _MENTIONED.search(question) is not None


def asks_nth(question: str) -> bool:
    """The question asks for one member of a list: 第三件民生实事是什么."""
    return NTH.search(question) is not None


def asks_rank(question: str) -> bool:
    """The question asks for a rank (第几, 排名): any rank answers, not only leading ones."""
    return _ASKS_RANK.search(question) is not None and not RANK_ASKED[-1].search(question)


def names_rank(question: str) -> bool:
    """The question is about what came first, highest or at the head of a list."""
    return RANK.search(question) is not None or bool(ranks_asked(question))


@lru_cache(64)
def ranks_asked(question: str) -> tuple[re.Pattern[str], ...]:
    """The ways in which reports word the kinds of leading ranks asked for."""
    folded = fold(question)
    return tuple(told for told, asked in zip(_RANKS, RANK_ASKED, strict=True) if asked.search(folded))
