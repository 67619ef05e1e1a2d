"""The formats that reports are read from: the one place to add another. Pure; loads no reader.

A format needs its suffixes, how its files begin, and a reader: a function from the bytes and the name of a file to
``Content``, whose text holds a paragraph or a table row a line. Its error sentences go into ``bot/texts/zh/errors.py``,
and what shapes its text is a stage in ``rag/documents/reading_stages.py``.
"""

from __future__ import annotations

from pathlib import PurePath

from rag.documents.formats.base import Foreign, Format
from rag.errors import ReportError

FORMATS = (
    Format((".txt",), "plain:decode_text"),
    Format((".md",), "markdown:read_markdown"),
    Format((".docx",), "word.reader:read_word", "a Word file or another archive", (b"pk\x03\x04",)),
    Format((".pdf",), "pdf.reader:read_pdf", "a PDF file", (b"%pdf-",)),
    Format(
        (".html", ".htm"),
        "html.page:read_html",
        "a web page",
        signatures=(b"<!doctype html", b"<html"),
        passes_as=(".md",),
    ),
)
FOREIGN = (
    Foreign(
        "an old Office file or one with a password",
        signatures=(bytes.fromhex("d0cf11e0a1b11ae1"),),
        suffixes=(
            (".doc", "is an old Word file; save it as .docx"),
            (".docm", "may contain macros; save it as .docx"),
            (".dotm", "may contain macros; save it as .docx"),
            (".wps", "is a WPS file; save it as .docx"),
        ),
        passes_as=(".docx",),
    ),
    Foreign("an RTF file", signatures=(rb"{\rtf",)),
    Foreign(
        "a web archive",
        suffixes=(
            (".mht", "is a web archive; save the page as .html"),
            (".mhtml", "is a web archive; save the page as .html"),
        ),
    ),
)
SUFFIXES = frozenset(suffix for known in FORMATS for suffix in known.suffixes)
"""Endings of the files that can be read."""

_BY_SUFFIX = {suffix: known for known in FORMATS for suffix in known.suffixes}
_REFUSED = {suffix: reason for foreign in FOREIGN for suffix, reason in foreign.suffixes}


def format_of(name: str) -> Format:
    """The format of a file, by its ending.

    Raises:
        ReportError: it cannot be read.
    """
    suffix = PurePath(name).suffix.lower()
    if suffix in _REFUSED:
        raise ReportError("{file} {kind}.", code="refused_format", file=name, kind=_REFUSED[suffix])
    if suffix not in _BY_SUFFIX:
        raise ReportError(
            "{file} has a format that cannot be read; send {kinds}.",
            code="unknown_format",
            file=name,
            kinds=", ".join(sorted(SUFFIXES)),
        )
    return _BY_SUFFIX[suffix]


def refuse_disguise(data: bytes, name: str) -> None:
    """Refuse a file whose beginning belies its ending.

    Raises:
        ReportError: it is of another format than its ending says.
    """
    suffix = PurePath(name).suffix.lower()
    start = data[:100].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    for known in (*FORMATS, *FOREIGN):
        own = known.suffixes if isinstance(known, Format) else ()
        if start.startswith(known.signatures) and suffix not in (*own, *known.passes_as):
            raise ReportError(
                "{file} is actually {kind}; rename it or save it in the format its extension says.",
                code="wrong_extension",
                file=name,
                kind=known.kind,
            )
