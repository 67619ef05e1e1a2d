"""The lines that a file marks as headings, its text -> their places and levels. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from docx.oxml.ns import qn

from rag.types import Heading

if TYPE_CHECKING:
    from bs4 import BeautifulSoup
    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement
    from markdown_it.token import Token

_LONGEST = 80
_LONGEST_MARKER = 12
"""Characters that a number counted by Word may have before the words of a heading."""
_STYLE_NAME = re.compile(r"(?:heading|标题) ?([1-9])$", re.IGNORECASE)
_STYLE = qn("w:pStyle")
_DEEPEST = 12
"""Styles that are based on each other."""
_BODY_TEXT = 9
"""The outline level of paragraphs that are not headings, counted from 0 (ECMA-376 part 1, 17.3.1.20)."""
_TAG = re.compile("^h[1-6]$")


class Marked(NamedTuple):
    """A heading as the file marks it."""

    words: str
    level: int
    """1 for the topmost."""


def locate(marked: Iterable[Marked], text: str) -> tuple[Heading, ...]:
    """The lines of the text that are those headings, in order; a heading that stands on no line of its own is none."""
    found: list[Heading] = []
    lines = [(start, dense(line)) for start, line in _lines(text)]
    at = 0
    for heading in marked:
        words = dense(heading.words)
        line = next((i for i in range(at, len(lines)) if _is_line(words, lines[i][1])), None)
        if line is not None:
            found.append(Heading(lines[line][0], heading.level))
            at = line + 1
    return tuple(found)


def _is_line(words: str, line: str) -> bool:
    """Word counts the numbers before some headings itself."""
    return 0 < len(words) <= _LONGEST and line.endswith(words) and len(line) - len(words) <= _LONGEST_MARKER


def _lines(text: str) -> Iterator[tuple[int, str]]:
    at = 0
    for line in text.split("\n"):
        yield at, line
        at += len(line) + 1


def dense(words: str) -> str:
    return re.sub(r"\s", "", words)


def word_headings(document: Document) -> Iterator[Marked]:
    """Paragraphs with an outline level, of their own or of their style."""
    styles = {style.get(qn("w:styleId"), ""): style for style in document.styles.element.iterchildren(qn("w:style"))}
    for paragraph in document.element.body.iter(qn("w:p")):
        level = _outline_level(paragraph.find(qn("w:pPr")), styles)
        if level is not None:
            yield Marked("".join(text.text or "" for text in paragraph.iter(qn("w:t"))), level)


def _outline_level(properties: BaseOxmlElement | None, styles: Mapping[str, BaseOxmlElement]) -> int | None:
    if properties is None:
        return None
    levels = (_own_level(properties), *(_style_level(style) for style in _chain(properties.find(_STYLE), styles)))
    return next((level for level in levels if level is not None), None)


def _chain(reference: BaseOxmlElement | None, styles: Mapping[str, BaseOxmlElement]) -> Iterator[BaseOxmlElement]:
    """A style and those it is based on."""
    for _ in range(_DEEPEST):
        style = None if reference is None else styles.get(reference.get(qn("w:val"), ""))
        if style is None:
            return
        yield style
        reference = style.find(qn("w:basedOn"))


def _style_level(style: BaseOxmlElement) -> int | None:
    named = _STYLE_NAME.search(_style_name(style))
    properties = style.find(qn("w:pPr"))
    return int(named[1]) if named else None if properties is None else _own_level(properties)


def _own_level(properties: BaseOxmlElement) -> int | None:
    own = properties.find(qn("w:outlineLvl"))
    level = int(own.get(qn("w:val"), "")) if own is not None and own.get(qn("w:val"), "").isdigit() else _BODY_TEXT
    return level + 1 if level < _BODY_TEXT else None


def _style_name(style: BaseOxmlElement) -> str:
    name = style.find(qn("w:name"))
    return "" if name is None else name.get(qn("w:val"), "")


def html_headings(soup: BeautifulSoup) -> Iterator[Marked]:
    for element in soup(_TAG):
        yield Marked(element.get_text(), int(element.name[1]))


def markdown_headings(tokens: Iterable[Token]) -> Iterator[Marked]:
    level = 0
    for token in tokens:
        if token.type == "heading_open":
            level = int(token.tag[1])
        elif token.type == "heading_close":
            level = 0
        elif token.type == "inline" and level:
            yield Marked("".join(child.content for child in token.children or ()), level)
