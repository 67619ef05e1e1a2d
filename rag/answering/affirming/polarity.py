"""A yes/no question, the report's words about its matter -> whether they say yes or no. Pure.

A clause about the matter says yes, unless it contradicts the question: it denies what the question states (未发生),
goes in the other direction, is only work towards what the question calls done, or gives another rank. Two
contradictions cancel out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

from rag.text.figures import find_amounts
from rag.text.figures.modifiers import turns
from rag.text.figures.numerals import whole_number
from rag.text.figures.units import PERCENT
from rag.text.plain import fold, grams
from rag.text.progress import Stage, works_of
from rag.text.time_expressions import without_years
from rag.text.word_tables import any_of

_CLAUSE = re.compile(r"[，,。；;:：]")
_PIECE = re.compile(r"[、和]")
_FORMS = re.compile(
    r"有没有|有无|([是会能要可对给让办搞提])[不没]\1|[是会能可]否|没有?(?=[?？。了吗呢\s]*$)|[不没](?=[?？\s]*$)|了没(?=[?？\s]*$)"
)
"""Words that only ask, although they look like a denial."""
_DENIES = re.compile(any_of(__name__, "denies"))
_DONE = re.compile(any_of(__name__, "done"))
_STEPS = re.compile(r"建成|投用|完工|竣工|完成|通车|通航|运营|成功|开工|动工|实现|落地")
_BUILT = re.compile("(?:建|修|盖|装|搬|造)[好完成]|完工|竣工|投用|通车|投入(?:使用|运营)")
_ON_THE_WAY = re.compile(any_of(__name__, "on_the_way"))
_SOUGHT = re.compile(r"争取|力争")
_ENDS = re.compile(r"取消|停[止办]?|终止|结束|放开|暂停|叫停")
_GOES_ON = re.compile(r"推进|坚持|坚定|继续|持续|实施|保持|加强|延续")
_RISES, _FALLS = re.compile(r"变[多大高]|[多大高]了|超过"), re.compile(r"变[少小低]|[少小低]了")
_LEVEL = re.compile(r"持平|稳定|不变")
_ALL = re.compile(r"全部|所有|都|百分之百")
_WHOLE = 100
_BOUNDARY = re.compile(r"(?:^|[\W_]|全[省市区县州年]|年|预计|其中)$")
_RANK = re.compile(r"第\s*([0-9一二三四五六七八九十]+)(?!次|批|届|期|三方|产业|季|轮|个|条)|首位|榜首")
_AMONG = re.compile(r"前\s*([0-9一二三四五六七八九十]+)(?!年|期|三季)")
_OVER, _UNDER = re.compile(r"(?:超过|高于|大于|多于|突破|高出)了?$"), re.compile(r"(?:低于|不到|少于|小于|不足)了?$")


@dataclass(frozen=True)
class YesNoPair:
    """A yes/no question and the words that answer it."""

    question: str
    words: str
    asked: str
    """The question without the words that ask, folded."""
    text: str
    """The words, folded."""
    clause: str
    """The clause of them that holds most of the question."""

    @cached_property
    def is_beyond(self) -> bool | None:
        """Whether the figure in the answer is beyond the one in the question; None where the question has none."""
        for bound in find_amounts(self.asked):
            before = self.asked[: bound.span.start]
            over, under = _OVER.search(before) is not None, _UNDER.search(before) is not None
            alike = [one for one in find_amounts(self.clause) if one.unit == bound.unit]
            if over != under and len(alike) == 1:
                return alike[0].low > bound.high if over else alike[0].high < bound.low
        return None

    @cached_property
    def is_on_the_way(self) -> bool:
        """The question asks whether something is done, and the answer is only about work towards it."""
        if not _DONE.search(self.asked) or not _ON_THE_WAY.search(self.clause):
            return False
        reached = any(step[0] in self.clause for step in _STEPS.finditer(self.asked))
        return not reached or _SOUGHT.search(self.clause) is not None

    @property
    def is_on_same(self) -> bool:
        """The clause begins with the words that it shares with the question: 进出口增长 says nothing about 出口."""
        asked, clause = self.asked.strip(), self.clause.strip()
        start = min((at for at in map(clause.find, _pieces(asked)) if at >= 0), default=len(clause))
        return _BOUNDARY.search(clause[:start]) is not None


def read_told(question: str, told: str) -> YesNoPair:
    asked, text = without_forms(question), fold(told)
    return YesNoPair(question, told, asked, text, _nearest(asked, text, _CLAUSE))


def says_yes(told: YesNoPair) -> bool | None:
    """Whether the words say yes. None where a direction or a rank is asked for, and the words give none or several."""
    asked, clause = told.asked, told.clause
    ranks = _ranks(told.text[told.text.index(clause) :])
    if ranks and (among := _AMONG.search(asked)):
        return max(ranks) <= whole_number(among[1])
    if ranks and (exactly := _RANK.search(asked)):
        return ranks == {_rank(exactly)} if len(ranks) == 1 else None
    for by_figures in (told.is_beyond, _by_share(asked, clause)):
        if by_figures is not None:
            return by_figures
    otherwise = _goes_otherwise(asked, clause)
    if otherwise is None or _is_open(told):
        return None
    contrary = (_is_denied(asked, clause), otherwise, told.is_on_the_way, _is_to_end(asked, clause))
    return sum(contrary) % 2 == 0


def _is_open(told: YesNoPair) -> bool:
    """The question asks whether something is built, and the clause says neither that it is nor that work has begun:
    选定地点."""
    if not _BUILT.search(told.asked) or _DENIES.search(told.clause):
        return False
    return works_of(told.clause) is not Stage.DONE and not told.is_on_the_way


def _pieces(asked: str) -> list[str]:
    return [
        asked[at : at + 2] for at in range(len(asked) - 1) if re.fullmatch(r"[\u3400-\u9fff]{2}", asked[at : at + 2])
    ]


@lru_cache(64)
def without_forms(question: str) -> str:
    """The question without the words that ask: 会不会, 有没有."""
    return _FORMS.sub(" ", fold(question))


def _nearest(asked: str, told: str, between: re.Pattern[str]) -> str:
    wanted = grams(without_years(asked))
    return max(between.split(told), key=lambda part: len(wanted & grams(part)))


def _is_denied(asked: str, clause: str) -> bool:
    told = f"{_nearest(asked, clause, _PIECE)} {_PIECE.split(clause)[-1]}"
    return (_DENIES.search(asked) is not None) != (_DENIES.search(told) is not None)


def _goes_otherwise(asked: str, clause: str) -> bool | None:
    """Whether the clause goes in the other direction. None where the question names one direction, and the clause
    none."""
    mine, its = _ways(asked), _ways(clause)
    if len(mine) != 1:
        return False
    return not mine & its if its else _LEVEL.search(clause) is not None or None


def _ways(text: str) -> set[bool]:
    words = _FALLS.sub("减少", _RISES.sub("增加", text))
    return {rises for _, rises in turns(words)}


def _is_to_end(asked: str, clause: str) -> bool:
    return _ENDS.search(asked) is not None and not _ENDS.search(clause) and _GOES_ON.search(clause) is not None


def _ranks(told: str) -> set[int]:
    """The ranks in the first clause that has any."""
    clause = next((one for one in _CLAUSE.split(told) if _RANK.search(one)), "")
    return {_rank(one) for one in _RANK.finditer(clause)}


def _rank(found: re.Match[str]) -> int:
    return whole_number(found[1]) if found[1] else 1


def _by_share(asked: str, clause: str) -> bool | None:
    """The answer by a share: a share below 100% is not all. None where the question does not ask about all."""
    shares = [one for one in find_amounts(clause) if one.unit == PERCENT and not (one.hint.rises or one.hint.falls)]
    if not _ALL.search(asked) or len(shares) != 1:
        return None
    return (shares[0].low >= _WHOLE) != (_DENIES.search(asked) is not None)
