"""Job -> Built, by a child process.

A child, because encoding and Chroma's writing would slow every answer given meanwhile, and because a damaged file may
then take down no more than the build. What the child does is in ``rag.index.builder``; it receives one ``Job`` and
sends its
progress and one ``Built`` or an error. It publishes nothing: what it writes is unfinished until the parent completes
it.
"""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing import Pipe
from typing import TYPE_CHECKING

from rag.errors import Cancelled, CorpusError, WenbaoError
from rag.index.embedding_cache import Progress

if TYPE_CHECKING:
    import threading
    from multiprocessing.connection import Connection
    from pathlib import Path

    from rag.documents.report_folder import Unread
    from rag.documents.snapshot import CorpusSnapshot
    from rag.settings import CorpusSettings
    from rag.types import Outline, Report

_POLL_SECONDS = 0.1
_CHILD = [sys.executable, "-c", "from rag.index.builder import main; main()"]

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Job:
    """The files to read and index."""

    settings: CorpusSettings
    installation: str
    files: tuple[Path, ...] = ()
    version: CorpusSnapshot | None = None
    """The version that was read earlier, in place of files."""
    index: bool = True
    """False: only read."""
    background: bool = False
    """Questions are being answered meanwhile: give way to them."""


@dataclass(frozen=True, slots=True)
class Built:
    """The reports that were read and indexed."""

    reports: tuple[Report, ...]
    """The reports in the order of the job, without those left out."""
    files: tuple[Path, ...] = ()
    """The job's files that they were read from."""
    contents: tuple[bytes, ...] = ()
    """The contents of these files; empty where nothing was to be indexed."""
    outlines: tuple[Outline, ...] = ()
    """The outlines of the reports; empty where nothing was to be indexed."""
    index: str = ""
    """Name of the index of all these."""
    written: bool = False
    """The index was written and is to be completed; False if it was there."""
    encoded: int = 0
    """Texts that no build before had encoded."""
    unread: tuple[Unread, ...] = ()
    """The job's files that were left out, in its order."""


@dataclass(frozen=True, slots=True)
class Failed:
    """Why there is nothing built."""

    error: WenbaoError
    trace: str


Builder = Callable[[Job, Progress, "threading.Event"], Built]
"""Does a job, tells its progress, and stops soon after the event is set. Raises ``WenbaoError``."""


def build_in_child(job: Job, progress: Progress, cancelled: threading.Event) -> Built:
    """Do a job in a child process. It ends when ``cancelled`` is set, when this call is interrupted, or when this
    process dies.

    Raises:
        WenbaoError: as ``rag.index.builder.build``; ``CorpusError`` when it was cancelled or killed.
    """
    ours, theirs = Pipe()
    with ours, theirs:
        child = subprocess.Popen(  # noqa: S603  # this interpreter and our own module
            [*_CHILD, str(theirs.fileno())],
            pass_fds=[theirs.fileno()],
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            start_new_session=True,  # Ctrl-C is for us, who then end the child
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        theirs.close()
        try:
            ours.send(job)
            return _follow(ours, progress, cancelled)
        except (EOFError, OSError) as exc:
            raise CorpusError(
                "The build ended early (exit status {status}); start it again.", code="build_ended", status=child.wait()
            ) from exc
        finally:
            child.kill()
            child.wait()


def _follow(connection: Connection, progress: Progress, cancelled: threading.Event) -> Built:
    while True:
        while not connection.poll(_POLL_SECONDS):
            if cancelled.is_set():
                raise Cancelled("The build was cancelled; nothing has changed.", code="build_cancelled")
        message = connection.recv()
        if isinstance(message, Built):
            return message
        if isinstance(message, Failed):
            log.info("build failed: %s", message.trace)
            raise message.error
        progress(*message)
