"""Bytes of a PDF file -> its text as paragraphs and table rows, and what of it is not text."""

from __future__ import annotations

import io
import logging
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from pdfminer.pdfdocument import PDFBaseXRef, PDFDocument, PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser

from rag.documents.formats.base import Content
from rag.documents.formats.pdf.marks import Collector
from rag.documents.formats.pdf.pages import PdfPage, read_page, read_recognised
from rag.documents.formats.pdf.paragraphs import PdfParagraph, join_lines, without_furniture
from rag.documents.formats.pdf.scans import recognise_pages
from rag.documents.tables.flow import render_all
from rag.errors import ReportError
from rag.types import Omission, OmissionKind

_END, _TAIL = b"%%EOF", 2048
"""How a PDF file ends, and within how many bytes."""
_MAX_PAGES = 500
_MAX_CHARACTERS = 1_000_000
_LEAST_PER_PAGE = 10
"""Fewer characters a page than this and the pages are pictures."""

logging.getLogger("pdfminer").setLevel(logging.CRITICAL)  # its complaints about a file help no reader


def read_pdf(data: bytes, name: str) -> Content:
    """The text of a PDF file, one paragraph or table row a line, and the offsets of its pages.

    Raises:
        ReportError: it is encrypted, scanned, too long or damaged.
    """
    try:
        return _read(_Document(PDFParser(io.BytesIO(data))), data, name)
    except ReportError:
        raise
    except (PDFPasswordIncorrect, PDFEncryptionError) as exc:
        raise ReportError(
            "{file} is protected by a password; save it without one.", code="password_protected", file=name
        ) from exc
    except Exception as exc:  # pdfminer raises what it pleases on damaged and hostile files
        if _END not in data[-_TAIL:]:
            raise ReportError(
                "{file} is damaged or was not saved completely; fetch it again.", code="damaged_pdf", file=name
            ) from exc
        raise ReportError(
            "{file} cannot be read as a PDF file; print it to PDF again.", code="bad_pdf", file=name
        ) from exc


class _Document(PDFDocument):
    """One whose tables of objects name each other in a circle is read: each table once."""

    def __init__(self, parser: PDFParser) -> None:
        self._visited: set[int] = set()
        super().__init__(parser)

    def read_xref_from(self, parser: PDFParser, start: int, xrefs: list[PDFBaseXRef]) -> None:
        if start not in self._visited:
            self._visited.add(start)
            super().read_xref_from(parser, start, xrefs)


def _read(document: PDFDocument, data: bytes, name: str) -> Content:
    pages = _with_recognised(list(_read_pages(document, name)), data)
    lines = without_furniture([page.items for page in pages])
    held = sum(len(line.text) if line.grid is None else sum(len(c.text) for c in line.grid.cells) for line in lines)
    scans = sum(page.omitted[OmissionKind.SCANS] for page in pages)
    if held < _LEAST_PER_PAGE * scans:
        raise ReportError(
            "{file} has no text layer and looks scanned; send a PDF with text or the Word file. Where wenbao[ocr] is "
            "installed scans are read.",
            code="scanned",
            file=name,
        )
    text, starts, unnamed = _text(join_lines(lines), len(pages))
    return Content(text, starts, _omissions(pages, unnamed))


def _with_recognised(pages: Sequence[PdfPage], data: bytes) -> list[PdfPage]:
    """The pages with what is recognised in those that are pictures, in their place."""
    scans = [number for number, page in enumerate(pages) if page.omitted[OmissionKind.SCANS]]
    recognised = {number: read_recognised(lines, number) for number, lines in recognise_pages(data, scans).items()}
    return [recognised.get(number) or page for number, page in enumerate(pages)]


def _read_pages(document: PDFDocument, name: str) -> Iterator[PdfPage]:
    manager = PDFResourceManager()
    collector = Collector(manager)
    interpreter = PDFPageInterpreter(manager, collector)
    total = 0
    for number, page in enumerate(PDFPage.create_pages(document)):
        if number >= _MAX_PAGES:
            raise ReportError(
                "{file} has more than {most} pages; send only the report.",
                code="too_many_pages",
                file=name,
                most=_MAX_PAGES,
            )
        interpreter.process_page(page)
        total += len(collector.marks.glyphs)
        if total > _MAX_CHARACTERS:
            raise ReportError(
                "{file} has more than {most} characters; send only the report.",
                code="too_many_characters",
                file=name,
                most=_MAX_CHARACTERS,
            )
        yield read_page(collector.marks, number)


def _text(paragraphs: Sequence[PdfParagraph], pages: int) -> tuple[str, tuple[int, ...], dict[int, int]]:
    """The text, where its pages begin, and for each page how many tables have columns without names."""
    lines: list[str] = []
    starts: dict[int, int] = {}
    unnamed: dict[int, int] = defaultdict(int)
    length = page = 0
    rendered = render_all(paragraph.block for paragraph in paragraphs)
    for paragraph, part in zip(paragraphs, rendered, strict=True):
        for page, offset in paragraph.pages:
            starts.setdefault(page, length + offset)
        unnamed[page] += part.unnamed
        lines += part.lines
        length += sum(len(line) + 1 for line in part.lines)
    return "\n".join(lines), _filled(starts, pages, max(length - 1, 0)), unnamed


def _filled(starts: dict[int, int], pages: int, end: int) -> tuple[int, ...]:
    """A page without text begins where the next one does."""
    filled = []
    for page in reversed(range(pages)):
        end = starts.get(page, end)
        filled.append(end if page else 0)
    return tuple(reversed(filled))


def _omissions(pages: Iterable[PdfPage], unnamed: dict[int, int]) -> tuple[Omission, ...]:
    found: dict[OmissionKind, Counter[int]] = defaultdict(Counter)
    for number, page in enumerate(pages):
        for kind, count in page.omitted.items():
            found[kind][number + 1] += count
        found[OmissionKind.CELLS][number + 1] += unnamed.get(number, 0)
    told = ((kind, +found[kind]) for kind in OmissionKind)
    return tuple(Omission(kind, sum(pages.values()), tuple(sorted(pages))) for kind, pages in told if pages)
