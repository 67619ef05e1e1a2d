"""What reading a file gives: its text, and where its pages begin."""

from __future__ import annotations

from typing import NamedTuple


class Content(NamedTuple):
    """The text of a file as a reader sees it."""

    text: str
    pages: tuple[int, ...] = ()
    """Offsets into ``text`` at which the pages begin; empty for formats without pages."""
