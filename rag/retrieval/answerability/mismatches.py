"""Query, the sentence that is nearest to it -> in what it tells of something else. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from rag.retrieval.calibration import CALIBRATION
from rag.retrieval.extraction import RANKED, Extract
from rag.retrieval.query import YUAN, Expects, Query
from rag.text.figure_labels import label
from rag.text.figures import Figure, FigureKind, find_figures
from rag.text.figures.dates import find_parts_of_year
from rag.text.figures.kinds import PARTS, RATES, TOTALS
from rag.text.figures.units import MONEY, PEOPLE, PERCENT, POINTS, SHARES, is_count
from rag.text.plain import fold, grams
from rag.text.sorts import tells_another
from rag.text.time_expressions import tells_time
from rag.types import Form

_OWN_COUNT = PEOPLE | {"户", "项", "件"}
"""Measure words that say of what kind the things are: people, households, matters."""
_TELLING = 0.5
"""Probability that an answer holds a bigram, from which it tells what is counted."""
_COUNTED = (FigureKind.AMOUNT, FigureKind.ORDINAL, FigureKind.GRADE, FigureKind.NAME)
ENUMERATION = re.compile(r"、|[”》]\s*[“《]|[;；]")
_SERIES = re.compile(r"、|[”》]\s*[“《]")
_CLAUSE = re.compile(r"[，。；;,：:]")
_ANNOUNCED = re.compile(r"[^，。；;、,“《]{0,24}(?:[:：（(—]|[，,]?(?:包括|即|分别[是为]|其中|是(?!否))|(?=[“《]))")
_HOW_MUCH = re.compile(r"多少|(?<![第哪])(?<!哪[“「])[几幾](?![类類级級等星号號])|how (?:many|much)")
_GROWN = re.compile(
    rf"(?:增长|下降|上涨|提高|减少|增加|{RATES})[了是为有]{{0,2}}(?:多少|百分之|几个?百分)|(?:{RATES})[?？]?$"
)
_CHANGE = re.compile(
    r"[增减加添涨降升跌多少高低快慢落扩新翻]|变化|\b(?:new|more|add|grow|grew|rise|rose|fall|fell|increas|decreas)"
)
_IN_WORDS = re.compile(
    "增[长加速幅]|[下上][降升]|提[高升]|减少|翻番|[高低快慢多少优]于|持平|稳定|同步|动态|清零|全部|全覆盖|消除|一半|过半|位数"
    r"|\b(?:grow|increas|decreas|stable|all\b)"
)
"""Words that tell how much there is without a figure."""
# Two things are held against each other, which may be told in two sentences.
_COMPARED = re.compile("更|相差|(?<!占)比(?![例重])|哪一?[年个][^,，]{0,6}[多少大小高低长短快慢]")
_MORE = re.compile(r"(?:增加|减少|净增|增长|下降|提高|多|少)了?$")
_SOME = re.compile("多少|多[高大长快重宽远]|[至最不]少|最多")
_SUM = re.compile(
    "总投资|投资额|利润|租金|票价|门票|工资|造价|费用|物业费|学费|保费|价钱"
    "|how much (?:was|is|were) (?:spent|paid|invested)"
)
_RATIO = re.compile(f"率|占|{PARTS}|概算|预算的")
_STOCK = re.compile(f"{TOTALS}|总里程|截至|目前")
_ADDS = re.compile("(?<![高创特])新(?![能型区材兴])|增")
_ADDED = re.compile("新增|净增|新建|新培育|新开|新认定")
_REACHED = re.compile("累计|总数|达|共|总")
_INTERROGATIVE = re.compile(r"(?:多少|[几幾]|how (?:many|much))个?[十百千]*\s*$", re.IGNORECASE)
_BOTH = re.compile("城乡|进出口|产销|存贷")
"""Two things of a pair in one word."""
_PARTS = {
    "入境": re.compile("入境|境外|外国|国际"),
    "境外游客": re.compile("入境|境外|外国|国际"),
    "城镇居民": re.compile("城镇|城乡|城市"),
    "农村居民": re.compile("农村|农民|城乡|乡村"),
    "单产": re.compile("[单亩]产"),
    "一个月": re.compile("月"),
    "每月": re.compile("月"),
    "日均": re.compile("日均|每天|每日"),
}
"""A part or a measure that is asked for -> the words that tell of it."""
_WHO = re.compile(r"(?P<role>[\u4e00-\u9fff]{2})(?:都|又|分别|各自|到底|究竟)?(?:是|叫)谁")


def names_no_members(query: Query, sentence: str) -> bool:
    """The question asks which eight things they are, and the sentence says that they are eight and names none."""
    counted = _counted(query, sentence) if query.items else []
    return bool(counted) and not any(_names(figure, sentence) for figure in counted)


def names_members(query: Query, sentence: str) -> bool:
    """The sentence says how many things there are, as the question does, and names them."""
    return any(_names(figure, sentence) for figure in _counted(query, sentence))


def _counted(query: Query, sentence: str) -> list[Figure]:
    """The numbers of the sentence that stand in the question as well."""
    asked = {figure.low for figure in find_figures(query.asked) if figure.kind is FigureKind.AMOUNT}
    told = find_figures(sentence) if asked else []
    return [figure for figure in told if figure.kind is FigureKind.AMOUNT and figure.low in asked]


def _names(counted: Figure, sentence: str) -> bool:
    """A series stands before the number in its clause, or is announced after it: 语文、数学两科; 两科:语文、数学."""
    before = _CLAUSE.split(sentence[: counted.full.start])[-1]
    announced = _ANNOUNCED.match(sentence, counted.full.end)
    return bool(_SERIES.search(before) or (announced and ENUMERATION.search(sentence, announced.end())))


def asserts_another(query: Query, sentence: str) -> bool:
    """The question states an amount of money or a share that the sentence does not hold: a premise not in it."""
    told = {figure.low for figure in find_figures(sentence)}
    stated = (f for f in find_figures(query.asked) if f.kind is FigureKind.AMOUNT and not _is_asked(query.asked, f))
    return any(figure.low not in told for figure in stated if figure.unit in MONEY | {PERCENT, POINTS})


def tells_of_another(query: Query, weights: Mapping[str, float], sentence: str, found: Extract) -> bool:
    """A date told without a word of the question, or no word of the office or honour whose holder is asked for."""
    if query.expects is Expects.DATE and not any(weights.get(gram) for gram in grams(found.text)):
        return True
    who = _WHO.search(fold(query.asked))
    return who is not None and who["role"] not in fold(sentence)


def tells_beside(query: Query, sentence: str, told: str) -> bool:
    """Words near those asked for, on something else: of a year where one of its quarters is asked for, a growth
    rate or a share where an amount is, of the villages where the towns are asked for, without a date or a figure."""
    compares = query.form is Form.COMPARISON or _COMPARED.search(query.asked) is not None
    if find_parts_of_year(query.text) - find_parts_of_year(sentence):
        return True
    if query.expects is Expects.NUMBER and _tells_rival(query, sentence, told, compares=compares):
        return True
    if query.expects is Expects.DATE:
        return not compares and not tells_time(told)
    amounts = [figure for figure in find_figures(told) if figure.kind is FigureKind.AMOUNT]
    if query.level and amounts and all(figure.unit in SHARES for figure in amounts):
        return True
    return (
        not compares
        and _wants_one_amount(query)
        and (
            _tells_no_figure(query, told)
            or _tells_no_money(query, amounts)
            or _tells_other_side(query, told, amounts)
            or _tells_added(query, told)
        )
    )


def _wants_one_amount(query: Query) -> bool:
    """A difference or a sum may be of figures that stand elsewhere."""
    asks_figure = query.expects is Expects.NUMBER and _HOW_MUCH.search(fold(query.asked)) is not None
    return asks_figure and query.form is not Form.CALCULATION


def _tells_no_figure(query: Query, told: str) -> bool:
    """It is asked how many, and not told in words either: 再创佳绩 where medals are to be counted; 保持正增长 tells."""
    return not (counts(told) or _tells_rank(query, told) or _IN_WORDS.search(told))


def _tells_no_money(query: Query, amounts: Sequence[Figure]) -> bool:
    """A sum is asked for, 总投资 or 一个月租金, and another amount is told: 8座码头."""
    asked = fold(query.asked)
    if not (query.unit == YUAN or _SUM.search(asked)) or _CHANGE.search(_SOME.sub("", asked)) or _RATIO.search(asked):
        return False
    return not any(figure.unit in MONEY for figure in amounts)


def _tells_added(query: Query, told: str) -> bool:
    """It is asked how many there are by now, and told how many were added."""
    asks_all = _STOCK.search(query.asked) and not _ADDS.search(query.asked)
    return bool(asks_all and _ADDED.search(told) and not _REACHED.search(told))


def _tells_other_side(query: Query, told: str, amounts: Sequence[Figure]) -> bool:
    """How much there is, where it is asked how much it grew; or how much more there is, where it is asked how many
    there are."""
    if _GROWN.search(query.asked):
        return not any(figure.unit in SHARES for figure in amounts) and not _CHANGE.search(told)
    if not query.unit or query.unit in SHARES or _CHANGE.search(_SOME.sub("", query.asked)):
        return False
    counted = [figure for figure in amounts if query.fits(figure)]
    return bool(counted) and all(_MORE.search(told[: figure.full.start]) for figure in counted)


def _tells_rival(query: Query, sentence: str, told: str, *, compares: bool) -> bool:
    """A number is asked for of 城镇, which the sentence does not name, and what it tells is of 农村, or of all."""
    asked = " ".join((query.text, *query.terms)) if query.english else query.text
    if not _BOTH.search(sentence) and tells_another(_BOTH.sub(" ", asked), told, sentence, "pairs"):
        return True
    if tells_another(asked, told, sentence, "questions", "both"):
        return True
    return not compares and any(part in asked and not words.search(sentence) for part, words in _PARTS.items())


def _is_asked(question: str, figure: Figure) -> bool:
    """万美元 of 多少万美元."""
    return _INTERROGATIVE.search(question[: figure.span.start]) is not None


def misses_unit(query: Query, sentence: str) -> bool:
    """A number is asked for, and the sentence holds none that could be one of that."""
    if query.expects is not Expects.NUMBER or _tells_rank(query, sentence):
        return False
    return not any(query.fits(figure) for figure in counts(sentence))


def counts_otherwise(query: Query, sentence: str) -> bool:
    """It counts what is asked for with another measure word of things: 电梯600部, where 电梯 is asked for in 台."""
    if not is_count(query.unit) or query.unit in _OWN_COUNT:
        return False
    told = (one for one in label(sentence) if is_count(one.figure.unit) and one.figure.unit not in _OWN_COUNT)
    asked = {gram for gram in grams(query.searched) if CALIBRATION.content(gram) >= _TELLING}
    return any(asked & grams(one.own) for one in told)


def _tells_rank(query: Query, words: str) -> bool:
    return query.ranked and RANKED.search(words) is not None


@lru_cache(512)
def counts(text: str) -> tuple[Figure, ...]:
    return tuple(figure for figure in find_figures(text) if figure.kind in _COUNTED)
