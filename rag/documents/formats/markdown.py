"""Bytes of a Markdown file -> its text without marks: headings, paragraphs, list items and table rows, one a line."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt

from rag.documents.formats.base import Content
from rag.documents.formats.lines import glue
from rag.documents.formats.plain import decode_text
from rag.documents.structure.line_wrapping import continued
from rag.errors import ReportError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.token import Token

_MAX_CHARACTERS = 1_000_000
_MOST_MARKS = 10_000
"""Brackets and stars, for each of which the parser looks far around."""
_MARK = re.compile(r"[\[*_]")
_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_STRAY = re.compile(r"\*\*|__")
"""Marks of emphasis that CommonMark does not see beside Chinese punctuation."""


def read_markdown(data: bytes, name: str) -> Content:
    """The text of a Markdown file (CommonMark with tables).

    Raises:
        ReportError: it is no text, or too long.
    """
    source = decode_text(data, name).text.replace("\r\n", "\n")
    if len(source) > _MAX_CHARACTERS:
        raise ReportError(
            "{file} has more than {most} characters; send only the report.",
            code="too_many_characters",
            file=name,
            most=_MAX_CHARACTERS,
        )
    if sum(1 for _ in _MARK.finditer(source)) > _MOST_MARKS:
        raise ReportError(
            "{file} has more than {most} brackets and asterisks; send only the text of the report.",
            code="too_many_brackets",
            file=name,
            most=_MOST_MARKS,
        )
    parser = MarkdownIt("commonmark", {"maxNesting": 50}).enable("table").disable(["code", "html_block"])
    return Content(_text(list(_blocks(parser.parse(_FRONT_MATTER.sub("", source))))))


def _blocks(tokens: Sequence[Token]) -> Iterator[list[str]]:
    """The lines of each heading, paragraph, item and row."""
    number = ""
    row: list[str] | None = None
    for token in tokens:
        if token.type == "list_item_open":
            number = f"{token.info}{token.markup}" if token.info else ""
        elif token.type == "tr_open":
            row = []
        elif token.type == "tr_close" and row is not None:
            yield ["| " + " | ".join(row) + " |"]
            row = None
        elif token.type == "inline" and row is not None:
            row.append(" ".join(_broken(token.children or ())))
        elif token.type == "inline":
            first, *more = _broken(token.children or ())
            yield [number + first, *more]
            number = ""
        elif token.type == "fence":
            yield from ([line] for line in token.content.splitlines())


def _broken(children: Sequence[Token]) -> list[str]:
    """The words of a block, broken into lines as in the source."""
    lines = [""]
    for child in children:
        if child.type in ("softbreak", "hardbreak"):
            lines.append("")
        elif child.type in ("text", "code_inline"):
            lines[-1] += child.content
    return [_STRAY.sub("", line).rstrip() for line in lines]


def _text(blocks: Sequence[Sequence[str]]) -> str:
    """A line for each paragraph, also where a block holds several, and where its lines were broken at a fixed width."""
    lines = list(chain.from_iterable(blocks))
    apart = [number == 0 for block in blocks for number, _ in enumerate(block)]
    text = lines[0] if lines else ""
    for before, line, goes_on in zip(lines, lines[1:], continued(lines, apart), strict=False):
        text += (glue(before, line) if goes_on else "\n") + line
    return text
