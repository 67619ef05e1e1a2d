"""A version of the corpus -> files of pages, to be opened from a folder or put on any server."""

from __future__ import annotations

from pathlib import Path

from bot.core.permalinks import report_id
from bot.storage.citations import Citations
from bot.texts import Texts
from bot.web.pages.drawing import draw_report
from bot.web.pages.layout import STYLE, Links
from bot.web.pages.other_pages import list_page
from bot.web.pages.page import style_sheet
from rag.documents.snapshot import CorpusSnapshot

_SUFFIX = ".html"
_PAGE = "?" * 10 + _SUFFIX
"""The name of a report's page."""


def write_pages(folder: Path, number: int, version: CorpusSnapshot, citations: Citations, texts: Texts) -> Path:
    """Write the pages of all reports, and take away those of reports that are gone; the first page.

    Raises:
        OSError: the folder cannot be written.
    """
    reports = folder / "r"
    reports.mkdir(parents=True, exist_ok=True)
    within = Links("../", _SUFFIX, asks=False)
    written = {reports / f"{report_id(report.name)}{_SUFFIX}": at for at, report in enumerate(version.reports)}
    for path, at in written.items():
        _write(path, draw_report(number, version, at, citations, texts, within))
    for old in set(reports.glob(_PAGE)) - written.keys():
        old.unlink()
    (folder / STYLE).write_bytes(style_sheet().body)
    first = folder / f"index{_SUFFIX}"
    _write(first, list_page(version.reports, texts, Links("", _SUFFIX, asks=False)))
    return first


def _write(path: Path, html: str) -> None:
    path.write_bytes(html.encode("utf-8", "replace"))
