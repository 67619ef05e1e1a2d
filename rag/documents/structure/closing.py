"""Paragraphs of a saved page -> those of the document, without what follows it on the page. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from rag.documents.structure.headings import ROW, Paragraph, is_terminated
from rag.documents.structure.part_headings import ANNEX, is_dated_link, is_furniture

_BEHIND = 0.1
"""The largest share of the text that finished sentences after a document have."""
_LIST = 4
"""This many unfinished lines in a row at the end are a list of links."""


def document_end(text: str, paragraphs: Sequence[Paragraph]) -> int:
    """The number of paragraphs that belong to the document; all where nothing follows it on the page."""
    finished = [len(p.span.of(text)) * _is_prose(text, p) for p in paragraphs]
    most = _BEHIND * sum(finished)
    start = len(paragraphs)
    while start and sum(finished[start - 1 :]) <= most:
        start -= 1
    start = max(start, _last_item(text, paragraphs) + 1)
    furniture = (k for k in range(start, len(paragraphs)) if is_furniture(paragraphs[k].span.of(text)))
    first = next(furniture, None)
    return _without_links(text, paragraphs) if first is None else first


def _last_item(text: str, paragraphs: Sequence[Paragraph]) -> int:
    """The place of the last numbered heading with a finished sentence below it; -1 where there is none. It belongs to
    the document, and so does all before it: 主办单位 names who is responsible for an item."""
    pairs = enumerate(pairwise(paragraphs))
    return max((k for k, (one, below) in pairs if one.rank is not None and _is_prose(text, below)), default=-1)


def _without_links(text: str, paragraphs: Sequence[Paragraph]) -> int:
    if any(ANNEX.match(text, p.start, p.span.end) for p in paragraphs):  # whose last lines may be a list
        return len(paragraphs)
    end = len(paragraphs)
    while end and not _is_prose(text, paragraphs[end - 1]) and _is_loose(paragraphs[end - 1]):
        end -= 1
    listed = paragraphs[end:]
    is_list = len(listed) >= _LIST or any(is_dated_link(p.span.of(text)) for p in listed)
    return end if end and is_list else len(paragraphs)


def _is_prose(text: str, paragraph: Paragraph) -> bool:
    """Whether a sentence ends in it. What comes after that may be a reference: …的责任。(见第3页)."""
    return any(is_terminated(text, sentence) for sentence in paragraph.sentences)


def _is_loose(paragraph: Paragraph) -> bool:
    return paragraph.rank is None and paragraph.series != ROW
