"""A Bot API server for tests: HTTP on loopback, as strict as Telegram or stricter, with people to play.

    async with BotApi() as api:                          # TELEGRAM_API_URL is api.url, the token api.token
        alice = api.person("Alice")
        alice.send("2025年GDP目标是多少")                  # a private chat with the bot
        answer = await alice.chat.next_message()
        press = alice.press(answer, "原文")
        opened = await alice.chat.next_edit()
        group = api.group("讨论组", alice)
        alice.send("/ask 出口呢", group)

Refusals carry Telegram's words; those that begin with "(strict)" are things that Telegram would silently repair.
"""

from __future__ import annotations

import inspect
import json
from types import TracebackType
from typing import Any, Self

from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application, HTTPError, RequestHandler

from tests.botapi.errors import ApiError, Json
from tests.botapi.limits import Limits
from tests.botapi.methods import METHODS
from tests.botapi.params import Params
from tests.botapi.people import People
from tests.botapi.state import Call, Fault, State
from tests.botapi.world import File


class BotApi(People):
    """The server, and through ``People`` everybody who writes to the bot."""

    def __init__(self, limits: Limits | None = None) -> None:
        super().__init__(State(limits or Limits()))
        self._server: HTTPServer | None = None
        self.url = ""

    @property
    def token(self) -> str:
        return self.state.token

    async def __aenter__(self) -> Self:
        sockets = bind_sockets(0, "127.0.0.1")
        self._server = HTTPServer(
            _Site(
                [
                    (r"/bot([^/]+)/([A-Za-z]+)", _MethodRequest, {"state": self.state}),
                    (r"/file/bot([^/]+)/(.+)", _FileRequest, {"state": self.state}),
                ]
            ),
            max_buffer_size=64 << 20,
        )
        self._server.add_sockets(sockets)
        self.url = f"http://127.0.0.1:{sockets[0].getsockname()[1]}"
        return self

    async def __aexit__(
        self, _type: type[BaseException] | None, _value: BaseException | None, _traceback: TracebackType | None
    ) -> None:
        self.state.updates.close()
        if self._server:
            self._server.stop()
            await self._server.close_all_connections()

    def fail(self, method: str, error: ApiError, times: int = 1) -> None:
        """Refuse the next calls of a method ("" for any)."""
        self.state.faults.append(Fault(method, times, error=error))

    def inject(self, fault: Fault) -> None:
        self.state.faults.append(fault)

    def calls(self, method: str) -> list[Call]:
        """What the bot has asked for so far."""
        return [call for call in self.state.calls if call.method == method.lower()]


class _Site(Application):
    def log_request(self, handler: RequestHandler) -> None:
        """Nothing: the test says what matters."""


class _MethodRequest(RequestHandler):
    def initialize(self, state: State) -> None:
        self._state = state

    async def post(self, token: str, method: str) -> None:
        name = method.lower()
        if token != self._state.token:
            # https://github.com/tdlib/telegram-bot-api: malformed tokens are no path at all
            error = ApiError(401, "Unauthorized") if token.partition(":")[0].isdigit() else ApiError(404, "Not Found")
            self._send(error.code, error.as_json())
            return
        params = _params(self)
        self._state.calls.append(Call(name, params.fields))
        if fault := self._state.fault(name):
            await self._suffer(fault, name, params)
        else:
            self._send(*await self._answer(name, params))

    get = post

    async def _answer(self, name: str, params: Params) -> tuple[int, Json]:
        if name not in METHODS:
            return 404, ApiError(404, "Not Found: method not found").as_json()
        try:
            result = METHODS[name](self._state, params)
            result = await result if inspect.isawaitable(result) else result
        except ApiError as exc:
            return exc.code, exc.as_json()
        return 200, {"ok": True, "result": result}

    async def _suffer(self, fault: Fault, name: str, params: Params) -> None:
        status: int = 200
        body: Json = {}
        if fault.takes_effect or not (fault.error or fault.body or fault.drops):
            status, body = await self._answer(name, params)
        if fault.until:
            await fault.until.wait()
        if fault.drops:
            self.detach().close()
        elif fault.error:
            self._send(fault.error.code, fault.error.as_json())
        elif fault.body is not None:
            self._send(502, fault.body)
        else:
            self._send(status, body)

    def _send(self, status: int, body: Json | bytes) -> None:
        self.set_status(status)
        self.set_header("Content-Type", "application/json")
        self.finish(body if isinstance(body, bytes) else json.dumps(body, ensure_ascii=False))


class _FileRequest(RequestHandler):
    def initialize(self, state: State) -> None:
        self._state = state

    def get(self, token: str, path: str) -> None:
        found = [file for file in self._state.files.values() if file.path == path]
        if token != self._state.token or not found:
            raise HTTPError(404)
        self.set_header("Content-Type", found[0].mime_type)
        self.finish(found[0].content)


def _params(handler: RequestHandler) -> Params:
    request = handler.request
    fields: dict[str, Any] = {name: values[-1].decode() for name, values in request.arguments.items()}
    if request.headers.get("Content-Type", "").startswith("application/json"):
        fields |= json.loads(request.body)
    files = {
        name: File(uploads[0].filename, uploads[0].body, uploads[0].content_type)
        for name, uploads in request.files.items()
    }
    return Params(fields, files)
