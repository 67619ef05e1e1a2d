"""The JSON that commands print and the API sends, key by key; the API's description is made of it. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import Field

Id = Annotated[object, Field(description="The id that a line of a batch came with; null for all others.")]


@dataclass(frozen=True)
class Citation:
    """Words of a report: the report's text from `start` to `end`, in code points, is `quote`."""

    id: str
    report: str
    section: Annotated[Sequence[str], Field(description="Headings from the top.")]
    quote: str
    start: int
    end: int
    recognised: Annotated[bool, Field(description="A machine recognised the words in a picture: they may be wrong.")]


@dataclass(frozen=True)
class _Numbered:
    number: Annotated[int | None, Field(description="The mark [n] in the text.")]


@dataclass(frozen=True)
class NumberedCitation(Citation, _Numbered):
    """A citation that an answer has a mark for."""


@dataclass(frozen=True)
class DatedCitation(Citation):
    """A citation and the year that it speaks of."""

    year: int | None


@dataclass(frozen=True)
class Seconds:
    """The time that the steps took."""

    retrieve: float
    answer: float


@dataclass(frozen=True)
class Answer:
    """The answer to a question, with what it rests on."""

    id: Id
    question: str
    status: Literal["answered", "related", "not_in_report", "off_topic"]
    engine: Annotated[str, Field(description="`extractive`, or the name of a language model.")]
    text: Annotated[str, Field(description="The answer as a chat shows it, with its marks.")]
    citations: Sequence[NumberedCitation]
    nearest: Annotated[Sequence[Citation], Field(description="Sentences that may help; they answer nothing.")]
    form: str | None
    more: Annotated[Sequence[Citation], Field(description="Further sentences on the matter.")]
    missing: Annotated[Sequence[str], Field(description="Regions asked for that no report is on.")]
    silent: Annotated[Sequence[str], Field(description="Regions asked for whose reports do not answer.")]
    unread: Annotated[Sequence[str], Field(description="Reports not read completely: a refusal may be wrong.")]
    version: str
    seconds: Seconds


@dataclass(frozen=True)
class Passage:
    """A sentence that was found."""

    id: str
    report: str
    section: Sequence[str]
    text: str
    start: int
    end: int
    score: Annotated[float, Field(description="The probability that the sentence carries the answer.")]


@dataclass(frozen=True)
class Passages:
    """All that was found for a question."""

    id: Id
    question: str
    passages: Annotated[Sequence[Passage], Field(description="Best first.")]


@dataclass(frozen=True)
class Claim:
    """A claim, and what a report says to it."""

    claim: str
    start: int
    end: int
    verdict: Literal["agrees", "roughly", "differs", "unclear", "not_in_report"]
    otherwise: Annotated[str | None, Field(description="What the report tells otherwise: figure, place …")]
    citation: DatedCitation | None
    calculation: Annotated[str | None, Field(description="The arithmetic of a sum or comparison: `246+330=576`.")]
    further: Annotated[Sequence[DatedCitation], Field(description="The other sentences the calculation rests on.")]


@dataclass(frozen=True)
class Verification:
    """The claims of a text."""

    id: Id
    text: str
    claims: Sequence[Claim]
    left_out: Annotated[int, Field(description="Claims after the first twelve, not verified.")]
    unread: Annotated[Sequence[str], Field(description="Reports not read completely: a missing claim may stand there.")]
    version: str
    seconds: float


@dataclass(frozen=True)
class Cited:
    """The words as they were cited first."""

    quote: str
    section: Sequence[str]
    version: int
    at: datetime
    file: str
    sha256: str


@dataclass(frozen=True)
class Left:
    """The version that took the words out."""

    version: int
    at: datetime


@dataclass(frozen=True)
class Standing:
    """Cited words in their place: in the report of today, or in the one they were cited from if they are gone."""

    id: str
    state: Literal["unchanged", "changed", "gone"]
    report: str
    section: Sequence[str]
    quote: Annotated[str, Field(description="The words of today; those cited where they are gone.")]
    start: int
    end: int
    paragraph: str
    cited: Cited | None
    left: Left | None


@dataclass(frozen=True)
class Figure:
    """A figure of a report."""

    region: str | None
    indicator: str
    name: str
    year: int | None
    value: float
    high: float | None
    unit: str
    kind: str
    qualifiers: Sequence[str]
    progress: str | None
    text: str
    citation: Citation


@dataclass(frozen=True)
class Figures:
    """The figures of the reports, in their order."""

    version: str
    figures: Sequence[Figure]


@dataclass(frozen=True)
class ToldFigure:
    """A figure in the words of a report."""

    text: str
    citation: Citation


@dataclass(frozen=True)
class Target:
    """A target and its result."""

    indicator: str
    target: ToldFigure
    result: ToldFigure | None
    status: Literal["met", "missed", "about", "not_comparable", "not_mentioned", "pending"]
    note: str
    main: bool


@dataclass(frozen=True)
class Targets:
    """The targets of a report."""

    region: str | None
    year: int | None
    report: str
    next_report: str | None
    version: str
    targets: Sequence[Target]


@dataclass(frozen=True)
class Omission:
    """Something of a file that was not read."""

    kind: str
    count: int
    pages: Sequence[int]


@dataclass(frozen=True)
class Report:
    """A report that is asked."""

    name: str
    file: str
    region: str | None
    year: int | None
    body: str | None
    delivered: date | None
    speaker: str | None
    pages: int
    omissions: Sequence[Omission]


@dataclass(frozen=True)
class Reports:
    """The reports that are asked, and the version that holds them."""

    number: int
    version: str
    made: datetime
    reports: Sequence[Report]
