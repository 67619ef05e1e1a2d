"""A message and the earlier ones -> what it refers back to, and the complete question. Pure.

那今年呢 is the question before for another year, and 黑龙江呢 after it the same for another place: a turn that names
only these goes on with all that it has taken up.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from rag.retrieval.calibration import CALIBRATION
from rag.text.places import find_places
from rag.text.plain import HAN, fold, grams
from rag.text.time_expressions import Tense, find_years, tense, without_years
from rag.text.word_tables import any_of
from rag.types import Question

_FRAME = re.compile(any_of(__name__, "frame"))
"""Words of a turn that name no matter: words of asking, of correcting, of how far something has come or which way."""
_ELLIPSIS = re.compile(
    r"^(?:那么?|然后|还有|其中|它|他|她|这|此|该|and|what about|how about|then)|呢[?？]?$", re.IGNORECASE
)
_HOLDS_AGAINST = re.compile(
    r"(?:相?比(?!重(?!庆)|例)(?:较|起来|起)?|相差|差(?:多少|几|距))(?:[高低多少快慢大小][了些点]?)?"
)
_BETWEEN = re.compile(r"那么?|[和跟与同呢吗的高低多少快慢大小了些点]")
_WHICH = re.compile(
    r"(?:那么?)?(?:(?:哪|谁)[^，,。]{0,4}[高低多少快慢大小]|相?差了?(?:多少|几)[^，,。]{0,4})[些点呢吗?？。]*"
)
"""A turn that only asks which of two is greater, or by how much."""
_SETTLES = re.compile(
    r"(?:那么?)?[它这]?个?(?:目标|任务)?(?:都|最后)?(?:完成|达到|实现|达成|达标|兑现)(?:目标|任务)?了?(?:没有?|吗|么|嘛)?[?？。]*"
)
"""A turn that asks whether a target was met, without naming the target."""
_CLOSING = "?？。呢吗 \u3000\n"


@dataclass(frozen=True)
class Turn:
    """A message and the one before it. What it names and refers to is read once, for all steps that ask."""

    text: str
    before: Turn | None = None

    @cached_property
    def years(self) -> list[str]:
        return _years(self.text)

    @cached_property
    def own_words(self) -> str:
        """The words of an elliptical turn without its years."""
        return _ELLIPSIS.sub(" ", _without(self.text, self.years).strip()).strip()

    @cached_property
    def leans_openly(self) -> bool:
        """The turn has the opening or ending of an ellipsis: 那今年呢."""
        return _ELLIPSIS.search(self.text.strip()) is not None

    @cached_property
    def names_a_matter(self) -> bool:
        """The turn names a matter of its own, besides a year and words for a state or a target (今年的目标是多少)."""
        return names_a_matter(fold(without_years(self.text)))

    @property
    def is_ellipsis(self) -> bool:
        """The turn is not a complete question."""
        return self.leans_openly or not self.names_a_matter

    @property
    def changes_matter(self) -> bool:
        """The turn openly continues the previous question, and only names another matter: 社零总额呢."""
        return self.leans_openly and tense(self.text) is Tense.OPEN and self.names_a_matter

    @cached_property
    def is_same_question(self) -> bool:
        """The turn only names another year or place: 那今年呢, 黑龙江呢."""
        return self.is_ellipsis and not grams(_without(self.own_words, find_places(self.own_words)))

    @cached_property
    def in_full(self) -> str:
        """The question before with what this turn says anew."""
        return self._after(self.before.asking) if self.before else self.text

    @property
    def asking(self) -> str:
        """The words that show what kind of answer is wanted, and that the next turn may refer to. Where this turn only
        names another year or place, they include those of the turn before."""
        return self.in_full if self.before and self.is_same_question else self.text

    @cached_property
    def whole(self) -> str:
        """The turn after all that it leans on."""
        return self._after(self.before.whole) if self.before and self.is_ellipsis else self.text

    def _after(self, before: str) -> str:
        """A question, its years and places replaced by those that this turn names, and the turn's other words."""
        for mention in reversed(find_years(before)) if self.years else ():
            before = before[: mention.span.start] + self.years[0] + before[mention.span.end :]
        if places := find_places(self.text):
            before = _without(before, [place for place in find_places(before) if place not in places])
        return f"{before} {self.text}" if grams(self.own_words) else before


@lru_cache(64)  # each step of an answer that depends on it asks; the next turn goes on with what was read of this one
def read_turn(question: Question) -> Turn:
    *earlier, last = question.history or ("",)
    return Turn(question.text, read_turn(Question(last, tuple(earlier))) if question.history else None)


def in_full(question: Question) -> Question:
    """The question with both sides of what it compares: 跟黑龙江比呢 after 重庆去年社零增长多少 asks for both regions,
    跟去年比呢 after 今年目标是多少 for both years, and after 去年产量是多少 for the growth."""
    turn = read_turn(question)
    if turn.before is None:
        return question
    if asked := _of_both(turn, turn.before):
        return replace(question, text=asked)
    if _SETTLES.fullmatch(question.text):
        return replace(question, text=f"{turn.before.whole.rstrip(_CLOSING)} {question.text}")
    if not _HOLDS_AGAINST.search(question.text):
        return question
    if names_a_matter(_BETWEEN.sub(" ", own_matter(_HOLDS_AGAINST.sub(" ", question.text)))):
        return question
    before, years = turn.before.whole, turn.years
    places = [place for place in find_places(question.text) if place not in find_places(before)]
    if places:
        return replace(question, text=f"{_with_place(before, places[0])}相差多少")
    if not years and "同比" not in question.text:
        return question
    known = _years(before)
    if not set(years) - set(known) or not known:
        return replace(question, text=f"{before} 增长多少")
    return replace(question, text=f"{before.rstrip(_CLOSING)}，和{years[0]}比怎么样")


def _with_place(asked: str, place: str) -> str:
    """The question for its own place and another."""
    own = next(iter(find_places(asked)), "")
    both = asked.replace(own, f"{own}和{place}", 1) if own else f"{place}{asked}"
    return both.rstrip(_CLOSING)


def _of_both(turn: Turn, last: Turn) -> str | None:
    """The question before and the one before that, which was the same of another place, where it is asked which of both
    is more: 哪个高."""
    places = find_places(last.text)
    if not last.before or not _WHICH.fullmatch(turn.text) or not last.is_same_question or len(places) != 1:
        return None
    first = last.before.whole
    own = find_places(first)
    return f"{_with_place(first, places[0])}{turn.text}" if own and own != places else None


@lru_cache(64)  # asked of a turn in each wording of the question
def names_a_matter(text: str) -> bool:
    """The words name a matter, and not only a state or a target."""
    rest = _FRAME.sub(" ", fold(text))
    return bool(re.search(r"[a-z0-9]{2}", rest)) or any(map(CALIBRATION.is_telling, HAN.findall(rest)))


@lru_cache(64)
def own_matter(text: str) -> str:
    """The words that name what it asks about, without its years and places and what it asks of that."""
    rest = _ELLIPSIS.sub(" ", _without(text, [*_years(text), *find_places(text)]).strip())
    return " ".join(_FRAME.sub(" ", rest).split())


def _years(text: str) -> list[str]:
    return [mention.span.of(text) for mention in find_years(text)]


def _without(text: str, words: Sequence[str]) -> str:
    for word in words:
        text = text.replace(word, " ")
    return text
