"""Files to be read: the shipped report as Word and as a web page."""

from __future__ import annotations

import io
import zipfile
from functools import cache

import docx

from tests.paths import SEED

LINES = SEED.read_text("utf-8").split("\n")[11:]
"""The seed report without the table above it."""
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


@cache
def word_file(*lines: str) -> bytes:
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    return saved(document)


def saved(document: docx.document.Document) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def page(body: str, head: str = "") -> bytes:
    return f'<html><head><meta charset="utf-8">{head}</head><body>{body}</body></html>'.encode()


def repacked(data: bytes, name: str, content: bytes) -> bytes:
    """A Word file with one part more."""
    stream = io.BytesIO(data)
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return stream.getvalue()
