"""A web page -> the lines on it, and the element around nearly all its sentences."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from operator import itemgetter
from typing import NamedTuple

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PreformattedString, Tag

from rag.documents.formats.lines import spaced

_BLOCK = re.compile(
    "^(?:address|article|blockquote|body|center|dd|details|div|dl|dt|fieldset|figcaption|figure|form|h[1-6]|header|hr|"
    "html|li|main|ol|p|pre|section|summary|table|tbody|td|tfoot|th|thead|tr|ul)$"
)
_SHARE = 0.85
"""The article holds at least this share of the characters in sentences."""
LINKED = 0.5
"""A line with more than this share of its characters in links leads elsewhere."""
_LEAST_SENTENCE = 15
_END = re.compile("[。！？；]")


class ArticleLine(NamedTuple):
    text: str
    block: Tag
    linked: int
    """Characters that lead to another page."""


def find_lines(soup: BeautifulSoup) -> Iterator[ArticleLine]:
    """The words of the page as they stand below each other."""
    words: list[str] = []
    linked = 0
    block: Tag | None = None
    for node in soup.descendants:
        if isinstance(node, Tag):
            if not _BLOCK.match(node.name) and node.name != "br":
                continue
            yield from _close(words, linked, block)
            words, linked, block = [], 0, None
        elif isinstance(node, NavigableString) and not isinstance(node, PreformattedString):
            holder = _block_of(node)
            if holder is not block:
                yield from _close(words, linked, block)
                words, linked, block = [], 0, holder
            words.append(str(node))
            linked += len(node.strip()) if node.find_parent("a", href=True) else 0
    yield from _close(words, linked, block)


def find_article(lines: Sequence[ArticleLine]) -> Tag | None:
    """The deepest element around nearly all sentences."""
    weights: Counter[int] = Counter()
    elements: dict[int, tuple[int, Tag]] = {}
    total = 0
    for line in lines:
        if len(line.text) < _LEAST_SENTENCE or line.linked > LINKED * len(line.text) or not _END.search(line.text):
            continue
        total += len(line.text)
        around = [line.block, *line.block.parents]
        for depth, element in enumerate(reversed(around)):
            weights[id(element)] += len(line.text)
            elements[id(element)] = (depth, element)
    rich = [elements[key] for key, weight in weights.items() if weight >= _SHARE * total]
    return max(rich, key=itemgetter(0))[1] if rich else None


def _block_of(node: NavigableString) -> Tag | None:
    return next((parent for parent in node.parents if _BLOCK.match(parent.name)), None)


def _close(words: list[str], linked: int, block: Tag | None) -> Iterator[ArticleLine]:
    if block is None:
        return
    texts = "".join(words).splitlines() if block.name == "pre" else ["".join(words)]
    for text in texts:
        if dense := spaced(text):
            yield ArticleLine(dense, block, linked)
