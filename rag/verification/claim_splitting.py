"""A message -> the claims in it, one by one, that a report can confirm or contradict. Pure.

A sentence is split at its commas. A clause that names a topic only belongs to the next one, one that goes on with
what was said (同比增长3%) to the one before. Years, places and institutions that a clause leaves out are those named
before it. Opinions, wishes and questions claim nothing; whether one has heard of it or not makes no difference.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce

from rag.text.figures import plain_digits
from rag.text.glossary import read_terms
from rag.text.places import find_places
from rag.text.plain import grams, simplify
from rag.text.progress import without_stages
from rag.text.word_tables import any_of
from rag.types import Span
from rag.verification.assertions import EDGES, LEAST, VALUES, WISHES, asserted, claims, is_counted, told
from rag.verification.carrying import Carried, between_sentences, carry, complete
from rag.verification.clause_joining import POINTS_BACK, join_clauses
from rag.verification.spoken.changes import official
from rag.verification.spoken.figures import written
from rag.verification.wording import make_wording

_END = re.compile(r"[。！？!?；;\n]+|\.(?=\s|$)")
_TALK = re.compile(
    r"[我你您咱他她]|谢|各位|大家|早安|晚安|早上|晚上|你好|您好|再见|\b(?:i|you|hello|hi|thanks?)\b", re.IGNORECASE
)
_OF_ONESELF = re.compile("[我咱俺]|觉得|感觉|认为")
"""Words that mark an opinion as the writer's own. A sentence about what a report finds slow or hard is still a
claim."""
_LEAST_UNKNOWN = 5
"""Pairs of characters above which a sentence without a verb or a term of reports is a claim."""
_BUT = re.compile(
    r"^(?:但是?|不过|而且?|并且?|同时|此外|另外|可是)(?=[\u3400-\u9fff])(?![能以行])"
    r"|^(?:and|but|which|while|whereas|also)\s+(?=[a-z])",
    re.IGNORECASE,
)
_WHILE = re.compile(r"(?<=[a-z0-9%]) (?:while|whereas)(?= )", re.IGNORECASE)
_LONGEST = 160
"""Characters that are read together; longer sentences are cut at a comma, or in the middle where there is none."""
_MOST_NUMBERS = 24
"""The most numbers in that many characters; a text with more is a list, not a claim."""
_NUMBER = re.compile(r"[0-9]+|[〇零一二两三四五六七八九十百千万亿]+")
_TAG = re.compile(
    rf"(?<![,，。.!！?？ ])[,，。.!！?？ ]*(?:[这那]个?(?:消息|说法|数据?|数字|目标|话|句话?|事[儿情]?)?)?"
    rf"(?:{any_of(__name__, 'tag')})[?？!！。. ]*$",
    re.IGNORECASE,
)


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
    text = _PICTURES.sub(_parted, text)
    text = _BULLET.sub(lambda mark: f"；{' ' * (len(mark[0]) - 1)}", text)
    text = _TAG.sub(lambda tag: " " * len(tag[0]), text)
    text = _POINTS_BACK.sub(_gone_on, text)
    text = _WHILE.sub(lambda found: f",{' ' * (len(found[0]) - 1)}", text)
    for number, span in enumerate(_sentences(text)):
        sentence = asserted(span.of(text))
        if sentence is None:
            continue
        left = ""
        start = span.start + span.of(text).find(sentence)
        carried = carry(text[span.start : start], between_sentences(carried, sentence))
        for clause in join_clauses(sentence):
            words = clause.of(sentence)
            own = _BUT.sub("", told(words))
            if claims(own) and not _is_heading(words):
                full, carried = complete(left + own if _tells_of_nothing(own) else own, carried)
                at = start + clause.start + words.find(own)
                found.append(Claim(full, Span(at, at + len(own)), number))
            else:
                carried, left = carry(own, carried), f"{own}，"
    return tuple(found) or tuple(_whole(text))


def _parted(found: re.Match[str]) -> str:
    """The end of a sentence for a picture between what is claimed and a comment, otherwise blanks; of the same length.
    Where what stands before it neither claims nor praises, or a figure follows, it decorates a sentence: GDP📈5.4%."""
    before = _END.split(found.string[max(found.start() - _LONGEST, 0) : found.start()])[-1]
    words = told(_PICTURES.sub(" ", before))
    ends = (claims(words) or VALUES.search(words)) and _BEGINS.match(found.string, found.end())
    return f"{'。' if ends else ' '}{' ' * (len(found[0]) - 1)}"


def _gone_on(found: re.Match[str]) -> str:
    """The text with a comma before 这是五年来最多的一次, which goes on with the sentence before; of the same length."""
    return (
        found[0]
        if VALUES.search(found["told"]) or _EXCLAIMS.search(found["told"])
        else f"，{' ' * (len(found['mark']) - 1)}{found['told']}"
    )


def _whole(text: str) -> Iterator[Claim]:
    """Sentences that claim something only as a whole: no clause does by its own words. Greetings and sentences about
    the writer are left out."""
    for span in _sentences(text):
        words = asserted(span.of(text)) or ""
        known = any(official for _, official in read_terms(words, colloquial=True))
        least = LEAST if known else _LEAST_UNKNOWN
        is_opinion = VALUES.search(words) is not None and not (known and _OF_ONESELF.search(span.of(text)) is None)
        if len(grams(words)) > least and not is_opinion and not any(one.search(words) for one in (WISHES, _TALK)):
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


def _tells_of_nothing(clause: str) -> bool:
    """Whether the clause says neither what its figure measures nor where: 去年已经破万亿了."""
    bare = reduce(lambda text, place: text.replace(place, "\n"), find_places(clause), clause)
    return not make_wording(without_stages(official(written(bare)))).terms


def _is_heading(clause: str) -> bool:
    """Whether the sentence only announces what follows: 去年的成绩单来了：."""
    return clause.rstrip().endswith((":", "：")) and not is_counted(clause)


_BULLET = re.compile(
    r"^[ \t\u3000]{0,8}(?:[-*•·●▪]|[0-9]{1,2}[.、)）](?![0-9])|[①-⑳])|[①-⑳]|[（(][0-9]{1,2}[）)]"
    r"|(?<=[。；;：:！!\s，,])(?:[0-9]{1,2}[.、)）](?![0-9.])|[一二三四五六七八九十]是(?=[^，,。；;]{4}))"
    r"|^(?:[一二三四五六七八九十]{1,2}、|[一二三四五六七八九十]是(?=[^，,。；;]{4}))",
    re.MULTILINE,
)
"""Marks of a list, at the beginning of a line or within it; each begins a sentence."""
_POINTS_BACK = re.compile(
    rf"(?P<mark>[。；;！!]+[ \n]*)(?P<told>(?:{POINTS_BACK})(?![什怎哪谁不])[^。；;！!？?吗\n]+)(?=[。；;！!\n]|$)"
)
_BEGINS = re.compile(r"\s*[^0-9\s，,、:：;；。！!？?]")
_EXCLAIMS = re.compile("[啊呀哇]$")
_NOISE = re.compile(any_of(__name__, "noise"))
_PICTURES = re.compile(f"(?:{any_of(__name__, 'picture')})+")
