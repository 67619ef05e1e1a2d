"""The body of a Word file -> its paragraphs and tables in order. Pure."""

from __future__ import annotations

from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING

from docx.oxml.ns import qn

from rag.documents.formats.word.names import CONTAINERS, DELETED, PARAGRAPH, TABLE
from rag.documents.formats.word.runs import words_of
from rag.documents.formats.word.tables import WordCell, boxes_of
from rag.documents.tables.flow import Block, is_layout
from rag.documents.tables.grid import Grid, GridCell
from rag.types import OmissionKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docx.oxml.xmlchemy import BaseOxmlElement

    from rag.documents.formats.word.looks import Looks
    from rag.documents.formats.word.numbering import Numbering

_OTHER_DOCUMENT = qn("w:altChunk")


class Body:
    """Reads the elements of one document, in order, and counts what it leaves out."""

    def __init__(self, numbering: Numbering, looks: Looks) -> None:
        self._numbering = numbering
        self._looks = looks
        self.omitted: Counter[OmissionKind] = Counter()

    def blocks(self, container: BaseOxmlElement) -> Iterator[Block]:
        """Paragraphs, then the text boxes anchored in them; tables."""
        unended = ""
        for element in container:
            if element.tag == PARAGRAPH:
                words, is_ended = words_of(element, self._looks), _is_ended(element)
                self.omitted += words.omitted
                if words.text or is_ended:
                    unended += self._numbering.marker(element) + words.text
                if is_ended:
                    if unended or not words.boxes:
                        yield unended
                    unended = ""
                yield from chain.from_iterable(map(self.blocks, words.boxes))
            elif element.tag == TABLE:
                yield from self._table(element)
            elif element.tag in CONTAINERS:
                yield from self.blocks(element)
            elif element.tag == _OTHER_DOCUMENT:
                self.omitted[OmissionKind.EMBEDDED] += 1
        if unended:
            yield unended

    def _table(self, table: BaseOxmlElement) -> Iterator[Block]:
        """A table of data, followed by those inside its cells; or what a table that only places things holds."""
        boxes, heads = boxes_of(table)
        held = [list(chain.from_iterable(map(self.blocks, box.contents))) for box in boxes]
        words = [[block for block in blocks if isinstance(block, str)] for blocks in held]
        grid = Grid(tuple(map(_cell, boxes, words)), heads)
        if is_layout(grid, [len(blocks) > len(own) for blocks, own in zip(held, words, strict=True)]):
            yield from chain.from_iterable(held)
            return
        yield grid
        yield from (block for block in chain.from_iterable(held) if isinstance(block, Grid))


def _cell(box: WordCell, paragraphs: list[str]) -> GridCell:
    return GridCell("\n".join(filter(None, paragraphs)), box.row, box.column, box.rows, box.columns)


def _is_ended(paragraph: BaseOxmlElement) -> bool:
    """False where a tracked change deletes the mark at its end: the next paragraph goes on with it."""
    marks = paragraph.find(f"{qn('w:pPr')}/{qn('w:rPr')}")
    return marks is None or all(marks.find(tag) is None for tag in DELETED)
