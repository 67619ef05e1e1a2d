"""Words of a report as it was, and a version of today -> where they stand now, and whether they are the same. Pure.

Two readings of a report are laid side by side, sentence by sentence (Ratcliff and Obershelp's matching blocks, as
``difflib`` finds them). Words that stand in both are unchanged. A sentence is a changed one only if it stands between
the same neighbours, is closer to the old one than every other there, and the old one is closest to it in turn; anything
less is gone: better no successor than a false one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from rag.documents.snapshot import CorpusSnapshot
from rag.documents.structure.outline import folded, make_outline
from rag.types import Outline, Report, Span

_ALIKE = 0.6
"""Share of characters in common from which two sentences may be one, changed."""
_LEAST = 8
"""Characters; shorter words are found in too many places to say that they are these."""

_Block = tuple[str, int, int, int, int]
"""The kind of a stretch, its place in the old sentences and in the new ones: see ``SequenceMatcher.get_opcodes``."""


class Fate(StrEnum):
    """The fate of cited words."""

    UNCHANGED = "unchanged"
    CHANGED = "changed"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Trace:
    """The place where words stand now: a span in the text of one of the version's reports."""

    fate: Fate
    report: int
    span: Span


def trace(report: Report, cited: Span, version: CorpusSnapshot) -> Trace | None:
    """Follow words of ``report``, as it was, into a version; None where they are gone."""
    return trace_all(report, [cited], version)[0]


def trace_all(report: Report, cited: Sequence[Span], version: CorpusSnapshot) -> list[Trace | None]:
    """Follow several words, as ``trace`` does; the two readings are laid side by side once."""
    index = _same_report(report, version)
    if index is None:
        return [None] * len(cited)
    today = version.reports[index]
    if report.text == today.text:
        return [Trace(Fate.UNCHANGED, index, span) for span in cited]
    old, new = _FoldedSentences(report, make_outline(report)), _FoldedSentences(today, version.outlines[index])
    blocks = SequenceMatcher(None, old.folded, new.folded, autojunk=False).get_opcodes()
    return [_follow(old, new, blocks, span, index) for span in cited]


def _same_report(report: Report, version: CorpusSnapshot) -> int | None:
    """The report of the same name, or else the one with the same words."""
    named = (index for index, other in enumerate(version.reports) if other.name == report.name)
    worded = (index for index, other in enumerate(version.reports) if other.text == report.text)
    return next(named, next(worded, None))


class _FoldedSentences:
    """The sentences of a report, folded."""

    def __init__(self, report: Report, outline: Outline) -> None:
        self.spans = [Span(sentence.start, sentence.end) for sentence in outline.sentences]
        self.folded = [folded(span.of(report.text)) for span in self.spans]

    def at(self, cited: Span) -> int | None:
        """The sentence that holds most of these words."""
        best = max(range(len(self.spans)), key=lambda i: _overlap(self.spans[i], cited), default=None)
        return best if best is not None and self.spans[best].overlaps(cited) else None


def _follow(
    old: _FoldedSentences, new: _FoldedSentences, blocks: Sequence[_Block], cited: Span, report: int
) -> Trace | None:
    at = old.at(cited)
    if at is None:
        return None
    kind, first, last, new_first, new_last = next(block for block in blocks if block[1] <= at < block[2])
    if kind == "equal":
        return Trace(Fate.UNCHANGED, report, new.spans[new_first + at - first])
    others = [i for kind, _, _, start, end in blocks if kind != "equal" for i in range(start, end)]
    if (same := _holding(old.folded[at], new.folded, others)) is not None:
        return Trace(Fate.UNCHANGED, report, new.spans[same])
    best = _closest(old.folded[at], new.folded, range(new_first, new_last))
    if best is None or _closest(new.folded[best], old.folded, range(first, last)) != at:
        return None
    return Trace(Fate.CHANGED, report, new.spans[best])


def _holding(words: str, others: Sequence[str], among: Sequence[int]) -> int | None:
    """The sentence that is these words, elsewhere; or where they stand in one that was divided otherwise before."""
    bare = words.rstrip("。！？!?;；,，")
    within = (i for i in among if len(bare) >= _LEAST and bare in others[i])
    return next((i for i in among if others[i] == words), next(within, None))


def _closest(words: str, others: Sequence[str], among: Iterable[int]) -> int | None:
    """The sentence that has most in common with ``words``, if that is enough to be the same one."""
    matcher = SequenceMatcher(None, autojunk=False)
    matcher.set_seq2(words)  # what stays is analysed once
    best, most = None, _ALIKE
    for index in among:
        matcher.set_seq1(others[index])
        if matcher.real_quick_ratio() >= most and matcher.quick_ratio() >= most and (ratio := matcher.ratio()) >= most:
            best, most = index, ratio
    return best


def _overlap(one: Span, other: Span) -> int:
    return min(one.end, other.end) - max(one.start, other.start)
