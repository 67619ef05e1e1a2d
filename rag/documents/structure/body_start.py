"""Marked paragraphs -> where the front matter ends and the report begins. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.documents.structure.headings import Paragraph, Rank, is_terminated

_LEAST_PROSE = 30
_INTRODUCTION = 500
"""Characters of sentences that at most stand between a title and the first heading where they only introduce."""
_INTRODUCES = re.compile("审议|提出意见")


def body_start(text: str, marked: Sequence[Paragraph], heading: int) -> int:
    """The first heading; or the first sentence before it, where more stands there than an introduction says."""
    prose = [i for i in range(heading) if _is_sentence(text, marked[i])]
    told = [i for i in prose if not _INTRODUCES.search(marked[i].span.of(text))]
    return told[0] if sum(len(marked[i].span.of(text)) for i in told) > _INTRODUCTION else heading


def first_heading(text: str, marked: Sequence[Paragraph]) -> int:
    """The first part after a table of contents, else the first heading after the salutation, else the first prose;
    without any prose, the second line."""
    parts = [i for i, p in enumerate(marked) if p.rank is Rank.PART]
    if parts:
        keys = {i: text[marked[i].start : marked[i].span.end].rstrip(" .…·\t\u3000\xa00123456789") for i in parts}
        alike = [i for i in parts if keys[i] == keys[parts[0]]]
        return next((i for i in alike if _holds_prose(text, marked, i)), alike[-1])
    prose = (i for i, p in enumerate(marked) if is_terminated(text, p.sentences[-1]))
    opening = next(prose, min(1, len(marked)))
    return next((i for i in range(opening, len(marked)) if marked[i].rank), opening)


def _holds_prose(text: str, marked: Sequence[Paragraph], part: int) -> bool:
    """Whether sentences stand between a part and the next one; in a table of contents none do."""
    end = next((i for i in range(part + 1, len(marked)) if marked[i].rank is Rank.PART), len(marked))
    return any(_is_sentence(text, paragraph) for paragraph in marked[part:end])


def _is_sentence(text: str, paragraph: Paragraph) -> bool:
    return is_terminated(text, paragraph.sentences[-1]) and len(paragraph.span.of(text)) >= _LEAST_PROSE
