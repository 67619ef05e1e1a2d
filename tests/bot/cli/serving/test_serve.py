"""``wenbao serve`` as a process: from its start to its end."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import httpx

from tests.terminal import Run, Terminal


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
        return port


@contextmanager
def serving(terminal: Terminal, port: int) -> Iterator[subprocess.Popen[str]]:
    """A server that has said where it serves."""
    command = [sys.executable, "-m", "bot", "serve"]
    environment = terminal.environ(SERVE_LISTEN=f"127.0.0.1:{port}")
    with subprocess.Popen(command, cwd=terminal.home, env=environment, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stderr
            assert any(f"127.0.0.1:{port}" in line for line in process.stderr)
            yield process
        finally:
            process.kill()


def test_it_answers_until_it_is_told_to_stop(indexed: Terminal) -> None:
    port = free_port()
    with serving(indexed, port) as process:
        with httpx.Client(
            base_url=f"http://127.0.0.1:{port}", transport=httpx.HTTPTransport(retries=5), timeout=60
        ) as client:
            answer = client.post("/v1/ask", json={"question": "2025年生产总值目标是多少"}).json()
            assert answer["status"] == "answered"
            assert "6%左右" in answer["text"]
            assert client.get("/readyz").status_code == 200
            first = client.get("/", headers={"Accept-Language": "en"})
            assert "湖山区2025年政府工作报告" in first.text
            assert "<title>Government work reports</title>" in first.text
            assert client.head("/").headers["Content-Security-Policy"]
        process.send_signal(signal.SIGTERM)
        assert process.wait(60) == 0


def test_an_address_in_use_is_told_in_a_sentence(here: Run) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        found = here("serve", SERVE_LISTEN=f"127.0.0.1:{port}")
    assert found.status == 2
    assert f"SERVE_LISTEN 127.0.0.1:{port} cannot be used" in found.err


def test_reports_are_written_as_pages(copied: Terminal, there: Run) -> None:
    found = there("export", "--html", "pages", LC_ALL="zh_CN.UTF-8")
    assert (found.status, found.out) == (0, "已写入 1 份报告，从 pages/index.html 打开。\n")
    (page,) = (copied.home / "pages" / "r").iterdir()
    assert "生产总值增长6%左右" in page.read_text(encoding="utf-8")
    refused = there("export", "--html", "reports/hushan.txt", LC_ALL="C.UTF-8")
    assert (refused.status, "cannot be written" in refused.err) == (2, True)
