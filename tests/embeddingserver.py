"""An OpenAI-compatible embeddings server on loopback."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

from tests.corpora import GramEmbeddings


@dataclass(frozen=True)
class EmbeddingServer:
    """What is served, and what has been asked."""

    url: str
    model: GramEmbeddings = field(default_factory=GramEmbeddings)
    keys: set[str] = field(default_factory=set)
    """Keys that requests came with."""
    bodies: list[dict[str, object]] = field(default_factory=list)


@contextmanager
def serve_embeddings() -> Iterator[EmbeddingServer]:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Handler) as http:
        served = EmbeddingServer(f"http://127.0.0.1:{http.server_port}/v1")
        http.served = served  # type: ignore[attr-defined]
        thread = Thread(target=http.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield served
        finally:
            http.shutdown()
            thread.join()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        served: EmbeddingServer = self.server.served  # type: ignore[attr-defined]
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        served.keys.add(self.headers["Authorization"].removeprefix("Bearer "))
        served.bodies.append(body)
        vectors = served.model.embed_documents(body["input"])
        data = [{"object": "embedding", "index": at, "embedding": vector} for at, vector in enumerate(vectors)]
        self._reply({"object": "list", "model": body["model"], "data": data, "usage": {}})

    def _reply(self, found: dict[str, object]) -> None:
        content = json.dumps(found).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Nothing is logged."""
