"""A place named in a text. Pure."""

from __future__ import annotations

from typing import NamedTuple

from rag.types import Span


class Place(NamedTuple):
    """A place named in a text."""

    name: str
    """The name as it is written there; in Chinese where it is written in English."""
    span: Span
    codes: frozenset[str]
    """The codes of all places of that name; the name itself for a place in no list."""
