"""What somebody wrote -> the claims in it, each by itself: what a report could be held against. Pure.

A sentence is taken apart at its commas. A clause that names a topic only belongs to the next one, one that goes on with
what was said (同比增长3%) to the one before. Years, places and institutions that a clause leaves out are those named
before it. Opinions, wishes and questions claim nothing; whether one has heard of it or not makes no difference.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce
from itertools import dropwhile, pairwise

from rag.retrieval.extraction import LEANS
from rag.text.figure_labels import is_idle, label
from rag.text.figures import clause_starts, find_figures, plain_digits
from rag.text.glossary import read_terms
from rag.text.places import find_places
from rag.text.plain import grams, simplify
from rag.text.progress import without_stages
from rag.text.time_expressions import find_years
from rag.text.word_tables import any_of
from rag.types import Span
from rag.verification.assertions import EDGES, LEAST, TELLS, VALUES, WISHES, asserted, claims, is_counted, told
from rag.verification.carrying import Carried, between_sentences, carry, complete
from rag.verification.spoken.changes import official
from rag.verification.spoken.figures import written
from rag.verification.wording import make_wording

_END = re.compile(r"[。！？!?；;\n]+|\.(?=\s|$)")
_TALK = re.compile(
    r"[我你您咱他她]|谢|各位|大家|早安|晚安|早上|晚上|你好|您好|再见|\b(?:i|you|hello|hi|thanks?)\b", re.IGNORECASE
)
_LEAST_UNKNOWN = 5
"""Pairs of characters of a sentence without a verb or a term of reports, from which on it is a claim."""
_BUT = re.compile(r"^(?:但是?|不过|而且?|并且?|同时|此外|另外|可是)(?=[\u3400-\u9fff])(?![能以行])")
_LONGEST = 160
"""Characters that are looked at together; longer sentences are cut at a comma, or in the middle of what has none."""
_MOST_NUMBERS = 24
"""The most numbers in that many characters; a text with more is a list, not a claim."""
_NUMBER = re.compile(r"[0-9]+|[〇零一二两三四五六七八九十百千万亿]+")
_TAG = re.compile(
    rf"(?<![,，。.!！?？ ])[,，。.!！?？ ]*(?:这|那|这个|这话|这句话?|这事)?"
    rf"(?:{any_of(__name__, 'tag')})[?？!！。. ]*$",
    re.IGNORECASE,
)
# With these a clause goes on with what was said before.
_GOES_ON = re.compile(any_of(__name__, "goes_on"))
_OF_IT = re.compile(
    r"(?:总|计划|已|累计|一?共|预计)*(?:完成)?(?:投资|造价|耗资|惠及|受益|涉及|覆盖|占地|全长|面积)[达为约超过了到]*"
    r"(?:居民|群众|人|人口|户)?"
)
"""A clause that tells more of the thing named before it: 总投资3亿元."""
_SHORT = 6
"""Characters of a clause without a figure that is not a claim by itself."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim, understandable by itself."""

    text: str
    """Its words, after those it takes over from before."""
    span: Span
    """The place of its own words in what was written."""
    sentence: int = 0
    """The number of the sentence that it stands in, from 0."""


def find_claims(text: str) -> tuple[Claim, ...]:
    """The claims in order; none where nothing is claimed."""
    found: list[Claim] = []
    carried = Carried()
    text = _NOISE.sub(lambda noise: " " * len(noise[0]), plain_digits(simplify(text)))
    text = _BULLET.sub(lambda mark: f"；{' ' * (len(mark[0]) - 1)}", text)
    text = _TAG.sub(lambda tag: " " * len(tag[0]), text)
    for number, span in enumerate(_sentences(text)):
        sentence = asserted(span.of(text))
        if sentence is None:
            continue
        left = ""
        start = span.start + span.of(text).find(sentence)
        carried = between_sentences(carried, sentence)
        for clause in _joined(sentence):
            words = clause.of(sentence)
            own = _BUT.sub("", told(words))
            if claims(own) and not _is_heading(words):
                full, carried = complete(left + own if _tells_of_nothing(own) else own, carried)
                at = start + clause.start + words.find(own)
                found.append(Claim(full, Span(at, at + len(own)), number))
            else:
                carried, left = carry(own, carried), f"{own}，"
    return tuple(found) or tuple(_whole(text))


