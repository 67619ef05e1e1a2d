"""Bytes of a Markdown file -> its text without marks: headings, paragraphs, list items and table rows, one a line."""

from __future__ import annotations

import re
from itertools import chain, groupby
from typing import TYPE_CHECKING

from bs4 import BeautifulSoup
from markdown_it import MarkdownIt

from rag.documents.formats.base import Content, omissions
from rag.documents.formats.heading_levels import locate, markdown_headings
from rag.documents.formats.html.article import find_lines
from rag.documents.formats.html.tables import flatten_tables
from rag.documents.formats.html.visibility import show
from rag.documents.formats.lines import glue, superscript, without_note_marks
from rag.documents.formats.plain import decode_text
from rag.documents.structure.line_wrapping import continued
from rag.documents.tables.flow import Block, lines_of
from rag.documents.tables.grid import make_grid
from rag.errors import ReportError
from rag.types import OmissionKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.token import Token

_MAX_CHARACTERS = 1_000_000
_MOST_MARKS = 10_000
"""Brackets and stars, for each of which the parser looks far around."""
_MARK = re.compile(r"[\[*_~]")
_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_STRAY = re.compile(r"\*\*|__|~~")
"""Marks of emphasis that CommonMark does not see beside Chinese punctuation."""
_STRUCK = re.compile(r"(?<!~)~~(?![~\s])[^~\n]{1,500}(?<!\s)~~(?!~)")
_NOTE = re.compile(r"^\[\^[^\]\s]{1,30}\]:[ \t]*(.+)$", re.MULTILINE)
_NOTE_MARK = re.compile(r"\[\^[^\]\s]{1,30}\]")
_TASK = re.compile(r"^\[([ xX])\][ \t]+")
_BOXES = {" ": "□", "x": "☑", "X": "☑"}
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_RAISES, _LOWERS = re.compile(r"<sup\b", re.IGNORECASE), re.compile(r"</sup", re.IGNORECASE)
NOTES_HEADING = "注释"
"""Stands above the notes of a file: they belong to no part of the report."""


def read_markdown(data: bytes, name: str) -> Content:
    """The text of a Markdown file (CommonMark with tables, struck words, notes and HTML).

    Raises:
        ReportError: it is not text, or too long.
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
            code="too_many_marks",
            file=name,
            most=_MOST_MARKS,
        )
    return _read(_FRONT_MATTER.sub("", source))


def _read(source: str) -> Content:
    notes = [_NOTE_MARK.sub("", note) for note in _NOTE.findall(source)]
    parser = MarkdownIt("commonmark", {"maxNesting": 50}).enable("table").disable("code")
    tokens = parser.parse(_NOTE_MARK.sub("", _NOTE.sub("", _STRUCK.sub("", source))))
    flow = lines_of(_flow(_Blocks().of(tokens)))
    lines = [*flow.lines, *([NOTES_HEADING, *notes] if notes else [])]
    pictures = sum(child.type == "image" for token in tokens for child in token.children or ())
    omitted = {OmissionKind.PICTURES: pictures, OmissionKind.CELLS: flow.unnamed}
    text = "\n".join(lines)
    return Content(text, omissions=omissions(omitted), headings=locate(markdown_headings(tokens), text))


def _flow(blocks: Iterator[list[str] | Block]) -> Iterator[Block]:
    """Paragraphs and tables in order; paragraphs whose lines were broken at a fixed width are one line."""
    for is_wrapped, group in groupby(blocks, lambda block: isinstance(block, list)):
        if is_wrapped:
            yield from _text([block for block in group if isinstance(block, list)]).split("\n")
        else:
            yield from (block for block in group if not isinstance(block, list))


class _Blocks:
    """The lines of each heading, paragraph and item; tables; the lines of HTML."""

    def __init__(self) -> None:
        self._number = ""
        self._counted: list[int] = []
        """The number of the next item, of each list that is open."""
        self._rows: list[list[str]] = []

    def of(self, tokens: Sequence[Token]) -> Iterator[list[str] | Block]:
        for token in tokens:
            if token.type == "inline":
                yield from self._inline(token)
            elif token.type == "table_close":
                yield make_grid(self._rows, heads=1)
                self._rows = []
            elif token.type == "html_block":
                yield from _html_lines(token.content)
            elif token.type == "fence":
                yield from ([line] for line in token.content.splitlines())
            else:
                self._count(token)

    def _count(self, token: Token) -> None:
        """Rows, and the items of lists, which are numbered as they are shown and not as they are written."""
        if token.type == "tr_open":
            self._rows.append([])
        elif token.type == "ordered_list_open":
            self._counted.append(int(token.attrGet("start") or 1))
        elif token.type == "ordered_list_close":
            self._counted.pop()
        elif token.type == "list_item_open":
            self._number = f"{self._counted[-1]}{token.markup}" if token.info else ""
            self._counted[-1:] = [number + bool(token.info) for number in self._counted[-1:]]

    def _inline(self, token: Token) -> Iterator[list[str]]:
        first, *more = _broken(token.children or ())
        if self._rows:
            self._rows[-1].append(" ".join([first, *more]))
            return
        yield [self._number + _TASK.sub(lambda box: f"{_BOXES[box[1]]} ", first), *more]
        self._number = ""


def _broken(children: Sequence[Token]) -> list[str]:
    """The words of a block, broken into lines as in the source."""
    lines = [""]
    raised = 0
    for child in children:
        if child.type == "html_inline":
            raised += bool(_RAISES.match(child.content)) - bool(_LOWERS.match(child.content))
            lines += [""] if _BREAK.match(child.content) else []
        elif child.type in ("softbreak", "hardbreak"):
            lines.append("")
        elif child.type in ("text", "code_inline"):
            lines[-1] += superscript(child.content, lines[-1]) if raised > 0 else child.content
    return [without_note_marks(_STRAY.sub("", line).rstrip()) for line in lines]


def _html_lines(markup: str) -> list[str]:
    soup = BeautifulSoup(markup, "lxml")
    show(soup)
    flatten_tables(soup)
    return [line.text for line in find_lines(soup)]


def _text(blocks: Sequence[Sequence[str]]) -> str:
    """A line for each paragraph, also where a block holds several, and where its lines were broken at a fixed width."""
    lines = list(chain.from_iterable(blocks))
    apart = [number == 0 for block in blocks for number, _ in enumerate(block)]
    text = lines[0] if lines else ""
    for before, line, goes_on in zip(lines, lines[1:], continued(lines, apart), strict=False):
        text += (glue(before, line) if goes_on else "\n") + line
    return text
