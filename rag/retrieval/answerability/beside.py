"""Query and its best sentence, or the name of an indicator and what was found for it -> whether that is about something
related instead. Pure.

Such a sentence is offered as related, not as an answer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from rag.retrieval.answerability.measures import measures_another
from rag.retrieval.answerability.mismatches import counts, tells_rank
from rag.retrieval.answerability.names import names_none
from rag.retrieval.answerability.needs import lacks_word
from rag.retrieval.query import YUAN, Expects, Query
from rag.text.figure_labels import label
from rag.text.figures import Figure, FigureKind, find_figures
from rag.text.figures.dates import find_parts_of_year
from rag.text.figures.kinds import PARTS, RATES, TOTALS
from rag.text.figures.units import MONEY, SHARES
from rag.text.plain import fold
from rag.text.sorts import tells_another
from rag.text.time_expressions import tells_time
from rag.text.word_tables import any_of
from rag.types import Form

_HOW_MUCH = re.compile(r"多少|(?<![第哪])(?<!哪[“「])[几幾](?![类類级級等星号號])|how (?:many|much)")
_GROWN = re.compile(
    rf"(?:增长|下降|上涨|提高|减少|增加|{RATES})[了是为有]{{0,2}}(?:多少|百分之|几个?百分)|(?:{RATES})[?？]?$"
)
_CHANGE = re.compile(
    r"[增减加添涨降升跌多少高低快慢落扩新翻]|变化|\b(?:new|more|add|grow|grew|rise|rose|fall|fell|increas|decreas)"
)
_IN_WORDS = re.compile(any_of(__name__, "in_words"))
"""Words for an amount without a figure."""
# The question compares two things, which may stand in two sentences.
_COMPARED = re.compile("更|相差|(?<!占)比(?![例重])|哪一?[年个][^,，]{0,6}[多少大小高低长短快慢]")
_MORE = re.compile(r"(?:增加|减少|净增|增长|下降|提高|多|少)了?$")
_SOME = re.compile("多少|多[高大长快重宽远]|[至最不]少|最多")
_SUM = re.compile(any_of(__name__, "sum"))
_RATIO = re.compile(f"率|占|{PARTS}|概算|预算的")
_STOCK = re.compile(f"{TOTALS}|总里程|总面积|截至|目前|现在|[一总]共有(?:多少|几)|in total|altogether", re.IGNORECASE)
_FLOW = re.compile(r"一年|全年|去年|20\d\d年?")
_ALL = re.compile(f"{TOTALS}|总|共|截至|目前|现在|已|达到")
_OF_ALL = re.compile("累计|总数")
_NAME_OF_AMOUNT = re.compile(
    rf"(?:投资额?|市值|强度|幅度|金额|{TOTALS}|总额|产量|产值|规模|面积|里程|数量|人数|{RATES}|{PARTS}|率)[\s\d年]*$"
)
_ASKS = re.compile("[?？吗呢么]|什么|啥|怎|如何|哪|谁|几|多")
_ADDS = re.compile("(?<![高创特])新(?![能型区材兴])|增")
_ADDED = re.compile("新增|净增|新建|新改|改扩建|新培育|新开|新认定")
_ASKS_ADDED = re.compile("新增|净增")
_MADE = re.compile("(?<!高)新|[净增]增|增(?:加|设)|开通|建成|投用|从.*增")
_UP_TO = re.compile("增至|达到?|累计|共|现有|总")
_WHOLE = re.compile("总(?:面积|里程|数|规模)")
_BUILT = re.compile("建成|建设|改造|开工")
_REACHED = re.compile("累计|总数|达|共|总")
_BOTH = re.compile("城乡|进出口|产销|存贷")
"""Single words that name both things of a pair."""


@dataclass(frozen=True, slots=True)
class FoundForName:
    """The sentences found by likeness for a question that asks for an indicator by its name, compared with that
    name."""

    is_known: bool
    """The name is a standard one, or a report that was asked gives figures under it: such a figure would have been
    found."""
    counts_others: bool
    """It counts things of this kind, and nothing says that they are the ones asked for: beds of a hospital for
    养老床位."""
    is_near: bool
    """It may still be about the indicator, without naming it or without a figure."""
    measures_otherwise: bool
    """A share or a growth rate is asked for, and it only gives figures of other measures."""

    @property
    def is_beside(self) -> bool:
        """It is about something close to the indicator, and not about the indicator itself."""
        named_otherwise = (self.is_known or self.counts_others) and not self.is_near
        return named_otherwise or self.measures_otherwise


def tells_beside(query: Query, sentence: str, told: str) -> bool:
    """The words are close to the question, but about something else: the whole year instead of a quarter, a growth rate
    or a share instead of an amount, villages instead of towns; or they lack the date or figure asked for."""
    if find_parts_of_year(query.text) - find_parts_of_year(sentence) or _tells_rival(query, sentence, told):
        return True
    compares = query.form is Form.COMPARISON or _COMPARED.search(query.asked) is not None
    if query.expects is Expects.DATE:
        return not compares and not tells_time(told)
    amounts = [figure for figure in find_figures(told) if figure.kind is FigureKind.AMOUNT]
    if query.level and amounts and all(figure.unit in SHARES for figure in amounts):
        return True
    named = _is_name_of_amount(query.asked)
    return not compares and (
        lacks_word(query, sentence)
        or names_none(query, sentence, told)
        or (named and not (counts(told) or _IN_WORDS.search(told)))
        or (query.form is not Form.CALCULATION and _tells_other_amount(query, told, amounts, named=named))
    )


def _tells_other_amount(query: Query, told: str, amounts: Sequence[Figure], *, named: bool) -> bool:
    """The words give no amount that could be the one asked for. A difference or a sum may come from figures in other
    sentences; a single amount may not."""
    if measures_another(query, told):
        return True
    asks = named or _HOW_MUCH.search(fold(query.asked)) is not None
    wants_one = query.expects is Expects.NUMBER and asks
    return wants_one and (
        _tells_no_figure(query, told)
        or _tells_no_money(query, amounts)
        or _tells_other_side(query, told, amounts)
        or _tells_added(query, told)
        or _tells_all(query, told)
        or _tells_reached(query, told)
    )


@lru_cache(64)  # each reading of a question asks
def _is_name_of_amount(asked: str) -> bool:
    """The question is nothing but the name of an amount: 引大济岷工程总投资."""
    return _NAME_OF_AMOUNT.search(asked) is not None and not _ASKS.search(asked)


def _tells_no_figure(query: Query, told: str) -> bool:
    """The question asks how many, and the words give neither a figure nor a phrase for one: 再创佳绩 does not count
    medals, 保持正增长 is such a phrase."""
    figures = [figure for figure in counts(told) if query.ranked or figure.kind is not FigureKind.ORDINAL]
    return not (figures or tells_rank(query, told) or _IN_WORDS.search(told))


def _tells_no_money(query: Query, amounts: Sequence[Figure]) -> bool:
    """The question asks for a sum of money (总投资, 一个月租金), and the words give another amount: 8座码头."""
    asked = fold(query.asked)
    if not (query.unit == YUAN or _SUM.search(asked)) or _CHANGE.search(_SOME.sub("", asked)) or _RATIO.search(asked):
        return False
    return not any(figure.unit in MONEY for figure in amounts)


def _tells_added(query: Query, told: str) -> bool:
    """The question asks how many there are by now, and the words say how many were added."""
    asks_all = _STOCK.search(query.asked) and not _ADDS.search(query.asked)
    built = _WHOLE.search(query.asked) is not None and _BUILT.search(told) is not None
    return bool(asks_all and (built or _ADDED.search(told)) and not _REACHED.search(told))


def _tells_reached(query: Query, told: str) -> bool:
    """The question asks how many were added, and the words say how many there are: 增至12个."""
    asks_added = _ASKS_ADDED.search(query.asked) is not None
    return asks_added and _UP_TO.search(told) is not None and not _MADE.search(told)


def _tells_all(query: Query, told: str) -> bool:
    """The question asks for the number of one year, and the words give the total so far: 累计开行1.1万列."""
    if not _FLOW.search(query.asked) or _ALL.search(query.asked):
        return False
    amounts = [said for said in label(told) if said.figure.kind is FigureKind.AMOUNT]
    return bool(amounts) and all(_OF_ALL.search(said.head) for said in amounts)


def _tells_other_side(query: Query, told: str, amounts: Sequence[Figure]) -> bool:
    """The question asks how much something grew, and the words say how much there is; or it asks how many there are,
    and they say by how many it grew."""
    if _GROWN.search(query.asked):
        return not any(figure.unit in SHARES for figure in amounts) and not _CHANGE.search(told)
    if not query.unit or query.unit in SHARES or _CHANGE.search(_SOME.sub("", query.asked)):
        return False
    counted = [figure for figure in amounts if query.fits(figure)]
    return bool(counted) and all(_MORE.search(told[: figure.full.start]) for figure in counted)


def _tells_rival(query: Query, sentence: str, told: str) -> bool:
    """The question asks for a number about 城镇, which the sentence does not mention, and the words are about 农村 or
    about both."""
    asked = " ".join((query.text, *query.terms)) if query.english else query.text
    if query.expects is not Expects.NUMBER:
        return False
    if not _BOTH.search(sentence) and tells_another(_BOTH.sub(" ", asked), told, sentence, "pairs"):
        return True
    return bool(tells_another(asked, told, sentence, "questions", "both"))
