"""Values that every front end and the storage share. Pure, imports nothing of ours."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Fault(StrEnum):
    """What is wrong with an answer."""

    FIGURE = "figure"
    SOURCE = "source"
    UNANSWERED = "unanswered"
    OTHER = "other"
    UNSAID = ""


class Asking(StrEnum):
    """What is wanted of the words that were sent."""

    QUESTION = "question"
    VERIFICATION = "verification"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a message stands, and who wrote it, by the ids of its front end; they are stored as pseudonyms only."""

    chat: str
    message: int
    """Later messages of a chat have larger numbers."""
    thread: int = 0
    person: str = ""
