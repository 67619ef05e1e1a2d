"""Pages and files as a server sends them, whichever server that is. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from http import HTTPStatus
from importlib import resources

from bot.web.pages.layout import STYLE

_SAFE = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
}
"""Nothing is loaded but the style sheet, nothing runs, nobody is told where a reader comes from."""


@dataclass(frozen=True, slots=True)
class Page:
    """The answer to a request of a browser."""

    status: HTTPStatus
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)


def make_page(html: str, status: HTTPStatus = HTTPStatus.OK) -> Page:
    body = html.encode("utf-8", "replace")
    headers = {
        "Content-Type": "text/html; charset=utf-8",
        "Cache-Control": "no-cache" if status is HTTPStatus.OK else "no-store",
        "Vary": "Accept-Language",
    }
    return Page(status, body, _SAFE | headers | {"ETag": f'"{hashlib.sha256(body).hexdigest()[:20]}"'})


def unless_known(page: Page, etag: str) -> Page:
    """The page without its body where the reader has it already."""
    if page.status is HTTPStatus.OK and etag and etag == page.headers.get("ETag"):
        return Page(HTTPStatus.NOT_MODIFIED, b"", page.headers)
    return page


def moved_to(address: str) -> Page:
    return Page(HTTPStatus.PERMANENT_REDIRECT, b"", {"Location": address})


@cache
def style_sheet() -> Page:
    body = resources.files(__package__).joinpath(STYLE).read_bytes()
    headers = {"Content-Type": "text/css; charset=utf-8", "Cache-Control": "max-age=3600"}
    return Page(HTTPStatus.OK, body, _SAFE | headers)
