"""What people find wrong with an answer. Pure, imports nothing of ours."""

from __future__ import annotations

from enum import StrEnum


class Fault(StrEnum):
    """What is wrong with an answer."""

    FIGURE = "figure"
    SOURCE = "source"
    UNANSWERED = "unanswered"
    OTHER = "other"
    UNSAID = ""
