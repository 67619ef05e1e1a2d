"""Programs ask over HTTP, and get what the description of the API says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from jsonschema import Draft202012Validator
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import Message

from bot.core.documents.tools import ReportTools
from bot.web.api import RequestLimits, make_app
from bot.web.askers import Allowance
from rag.engine import Answerer
from rag.errors import EmptyCorpus, MessageTooCostly, SearchError, StorageError

KEY = "a-key-of-this-server"
QUESTION = {"question": "新增停车泊位多少个"}


async def is_ready() -> bool:
    return True


async def page(_request: Request) -> Response:
    return Response("<p>a page", media_type="text/html")


def make_client(tools: ReportTools, limits: RequestLimits | None = None) -> httpx.AsyncClient:
    """Pages are served beside the API, under every path that is not its own."""
    app = make_app(tools, limits or RequestLimits(allowance=Allowance(1000)), is_ready, [Route("/{path:path}", page)])
    return httpx.AsyncClient(transport=httpx.ASGITransport(app, raise_app_exceptions=False), base_url="http://here")


@pytest.fixture
def tools(seed_answerer: Answerer) -> ReportTools:
    return ReportTools(seed_answerer)


class Broken(ReportTools):
    """Fails in one way, whatever is asked."""

    def __init__(self, error: Exception) -> None:
        self.error = error

    async def reports(self) -> dict[str, Any]:
        raise self.error


def closed(schema: Any) -> Any:
    """The schema, with no other keys than it names."""
    if isinstance(schema, dict):
        strict = {name: closed(held) for name, held in schema.items()}
        return {"additionalProperties": False, **strict} if "properties" in strict else strict
    return [closed(held) for held in schema] if isinstance(schema, list) else schema


async def described(client: httpx.AsyncClient) -> dict[str, Any]:
    document: dict[str, Any] = (await client.get("/openapi.json")).json()
    return document


def faults(document: dict[str, Any], path: str, response: httpx.Response) -> Iterator[str]:
    """What of a response is not as the description says."""
    (operation,) = document["paths"][path].values()
    content = operation["responses"][str(response.status_code)]["content"]
    (kind,) = content
    if response.headers["content-type"] != kind:
        yield f"it is {response.headers['content-type']}, not {kind}"
    schema = {**content[kind]["schema"], "components": closed(document["components"])}
    for error in Draft202012Validator(schema).iter_errors(response.json()):
        yield error.message


@pytest.mark.parametrize(
    ("path", "asked"),
    [
        ("/v1/ask", QUESTION),
        ("/v1/ask", {"question": "粮食进口多少", "history": ["新增停车泊位多少个"], "report": None}),
        ("/v1/search", {"question": "停车泊位", "k": 3}),
        ("/v1/verify", {"text": "2024年外贸进出口总额2.16亿美元，新增停车泊位9999个。火星上有水。"}),
    ],
)
async def test_what_is_sent_and_what_comes_back_are_as_described(
    tools: ReportTools, path: str, asked: dict[str, Any]
) -> None:
    async with make_client(tools) as client:
        document = await described(client)
        content = document["paths"][path]["post"]["requestBody"]["content"]["application/json"]
        Draft202012Validator({**content["schema"], "components": document["components"]}).validate(asked)
        response = await client.post(path, json=asked)
        assert response.status_code == 200
        assert list(faults(document, path, response)) == []


@pytest.mark.parametrize(
    ("path", "url"), [("/v1/reports", "/v1/reports"), ("/v1/targets", "/v1/targets?region=雨山区&year=2025")]
)
async def test_what_is_listed_is_as_described(tools: ReportTools, path: str, url: str) -> None:
    async with make_client(tools) as client:
        response = await client.get(url)
        assert response.status_code == 200
        assert list(faults(await described(client), path, response)) == []


async def test_a_citation_is_opened_by_its_id(tools: ReportTools) -> None:
    async with make_client(tools) as client:
        answer = (await client.post("/v1/ask", json=QUESTION)).json()
        (citation, *_) = answer["citations"]
        response = await client.get(f"/v1/cite/{citation['id']}")
        assert list(faults(await described(client), "/v1/cite/{id}", response)) == []
        assert (response.json()["state"], response.json()["quote"]) == ("unchanged", citation["quote"])


@pytest.mark.parametrize(
    ("body", "kind", "status", "told"),
    [
        (b"question", "application/json", 400, "not JSON"),
        (b"[" * 20_000, "application/json", 400, "not JSON"),
        (b'"question"', "application/json", 400, "not a JSON object"),
        (b'{"question": "a"}', "text/plain", 415, "Content-Type: application/json"),
        (b"{}", "application/json", 422, "question: Field required"),
        (b'{"question": ""}', "application/json", 422, "at least 1 character"),
        (b'{"question": "%s"}' % (b"a" * 5000), "application/json", 422, "at most 4096 characters"),
        (b'{"question": "a", "raport": "b"}', "application/json", 422, "raport: Extra inputs"),
        (b'{"question": "a", "history": "b"}', "application/json", 422, "history"),
        (b'{"question": "a", "report": "b"}', "application/json", 404, "There is no report b; there are: "),
        (b" " * 70_000, "application/json", 413, "larger than 64 KB"),
    ],
)
async def test_a_wrong_request_is_refused_with_what_to_do(
    tools: ReportTools, body: bytes, kind: str, status: int, told: str
) -> None:
    async with make_client(tools) as client:
        response = await client.post("/v1/ask", content=body, headers={"Content-Type": kind})
        assert response.status_code == status
        assert told in response.json()["error"]["message"]
        assert list(faults(await described(client), "/v1/ask", response)) == []


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/v1/ask", 405),
        ("GET", "/v1/ask/", 404),
        ("GET", "/v1/nothing", 404),
        ("GET", "/v1/cite/nothing", 404),
        ("GET", "/v1/cite/..%2fnothing", 404),
        ("GET", "/v1/targets?regoin=a", 422),
    ],
)
async def test_what_is_not_there_is_refused_in_json(tools: ReportTools, method: str, path: str, status: int) -> None:
    async with make_client(tools) as client:
        response = await client.request(method, path)
        assert response.status_code == status
        assert response.json()["error"]["message"]


async def test_a_blank_value_in_an_address_is_none(tools: ReportTools) -> None:
    async with make_client(tools) as client:
        assert (await client.get("/v1/targets?region=&year=")).json() == (await client.get("/v1/targets")).json()


async def test_who_hangs_up_while_sending_is_no_failure_of_the_server(tools: ReportTools) -> None:
    """Nothing is raised, which the server would log as one."""
    app = make_app(tools, RequestLimits(), is_ready)
    headers = [(b"content-type", b"application/json")]
    scope = {
        "type": "http", "method": "POST", "path": "/v1/ask", "headers": headers, "query_string": b"",
        "client": ("127.0.0.1", 1),
    }  # fmt: skip
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        sent.append(message)

    await app(scope, receive, send)
    assert sent[0]["status"] == 400


@pytest.mark.parametrize(
    ("error", "status", "code"),
    [
        (EmptyCorpus("secret"), 503, "no_reports"),
        (SearchError("secret"), 503, "search_failed"),
        (StorageError("secret"), 503, "storage_failed"),
        (TimeoutError("secret"), 504, "timeout"),
        (MessageTooCostly("secret"), 504, "timeout"),
        (ValueError("secret"), 500, "failed"),
    ],
)
async def test_what_fails_is_told_without_its_inside(error: Exception, status: int, code: str) -> None:
    async with make_client(Broken(error)) as client:
        response = await client.get("/v1/reports")
        assert (response.status_code, response.json()["error"]["code"]) == (status, code)
        assert "secret" not in response.text
        assert list(faults(await described(client), "/v1/reports", response)) == []


async def test_where_keys_are_set_one_has_to_be_shown(tools: ReportTools) -> None:
    async with make_client(tools, RequestLimits(keys=(KEY,))) as client:
        assert (await described(client))["security"] == [{"key": []}]
        for headers in ({}, {"Authorization": "Bearer another"}, {"Authorization": "Bearer "}, {"Authorization": KEY}):
            refused = await client.get("/v1/reports", headers=headers)
            assert (refused.status_code, refused.headers["WWW-Authenticate"]) == (401, "Bearer")
        assert (await client.get("/v1/reports", headers={"Authorization": f"Bearer {KEY}"})).status_code == 200


async def test_who_asks_too_often_is_told_when_to_ask_again(tools: ReportTools) -> None:
    now = 0.0
    limits = RequestLimits(allowance=Allowance(2, clock=lambda: now))
    async with make_client(tools, limits) as client:
        statuses = [(await client.get("/v1/reports")).status_code for _ in range(3)]
        assert statuses == [200, 200, 429]
        assert (await client.get("/v1/reports")).headers["Retry-After"] == "30"
        now = 30.0
        assert (await client.get("/v1/reports")).status_code == 200


async def test_readiness_is_told(tools: ReportTools) -> None:
    async with make_client(tools) as client:
        assert (await client.get("/readyz")).json() == {"status": "ok"}
        assert (await client.get("/healthz")).json() == {"status": "ok"}
