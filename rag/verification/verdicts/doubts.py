"""A figure of the report that could be the claimed one -> whether what it counts may be another thing. Pure.

A doubt is less than a conflict: it neither lets a claim agree nor lets it differ.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from rag.text.figures import FigureKind
from rag.text.places import find_scopes, tells_of
from rag.verification.facts import Told
from rag.verification.figure_relation import Relation
from rag.verification.matching import Match, Words
from rag.verification.progress import works_of
from rag.verification.reading import Claimed, Stated
from rag.verification.wording import Grams, weight_of

_MEASURES = tuple(
    re.compile(words)
    for words in (
        r"产量|总产|产出|收[成获]|造|生产(?!总值|安全)",
        r"(?<!进)出口",
        r"进口",
        r"零售|销售|销量|卖",
        r"产值|增加值",
        r"营收|营业收入",
        r"利润",
        r"投资",
        r"签约",
        r"到位|使用外资",
        r"死亡人数",
        r"死亡率",
        r"(?:件|起)数|发案|立案",
        r"用电|售电",
        r"发电(?!装机)",
        r"装机",
        r"贷款|信贷",
        r"存款",
        r"收入",
        r"支出|花费|花",
        r"客流|旅客",
        r"货运|货物|货邮",
    )
)
"""The measures by which a thing is counted: its output, its export, its sales."""
_NEW = frozenset({"新设", "新增", "新办", "新登"})
_SMALL = 10
_NARROWING = tuple(
    re.compile(words)
    for words in (
        "高价值",
        "有效",
        "新能源|可再生能源|清洁能源|绿色?电|风光",
        "民营|民间|私营",
        "外资|外商",
        "小微",
        "普惠",
        "涉农",
        "公立|公办",
        "民办",
        "跨境",
        "限额以上|限上",
        "高技术",
        "战略性新兴",
        "集装箱|标箱",
        "农村|农业|农民|乡村",
        "城镇|城市",
        "服务业",
        "制造业",
        "脱贫地区|脱贫县",
        "国家级|国家",
        "省级",
        "市级",
        "境外|入境|国际|海外|外国",
        "在川|驻[\u3400-\u9fff]",
    )
)
"""Words that make a part of what stands without them."""
_GENERAL = re.compile("城镇(?=新增就业|调查失业率|登记失业率)")
"""Said of all, although it sounds like a part."""


def is_doubtful(
    claimed: Claimed, stated: Stated, words: Words, one: Match, others: Iterable[Match], told: Told
) -> bool:
    """``others``: the figures of the sentences found."""
    alone = len(claimed.figures) == 1
    return (
        _is_other_measure(claimed, one)
        or _is_narrowed(claimed, one)
        or _lacks_narrowing(claimed.text if alone else stated.words, one, told)
        or _is_of_another_place(claimed, one, told)
        or (alone and _is_said_beside(words, one, others))
        or _is_unproven(claimed, one, told)
    )


def _is_other_measure(claimed: Claimed, one: Match) -> bool:
    """工业机器人产量 is not its export."""
    said, mine, its = map(_measures, (claimed.text, claimed.all_forms, one.slot.words))
    return bool(said and its) and not mine & its


@lru_cache(4096)
def _measures(words: str) -> frozenset[int]:
    return frozenset(at for at, measure in enumerate(_MEASURES) if measure.search(words))


def _is_narrowed(claimed: Claimed, one: Match) -> bool:
    """高价值发明专利 is not all of 发明专利."""
    its = _GENERAL.sub("", one.slot.words)
    return any(words.search(its) and not words.search(claimed.all_forms) for words in _NARROWING)


def _lacks_narrowing(claim: str, one: Match, told: Told) -> bool:
    """电源总装机 is not that of 新能源."""
    context = _context(one, told)
    return any(words.search(claim) and not words.search(context) for words in _NARROWING)


def _is_of_another_place(claimed: Claimed, one: Match, told: Told) -> bool:
    """石岛湾核电一期开工 in 石岛湾核电一期开工，招远核电一期获得批复."""
    context = _context(one, told)
    named = (place for place in claimed.places if not find_scopes(place))
    return not all(tells_of(place, context) or place in context for place in named)


def _context(one: Match, told: Told) -> str:
    """The context of the figure: its part of the sentence, up to the end of its clause, under its headings."""
    start = max(told.text.rfind(mark, 0, one.slot.figure.full.start) for mark in "；;。") + 1
    return "\n".join((*told.evidence.section, one.slot.words, told.text[start : one.slot.clause.end]))


def _is_said_beside(words: Words, one: Match, others: Iterable[Match]) -> bool:
    """其中企业380.8万户 has the word of the claim that 全省经营主体达1095.2万户 only stands for."""
    beside = (
        other.slot.label
        for other in others
        if other.sentence == one.sentence
        and other.compared.relation is Relation.OTHER
        and other.slot.figure.unit == one.slot.figure.unit
    )
    return any(_is_more_said(words, other, one.slot.label) for other in beside)


def _is_more_said(words: Words, other: Grams, mine: Grams) -> bool:
    """The terms that only the other has, in the form they were said in, weigh more than those that only this has."""
    gained = lost = 0.0
    for term in words.known.terms:
        if term.text in _NEW:
            continue
        has, other_has = any(form <= mine for form in term.forms), term.forms[0] <= other
        gained += weight_of(term, words.weigh) * (other_has and not has)
        lost += weight_of(term, words.weigh) * (has and not other_has)
    return gained > lost


def _is_unproven(claimed: Claimed, one: Match, told: Told) -> bool:
    """A count or a rank says little: what is told as done is told so of the same thing, in a part that is on a year."""
    small = one.slot.figure.kind is not FigureKind.AMOUNT or one.slot.figure.low < _SMALL
    if not small or claimed.intended:
        return False
    if claimed.already and one.slot.year is None:
        return True
    return works_of(claimed.text) > works_of(one.slot.clause.of(told.text))
