"""The values that travel between the stages, from a report file to an answer. Pure, imports nothing of ours.

Offsets are 0-based, half-open, in Unicode code points of ``Report.text``.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
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


class Kind(StrEnum):
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
    kind: Kind


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Outline:
    """The parts of a report: tiles, and the sentences in them, both in order."""

    sections: tuple[Section, ...]
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence that a search found, with what a reader needs to place it."""

    id: str
    report: str
    section: tuple[str, ...]
    text: str
    start: int
    end: int
    clauses: tuple[Span, ...]
    year: int | None
    kind: Kind
    score: float
    """Calibrated: the probability that this sentence carries the answer."""


@dataclass(frozen=True, slots=True)
class Citation:
    """Words of a report that carry a statement: ``report.text[start:end] == quote``."""

    id: str
    report: str
    section: tuple[str, ...]
    quote: str
    start: int
    end: int
    number: int | None = None
    """The mark ``[n]`` in the answer; None for a nearest section that answers nothing."""
    highlights: tuple[Span, ...] = ()
    """The answering words, as offsets into the report's text, inside ``start``..``end``."""
    year: int | None = None
    page: int | None = None
    """The page of the file, counted from 1; None for formats without pages."""
    recognised: bool = False
    """A machine has recognised the words in a picture: they may be wrong."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence of an answer and the numbers of the citations that carry it."""

    text: str
    """The words without marks, with their closing punctuation."""
    citations: tuple[int, ...]
    calculation: str = ""
    """The arithmetic that gives the figure of a derived statement: ``5447+5200=10647``. Its operands stand in the cited
    sentences."""

    @property
    def marked(self) -> str:
        """The text with its marks."""
        return self.text + "".join(f"[{number}]" for number in self.citations)


class Form(StrEnum):
    """The form of answer that a question wants."""

    FACT = "fact"
    LIST = "list"
    TOPIC = "topic"
    HOW = "how"
    OVERVIEW = "overview"
    COMPARISON = "comparison"
    CALCULATION = "calculation"
    SUPERLATIVE = "superlative"
    YES_NO = "yesno"
    WHY = "why"
    DEFINITION = "definition"


class Status(StrEnum):
    ANSWERED = "answered"
    RELATED = "related"
    """No direct answer; ``nearest`` holds the sentences that may help."""
    NOT_IN_REPORT = "not_in_report"
    OFF_TOPIC = "off_topic"


class Note(StrEnum):
    """The remark before the statements of an answer that tell less than was asked."""

    NO_REASON = "no_reason"
    """The report tells the matter and gives no reason for it."""
    NO_DEFINITION = "no_definition"
    """The report uses the term and does not explain it."""
    NOT_COMPARABLE = "not_comparable"
    """The two figures are of different kinds."""
    YEAR_UNKNOWN = "year_unknown"
    """A year was asked for, and nothing in the report tells of which year the words are."""


class Reason(StrEnum):
    """Why a question got no statement."""

    ABSENT = "absent"
    """The report does not speak of it, or not with the figure asked for."""
    OTHER_YEAR = "other_year"
    OTHER_PLACE = "other_place"
    SMALL_TALK = "small_talk"
    """A greeting, thanks, a question on the bot itself."""
    OFF_TOPIC = "off_topic"
    """Nothing a government report could answer."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question, with the asker's earlier questions of the same conversation, oldest first."""

    text: str
    history: tuple[str, ...] = ()
    report: str | None = None
    """Name of the report the chat has chosen; None asks all."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a question. Stays a value until it is rendered."""

    question: str
    status: Status
    engine: str
    """``extractive`` or the model's name."""
    statements: tuple[Statement, ...]
    citations: tuple[Citation, ...]
    nearest: tuple[Citation, ...]
    version: str
    language: str = "zh"
    """The language of the question, for the fixed sentences: ``zh`` or ``en``."""
    reason: Reason | None = None
    """The reason why there are no statements; the fixed sentence for it is the bot's (``bot.texts``)."""
    seconds: dict[str, float] = field(default_factory=dict)
    form: Form | None = None
    """The form of answer that was taken to be asked for; None where the question was not read that far."""
    more: tuple[Citation, ...] = ()
    """Further sentences on the matter, without numbers, in the order of the report."""
    note: Note | None = None
    unanswered: tuple[str, ...] = ()
    """The questions of several in one message that the report does not answer."""
    nearby: tuple[Citation, ...] = ()
    """A sentence of the section nearest to a question that is not answered; it answers nothing."""
    postponed: tuple[str, ...] = ()
    """The last of more questions in one message than are answered at once."""
    missing: tuple[str, ...] = ()
    """Regions that were asked for and that no report is on."""
    silent: tuple[str, ...] = ()
    """Regions that were asked for beside others and whose reports do not answer."""
    unread: tuple[str, ...] = ()
    """The reports asked of a refusal that were not read completely: the answer may stand there."""
    confirmed: bool = False
    """Whether the answer comes from the source that an admin has confirmed for this question."""

    @property
    def text(self) -> str:
        """Statements, one a line, each followed by its marks; empty where nothing was answered."""
        return "\n".join(statement.marked for statement in self.statements)


@dataclass(frozen=True, slots=True)
class Lookup:
    """The findings of one search: the answer by quoting, and the sentences to choose from."""

    answer: Answer
    ranked: tuple[Citation, ...]
    """Best first, without numbers."""
