"""A file format, and the content that reading a file gives. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import NamedTuple, cast

from rag.types import Heading, Omission, OmissionKind

MAX_BYTES = 32 * 1024 * 1024
"""The most bytes of a file that is read."""


class Content(NamedTuple):
    """The text of a file as a reader sees it."""

    text: str
    pages: tuple[int, ...] = ()
    """Offsets into ``text`` at which the pages begin; empty for formats without pages."""
    omissions: tuple[Omission, ...] = ()
    """The contents of the file that are not in the text."""
    headings: tuple[Heading, ...] = ()
    """The lines that the file marks as headings."""


def omissions(counted: Mapping[OmissionKind, int]) -> tuple[Omission, ...]:
    """Those of which there is any, always in the same order."""
    return tuple(Omission(kind, counted[kind]) for kind in OmissionKind if counted.get(kind))


Reader = Callable[[bytes, str], Content]
"""Takes the bytes and the name of a file. Raises ``ReportError``, which names the file and says what to do."""


class Format(NamedTuple):
    """A kind of file that reports come in."""

    suffixes: tuple[str, ...]
    """The suffixes in lower case, with the dot."""
    reader: str
    """``module:function``, in this package. Loaded when a file is read: the list of formats stays cheap."""
    kind: str = "a text file"
    """The name of its files in error sentences."""
    signatures: tuple[bytes, ...] = ()
    """How its files begin, in lower case; none for text."""
    passes_as: tuple[str, ...] = ()
    """Suffixes of other formats whose files may begin so."""

    def load_reader(self) -> Reader:
        return cast("Reader", getattr(import_module(self.module), self.reader.partition(":")[2]))

    @property
    def module(self) -> str:
        """The module of the reader."""
        return f"{__package__}.{self.reader.partition(':')[0]}"


class Foreign(NamedTuple):
    """A kind of file that is refused by name."""

    kind: str
    """The name of its files in error sentences."""
    signatures: tuple[bytes, ...] = ()
    suffixes: tuple[tuple[str, str], ...] = ()
    """Each with what is wrong with it and what to do."""
    passes_as: tuple[str, ...] = ()
    """Suffixes whose readers say it better."""
