"""The engine -> an ASGI application that serves it as JSON."""

from __future__ import annotations

import asyncio
import json
import logging
import math
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from http import HTTPStatus
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route, Router

from bot.core.documents.encoding import dump
from bot.core.documents.tools import ReportTools
from bot.ops.version import program_version
from bot.web.askers import Allowance, address_of, key_of
from bot.web.openapi import describe
from bot.web.operations import OPERATIONS, Operation
from bot.web.problems import Problem, problem_of

_BELOW = "/v1"
"""The path that all operations have in common."""
_LARGEST_BODY = 64 << 10  # bytes; ten questions of Chinese at their longest do not come to it in one request
_BODY_TIME = 20.0  # seconds to send it
_MOST_AT_ONCE = 64
"""Requests in progress; with more, the last ones would wait past their time."""

log = logging.getLogger(__name__)


@dataclass(slots=True)
class RequestLimits:
    """How much whom is given."""

    keys: tuple[str, ...] = ()
    """The keys of which each request has to show one; empty: it need not."""
    allowance: Allowance = field(default_factory=lambda: Allowance(60))
    seconds: float = 90.0
    """The time that a request may take."""
    at_once: int = 0
    """Requests in progress."""


def make_app(
    tools: ReportTools, limits: RequestLimits, ready: Callable[[], Awaitable[bool]], others: Sequence[BaseRoute] = ()
) -> Starlette:
    """``ready``: whether questions can be answered now. ``others``: routes for what is not of the API."""
    described = describe(OPERATIONS, program_version(), needs_key=bool(limits.keys))

    async def openapi(_request: Request) -> Response:
        return _json(described)

    async def healthz(_request: Request) -> Response:
        return _json({"status": "ok"})

    async def readyz(_request: Request) -> Response:
        is_ready = await ready()
        status = HTTPStatus.OK if is_ready else HTTPStatus.SERVICE_UNAVAILABLE
        return _json({"status": "ok" if is_ready else "missing"}, status)

    operations = [
        Route(one.path.removeprefix(_BELOW), partial(_serve, one, tools, limits), methods=[one.method])
        for one in OPERATIONS
    ]
    routes: list[BaseRoute] = [
        Mount(_BELOW, Router(operations, redirect_slashes=False)),  # all below it, so that pages do not answer there
        Route("/openapi.json", openapi),
        Route("/healthz", healthz),
        Route("/readyz", readyz),
        *others,
    ]
    return Starlette(routes=routes, exception_handlers={HTTPException: _refuse})


async def _serve(operation: Operation, tools: ReportTools, limits: RequestLimits, request: Request) -> Response:
    try:
        asker = _admit(request, limits)
        limits.at_once += 1
        try:
            asked = operation.read(await _given(operation, request))
            async with asyncio.timeout(limits.seconds):
                return _json(await operation.run(tools, asked, asker))
        finally:
            limits.at_once -= 1
    except ClientDisconnect:
        return Response(status_code=HTTPStatus.BAD_REQUEST)  # nobody is left to read it
    except Exception as exc:  # noqa: BLE001  # the last place before the server's own page of an error
        return _problem(exc, operation.name)


def _admit(request: Request, limits: RequestLimits) -> str:
    """The asker; raises a problem for those who may not ask, or not now."""
    key = key_of(request.headers.get("authorization", ""), limits.keys)
    if limits.keys and key is None:
        raise Problem(HTTPStatus.UNAUTHORIZED, "key", "Send one of the keys of this server: Authorization: Bearer KEY.")
    peer = request.client.host if request.client else ""
    asker = key or address_of(peer, request.headers.get("x-forwarded-for", ""))
    if wait := limits.allowance.wait(asker):
        raise Problem(HTTPStatus.TOO_MANY_REQUESTS, "too_many", f"Too many requests; ask again in {wait:.0f} s.", wait)
    if limits.at_once >= _MOST_AT_ONCE:
        raise Problem(HTTPStatus.SERVICE_UNAVAILABLE, "busy", "Too many ask at once; ask again in a moment.", 1.0)
    return asker


async def _given(operation: Operation, request: Request) -> dict[str, Any]:
    if operation.method == "GET":
        return {name: value for name, value in request.query_params.items() if value} | request.path_params
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise Problem(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "not_json", "Send JSON, with Content-Type: application/json.")
    try:
        given = json.loads(await _body(request))
    except (ValueError, RecursionError) as exc:
        raise Problem(HTTPStatus.BAD_REQUEST, "not_json", "The body is not JSON in UTF-8; see /openapi.json.") from exc
    if not isinstance(given, dict):
        raise Problem(HTTPStatus.BAD_REQUEST, "not_json", "The body is not a JSON object; see /openapi.json.")
    return given


async def _body(request: Request) -> bytes:
    body = bytearray()
    async with asyncio.timeout(_BODY_TIME):
        async for piece in request.stream():
            body += piece
            if len(body) > _LARGEST_BODY:
                sentence = f"The request is larger than {_LARGEST_BODY >> 10} KB; send less at once."
                raise Problem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "too_large", sentence)
    return bytes(body)


def _problem(error: Exception, operation: str) -> Response:
    problem = problem_of(error)
    if problem.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        log.warning("a request was not answered", extra={"operation": operation}, exc_info=error)
    response = _json(problem.document, problem.status)
    if problem.wait:
        response.headers["Retry-After"] = str(math.ceil(problem.wait))
    if problem.status is HTTPStatus.UNAUTHORIZED:
        response.headers["WWW-Authenticate"] = "Bearer"
    return response


async def _refuse(_request: Request, error: Exception) -> Response:
    """The answer to what the router refuses: another path or method."""
    status = HTTPStatus(error.status_code) if isinstance(error, HTTPException) else HTTPStatus.INTERNAL_SERVER_ERROR
    sentence = f"{status.phrase}; /openapi.json lists what there is."
    response = _json(Problem(status, status.phrase.lower().replace(" ", "_"), sentence).document, status)
    response.headers.update(getattr(error, "headers", None) or {})
    return response


def _json(document: dict[str, Any], status: int = HTTPStatus.OK) -> Response:
    headers = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
    return Response(dump(document), status, headers, "application/json")
