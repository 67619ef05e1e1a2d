"""Pages are found below the address that people know, whether a proxy takes its path off or not."""

from __future__ import annotations

import httpx
import pytest
from starlette.applications import Starlette

from bot.core.permalinks import report_id
from bot.storage.citations import Citations
from bot.web.askers import Allowance
from bot.web.pages.reader import Reader
from bot.web.site import page_route
from rag.storage.database import Database
from tests.fakes import FakeAnswerer

REPORT = f"r/{report_id('某区2025年政府工作报告')}"


@pytest.mark.parametrize("public", ["", "https://example.com", "https://example.com/a/reports"])
@pytest.mark.parametrize("path", ["/", f"/{REPORT}", "/a/reports", f"/a/reports/{REPORT}"])
async def test_pages_are_found_with_and_without_the_path(bot_database: Database, public: str, path: str) -> None:
    reader = Reader(FakeAnswerer(), Citations(bot_database), Allowance(100), 5.0)
    transport = httpx.ASGITransport(Starlette(routes=[page_route(reader, public)]))
    async with httpx.AsyncClient(transport=transport, base_url="http://here", follow_redirects=True) as client:
        page = await client.get(path)
        known = path.removeprefix("/a/reports") if public.endswith("/a/reports") else path
        assert (page.status_code == 200) is (known in ("", "/", f"/{REPORT}"))
        if page.status_code == 200:
            style = page.url.join(page.text.partition('rel="stylesheet" href="')[2].partition('"')[0])
            assert (await client.get(style)).headers["Content-Type"] == "text/css; charset=utf-8"
