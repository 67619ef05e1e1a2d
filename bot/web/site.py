"""The pages of a reader -> routes of an ASGI application."""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.web.askers import address_of
from bot.web.pages.page import moved_to
from bot.web.pages.reader import Reader, Visit


def page_route(reader: Reader, public_url: str) -> Route:
    """The route of everything that no other one has taken; also below the path of the address that people know, which a
    proxy may leave in or take off."""
    below = urlsplit(public_url).path.strip("/")

    async def respond(request: Request) -> Response:
        headers = request.headers
        visit = Visit(
            _under(below, request.path_params["path"]),
            request.query_params,
            headers.get("accept-language", ""),
            headers.get("if-none-match", ""),
            address_of(request.client.host if request.client else "", headers.get("x-forwarded-for", "")),
        )
        page = moved_to(f"{below.rpartition('/')[2]}/") if visit.path == below != "" else await reader.respond(visit)
        return Response(page.body, page.status, dict(page.headers))

    return Route("/{path:path}", respond)


def _under(below: str, path: str) -> str:
    return path.removeprefix(f"{below}/") if below else path
