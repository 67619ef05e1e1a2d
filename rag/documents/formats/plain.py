"""Bytes of a text file -> its characters, unchanged."""

from __future__ import annotations

import codecs

from charset_normalizer import from_bytes

from rag.documents.formats.base import Content
from rag.errors import ReportError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CHINESE = ("utf-8", "utf-16-le", "utf-16-be", "gb18030", "big5")
"""The encodings of Chinese text files. GB18030 contains GB2312 and GBK."""


def decode_text(data: bytes, name: str) -> Content:
    """The characters of ``data``. A byte order mark is not part of the text; line ends stay as they are.

    Raises:
        ReportError: the bytes are not text in any encoding that Chinese files use.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return Content(_decode(data[len(mark) :], encoding, name))
    try:
        return Content(data.decode("utf-8"))
    except UnicodeDecodeError:
        return Content(_decode(data, _guess(data, name), name))


def _guess(data: bytes, name: str) -> str:
    best = from_bytes(data, cp_isolation=list(_CHINESE)).best()
    if best is None:
        raise ReportError(
            "{file} is not a text file in UTF-8, UTF-16 or GB18030; save it as UTF-8.",
            code="unknown_encoding",
            file=name,
        )
    return best.encoding


def _decode(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as exc:
        raise ReportError(
            "{file} is corrupt: it cannot be read as {encoding}; save it as UTF-8.",
            code="wrong_encoding",
            file=name,
            encoding=encoding.upper(),
        ) from exc
