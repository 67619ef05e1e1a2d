"""What a format is, and what reading a file gives. Pure."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import NamedTuple, cast


class Content(NamedTuple):
    """The text of a file as a reader sees it."""

    text: str
    pages: tuple[int, ...] = ()
    """Offsets into ``text`` at which the pages begin; empty for formats without pages."""


Reader = Callable[[bytes, str], Content]
"""Takes the bytes and the name of a file. Raises ``ReportError``, which names the file and says what to do."""


class Format(NamedTuple):
    """A kind of file that reports come in."""

    suffixes: tuple[str, ...]
    """In lower case, with the dot."""
    reader: str
    """Module and function, ``package.module:function``. Loaded when a file is read: the list of formats stays cheap."""
    kind: str = "a text file"
    """What its files are called in error sentences."""
    signatures: tuple[bytes, ...] = ()
    """How its files begin, in lower case; none for text."""
    passes_as: tuple[str, ...] = ()
    """Suffixes of other formats whose files may begin so."""

    def load_reader(self) -> Reader:
        module, _, function = self.reader.partition(":")
        return cast("Reader", getattr(import_module(module), function))


class Foreign(NamedTuple):
    """A kind of file that is refused by name."""

    kind: str
    """What its files are called in error sentences."""
    signatures: tuple[bytes, ...] = ()
    suffixes: tuple[tuple[str, str], ...] = ()
    """Each with what is wrong with it and what to do."""
    passes_as: tuple[str, ...] = ()
    """Suffixes whose readers say it better."""