def _whole(text: str) -> Iterator[Claim]:
    """Sentences that no clause makes a claim by its words alone, unless they only tell of the writer or greet."""
    for span in _sentences(text):
        words = asserted(span.of(text)) or ""
        known = any(official for _, official in read_terms(words, colloquial=True))
        least = LEAST if known else _LEAST_UNKNOWN
        if len(grams(words)) > least and not any(one.search(words) for one in (VALUES, WISHES, _TALK)):
            start = span.start + span.of(text).find(words)
            yield Claim(words, Span(start, start + len(words)))


def _sentences(text: str) -> Iterator[Span]:
    """The sentences with the mark that ends them, by which a question is known; none longer than ``_LONGEST``, and no
    mere lists."""
    start = 0
    for end in [*_END.finditer(text), None]:
        stop = end.end() if end else len(text)
        for part in _cut(text, start, stop):
            if part.of(text).strip(EDGES) and len(_NUMBER.findall(part.of(text))) <= _MOST_NUMBERS:
                yield part
        start = stop


def _cut(text: str, start: int, stop: int) -> Iterator[Span]:
    while stop - start > _LONGEST:
        comma = max(text.rfind(mark, start + 1, start + _LONGEST) for mark in "，,、 ")
        end = comma + 1 if comma > start else start + _LONGEST
        yield Span(start, end)
        start = end
    yield Span(start, stop)


def _joined(sentence: str) -> list[Span]:
    """Its clauses; a bare topic joined to the one after, a mere continuation to the one before."""
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
    return _is_left_short(clause, before) or _compares(clause, before)


def _is_talk(clause: str) -> bool:
    """没想到吧, before what is told: no word of it says anything."""
    return not is_counted(clause) and not make_wording(without_stages(clause)).terms and not find_years(clause)


def _goes_on(clause: str) -> bool:
    """同比增长3%, 全市首位: it leans on what stands before, or its first figure has no words of its own."""
    words = clause.strip(EDGES)
    if LEANS.match(words) or _GOES_ON.match(words) or _names_nothing(clause):
        return True
    labelled = label(clause)
    return bool(labelled) and (is_idle(labelled[0].own) or bool(_OF_IT.fullmatch(labelled[0].own.strip(EDGES))))


def _counts_off(clause: str, before: str) -> bool:
    """有七个留下来了, after 每十个毕业生."""
    return _SO_MANY.match(clause.strip(EDGES)) is not None and _EACH_OF.search(before) is not None


def _is_not_but(clause: str, before: str) -> bool:
    """是第二, after 不是第一; or the other way round: one of both is claimed."""
    words = clause.strip(EDGES)
    return (_IS.match(words) is not None and "不是" in before) or _IS_NOT.match(words) is not None


def _names_nothing(clause: str) -> bool:
    """现在一共270家, 只有2.7个点: a figure, and no word for what it is of; of a year of its own it stands alone."""
    if not is_counted(clause) or any(not (year.compared or year.since) for year in find_years(clause)):
        return False
    return not make_wording(_LASTS.sub("", without_stages(official(written(clause))))).terms


def _tells_of_nothing(clause: str) -> bool:
    """去年已经破万亿了: no word for what it is of, and not a place either."""
    bare = reduce(lambda text, place: text.replace(place, "\n"), find_places(clause), clause)
    return not make_wording(without_stages(official(written(bare)))).terms


def _is_heading(clause: str) -> bool:
    """去年的成绩单来了：: it opens what follows and tells nothing itself."""
    return clause.rstrip().endswith((":", "：")) and not is_counted(clause)


def _is_left_short(clause: str, before: str) -> bool:
    """今年全面推开, after what is; neither has a figure."""
    words = clause.strip(EDGES)
    tells = TELLS.search(words) and not VALUES.search(words)
    return len(words) <= _SHORT and bool(tells) and not is_counted(words) and not is_counted(before)


