"""Bytes of a Word file -> its text: paragraphs and table rows in order, one a line, then its notes."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from rag.documents.formats.base import Content, omissions
from rag.documents.formats.heading_levels import locate, word_headings
from rag.documents.formats.word.archive import open_archive
from rag.documents.formats.word.body import Body
from rag.documents.formats.word.looks import Looks
from rag.documents.formats.word.numbering import Numbering
from rag.documents.tables.flow import lines_of
from rag.errors import ReportError
from rag.types import OmissionKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docx.document import Document as WordDocument

_NOTES = (
    (RELATIONSHIP_TYPE.FOOTNOTES, qn("w:footnote")),
    (RELATIONSHIP_TYPE.ENDNOTES, qn("w:endnote")),
)
_SEPARATORS = ("separator", "continuationSeparator", "continuationNotice")
NOTES_HEADING = "注释"
"""Stands above the notes of a file: they belong to no part of the report."""


def read_word(data: bytes, name: str) -> Content:
    """The text of a .docx file.

    Raises:
        ReportError: it is not a .docx file, carries macros or entities, expands beyond measure, or is damaged.
    """
    safe = open_archive(data, name)
    try:
        return _read(Document(io.BytesIO(safe)))
    except Exception as exc:  # python-docx, lxml and zipfile raise what they please on damaged files
        raise ReportError(
            "{file} cannot be read as a Word file; open it in Word and save it again as .docx.",
            code="bad_word",
            file=name,
        ) from exc


def _read(document: WordDocument) -> Content:
    body = Body(Numbering(document), Looks(document.styles.element))
    flow = lines_of(body.blocks(document.element.body))
    notes = list(_notes(document, body))
    omitted = body.omitted
    omitted[OmissionKind.CELLS] += flow.unnamed
    lines = [*flow.lines, *([NOTES_HEADING, *notes] if notes else [])]
    text = "\n".join(lines)
    return Content(text, omissions=omissions(omitted), headings=locate(word_headings(document), text))


def _notes(document: WordDocument, body: Body) -> Iterator[str]:
    """Footnotes and endnotes, each on a line."""
    for kind, element in _NOTES:
        try:
            part = document.part.part_related_by(kind)
        except KeyError:
            continue
        for note in parse_xml(part.blob).iterchildren(element):
            if note.get(qn("w:type"), "") not in _SEPARATORS:
                words = " ".join(lines_of(body.blocks(note)).lines)
                yield from [words.strip()] if words.strip() else []
