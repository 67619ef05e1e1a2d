"""Sentences of prose -> those among them that are run-in headings. Pure.

A run-in heading ("项目招引更精更准。") has no number and no line of its own. Form tells it from other sentences: it is
short, holds no figure, opens a stretch of longer text, and has siblings built like it at the same places.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import pairwise

from rag.documents.structure.headings import has_figure
from rag.text.word_tables import any_of
from rag.types import Span

_SHORTEST, _LONGEST = 5, 24
_LONGEST_LEAD, _LONGEST_WITH_COMMA = 30, 34
_LEAST_BODY = 40
"""Characters of text that a heading inside a paragraph has at least under it."""
_INTRODUCTION = 3
"""The most sentences before the first heading inside a paragraph."""
_MOST = 24
"""More short sentences than this in one paragraph are a list, not headings; it also bounds the comparing of pairs."""

_TAIL = re.compile(any_of(__name__, "tail"))
_NO_HEADING = re.compile(r"我们|对此|以上|现在|当[前今]|[今明去]年|[12１２]\d{3}年|目前|另外")
_ORDINAL = re.compile(r"[一二三四五六七八九十]{1,3}[是要]")
_SUBJECT = re.compile("我们[将要]")
"""May open the first of a series; the others leave it out: 我们将始终政治坚定。… 始终厉行法治。…"""


def is_tail(text: str, sentence: Span) -> bool:
    """Whether a paragraph that begins so speaks to the audience or of the whole: 各位代表, 一年来, 同时."""
    return bool(_TAIL.match(text, sentence.start))


def is_lead(text: str, sentences: Sequence[Span], commas: int = 0) -> bool:
    """Whether a paragraph opens with what may be a run-in heading.

    With a comma inside (``commas=1``) prose looks the same: to be believed beside siblings only.
    """
    if len(sentences) < 2:
        return False
    longest = _LONGEST_WITH_COMMA if commas else _LONGEST_LEAD
    body = sentences[-1].end - sentences[1].start
    return _is_short(text, sentences[0], longest, commas) and body > _length(sentences[0])


def parallel_headings(text: str, sentences: Sequence[Span]) -> list[int]:
    """Indices of the largest group of short sentences that are built alike and have text under them; [] if none."""
    predicates = [_predicate(text, sentence) for sentence in sentences]
    groups: list[list[int]] = []
    for i in _short_sentences(text, predicates):
        joined = [group for group in groups if any(_parallel(text, predicates[i], predicates[j]) for j in group)]
        groups = [group for group in groups if group not in joined] + [sorted({i}.union(*joined))]
    return _opening(_largest([group for group in groups if _has_one_subject(group, sentences, predicates)], sentences))


def even_headings(text: str, sentences: Sequence[Span], longest: int = 0) -> list[int]:
    """The same by length alone: to be believed where most items of a part are built so.

    ``longest``: length of the longest heading in those, up to which shorter and longer ones may stand side by side.
    """
    short = _short_sentences(text, sentences)
    alike = _largest([[j for j in short if _alike(sentences[i], sentences[j])] for i in short], sentences)
    if len(alike) < 2 or not longest:
        return _opening(alike)
    return _opening(_with_body([i for i in short if _length(sentences[i]) <= longest], sentences))


def alike_headings(text: str, sentences: Sequence[Span], core: Sequence[int]) -> list[int]:
    """``core`` with the other short sentences of about its length."""
    short = _short_sentences(text, sentences)
    return _with_body(
        [i for i in short if i in core or any(_alike(sentences[i], sentences[j]) for j in core)], sentences
    )


def ordinal_headings(text: str, sentences: Sequence[Span]) -> list[int]:
    """Indices of the sentences 一是…。 二是…。 inside a paragraph, if most of them are short headings with a body."""
    found = [i for i, sentence in enumerate(sentences) if _ORDINAL.match(text, sentence.start)]
    heads = [
        i
        for i, j in pairwise([*found, len(sentences)])
        if j > i + 1 and _is_short(text, sentences[i], _LONGEST_WITH_COMMA, commas=2)
    ]
    return heads if len(heads) > 1 and 2 * len(heads) >= len(found) else []


def _predicate(text: str, sentence: Span) -> Span:
    """A sentence without its 我们将."""
    subject = _SUBJECT.match(text, sentence.start, sentence.end)
    return Span(subject.end(), sentence.end) if subject else sentence


def _has_one_subject(group: Sequence[int], sentences: Sequence[Span], predicates: Sequence[Span]) -> bool:
    """Whether none of a group names a subject, or the first alone does for all."""
    naming = [i for i in group if predicates[i] != sentences[i]]
    return not naming or (naming == [group[0]] and len(group) > 1)


def _short_sentences(text: str, sentences: Sequence[Span]) -> list[int]:
    short = [i for i, sentence in enumerate(sentences) if _is_short(text, sentence, _LONGEST, commas=0)]
    return short if len(short) <= _MOST else []


def _is_short(text: str, sentence: Span, longest: int, commas: int) -> bool:
    if not _SHORTEST <= _length(sentence) <= longest:
        return False
    if _TAIL.match(text, sentence.start) or _NO_HEADING.match(text, sentence.start):
        return False
    words = text[sentence.start : sentence.end]
    return (
        words.endswith(("。", "。”"))
        and sum(map(words.count, "，,")) <= commas
        and not re.search("[：:；;|]", words)
        and not has_figure(words)
    )


def _length(sentence: Span) -> int:
    return sentence.end - sentence.start


def _parallel(text: str, one: Span, other: Span) -> bool:
    """Whether two sentences are built alike: equally long with a character at the same place, or a third shared."""
    a, b = ("".join(text[span.start : span.end - 1].splitlines()) for span in (one, other))
    if len(a) == len(b) and any(x == y for x, y in zip(a, b, strict=True)):
        return True
    return abs(len(a) - len(b)) <= 2 and SequenceMatcher(None, a, b, autojunk=False).ratio() > 1 / 3


def _alike(one: Span, other: Span) -> bool:
    shorter, longer = sorted((_length(one), _length(other)))
    return longer - shorter <= 2


def _largest(groups: Sequence[Sequence[int]], sentences: Sequence[Span]) -> list[int]:
    return max((_with_body(group, sentences) for group in groups), key=len, default=[])


def _with_body(group: Sequence[int], sentences: Sequence[Span]) -> list[int]:
    """The members under which a body stands before the next one."""
    if not group:
        return []
    ends = [sentences[j].start for j in group[1:]] + [sentences[-1].end]
    return [i for i, end in zip(group, ends, strict=True) if end - sentences[i].end >= _LEAST_BODY]


def _opening(group: list[int]) -> list[int]:
    """A group of headings starts near the start of its paragraph."""
    return group if len(group) > 1 and group[0] <= _INTRODUCTION else []