def _compares(clause: str, before: str) -> bool:
    """比去年实际完成的少2万人, 还不到去年的一半, after what it compares, which tells no figure itself."""
    words = clause.strip(EDGES)
    if _THAN_COUNTRY.fullmatch(words):
        return is_counted(before)
    return _COMPARES.match(words) is not None and not is_counted(before)


def _is_topic(clause: str) -> bool:
    """论高铁里程, 五张榜单: it names what the next clause tells of."""
    words = clause.strip(EDGES)
    if (
        _ABOUT.match(words)
        or _TOPIC.search(words)
        or _BASE.fullmatch(words)
        or _AGO.fullmatch(words)
        or _is_noun(words)
    ):
        return True
    plain = "".join(said for said, official in read_terms(words, colloquial=True) if not official)
    tells = TELLS.search(plain) or VALUES.search(words)
    figures = find_figures(words)
    return not tells and (not is_counted(words) or bool(figures and figures[0].full.start == 0))


def _is_noun(words: str) -> bool:
    """盼了多少年的古贤水利枢纽: what it tells stands before the last 的, and only says which one is meant."""
    before, of, noun = words.rpartition("的")
    return (
        bool(of)
        and 1 < len(noun) <= _LONGEST_NOUN
        and not _MAIN_VERB.search(before)
        and not (TELLS.search(noun) or is_counted(words))
    )


_LONGEST_NOUN = 12
_MAIN_VERB = re.compile("是|(?<=..)[要将会]|已经|正在|(?<=...)[了成](?![立员功])")
"""Verbs before 的 with which a clause tells something, unless they open one on the noun: 盼了多少年的."""
_ABOUT = re.compile(r"(?:要?论|要?说(?:起|到)?|讲到|谈到|至于|关于|就)(?![0-9])[^0-9]{2,12}$")
_THAN_COUNTRY = re.compile(
    "[^，,0-9]{0,4}比全[国省](?:平均)?(?:水平)?(?:还|要|更)?[高低快慢](?:出?了?一?[点些截]|了|出|很多)*"
)
"""跑得比全国还快一点: it compares the figure told before it."""
_TOPIC = re.compile("(?:[这那](?:个|件|种)?(?:事[儿情]?|块儿?|方面)|方面|的话)$")
_COMPARES = re.compile(
    r"(?:却|还|反而|反倒|也|又|就|都)*(?:比(?![例重较如赛])|(?:只有|仅|才|是|不到|不足|超过|低于|高于|少于|多于)[去前上]年)"
)
"""A clause that compares what was named before it."""
_BASE = re.compile(
    "(?:跟|和|与|同|比起)(?:[去前上]年|年初|[0-9]{4}年|目标|计划)[^，,0-9]{0,6}?(?:相比|比起来|比|来说)?"
)
_IS, _IS_NOT = re.compile("(?:而|就)?是(?!不)"), re.compile("(?:而|并|可)?不是[^，,]{1,12}$")
_EACH_OF = re.compile("每[十百一]百?[个名位]")
_SO_MANY = re.compile("(?:就|都)?有?(?:近|约|差不多)?[一二两三四五六七八九十0-9]+[个名位]")
_LASTS = re.compile("连续|一连")
_AGO = re.compile(
    "(?:时隔|相隔|隔|过|等|盼)了?[0-9一二三四五六七八九十百多来几]{1,5}(?:年|个?月|天)(?:后|之后|以后|了)?"
)
"""隔了六十多年: how long it took, and not what."""
_BULLET = re.compile(
    r"^[ \t\u3000]{0,8}(?:[-*•·●▪]|[0-9]{1,2}[.、)）](?![0-9])|[①-⑳])|[①-⑳]|[（(][0-9]{1,2}[）)]"
    r"|(?<=[。；;：:！!\s，,])(?:[0-9]{1,2}[.、)）](?![0-9.])|[一二三四五六七八九十]是(?=[^，,。；;]{4}))"
    r"|^(?:[一二三四五六七八九十]{1,2}、|[一二三四五六七八九十]是(?=[^，,。；;]{4}))",
    re.MULTILINE,
)
"""Marks of a list, at the beginning of a line or within it; each begins a sentence."""
_NOISE = re.compile(any_of(__name__, "noise"))
