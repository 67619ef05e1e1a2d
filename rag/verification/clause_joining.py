"""The clauses of a sentence -> which of them belong together. Pure.

A bare topic belongs to the next clause, one that goes on with what was said (同比增长3%) to the one before.
"""

from __future__ import annotations

import re
from itertools import dropwhile, pairwise

from rag.retrieval.segments import LEANS
from rag.text.figure_labels import is_idle, label
from rag.text.figures import clause_starts, find_figures
from rag.text.glossary import read_terms
from rag.text.progress import without_stages
from rag.text.time_expressions import find_years
from rag.text.word_tables import any_of
from rag.types import Span
from rag.verification.assertions import EDGES, TELLS, VALUES, is_counted
from rag.verification.spoken.changes import official
from rag.verification.spoken.figures import written
from rag.verification.spoken.ratios import MEASURE
from rag.verification.wording import make_wording

# With these a clause goes on with what was said before.
_GOES_ON = re.compile(any_of(__name__, "goes_on"))
_OF_IT = re.compile(
    r"(?:总|计划|已|累计|一?共|预计)*(?:完成)?(?:投资|造价|耗资|惠及|受益|涉及|覆盖|占地|全长|面积)[达为约超过了到]*"
    r"(?:居民|群众|人|人口|户)?"
)
"""The opening of a clause that says more about the thing named before it: 总投资3亿元."""
POINTS_BACK = "[这那](?:可|就|也|又|还|都|已经?|才)*[是算]|[这那](?:又|还|也|已经?)+(?=[回创达占超刷重])"
"""Words with which a clause refers back to something before it, as alternatives of a pattern."""
_BACK = re.compile(POINTS_BACK)
_AS_BEFORE = re.compile("接着|继续|仍然|照样|还在|一样|这样|这么")
_SHORT = 6
"""Characters of a clause without a figure that is not a claim by itself."""


def join_clauses(sentence: str) -> list[Span]:
    """The clauses of a sentence; a bare topic is joined to the next, a mere continuation to the one before."""
    bounds = [*clause_starts(sentence), len(sentence)]
    clauses = [Span(a, b) for a, b in pairwise(bounds) if sentence[a:b].strip(EDGES)]
    clauses = [*dropwhile(lambda clause: len(clauses) > 1 and _is_talk(clause.of(sentence)), clauses)]
    joined: list[Span] = []
    topic = False
    for clause in clauses:
        words = clause.of(sentence)
        before = joined[-1].of(sentence) if joined else ""
        if joined and (topic or _belongs(words, before)):
            joined[-1] = Span(joined[-1].start, clause.end)
        else:
            joined.append(clause)
        topic = _is_topic(joined[-1].of(sentence))
    return joined


def _belongs(clause: str, before: str) -> bool:
    if _goes_on(clause) or _counts_off(clause, before) or _is_not_but(clause, before):
        return True
    return _is_left_short(clause, before) or _compares(clause, before) or _points_back(clause)


def _points_back(clause: str) -> bool:
    """Whether the clause refers back, without a word of its own for its subject: 这又回到了万亿规模, 已经动工了."""
    if VALUES.search(clause):
        return False
    return _BACK.match(clause.strip(EDGES)) is not None or _tells_no_thing(clause)


def _tells_no_thing(clause: str) -> bool:
    if is_counted(clause) or find_years(clause):
        return False
    text = official(written(clause))
    plain = _AS_BEFORE.sub("", without_stages(text))
    return plain != text and not make_wording(plain).terms


def _is_talk(clause: str) -> bool:
    """Whether no word of the clause says anything, as in 没想到吧."""
    return not is_counted(clause) and not make_wording(without_stages(clause)).terms and not find_years(clause)


def _goes_on(clause: str) -> bool:
    """Whether the clause continues the one before, or its first figure has no words of its own: 同比增长3%,
    全市首位."""
    words = clause.strip(EDGES)
    if LEANS.match(words) or _GOES_ON.match(words) or _names_nothing(clause):
        return True
    labelled = label(clause)
    return bool(labelled) and (is_idle(labelled[0].own) or bool(_OF_IT.fullmatch(labelled[0].own.strip(EDGES))))


def _counts_off(clause: str, before: str) -> bool:
    """Whether the clause gives the number for a count before it: 有七个留下来了 after 每十个毕业生, 有九块多用在民生上
    after 每花十块钱."""
    each = _EACH_OF.search(before)
    if each is None or _COUNTED.search(before, each.end()):
        return False
    return _SO_MANY.match(clause.strip(EDGES)) is not None


def _is_not_but(clause: str, before: str) -> bool:
    """Whether one clause denies what the other states instead: 是第二 after 不是第一, or the other way round. Only one
    of them is claimed."""
    words = clause.strip(EDGES)
    return (_IS.match(words) is not None and "不是" in before) or _IS_NOT.match(words) is not None


