"""A report as it was read, and its outline: sections, and the sentences in them. Pure, imports nothing of ours.

Offsets are 0-based, half-open, in Unicode code points of ``Report.text``.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple


class Span(NamedTuple):
    """A stretch ``text[start:end]`` of one text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end


class OmissionKind(StrEnum):
    """The kinds of content that a file has and the text of its report lacks."""

    SCANS = "scans"
    """Pages that are pictures."""
    RECOGNISED = "recognised"
    """Pages whose words a machine recognised in their pictures: they are in the text, and may be wrong."""
    PICTURES = "pictures"
    """Pictures large enough to hold text."""
    EMBEDDED = "embedded"
    """Documents, charts and diagrams inside the file."""
    CELLS = "cells"
    """Tables whose cells could not be told apart by the names of their columns."""
    UNSEEN = "unseen"
    """Words that readers never see: white, hidden, outside of the page. They do not count as evidence."""


NOT_READ = frozenset({OmissionKind.SCANS, OmissionKind.PICTURES, OmissionKind.EMBEDDED})
"""Contents that readers of the file see and its report leaves out."""


@dataclass(frozen=True, slots=True)
class Omission:
    """Something that was not read, and how much of it."""

    kind: OmissionKind
    count: int
    pages: tuple[int, ...] = ()
    """The pages, counted from 1; empty for formats without pages."""


class Heading(NamedTuple):
    """A line that the file marks as a heading: by a style of Word, an element of a page, a sign of Markdown."""

    start: int
    """Its offset in the text."""
    level: int
    """1 for the topmost."""


@dataclass(frozen=True, slots=True)
class Report:
    """One document as it was read. ``text`` is the decoded file (``.txt``) or its extracted text."""

    name: str
    """The title; what citations show and what identifies a report among its versions."""
    text: str
    file: str
    sha256: str
    """The hash of the original file's bytes, hexadecimal."""
    body: str | None = None
    """Publishing body, e.g. 雨山区政府(政府办公室)."""
    region: str | None = None
    """The place the report speaks for, e.g. 雨山区."""
    delivered: date | None = None
    year: int | None = None
    """The year in the title: the one the plan part speaks of."""
    speaker: str | None = None
    """The person who gave the report, e.g. 马鑫."""
    pages: tuple[int, ...] = ()
    """Offsets at which the pages of the file begin, ascending; empty for formats without pages."""
    omissions: tuple[Omission, ...] = ()
    """The contents of the file that were not read: a report that seems to be silent may speak there."""
    headings: tuple[Heading, ...] = ()
    """The lines that the file marks as headings, in order; empty for formats that mark none."""

    @property
    def is_incomplete(self) -> bool:
        """Readers of the file see more than the text holds."""
        return any(omission.kind in NOT_READ for omission in self.omissions)

    def is_recognised(self, page: int | None) -> bool:
        """The words of this page were recognised in a picture."""
        return any(page in one.pages for one in self.omissions if one.kind is OmissionKind.RECOGNISED)

    def page(self, offset: int) -> int | None:
        """The page, counted from 1, on which the character at ``offset`` stands."""
        return bisect_right(self.pages, offset) or None


@dataclass(frozen=True, slots=True)
class Section:
    """A tile of the report: text under one heading and under none of its sub-headings, heading included.

    Tiles follow each other without gap or overlap. An unnumbered tail of a part is a tile of its own, with the part's
    path.
    """

    path: tuple[str, ...]
    """Headings from the top, as written in the source; empty for the front matter."""
    start: int
    end: int
    heading_end: int
    """End of the heading at ``start``; equals ``start`` where the tile continues a part without a heading."""
    year: int | None
    """The year the section speaks of (2024 in 一、2024年工作回顾), None where not said."""


class SentenceKind(StrEnum):
    """Prose, a heading that stands as a sentence, or front matter (metadata table, title, date, speaker)."""

    PROSE = "prose"
    HEADING = "heading"
    FRONT = "front"


@dataclass(frozen=True, slots=True)
class Sentence:
    """The unit of evidence. Lies in exactly one section."""

    id: str
    """12 characters of a-z2-7, from report name, section path, words and their occurrence; never from the position."""
    start: int
    end: int
    section: int
    """Index into ``Outline.sections``."""
    clauses: tuple[Span, ...]
    """Parts between commas and semicolons, in order, without that punctuation. The unit of highlighting."""
    kind: SentenceKind


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Outline:
    """The parts of a report: tiles, and the sentences in them, both in order."""

    sections: tuple[Section, ...]
    sentences: tuple[Sentence, ...]
