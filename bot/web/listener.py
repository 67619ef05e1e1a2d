"""The pages of a reader -> a route beside those of a webhook."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from bot.ops.http_server import QuietHandler, Route
from bot.web.askers import address_of
from bot.web.pages.page import Page, moved_to
from bot.web.pages.reader import Reader, Visit


def page_route(reader: Reader, url: str) -> Route:
    """Everything at and below the path of ``url``."""
    return rf"{re.escape(urlsplit(url).path)}(?:/(.*))?", PageRequest, {"reader": reader}


class PageRequest(QuietHandler):
    """A page for a browser."""

    def initialize(self, reader: Reader) -> None:
        self._reader = reader

    async def get(self, path: str | None = None) -> None:
        page = await self._reader.respond(self._visit(path)) if path is not None else self._below()
        self.set_status(page.status)
        for name, value in page.headers.items():
            self.set_header(name, value)
        self.finish(page.body)

    head = get

    def compute_etag(self) -> None:
        """Pages have their own."""

    def _below(self) -> Page:
        """The first page has its slash, so that relative addresses hold."""
        return moved_to(f"{self.request.path.rpartition('/')[2]}/")

    def _visit(self, path: str) -> Visit:
        headers = self.request.headers
        return Visit(
            path,
            {name: self.get_query_argument(name, "") for name in ("q", "report")},
            headers.get("Accept-Language", ""),
            headers.get("If-None-Match", ""),
            address_of(self.request.remote_ip or "", headers.get("X-Forwarded-For", "")),
        )
