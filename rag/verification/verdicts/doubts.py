"""A figure of the report that could be the claimed one -> whether it may count another thing. Pure.

A doubt is less than a conflict: it neither lets a claim agree nor lets it differ.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from rag.text.figures import Direction, FigureKind
from rag.text.figures.kinds import RATES
from rag.text.figures.units import SHARES
from rag.text.places import find_scopes
from rag.text.plain import grams
from rag.text.progress import Stage, works_of
from rag.verification.contrasts.denials import meets_an_absence
from rag.verification.contrasts.opposites import is_ranked_among_others
from rag.verification.contrasts.records import lacks_the_record, lacks_the_rest
from rag.verification.contrasts.replacements import is_of_another_term
from rag.verification.contrasts.scopes import (
    is_elsewhere,
    is_of_a_part,
    is_of_another_part_of_year,
    is_of_another_place,
    without_own_letter,
)
from rag.verification.facts import Count, ReadSentence, Slot
from rag.verification.indicators import general, is_narrowed, nearest_member
from rag.verification.leftovers import heaviest_left
from rag.verification.matching.figures import Match
from rag.verification.matching.words import Words
from rag.verification.reading import CAME, Claimed, Stated
from rag.verification.values.rounding import Relation
from rag.verification.verdicts.neighbours import may_tell_of_a_sister, tells_of_a_sister
from rag.verification.wording import Grams, official_forms, weight_of

_ZONE = re.compile("经开区|开发区|高新区|综保区|保税区|开发园区|产业园区|工业园区|(?<![社地])园区")
_TRADE_ZONE = re.compile("自贸(?:试验)?区|自由贸易(?:试验区|港)")
_ANY_ZONE = re.compile(f"{_ZONE.pattern}|{_TRADE_ZONE.pattern}")
_OPENING = 12
"""Characters in which a sentence names the zone that all of it is about."""
_SUMMED = re.compile("累计")
_OF_THE_YEAR = re.compile("全年|当年|年内|年初|一年来|以来|新增")
_UP_TO_NOW = re.compile("累计|总|共|截至|底|末|已|达|有")
_NEW = frozenset({"新设", "新增", "新办", "新登"})
_HAS = re.compile("有了?$")
_GROWTH = re.compile(f"{RATES}|增长|涨得")
_TOTAL = re.compile("总量|总值|总额|规模|产量|总数")
_UNFINISHED = re.compile("在建|续建")
_SMALL = 10
_LITTLE = 0.9
_MEASURE = re.compile(
    "产量|产值|销量|销售额|零售额|交易额|进出口|出口|进口|增加值|利润|营业收入|营收|税收|投资|余额|装机|发电量|吞吐量|用电量"
    "|死亡率|死亡人数|发病率|失业率|覆盖率|花费|人次|拥有量|授权量|申请量|人均|价格"
)
"""The measures that a figure may be of."""
_OF_FIVE_YEARS = re.compile("五年|(?<![0-9])5年|十[三四]五")
_QUOTED = re.compile("[^\u3400-\u9fff“]*“([^”]{1,12})”[\u3400-\u9fff]")
"""A name in quotes, and the word for what is named."""
_SHARE_OF = re.compile(
    r"占(?!比|据|地|道|用)了?(?:全[省市区县州国])?(?P<whole>[\u3400-\u9fffA-Za-z]{2,12}?)(?:总[数量额])?"
    r"(?:的|比重|比例|[0-9]|超|近|约)"
)
"""The words for what a share is said to be of."""


def is_doubtful(
    claimed: Claimed, stated: Stated, words: Words, one: Match, others: Iterable[Match], told: ReadSentence
) -> bool:
    """``others``: the figures of the sentences found."""
    alone = len(claimed.figures) == 1
    return (
        is_barred(claimed, stated, one, told)
        or _lacks_narrowing(claimed.text if alone else stated.words, one, told)
        or is_narrowed(general(_nearest_words(one, words, told)), claimed.all_forms)
        or meets_an_absence(claimed.text, claimed.denied, one.slot.clause.of(told.text))
        or _is_undated(claimed, one, told)
        or _is_of_more_years(claimed, one, told)
        or _is_of_a_quoted_part(claimed, one)
        or (alone and _is_other_measure(claimed, one))
        or (alone and _is_said_beside(words, one, others))
        or (alone and _is_of_another_whole(claimed, one, told))
    )


def _nearest_words(one: Match, words: Words, told: ReadSentence) -> str:
    """The words of the list member that the claim is about."""
    return without_own_letter(nearest_member(one.slot.words, words.said), told)


def _is_undated(claimed: Claimed, one: Match, told: ReadSentence) -> bool:
    """Whether the claim is about a year, and the part of the report is about none; a plan for the year of the report is
    about that year."""
    if not claimed.years or one.slot.year is not None:
        return False
    own = told.evidence.report.year if told.evidence.report else None
    return not (claimed.intended and not claimed.achieved and claimed.years == {own})


def _is_of_more_years(claimed: Claimed, one: Match, told: ReadSentence) -> bool:
    """Whether the figure covers more than one year: 累计成交5136万吨."""
    if not claimed.years or claimed.intended or one.slot.count is not Count.ALL or _UP_TO_NOW.search(claimed.text):
        return False
    clause = told.text[one.slot.clause.start : one.slot.figure.full.start]
    return bool(_SUMMED.search(clause)) and not _OF_THE_YEAR.search(clause)


def _is_of_a_quoted_part(claimed: Claimed, one: Match) -> bool:
    """Whether the figure is only for the quoted part: “新三样”出口 is not all 出口. The claim has nothing of the name
    in quotes."""
    named = _QUOTED.match(one.slot.words)
    return named is not None and not any(pair in claimed.all_forms for pair in grams(named[1]) if len(pair) > 1)


def is_barred(claimed: Claimed, stated: Stated, one: Match, told: ReadSentence) -> bool:
    """Whether the figure is about a place or zone that is only a part, about another thing of its kind or another part
    of the year, or is not as far along as claimed."""
    clause = one.slot.clause
    return (
        is_of_a_part(claimed, told, clause, one.slot.words)
        or is_of_another_part_of_year(claimed, told, clause)
        or (claimed.of_five_years and not _OF_FIVE_YEARS.search("\n".join((told.text, *told.evidence.section))))
        or _is_of_what_came(claimed, stated, one, told)
        or _is_ranked_by_another(claimed, one, told)
        or _is_of_a_zone(claimed, one, told)
        or _is_unproven(claimed, one, told)
        or lacks_the_record(claimed.text, told.text)
        or lacks_the_rest(claimed.told, told)
        or tells_of_a_sister(claimed, stated, one, told)
        or (not stated.idle and is_of_another_term(stated.words, one.slot.words, told.text))
        or may_tell_of_a_sister(claimed, stated, one, told)
    )


def _is_of_what_came(claimed: Claimed, stated: Stated, one: Match, told: ReadSentence) -> bool:
    """Whether the claim states the increase as the total: 有35家 for 新增35家、总数达270家."""
    has = _HAS.search(claimed.text[: stated.figure.full.start])
    if has is None or one.slot.count is not Count.NEW or stated.count is Count.NEW or CAME.search(claimed.text):
        return False
    return any(other.count is Count.ALL and other.words and other.words in one.slot.words for other in told.slots)


def _is_ranked_by_another(claimed: Claimed, one: Match, told: ReadSentence) -> bool:
    """Whether the rank is by another measure: 增速全国第五 against 总量达到6万亿元、居全国第5位."""
    if one.slot.figure.kind is not FigureKind.ORDINAL:
        return False
    mine = _ranks_growth(claimed.text)
    before = [slot.figure for slot in told.slots if slot.figure.full.end <= one.slot.figure.full.start][-1:]
    between = told.text[before[0].full.end if before else one.slot.clause.start : one.slot.figure.full.start]
    its = _ranks_growth(between)
    if its is None and before and before[0].kind is FigureKind.AMOUNT:
        its = before[0].unit in SHARES and before[0].direction in (Direction.UP, Direction.DOWN)
    return mine is not None and its is not None and mine is not its


def _ranks_growth(words: str) -> bool | None:
    if _GROWTH.search(words):
        return True
    return False if _TOTAL.search(words) else None


def is_told_elsewhere(claimed: Claimed, one: Match, told: ReadSentence) -> bool:
    """Whether the clause is about another place. A rank among others, such as 全国第一 for 中部第1, is not about
    one."""
    clause = one.slot.clause
    if is_ranked_among_others(claimed.text, clause.of(told.text)):
        places = tuple(place for place in claimed.places if place not in find_scopes(place))
        claimed = replace(claimed, places=places)
    return is_elsewhere(claimed, told) or is_of_another_place(claimed, told, clause, one.slot.words)


def _is_of_a_zone(claimed: Claimed, one: Match, told: ReadSentence) -> bool:
    """Whether the figure is for a development zone, and not for the whole."""
    its = "\n".join((*told.evidence.section[-1:], one.slot.words, one.slot.clause.of(told.text)))
    if _ANY_ZONE.search(claimed.text) or find_scopes(one.slot.words):
        return False
    return bool(_ZONE.search(its) or _TRADE_ZONE.search(told.text[:_OPENING]))


def _lacks_narrowing(claim: str, one: Match, told: ReadSentence) -> bool:
    """Whether the claim names a part that the context of the figure does not: 电源总装机 is not that of 新能源."""
    return is_narrowed(claim, _context(one, told))


def _context(one: Match, told: ReadSentence) -> str:
    """The context of the figure: its part of the sentence, up to the end of its clause, under its headings."""
    start = max(told.text.rfind(mark, 0, one.slot.figure.full.start) for mark in "；;。") + 1
    return "\n".join((*told.evidence.section, one.slot.words, told.text[start : one.slot.clause.end]))


def _is_said_beside(words: Words, one: Match, others: Iterable[Match]) -> bool:
    """Whether another figure has the claim's own word where this one only implies it: 其中企业380.8万户 against
    全省经营主体达1095.2万户."""
    beside = (
        other.slot
        for other in others
        if other.sentence == one.sentence
        and other.compared.relation is Relation.OTHER
        and other.slot.figure.unit == one.slot.figure.unit
    )
    return any(_is_more_said(words, other, one.slot.label) for other in beside)


def _is_other_measure(claimed: Claimed, one: Match) -> bool:
    """Whether the figure is another measure: output is not exports, a rate is not a number."""
    its = frozenset(_MEASURE.findall(one.slot.words))
    mine = frozenset(_MEASURE.findall(claimed.all_forms))
    return bool(its and mine) and not its & mine


def _is_more_said(words: Words, other: Slot, mine: Grams) -> bool:
    """Whether the terms that only the other has, in the form in which they were used, weigh more than those that only
    this one has.

    What leads to the other is its own as well: 发明专利 in 发明专利拥有量、授权量分别增长16.8%、12.5%."""
    gained = lost = 0.0
    for term in words.known.terms:
        if term.text in _NEW:
            continue
        has, other_has = any(form <= mine for form in term.forms), term.forms[0] <= other.label
        gained += weight_of(term, words.weigh) * (other_has and not has)
        lost += weight_of(term, words.weigh) * (has and not term.forms[0] <= other.label | other.lead)
    return gained > lost


def _is_of_another_whole(claimed: Claimed, one: Match, told: ReadSentence) -> bool:
    """Whether the share is of another whole: 占规上工业 is not 占GDP. The whole is not named with the figure."""
    of = _SHARE_OF.search(claimed.text)
    if of is None:
        return False
    context = _context(one, told)
    forms = (of["whole"], *official_forms(of["whole"]))
    return all(heaviest_left(form, frozenset(grams(context))) > _LITTLE for form in forms)


def _is_unproven(claimed: Claimed, one: Match, told: ReadSentence) -> bool:
    """Whether a count or a rank that agrees proves too little. A result has to be about the same thing, in a part with
    a year."""
    if _UNFINISHED.search(one.slot.words) and not _UNFINISHED.search(claimed.text):
        return works_of(claimed.text) is Stage.DONE
    small = one.slot.figure.kind is not FigureKind.AMOUNT or one.slot.figure.low < _SMALL
    if not small or claimed.intended:
        return False
    if claimed.already and one.slot.year is None:
        return True
    return works_of(claimed.text) > works_of(one.slot.clause.of(told.text))
