"""A statement, the sentences it cites -> those that say the same. Pure.

The figure check (``rag.grounding.figures``) covers figures, years, places and names; this covers the other words. A
clause of the statement is said by a sentence if

* its words are the sentence's (or its headings'), but for words that say nothing of their own, see
``rag.text.content_words``;
* it denies what the sentence denies, and nothing else;
* what it joins from different clauses of the sentence belongs together. A Chinese clause without a subject of its own
  goes on with the topic of the clause before (topic chain, Tsao 1979), one with a subject does not. So words may be
  left out between two clauses only up to the opening of the second.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise

from rag.grounding.figures import Evidence
from rag.text.content_words import uncovered
from rag.text.divisions import own_names
from rag.text.figure_labels import label
from rag.text.figures import clause_starts, find_figures
from rag.text.figures.modifiers import turns
from rag.text.figures.numerals import fold
from rag.text.plain import grams
from rag.text.time_expressions import find_years

_EDGES = " \n“”‘’\"'《》「」『』()、,，。;；:：!！?？·—-"
_FREE = (
    "未(?!来|成年|满|必)|没有?(?!收)|无法|难以|不(?:能|得|准|许|再|是|会|可|予|应|宜)|[禁停中]止|严禁|取消|暂停|拒绝|放弃|撤销"
    "|反对|否认|严防|防止|避免|杜绝|谨防|遏制"
)
"""Words that deny what follows them in their clause."""
_DENIAL = re.compile(rf"(?P<free>{_FREE})|[未不无非免]")
"""Words that deny. The single characters deny the word after them, and are often part of another: 不断, 无人机."""
_BOTH = frozenset({True, False})
_GOVERNED = 8
"""The number of characters that a free-standing word of denial governs."""
_LEADS_ON = re.compile(r"分别|同比|预计|均|已|累计")
"""Words before a verb that name no subject."""


class Lack(StrEnum):
    """The reason why a sentence does not say a clause."""

    WORDS = "words"
    DENIAL = "denial"
    JOINED = "joined"


@dataclass(frozen=True, slots=True)
class Support:
    """The sentences that say a statement."""

    used: tuple[int, ...]
    """Indices of the sentences that say it, few; empty where they do not."""
    lack: Lack | None = None


@dataclass(frozen=True, slots=True)
class _Source:
    """A cited sentence made ready for comparison."""

    text: str
    starts: tuple[int, ...]
    words: frozenset[str]
    """Pairs of characters of the sentence, its headings, the report's name and its region."""
    rises: frozenset[bool]


def support(statement: str, evidence: Sequence[Evidence]) -> Support:
    """The support of a Chinese statement. Another language shares no words with its evidence and lacks them all."""
    sources = [_make_source(one) for one in evidence]
    given = frozenset(figure.literal for figure in find_figures(fold(statement).lower()))
    left: list[frozenset[int]] = []
    for clause in _clauses(statement):
        lacks = [_lack(clause, given, source) for source in sources]
        carriers = frozenset(i for i, lack in enumerate(lacks) if lack is None)
        if not carriers:
            return Support((), max((lack for lack in lacks if lack), key=list(Lack).index, default=Lack.WORDS))
        left.append(carriers)
    return Support(_fewest(left, len(sources)))


def _fewest(clauses: list[frozenset[int]], count: int) -> tuple[int, ...]:
    """Greedy set cover: always the sentence that says most of what is left, the first one of equals."""
    used: list[int] = []
    while clauses:
        best = max(range(count), key=lambda i: (sum(i in carriers for carriers in clauses), -i))
        used.append(best)
        clauses = [carriers for carriers in clauses if best not in carriers]
    return tuple(sorted(used))


@lru_cache(512)
def _make_source(evidence: Evidence) -> _Source:
    report = evidence.report
    own = [report.name, *own_names(report.region)] if report else []
    labels = (said.label for said in label(evidence.text))  # 农村居民收入 of 城乡居民收入分别为…
    context = fold("\n".join([evidence.text, *evidence.section, *own, *labels]))
    text = fold(evidence.text).lower()
    return _Source(text, tuple(clause_starts(text)), grams(context), frozenset(up for _, up in turns(context)))


