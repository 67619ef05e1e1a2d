"""Turns of a conversation -> the question that the last one leans on, and what it says anew. Pure.

那今年呢 is the question before for another year, and 黑龙江呢 after it the same for another place: a turn that names
only these goes on with all that it has taken up.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.retrieval.calibration import CALIBRATION
from rag.text.ngrams import fold, grams
from rag.text.places import find_places
from rag.text.time_expressions import Tense, find_years, tense, without_years
from rag.types import Question

_HAN = re.compile(r"[\u3400-\u9fff]")
_FRAME = re.compile(
    r"目标|计划|打算|力争|争取|预[期计]|准备|安排|实际|结果|完成|达到|实现|新增|增[长加幅速]|增减|下降|多少|多[大高快]|[几幾]个?|哪[一些个]?|什么"
    r"|为什么|为何|为啥|原因|减少|增加|上[升涨]|提[高升]|回[落升]|下[滑跌]|怎么样?|如何|一共|总共|合计|具体|情况|数据|数字|比例|单位|不对|换成?|改成?|错了|我问的?|我是说|应该|想问|知道|其他|别的|更多|详细|继续"
)
"""Words of a turn that name no matter: words of asking, of correcting, of how far something has come or which way."""
_ELLIPSIS = re.compile(
    r"^(?:那么?|然后|还有|其中|它|他|她|这|此|该|and|what about|how about|then)|呢[?？]?$", re.IGNORECASE
)


def leant_on(history: Sequence[str]) -> str:
    """The last of the turns; with what it took up from those before it where it names another year or place alone."""
    *earlier, last = history
    return taken_up(leant_on(earlier), last) if earlier and is_same_question(last) else last


def taken_up(before: str, text: str) -> str:
    """The question before, its years and places replaced by those that a turn names, and the turn's other words."""
    years = _years(text)
    for mention in reversed(find_years(before)) if years else ():
        before = before[: mention.span.start] + years[0] + before[mention.span.end :]
    if places := find_places(text):
        before = _without(before, [place for place in find_places(before) if place not in places])
    return f"{before} {text}" if grams(own_words(text)) else before


def asking(question: Question) -> str:
    """The words that tell what kind of answer is wanted: those of the question before, where this turn names another
    year or place alone."""
    again = question.history and is_same_question(question.text)
    return taken_up(leant_on(question.history), question.text) if again else question.text


def own_words(text: str) -> str:
    """The words of an elliptical turn beside its years."""
    return _ELLIPSIS.sub(" ", _without(text, _years(text)).strip()).strip()


def is_same_question(text: str) -> bool:
    """It names another year or place and nothing else: 那今年呢, 黑龙江呢."""
    rest = own_words(text)
    return is_ellipsis(text) and not grams(_without(rest, find_places(rest)))


def leans_openly(text: str) -> bool:
    """It opens or closes as an ellipsis: 那今年呢."""
    return _ELLIPSIS.search(text.strip()) is not None


def changes_matter(text: str) -> bool:
    """It leans openly on what was asked before, and names a matter of its own and no more: 社零总额呢."""
    return leans_openly(text) and tense(text) is Tense.OPEN and names_a_matter(without_years(fold(text)))


def is_ellipsis(text: str) -> bool:
    """True for a turn that is not a question by itself: it leans openly, or names no matter of its own beside a year
    and how far something has come (今年的目标是多少)."""
    return leans_openly(text) or not names_a_matter(without_years(fold(text)))


def names_a_matter(text: str) -> bool:
    """It says more than how far something has come."""
    rest = _FRAME.sub(" ", fold(text))
    return bool(re.search(r"[a-z0-9]{2}", rest)) or any(map(CALIBRATION.is_telling, _HAN.findall(rest)))


def _years(text: str) -> list[str]:
    return [mention.span.of(text) for mention in find_years(text)]


def _without(text: str, words: Sequence[str]) -> str:
    for word in words:
        text = text.replace(word, " ")
    return text
