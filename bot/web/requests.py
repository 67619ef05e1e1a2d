"""The JSON that programs send, as models that refuse what is malformed, and what a refusal looks like. Pure."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

LONGEST = 4096  # characters of a question or a text, as in Telegram
_MOST_EARLIER = 10

Words = Annotated[str, Field(min_length=1, max_length=LONGEST)]
ReportName = Annotated[str | None, Field(max_length=300, description="Name of the only report to ask; null: all.")]


class _Request(BaseModel):
    """A misspelt name is refused, not passed over."""

    model_config = ConfigDict(extra="forbid", strict=True)


class AskRequest(_Request):
    question: Words
    report: ReportName = None
    history: Annotated[
        list[Words], Field(max_length=_MOST_EARLIER, description="The earlier questions, oldest first.")
    ] = []


class SearchRequest(_Request):
    question: Words
    k: Annotated[int, Field(ge=1, le=100, description="Maximum number of sentences.")] = 10
    report: ReportName = None


class VerifyRequest(_Request):
    text: Words
    report: ReportName = None


class CiteRequest(BaseModel):
    id: str


class TargetsRequest(BaseModel):
    model_config = ConfigDict(extra="forbid")

    region: str | None = None
    year: int | None = None


class Nothing(BaseModel):
    """A request that names nothing."""


class Fault(BaseModel):
    code: str
    message: Annotated[str, Field(description="What happened, to which thing, what to do.")]


class Refusal(BaseModel):
    error: Fault
