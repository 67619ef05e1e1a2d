"""What every system compared is seen as: a report goes in, passages with their spans come out. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from rag.types import Answer, Passage, Question, Report, SentenceKind, Status


class Rival(Protocol):
    """A search over one report."""

    def search(self, question: Question, k: int) -> list[Passage]:
        """What it hands over by default, best first, at most ``k``."""


class Measured:
    """A rival in the form that ``rag.evaluation.metrics`` measures. It gives no answers of its own."""

    def __init__(self, rival: Rival) -> None:
        self.search = rival.search

    async def answer(self, question: Question) -> Answer:
        return Answer(question.text, Status.NOT_IN_REPORT, "none", (), (), (), "")


def passage(report: Report, start: int, end: int, score: float) -> Passage:
    """A stretch of the report as a search result."""
    text = report.text[start:end]
    return Passage(f"{start}", report.name, (), text, start, end, (), None, SentenceKind.PROSE, score)


def locate(report: Report, texts: Sequence[str]) -> list[tuple[int, int]]:
    """Where each piece of a report stands, the pieces in reading order, blanks at their ends aside."""
    places, at = [], 0
    for text in texts:
        start = report.text.find(text, at)
        if start < 0:
            start = report.text.index(text)
        places.append((start, start + len(text)))
        at = start + 1
    return places