def _clauses(statement: str) -> list[str]:
    """The clauses of a text, folded, without figures and years, which the figure check covers."""
    folded = fold(statement)
    bounds = [*clause_starts(folded), len(folded)]
    blank = folded.lower()
    figures = (figure.full for figure in find_figures(folded))  # before letters are made small: ii类 is no grade
    for start, end in (*figures, *(mention.span for mention in find_years(folded))):
        blank = blank[:start] + " " * (end - start) + blank[end:]
    return [clause for start, end in pairwise(bounds) if (clause := blank[start:end].strip(_EDGES))]


def _lack(clause: str, given: frozenset[str], source: _Source) -> Lack | None:
    """``given``: the figures of the statement, as written."""
    if uncovered(clause, source.words, source.rises) or not _takes_words(clause, source):
        return Lack.WORDS
    if not _denies_alike(clause, source.text):
        return Lack.DENIAL
    return None if _belongs_together(clause, given, source) else Lack.JOINED


def _takes_words(clause: str, source: _Source) -> bool:
    """Whether words come from the sentence itself, not only from its headings; a clause without words of its own takes
    none."""
    own = {gram for gram in grams(clause) if len(gram) > 1}
    return not uncovered(clause, frozenset(), _BOTH) or any(gram in source.text for gram in own)


def _denies_alike(clause: str, text: str) -> bool:
    return all(_stands(found, clause, text) for found in _DENIAL.finditer(clause)) and not any(
        _dropped(found, clause, text) for found in _DENIAL.finditer(text)
    )


def _stands(denial: re.Match[str], clause: str, text: str) -> bool:
    """Whether the text denies the same word."""
    denied = clause[denial.end() : denial.end() + 2].strip(_EDGES)
    return re.search(f"{re.escape(denial[0])}.{{0,3}}{re.escape(denied)}", text) is not None


def _dropped(denial: re.Match[str], clause: str, text: str) -> bool:
    """Whether the clause says without denial what the text only says with one."""
    governed = re.split(r"[,，。;；:：]", text[denial.end() : denial.end() + (_GOVERNED if denial["free"] else 2)])[0]
    elsewhere = text[: denial.start()] + "\n" + text[denial.end() + len(governed) :]
    said = (governed[i : i + 2] for i in range(len(governed) - 1))
    return denial[0] not in clause and any(pair in clause and pair not in elsewhere for pair in said)


def _belongs_together(clause: str, given: frozenset[str], source: _Source) -> bool:
    placed = [places for piece in _pieces(clause, source.text) if (places := _places(piece, source.text))]
    return all(
        any(_joins(end, start, given, source) for _, end in before for start, _ in after)
        for before, after in pairwise(placed)
    )


def _pieces(clause: str, text: str) -> list[str]:
    """The clause as a series of the longest stretches that stand in the text; the rest is left out."""
    pieces: list[str] = []
    at = 0
    while at < len(clause):
        end = at + 1
        while end < len(clause) and clause[at : end + 1] in text:
            end += 1
        if end - at > 1:
            pieces.append(clause[at:end])
        at = end
    return pieces


def _places(piece: str, text: str) -> list[tuple[int, int]]:
    return [(found.start(), found.start() + len(piece)) for found in re.finditer(f"(?={re.escape(piece)})", text)]


def _joins(end: int, start: int, given: frozenset[str], source: _Source) -> bool:
    """Whether two stretches join: the second stands in the clause of the first or opens one, or one of them announces
    what follows."""
    first, second = (bisect_right(source.starts, at) - 1 for at in (end - 1, start))
    if first == second or _announces(first, source) or _announces(second, source):
        return True
    return _names_nothing(source.text[source.starts[second] : start], given)


def _names_nothing(opening: str, given: frozenset[str]) -> bool:
    """Whether the opening of a clause gives it no subject: 分别, or a figure that the statement has as well."""
    for figure in reversed(find_figures(opening)):
        if figure.literal in given:
            opening = f"{opening[: figure.full.start]} {opening[figure.full.end :]}"
    return not _LEADS_ON.sub("", opening).strip(_EDGES)


def _announces(clause: int, source: _Source) -> bool:
    """Whether the text ends with a colon: 主要目标是:"""
    return clause + 1 < len(source.starts) and source.text[source.starts[clause + 1] - 1] in ":："