def _names_nothing(clause: str) -> bool:
    """Whether the clause has a figure and no word for what it measures: 现在一共270家, 只有2.7个点. A clause with a
    year of its own stands alone."""
    if not is_counted(clause) or any(not (year.compared or year.since) for year in find_years(clause)):
        return False
    return not make_wording(_LASTS.sub("", without_stages(official(written(clause))))).terms


def _is_left_short(clause: str, before: str) -> bool:
    """Whether the clause lacks a subject that the one before names: 今年全面推开. Neither has a figure."""
    words = clause.strip(EDGES)
    tells = TELLS.search(words) and not VALUES.search(words)
    return len(words) <= _SHORT and bool(tells) and not is_counted(words) and not is_counted(before)


def _compares(clause: str, before: str) -> bool:
    """Whether the clause compares the one before, which has no figure: 比去年实际完成的少2万人, 还不到去年的一半."""
    words = clause.strip(EDGES)
    if _THAN_COUNTRY.fullmatch(words):
        return is_counted(before)
    return COMPARES.match(words) is not None and not is_counted(before)


def _is_topic(clause: str) -> bool:
    """Whether the clause only names the topic of the next one: 论高铁里程, 五张榜单."""
    words = clause.strip(EDGES)
    if (
        _ABOUT.match(words)
        or _TOPIC.search(words)
        or _BASE.fullmatch(words)
        or _AGO.fullmatch(words)
        or _THESE.fullmatch(words)
        or _is_noun(words)
    ):
        return True
    plain = "".join(said for said, official in read_terms(words, colloquial=True) if not official)
    tells = TELLS.search(plain) or VALUES.search(words)
    figures = find_figures(words)
    return not tells and (not is_counted(words) or bool(figures and figures[0].full.start == 0))


def _is_noun(words: str) -> bool:
    """Whether the clause is a noun, and what stands before its last 的 only says which one is meant:
    盼了多少年的古贤水利枢纽."""
    before, of, noun = words.rpartition("的")
    return (
        bool(of)
        and 1 < len(noun) <= _LONGEST_NOUN
        and not _MAIN_VERB.search(before)
        and not (TELLS.search(noun) or is_counted(words))
    )


_LONGEST_NOUN = 12
_MAIN_VERB = re.compile("是|(?<=..)[要将会]|已经|正在|(?<=...)[了成](?![立员功])")
"""Verbs before 的 that make a clause a statement, unless they open a clause about a noun: 盼了多少年的."""
_THESE = re.compile(r"[^0-9]{2,20}这[两二三四五六七八九十几][个家条块项种样座所][^，,0-9了着过]{1,6}")
"""Names and a word for what they are, of which nothing is said yet: 机带和涂装这两个集群."""
_ABOUT = re.compile(r"(?:要?论|要?说(?:起|到)?|讲到|谈到|至于|关于|就)(?![0-9])[^0-9]{2,12}$")
_THAN_COUNTRY = re.compile(
    "[^，,0-9]{0,4}比全[国省](?:平均)?(?:水平)?(?:还|要|更)?[高低快慢](?:出?了?一?[点些截]|了|出|很多)*"
)
"""Words that compare the figure before with that of the country: 跑得比全国还快一点."""
_TOPIC = re.compile("(?:[这那](?:个|件|种)?(?:事[儿情]?|块儿?|方面)|方面|的话)$")
COMPARES = re.compile(
    r"(?:却|还|反而|反倒|也|又|就|都)*(?:比(?![例重较如赛])|(?:只有|仅|才|是|不到|不足|超过|低于|高于|少于|多于)[去前上]年)"
)
"""A clause that compares what was named before it."""
_BASE = re.compile(
    "(?:跟|和|与|同|比起)(?:[去前上]年|年初|[0-9]{4}年|目标|计划)[^，,0-9]{0,6}?(?:相比|比起来|比|来说)?"
)
_IS, _IS_NOT = re.compile("(?:而|就)?是(?!不)"), re.compile("(?:而|并|可)?不是[^，,]{1,12}$")
_EACH_OF = re.compile(
    f"每[^，,0-9]{{0,3}}?(?:十|一?百|100?|[一1](?=[块元])){MEASURE}"
    f"|(?<![0-9几二两三四五六七八九百千万])(?:十|一?百|100?){MEASURE}(?=[^，,0-9]{{0,6}}(?:里头?|里面|当中|之中)$)"
)
_COUNTED = re.compile(f"[一二两三四五六七八九十百0-9]多?{MEASURE}")
_SO_MANY = re.compile(
    f"(?:就|都)?(?:得|要)?有?(?:近|约|差不多|将近|快)?[一二两三四五六七八九十0-9]+多?(?:{MEASURE}|[毛角])"
)
_LASTS = re.compile("连续|一连")
_AGO = re.compile(
    "(?:时隔|相隔|隔|过|等|盼)了?[0-9一二三四五六七八九十百多来几]{1,5}(?:年|个?月|天)(?:后|之后|以后|了)?"
)
"""Words that only say how long something took: 隔了六十多年."""
