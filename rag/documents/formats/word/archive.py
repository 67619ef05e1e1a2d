"""Bytes of a Word file -> the same, safe to unpack, in the dialect that Word writes by default."""

from __future__ import annotations

import io
import zipfile
import zlib

from rag.errors import ReportError

_MAX_EXPANDED = 200 * 1024 * 1024
_MAX_RATIO = 200
"""A Word file with text shrinks about tenfold; what shrinks more than this was made to explode."""
_MAX_PARTS = 5000
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
"""How the binary formats before 2007 and every password-protected Office file begin."""
_ARCHIVE = b"PK\x03\x04"
_PARTS = "word/"
"""The folders in which a Word file keeps its text; a table or a presentation has other ones."""
_XML = (".xml", ".rels")
_STRICT = b"http://purl.oclc.org/ooxml/"
_DIALECTS = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (b"http://purl.oclc.org/ooxml/officeDocument/", b"http://schemas.openxmlformats.org/officeDocument/2006/"),
    (b"http://purl.oclc.org/ooxml/drawingml/", b"http://schemas.openxmlformats.org/drawingml/2006/"),
)
"""ISO/IEC 29500-1, strict, and ECMA-376, transitional: the names of the same things."""


def open_archive(data: bytes, name: str) -> bytes:
    """Refuse what could hurt before anything is unpacked: sizes first, then the parts that carry code or entities.

    Raises:
        ReportError: it is not a Word file, carries macros or entities, or expands beyond measure.
    """
    if data.startswith(_OLE):
        raise ReportError(
            "{file} is an old .doc or a password-protected file; save it as .docx without a password.",
            code="old_or_encrypted_word",
            file=name,
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_sizes(archive, len(data), name)
            if not any(part.startswith(_PARTS) for part in archive.namelist()):
                raise _not_word(name)
            texts = {part: archive.read(part) for part in archive.namelist() if part.endswith(_XML)}
            for xml in texts.values():
                _refuse_entities(xml, name)
            is_strict = any(_STRICT in xml for xml in texts.values())
            return _in_default_dialect(archive) if is_strict else data
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError, zlib.error) as exc:
        raise (_damaged(name) if data.startswith(_ARCHIVE) else _not_word(name)) from exc


def _not_word(name: str) -> ReportError:
    return ReportError("{file} is not a Word file; save the report as .docx.", code="not_word", file=name)


def _damaged(name: str) -> ReportError:
    return ReportError(
        "{file} is damaged or was not saved completely; fetch it again, or save it again as .docx with Word.",
        code="damaged_word",
        file=name,
    )


def _check_sizes(archive: zipfile.ZipFile, packed: int, name: str) -> None:
    parts = archive.infolist()
    expanded = sum(part.file_size for part in parts)
    if expanded > _MAX_EXPANDED or expanded > _MAX_RATIO * max(packed, 1024) or len(parts) > _MAX_PARTS:
        raise ReportError(
            "{file} expands to {megabytes} MB, which is too much; save only its text as .docx.",
            code="expands_too_much",
            file=name,
            megabytes=expanded // 2**20,
        )
    if any("vbaproject" in part.filename.lower() for part in parts):
        raise ReportError("{file} contains macros; save it as .docx without macros.", code="macros", file=name)


def _in_default_dialect(archive: zipfile.ZipFile) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as written:
        for part in archive.namelist():
            content = archive.read(part)
            if part.endswith(_XML):
                for strict, default in _DIALECTS:
                    content = content.replace(strict, default)
            written.writestr(part, content)
    return stream.getvalue()


def _refuse_entities(xml: bytes, name: str) -> None:
    """Office writes no document type declaration; a file that declares one wants entities expanded or fetched."""
    if b"<!DOCTYPE" in xml.replace(b"\0", b""):
        raise ReportError(
            "{file} declares XML entities, which Word never does; save it again with Word.",
            code="xml_entities",
            file=name,
        )
