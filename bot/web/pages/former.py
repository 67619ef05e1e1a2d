"""Earlier wordings of a report's sentences -> the note on each, and its place on the page. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from bot.core.citation_status import CitationStatus
from bot.storage.citations import CitedSentence
from rag.corpus.diff.citation_tracking import Fate, Trace, trace_all
from rag.documents.snapshot import CorpusSnapshot
from rag.types import Report

_MOST = 2000
"""Earlier wordings on one page, the latest ones."""


@dataclass(frozen=True, slots=True)
class Former:
    """A sentence that was cited under an id that the report of today does not hold."""

    id: str
    standing: CitationStatus


@dataclass(frozen=True, slots=True)
class Wordings:
    """The earlier wordings of a report."""

    before: Mapping[str, tuple[Former, ...]] = field(default_factory=dict)
    """Those of a sentence that stands here today, by its id."""
    gone: tuple[Former, ...] = ()


def find_wordings(cited: Iterable[CitedSentence], version: CorpusSnapshot, report: int) -> Wordings:
    """``cited``: all that was cited from the report, today's ids among them."""
    left = [sentence for sentence in cited if version.locate(sentence.id) is None]
    left.sort(key=lambda sentence: sentence.version, reverse=True)
    by_report: dict[Report, list[CitedSentence]] = defaultdict(list)
    for sentence in left[:_MOST]:
        by_report[sentence.report].append(sentence)
    before: dict[str, list[Former]] = defaultdict(list)
    gone: list[Former] = []
    starts = {sentence.start: sentence.id for sentence in version.outlines[report].sentences}
    for was, sentences in by_report.items():
        for sentence, found in zip(sentences, trace_all(was, [one.span for one in sentences], version), strict=True):
            former = Former(sentence.id, _standing(sentence, found, version))
            at = starts.get(found.span.start) if found and found.report == report else None
            (before[at] if at else gone).append(former)
    return Wordings({at: tuple(formers) for at, formers in before.items()}, tuple(gone))


def _standing(sentence: CitedSentence, found: Trace | None, version: CorpusSnapshot) -> CitationStatus:
    if found is None:
        return CitationStatus(sentence.report, (), sentence.span, Fate.GONE, sentence)
    sections = version.outlines[found.report].sections
    return CitationStatus(version.reports[found.report], sections, found.span, found.fate, sentence)
