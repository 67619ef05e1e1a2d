"""Pages written as files lead to each other without a server."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote

from bs4 import BeautifulSoup

from bot.core.permalinks import report_id
from bot.storage.citations import Citations
from bot.texts import ZH
from bot.web.pages.export import write_pages
from rag.documents.snapshot import CorpusSnapshot
from rag.storage.database import Database
from tests.fakes import TEXT, make_version


def both() -> CorpusSnapshot:
    one, other = make_version(), make_version(TEXT.replace("某区", "别区"), "别区2025年政府工作报告")
    return CorpusSnapshot("v2", (*one.reports, *other.reports), (*one.outlines, *other.outlines))


def test_every_link_leads_to_a_file_and_a_place_in_it(bot_database: Database, tmp_path: Path) -> None:
    first = write_pages(tmp_path / "pages", 1, both(), Citations(bot_database), ZH)
    pages = [first, *(tmp_path / "pages" / "r").iterdir()]
    assert len(pages) == 3
    for page in pages:
        found = BeautifulSoup(page.read_bytes(), "lxml")
        for link in found.select("[href]"):
            path, _, place = unquote(str(link["href"])).partition("#")
            target = (page.parent / path).resolve() if path else page
            assert target.is_file()
            assert not place or f'id="{place}"' in target.read_text(encoding="utf-8")
        assert found.select("form, script") == []


def test_the_page_of_a_report_that_is_gone_is_taken_away(bot_database: Database, tmp_path: Path) -> None:
    citations, version = Citations(bot_database), make_version()
    write_pages(tmp_path, 1, both(), citations, ZH)
    (tmp_path / "r" / "mine.html").touch()
    write_pages(tmp_path, 2, version, citations, ZH)
    kept = {f"{report_id(version.reports[0].name)}.html", "mine.html"}
    assert {path.name for path in (tmp_path / "r").iterdir()} == kept
