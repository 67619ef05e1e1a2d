"""A report of a version, and its record -> its page."""

from __future__ import annotations

from bot.core.permalinks import report_id
from bot.storage.citations import Citations
from bot.texts import Texts
from bot.web.pages.former import find_wordings
from bot.web.pages.layout import Links, SearchField
from bot.web.pages.report_page import ShownReport, report_page
from rag.documents.snapshot import CorpusSnapshot
from rag.documents.structure.outline import make_outline

_AT_ONCE = 500  # sentences put on record by one statement, which may name 32,766 values in SQLite


def draw_report(
    number: int, version: CorpusSnapshot, index: int, citations: Citations, texts: Texts, links: Links
) -> str:
    """All sentences of the report are on record from then on: the address of each opens also when it has changed.

    ``number``: of the version. Blocks.
    """
    report, outline = version.reports[index], version.outlines[index]
    ids = [sentence.id for sentence in outline.sentences]
    for start in range(0, len(ids), _AT_ONCE):
        citations.archive(number, version, ids[start : start + _AT_ONCE])
    wordings = find_wordings(citations.of_report(report.name), version, index)
    shown = ShownReport(report, outline, wordings, number)
    return report_page(shown, texts, links, SearchField(report=report_id(report.name)))


def draw_withdrawn(number: int, id_: str, citations: Citations, texts: Texts, links: Links) -> str | None:
    """The page of a report that today's version does not hold, as it was when it was last cited; None for an id that
    never was one's. Blocks."""
    name = citations.last_name(lambda name: report_id(name) == id_)
    cited = citations.of_report(name) if name else []
    if not cited:
        return None
    last = max(cited, key=lambda sentence: sentence.version)
    report, outline = last.report, make_outline(last.report)
    wordings = find_wordings(cited, CorpusSnapshot("", (report,), (outline,)), 0)
    notice = texts.web.withdrawn.format(version=last.version, date=last.at.astimezone().date().isoformat())
    shown = ShownReport(report, outline, wordings, number)
    return report_page(shown, texts, links, SearchField(), notice)
