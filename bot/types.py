"""Values that every front end and the storage share. Pure, imports nothing of ours."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class AnswerFault(StrEnum):
    """The fault of an answer."""

    FIGURE = "figure"
    SOURCE = "source"
    UNANSWERED = "unanswered"
    OTHER = "other"
    UNSAID = ""


class Asking(StrEnum):
    """The treatment that the sent words ask for."""

    QUESTION = "question"
    VERIFICATION = "verification"


@dataclass(frozen=True, slots=True)
class MessagePlace:
    """The place and the author of a message, by the ids of its front end; they are stored as pseudonyms only."""

    chat: str
    message: int
    """Later messages of a chat have larger numbers."""
    thread: int = 0
    person: str = ""
