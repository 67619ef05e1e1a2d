"""Text -> paragraphs, sentences and clauses, all as spans. Pure.

A sentence ends at 。！？ with the closing quotes and brackets that follow, or with its line; never inside quotes or
brackets that close in the same line (GB/T 15834—2011, 标点符号用法). A semicolon ends a clause, not a sentence. Every
function reads its text once from left to right: the time is linear whatever the text holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from rag.text.table_rows import read_row
from rag.types import Span

_LINE = re.compile(r"[^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
BLANKS = "\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u180e\u2028\u2029\u202f\u205f\u3000" + "".join(
    map(chr, [*range(0x2000, 0x200E), 0x2060, 0xFEFF])
)
"""White space and the invisible characters that files carry at the ends of lines (no-break and zero-width spaces)."""

_ENDS = frozenset("。！？!?")
_PAIRS = {
    "“": "”",
    "‘": "’",
    "《": "》",
    "〈": "〉",
    "「": "」",
    "『": "』",
    "【": "】",
    "（": "）",
    "［": "］",
    "｛": "｝",
}
_KIND = {mark: opener for opener, closer in _PAIRS.items() for mark in (opener, closer)} | {
    "(": "（",
    ")": "（",
    "[": "［",
    "]": "［",
    "{": "｛",
    "}": "｛",
}
_OPENERS = frozenset(_PAIRS) | frozenset("([{")
_CLOSERS = frozenset(_KIND) - _OPENERS
_BRACKETS = frozenset("（）()［］[]｛｝{}")
_BREAK = re.compile(r"[，,；;]|[—―─]{2,}|\|")


def split_lines(text: str) -> list[Span]:
    """The lines of ``text`` that are not empty, without their ends, in order."""
    return [Span(*match.span()) for match in _LINE.finditer(text)]


def strip(text: str, span: Span) -> Span:
    """A span without surrounding blanks; empty where it holds nothing else."""
    return _strip(text, span.start, span.end)


def split_sentences(text: str, paragraph: Span) -> list[Span]:
    """The sentences of one paragraph, in order, without surrounding blanks; together they hold all but blanks."""
    cuts = [paragraph.start, *_sentence_ends(text, paragraph), paragraph.end]
    spans = (_strip(text, start, end) for start, end in pairwise(cuts))
    return [span for span in spans if span.start < span.end]


def split_clauses(text: str, sentence: Span) -> tuple[Span, ...]:
    """The parts of a sentence between commas, semicolons and dashes, without that punctuation; never empty. A table row
    is one part: a cell says nothing without the name of its row."""
    if read_row(text, sentence):
        return (sentence,)
    clauses = []
    start = sentence.start
    for cut in _clause_cuts(text, sentence):
        clauses.append(_strip(text, start, cut.start))
        start = cut.end
    clauses.append(_strip(text, start, sentence.end, BLANKS + "".join(_ENDS)))
    return tuple(clause for clause in clauses if clause.start < clause.end) or (sentence,)


def _strip(text: str, start: int, end: int, trailing: str = BLANKS) -> Span:
    while start < end and text[start] in BLANKS:
        start += 1
    while start < end and text[end - 1] in trailing:
        end -= 1
    return Span(start, end)


def _sentence_ends(text: str, paragraph: Span) -> Iterator[int]:
    """Offsets just after the sentences of a paragraph; the last one may lack its mark and is not among them."""
    depths = _depths(text, paragraph)
    start = at = paragraph.start
    while at < paragraph.end:
        if text[at] not in _ENDS or not _ends_here(text, at, paragraph):
            at += 1
            continue
        mark = at
        at += 1
        while at < paragraph.end and (text[at] in _ENDS or _closes(text[at], depths[at - paragraph.start])):
            at += 1
        inside = depths[mark - paragraph.start] > 0
        outside = at == paragraph.end or depths[at - paragraph.start] == 0
        if outside and (not inside or at == paragraph.end or _is_whole(text, start, mark, at)):
            yield at
            start = strip(text, Span(at, paragraph.end)).start


def _is_whole(text: str, start: int, mark: int, end: int) -> bool:
    """Whether what closes at ``end`` is a sentence of its own: 。” is; ？” and 。） stand inside a longer one.

    Only a bracket around the whole sentence ends it.
    """
    if text.find("。", mark, end) < 0:
        return False
    return text[end - 1] not in _BRACKETS or text[start] in _BRACKETS


def _closes(mark: str, depth: int) -> bool:
    """Straight quotes look alike: one closes only where a pair is open."""
    return mark in _CLOSERS or (mark == '"' and depth > 0)


def _ends_here(text: str, at: int, paragraph: Span) -> bool:
    """A half-width mark inside a word (an address, a formula) ends nothing."""
    if text[at] not in "!?" or at + 1 >= paragraph.end:
        return True
    return not (text[at + 1].isascii() and text[at + 1].isalnum())


def _clause_cuts(text: str, sentence: Span) -> Iterator[Span]:
    depths = _depths(text, sentence)
    for match in _BREAK.finditer(text, sentence.start, sentence.end):
        between_digits = (
            match[0] in "，," and text[match.start() - 1].isdigit() and text[match.end() : match.end() + 1].isdigit()
        )
        if depths[match.start() - sentence.start] == 0 and not between_digits:
            yield Span(match.start(), match.end())


def _depths(text: str, span: Span) -> list[int]:
    """The number of quotes and brackets, closed within ``span``, that are open before each character of ``span``.

    A mark without its partner counts for nothing.
    """
    change = [0] * (span.end - span.start + 1)
    for start, end in _pairs(text, span):
        change[start - span.start + 1] += 1
        change[end - span.start + 1] -= 1
    depth, depths = 0, []
    for step in change:
        depth += step
        depths.append(depth)
    return depths


def _pairs(text: str, span: Span) -> Iterator[tuple[int, int]]:
    """Offsets of the opening and closing marks that belong together. A straight quote pairs with the next one."""
    stack: list[tuple[str, int]] = []
    waiting: dict[str, int] = {}
    for at in range(span.start, span.end):
        kind = '"' if text[at] == '"' else _KIND.get(text[at])
        if kind is None:
            continue
        if text[at] in _OPENERS or (kind == '"' and not waiting.get(kind)):
            stack.append((kind, at))
            waiting[kind] = waiting.get(kind, 0) + 1
        elif waiting.get(kind):
            opened, start = stack.pop()
            waiting[opened] -= 1
            while opened != kind:
                opened, start = stack.pop()
                waiting[opened] -= 1
            yield start, at
