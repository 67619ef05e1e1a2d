"""Bytes of a Word file -> its text: paragraphs and table rows in order, one a line, formatting ignored."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import TYPE_CHECKING

from docx import Document
from docx.oxml.ns import qn

from rag.documents.formats.base import Content
from rag.documents.formats.lines import without_invisible
from rag.documents.formats.word_numbering import Numbering
from rag.errors import ReportError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docx.oxml.xmlchemy import BaseOxmlElement

_MAX_EXPANDED = 200 * 1024 * 1024
_MAX_RATIO = 200
"""A Word file with text shrinks about tenfold; what shrinks more than this was made to explode."""
_MAX_PARTS = 5000
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
"""How the binary formats before 2007 and every password-protected Office file begin."""


def read_word(data: bytes, name: str) -> Content:
    """The text of a .docx file.

    Raises:
        ReportError: it is no .docx file, carries macros or entities, expands beyond measure, or is damaged.
    """
    if data.startswith(_OLE):
        raise ReportError(
            "{file} is an old .doc or a password-protected file; save it as .docx without a password.",
            code="old_or_encrypted_word",
            file=name,
        )
    _check_archive(data, name)
    try:
        document = Document(io.BytesIO(data))
        return Content("\n".join(_lines(document.element.body, Numbering(document))))
    except Exception as exc:  # python-docx, lxml and zipfile raise what they please on damaged files
        raise ReportError(
            "{file} cannot be read as a Word file; open it in Word and save it again as .docx.",
            code="bad_word",
            file=name,
        ) from exc


def _check_archive(data: bytes, name: str) -> None:
    """Refuse what could hurt before anything is unpacked: sizes first, then the parts that carry code or entities."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            expanded = sum(part.file_size for part in parts)
            if expanded > _MAX_EXPANDED or expanded > _MAX_RATIO * max(len(data), 1024) or len(parts) > _MAX_PARTS:
                raise ReportError(
                    "{file} expands to {megabytes} MB, which is too much; save only its text as .docx.",
                    code="expands_too_much",
                    file=name,
                    megabytes=expanded // 2**20,
                )
            if any("vbaproject" in part.filename.lower() for part in parts):
                raise ReportError("{file} contains macros; save it as .docx without macros.", code="macros", file=name)
            for part in parts:
                if part.filename.endswith((".xml", ".rels")):
                    _refuse_entities(archive.read(part), name)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError, zlib.error) as exc:
        raise ReportError("{file} is not a Word file; save the report as .docx.", code="not_word", file=name) from exc


def _refuse_entities(xml: bytes, name: str) -> None:
    """Office writes no document type declaration; whoever declares one wants entities expanded or fetched."""
    if b"<!DOCTYPE" in xml.replace(b"\0", b""):
        raise ReportError(
            "{file} declares XML entities, which Word never does; save it again with Word.",
            code="xml_entities",
            file=name,
        )


_PARAGRAPH, _TABLE, _ROW, _CELL = qn("w:p"), qn("w:tbl"), qn("w:tr"), qn("w:tc")
_CONTAINERS = frozenset(map(qn, ("w:sdt", "w:sdtContent", "w:ins", "w:moveTo", "w:customXml", "w:smartTag")))
_WORDS = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
_TEXT = qn("w:t")
_DELETED = (qn("w:del"), qn("w:moveFrom"))
_HIDDEN = frozenset(map(qn, ("w:pPr", "w:rPr", "w:del", "w:moveFrom", "w:drawing", "w:pict", "w:rt", "w:object"))) | {
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
}
"""Properties, deleted words, pictures with the text boxes in them, and the readings set above characters."""


def _lines(container: BaseOxmlElement, numbering: Numbering) -> Iterator[str]:
    unended = ""
    for element in container:
        if element.tag == _PARAGRAPH:
            words, is_ended = "".join(_words(element)), _is_ended(element)
            if words or is_ended:
                unended += numbering.marker(element) + words
            if is_ended:
                yield unended
                unended = ""
        elif element.tag == _TABLE:
            yield from map(_row, element.iter(_ROW))
        elif element.tag in _CONTAINERS:
            yield from _lines(element, numbering)
    if unended:
        yield unended


def _is_ended(paragraph: BaseOxmlElement) -> bool:
    """False where a tracked change deletes the mark at its end: the next paragraph goes on with it."""
    marks = paragraph.find(f"{qn('w:pPr')}/{qn('w:rPr')}")
    return marks is None or all(marks.find(tag) is None for tag in _DELETED)


def _row(row: BaseOxmlElement) -> str:
    """``| cell | cell |``, as tables are written in plain text; a cell merged downwards is empty below."""
    cells = (" ".join("".join(_words(line)) for line in cell.iter(_PARAGRAPH)) for cell in row.iterchildren(_CELL))
    return "| " + " | ".join(" ".join(cell.split()) for cell in cells) + " |"


def _words(element: BaseOxmlElement) -> Iterator[str]:
    for child in element:
        if child.tag == _TEXT:
            yield without_invisible(child.text or "")
        elif child.tag in _WORDS:
            yield _WORDS[child.tag]
        elif child.tag not in _HIDDEN and not _is_hidden(child):
            yield from _words(child)


def _is_hidden(element: BaseOxmlElement) -> bool:
    """A run that Word neither shows nor prints."""
    mark = element.find(f"{qn('w:rPr')}/{qn('w:vanish')}")
    return mark is not None and mark.get(qn("w:val"), "1") not in ("0", "false", "off")
