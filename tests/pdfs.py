"""Lines of text -> the bytes of a PDF file with a text layer, for tests. Chinese in a font every reader knows."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rag.text.plain import display_width

DESCRIPTOR = (
    "<< /Type /FontDescriptor /FontName /STSong-Light /Flags 4 /FontBBox [0 -200 1000 900] /ItalicAngle 0 "
    "/Ascent 880 /Descent -120 /CapHeight 880 /StemV 80 >>"
)
CHARACTERS = (
    "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 /W [1 95 500] "
    f"/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /FontDescriptor {DESCRIPTOR} >>"
)
FONT = (
    "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H "
    f"/DescendantFonts [ {CHARACTERS} ] >>"
)
PAGE = (
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Rotate {} "
    "/Resources << /Font << /F1 3 0 R >> >> /Contents {} 0 R >>"
)


class Line(NamedTuple):
    """A string printed at a place, in points from the lower left corner."""

    text: str
    x: float
    y: float
    size: float = 14
    mode: int = 0
    """How it is rendered: 3 is invisible."""
    grey: float = 0
    """1 is white."""
    turned: bool = False
    """By a quarter, running upwards."""

    @property
    def drawn(self) -> str:
        matrix = f"0 1 -1 0 {self.x} {self.y}" if self.turned else f"1 0 0 1 {self.x} {self.y}"
        words = self.text.encode("utf-16-be").hex()
        return f"BT {self.grey} g {self.mode} Tr /F1 {self.size} Tf {matrix} Tm <{words}> Tj ET"


class Ruled(NamedTuple):
    """A line from one place to another."""

    x: float
    y: float
    to_x: float
    to_y: float

    @property
    def drawn(self) -> str:
        return f"0.5 w {self.x} {self.y} m {self.to_x} {self.to_y} l S"


class Filled(NamedTuple):
    """A rectangle filled in grey; with ``picture`` a picture of its size."""

    x: float
    y: float
    width: float
    height: float
    picture: bool = False

    @property
    def drawn(self) -> str:
        if not self.picture:
            return f"0.3 g {self.x} {self.y} {self.width} {self.height} re f"
        place = f"{self.width} 0 0 {self.height} {self.x} {self.y} cm"
        return f"q {place} BI /W 1 /H 1 /CS /G /BPC 8 /F /AHx ID 80> EI Q"


Drawn = Line | Ruled | Filled


class Passwords(NamedTuple):
    """Of a file that is encrypted."""

    owner: str
    user: str = ""
    """Empty where the file opens without one."""


def make_pdf(pages: Sequence[Sequence[Drawn]], rotate: int = 0, passwords: Passwords | None = None) -> bytes:
    """A PDF file as ISO 32000 describes it, with nothing in it but what is drawn, in that order."""
    kids = " ".join(f"{4 + 2 * i} 0 R" for i in range(len(pages)))
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>", FONT]
    for i, lines in enumerate(pages):
        content = "\n".join(line.drawn for line in lines)
        objects += [PAGE.format(rotate, 5 + 2 * i), f"<< /Length {len(content)} >>\nstream\n{content}\nendstream"]
    return _encrypted(objects, passwords) if passwords else _file(objects)


_PAD = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")
_ID = bytes(range(16))
_MAY_PRINT = -60 & 0xFFFFFFFF


def _encrypted(objects: Sequence[str], passwords: Passwords) -> bytes:
    """By the standard handler, revision 2 (ISO 32000-1, 7.6.3)."""
    owner, user = ((word.encode() + _PAD)[:32] for word in passwords)
    kept = _rc4(_md5(owner)[:5], user)
    key = _md5(user + kept + _MAY_PRINT.to_bytes(4, "little") + _ID)[:5]
    locked = [_locked(words, _md5(key + n.to_bytes(3, "little") + bytes(2))[:10]) for n, words in enumerate(objects, 1)]
    opened = _rc4(key, _PAD)
    rules = f"<< /Filter /Standard /V 1 /R 2 /P {_MAY_PRINT - 2**32} /O <{kept.hex()}> /U <{opened.hex()}> >>"
    return _file([*locked, rules], f"/Encrypt {len(locked) + 1} 0 R /ID [<{_ID.hex()}> <{_ID.hex()}>]")


def _locked(words: str, key: bytes) -> str:
    """With its strings and its stream encrypted."""
    head, stream, rest = words.partition("\nstream\n")
    content, end, _ = rest.partition("\nendstream")
    head = re.sub(r"\((\w+)\)", lambda found: f"<{_rc4(key, found[1].encode()).hex()}>", head)
    return head + stream + _rc4(key, content.encode("latin-1")).decode("latin-1") + end


def _md5(data: bytes) -> bytes:
    return hashlib.md5(data, usedforsecurity=False).digest()


def _rc4(key: bytes, data: bytes) -> bytes:
    state = list(range(256))
    at = 0
    for i in range(256):
        at = (at + state[i] + key[i % len(key)]) % 256
        state[i], state[at] = state[at], state[i]
    out = bytearray()
    i = at = 0
    for byte in data:
        i = (i + 1) % 256
        at = (at + state[i]) % 256
        state[i], state[at] = state[at], state[i]
        out.append(byte ^ state[(state[i] + state[at]) % 256])
    return bytes(out)


def _file(objects: Sequence[str], more: str = "") -> bytes:
    body = "%PDF-1.4\n"
    offsets = []
    for number, words in enumerate(objects, start=1):
        offsets.append(len(body))
        body += f"{number} 0 obj\n{words}\nendobj\n"
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    size = len(objects) + 1
    trailer = f"trailer\n<< /Size {size} /Root 1 0 R {more}>>\nstartxref\n{len(body)}\n%%EOF\n"
    return f"{body}xref\n0 {size}\n0000000000 65535 f \n{table}{trailer}".encode("latin-1")


def print_pages(paragraphs: Sequence[str], *, head: str = "", rows: int = 12, width: int = 56) -> list[list[Line]]:
    """Set paragraphs as a printer does: indented by two characters, broken at the width, with page numbers."""
    lines = [line for paragraph in paragraphs for line in _broken(paragraph, width)]
    pages = []
    for number, start in enumerate(range(0, len(lines), rows), start=1):
        page = [Line(head, 240, 800, 10)] if head else []
        page += [Line(t, 90 + 7 * indent, 760 - 28 * i) for i, (t, indent) in enumerate(lines[start : start + rows])]
        pages.append([*page, Line(f"- {number} -", 290, 40, 10)])
    return pages


def _broken(paragraph: str, width: int) -> Iterator[tuple[str, int]]:
    """The lines of a paragraph, each with the columns by which it is indented."""
    line, indent = "", 4
    for character in paragraph:
        if indent + display_width(line + character) > width:
            yield line, indent
            line, indent = "", 0
        line += character
    yield line, indent
