"""The JSON that programs send and get, as models: what is refused, and what the API's description shows. Pure."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

LONGEST = 4096  # characters of a question or a text, as in Telegram
_MOST_EARLIER = 10

Words = Annotated[str, Field(min_length=1, max_length=LONGEST)]
ReportName = Annotated[str | None, Field(max_length=300, description="Name of the only report to ask; null: all.")]


class _Asked(BaseModel):
    """A misspelt name is refused, not passed over."""

    model_config = ConfigDict(extra="forbid", strict=True)


class AskRequest(_Asked):
    question: Words
    report: ReportName = None
    history: Annotated[
        list[Words], Field(max_length=_MOST_EARLIER, description="The earlier questions, oldest first.")
    ] = []


class SearchRequest(_Asked):
    question: Words
    k: Annotated[int, Field(ge=1, le=100, description="At most so many sentences.")] = 10
    report: ReportName = None


class VerifyRequest(_Asked):
    text: Words
    report: ReportName = None


class Citation(BaseModel):
    """Words of a report: the report's text from `start` to `end`, in code points, is `quote`."""

    id: str
    report: str
    section: Annotated[list[str], Field(description="Headings from the top.")]
    quote: str
    start: int
    end: int
    recognised: Annotated[bool, Field(description="A machine recognised the words in a picture: they may be wrong.")]


class NumberedCitation(Citation):
    number: Annotated[int | None, Field(description="The mark [n] in the text.")]


class DatedCitation(Citation):
    year: int | None


class Seconds(BaseModel):
    retrieve: float
    answer: float


class Answer(BaseModel):
    id: None
    question: str
    status: Literal["answered", "related", "not_in_report", "off_topic"]
    engine: Annotated[str, Field(description="`extractive`, or the name of a language model.")]
    text: Annotated[str, Field(description="The answer as a chat shows it, with its marks.")]
    citations: list[NumberedCitation]
    nearest: Annotated[list[Citation], Field(description="Sentences that may help; they answer nothing.")]
    form: str | None
    more: Annotated[list[Citation], Field(description="Further sentences on the matter.")]
    missing: Annotated[list[str], Field(description="Regions asked for that no report is on.")]
    silent: Annotated[list[str], Field(description="Regions asked for whose reports do not answer.")]
    unread: Annotated[list[str], Field(description="Reports not read completely: a refusal may be wrong.")]
    version: str
    seconds: Seconds


class Passage(BaseModel):
    id: str
    report: str
    section: list[str]
    text: str
    start: int
    end: int
    score: Annotated[float, Field(description="The probability that the sentence carries the answer.")]


class Passages(BaseModel):
    id: None
    question: str
    passages: Annotated[list[Passage], Field(description="Best first.")]


class Claim(BaseModel):
    claim: str
    start: int
    end: int
    verdict: Literal["agrees", "roughly", "differs", "unclear", "not_in_report"]
    otherwise: Annotated[str | None, Field(description="What the report tells otherwise: figure, place …")]
    citation: DatedCitation | None


class Verification(BaseModel):
    id: None
    text: str
    claims: list[Claim]
    left_out: Annotated[int, Field(description="Claims after the first twelve, not verified.")]
    unread: Annotated[list[str], Field(description="Reports not read completely: a missing claim may stand there.")]
    version: str
    seconds: float


class Cited(BaseModel):
    """The words as they were cited first."""

    quote: str
    section: list[str]
    version: int
    at: str
    file: str
    sha256: str


class Left(BaseModel):
    """The version that took the words out."""

    version: int
    at: str


class Standing(BaseModel):
    id: str
    state: Literal["unchanged", "changed", "gone"]
    report: str
    section: list[str]
    quote: Annotated[str, Field(description="The words of today; those cited where they are gone.")]
    start: int
    end: int
    paragraph: str
    cited: Cited | None
    left: Left | None


class ToldFigure(BaseModel):
    text: str
    citation: Citation


class Target(BaseModel):
    indicator: str
    target: ToldFigure
    result: ToldFigure | None
    status: Literal["met", "missed", "about", "not_comparable", "not_mentioned", "pending"]
    note: str
    main: bool


class Targets(BaseModel):
    region: str | None
    year: int | None
    report: str
    next_report: str | None
    version: str
    targets: list[Target]


class Omission(BaseModel):
    kind: str
    count: int
    pages: list[int]


class Report(BaseModel):
    name: str
    file: str
    region: str | None
    year: int | None
    body: str | None
    delivered: str | None
    speaker: str | None
    pages: int
    omissions: list[Omission]


class Reports(BaseModel):
    number: int
    version: str
    made: str
    reports: list[Report]


class Fault(BaseModel):
    code: str
    message: Annotated[str, Field(description="What happened, to which thing, what to do.")]


class Refusal(BaseModel):
    error: Fault
