"""Report files -> reports read and their index written, in a child process.

A child, because encoding and Chroma's writing would slow every answer given meanwhile, and because a damaged file may
then take down no more than the build. The child receives one ``Job`` over a connection and sends progress and one
``Built`` or an error. It publishes nothing: what it writes is unfinished until the parent completes it.
"""

from __future__ import annotations

import hashlib
import logging
import os
import subprocess
import sys
import threading
import traceback
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path

from rag.embed import fingerprint as model_fingerprint
from rag.embed import load_embeddings
from rag.encodings import Progress, encode, load_encodings
from rag.errors import CorpusError, ReportError, WenbaoError
from rag.folder import read
from rag.index import Entry, fingerprint, fuse, make_entries, texts_of
from rag.load import load_report
from rag.outline import make_outline
from rag.records import version_id
from rag.settings import CorpusSettings
from rag.types import Report
from rag.vectors import Store, make_store
from rag.version import Version

NICENESS = 10
_POLL_SECONDS = 0.2

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Job:
    """What to build."""

    settings: CorpusSettings
    files: tuple[Path, ...] = ()
    reports: tuple[Report, ...] = ()
    """Reports that have been read before, instead of files."""
    index: bool = True
    """False: only read."""
    background: bool = False
    """Others are being answered meanwhile: give way to them."""


@dataclass(frozen=True, slots=True)
class Built:
    """What was built."""

    reports: tuple[Report, ...]
    """In the order of the job."""
    contents: tuple[bytes, ...] = ()
    """Of the job's files."""
    index: str | None = None
    """Name of the index that was written and is to be completed; None if it was there."""
    encoded: int = 0
    """Texts that no build before had encoded."""


@dataclass(frozen=True, slots=True)
class _Failed:
    error: WenbaoError
    trace: str


Builder = Callable[[Job, Progress, threading.Event], Built]


def build(job: Job, progress: Progress, _cancelled: threading.Event) -> Built:
    """Do a job in this process.

    Raises:
        ReportError: a file cannot be read, or two files are the same report.
        SearchError: the embedding model failed.
        CorpusError: the index cannot be written.
    """
    reports = job.reports or tuple(map(load_report, job.files))
    if not job.index:
        return Built(reports)
    contents = tuple(map(_read_again, job.files, reports))
    version = make_version(reports)
    name = index_name(version, job.settings)
    store = index_store(job.settings)
    if name in store.names():
        return Built(reports, contents)
    encoded = _write_index(job.settings, store, name, make_entries(version), progress)
    return Built(reports, contents, name, encoded)


def _read_again(path: Path, report: Report) -> bytes:
    """The bytes that the report was read from."""
    content = read(path)
    if hashlib.sha256(content).hexdigest() != report.sha256:
        raise ReportError(f"{path.name} changed while it was read; try again.")
    return content


def make_version(reports: tuple[Report, ...]) -> Version:
    """Reports taken apart.

    Raises:
        ReportError: two of them have one name.
    """
    name, count = Counter(report.name for report in reports).most_common(1)[0]
    if count > 1:
        files = ", ".join(report.file for report in reports if report.name == name)
        raise ReportError(f"{files} are the same report, {name}; keep one of them in the corpus folder.")
    return Version(version_id(reports), reports, tuple(map(make_outline, reports)))


def index_store(settings: CorpusSettings) -> Store:
    """Where the indexes are."""
    return make_store(settings.chroma_url, settings.data_dir / "indexes")


def index_name(version: Version, settings: CorpusSettings) -> str:
    """What the index of a version is called, from all that goes into it."""
    return fingerprint(make_entries(version), model_fingerprint(settings.embedding_model))


def _write_index(settings: CorpusSettings, store: Store, name: str, entries: list[Entry], progress: Progress) -> int:
    path = settings.data_dir / "encodings.npz"
    known = load_encodings(path, model_fingerprint(settings.embedding_model))
    encodings = encode(texts_of(entries), load_embeddings(settings.embedding_model), known, progress)
    encodings.save(path)
    ids = [f"{entry.sentence}:{entry.clause}" for entry in entries]
    store.write(name, ids, [entry.report for entry in entries], fuse(entries, encodings))
    return len(encodings) - len(known.only(texts_of(entries)))


def build_in_child(job: Job, progress: Progress, cancelled: threading.Event) -> Built:
    """Do a job in a child process; it is killed when ``cancelled`` is set, when this call is interrupted, and when this
    process dies.

    Raises:
        WenbaoError: as ``build``; ``CorpusError`` when cancelled or when the child died.
    """
    ours, theirs = Pipe()
    with ours, theirs:
        command = [sys.executable, "-c", "from rag.build import main; main()", str(theirs.fileno())]
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        child = subprocess.Popen(  # noqa: S603  # our own module, no shell
            command,
            pass_fds=[theirs.fileno()],
            env=environment,
            start_new_session=True,  # Ctrl-C is for us; we end the child
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        theirs.close()
        try:
            ours.send(job)
            return _follow(ours, progress, cancelled)
        except (EOFError, OSError) as exc:
            raise CorpusError(f"The build ended early (exit status {child.wait()}); start it again.") from exc
        finally:
            child.kill()
            child.wait()


def _follow(connection: Connection, progress: Progress, cancelled: threading.Event) -> Built:
    while True:
        while not connection.poll(_POLL_SECONDS):
            if cancelled.is_set():
                raise CorpusError("The build was cancelled; nothing has changed.")
        message = connection.recv()
        if isinstance(message, Built):
            return message
        if isinstance(message, _Failed):
            log.warning("build failed: %s", message.trace)
            raise message.error
        progress(*message)


def main() -> None:
    """The child's life. Its argument is the descriptor of the connection."""
    connection = Connection(int(sys.argv[1]))
    job: Job = connection.recv()
    if job.background:
        os.nice(NICENESS)
    threading.Thread(target=_die_with_parent, args=(connection,), daemon=True).start()
    try:
        built = build(job, lambda done, total: connection.send((done, total)), threading.Event())
    except WenbaoError as exc:
        connection.send(_Failed(exc, traceback.format_exc()))
    except Exception as exc:  # noqa: BLE001  # the parent has no other way to learn of it
        error = CorpusError(f"The build failed ({type(exc).__name__}); the log has the details.")
        connection.send(_Failed(error, traceback.format_exc()))
    else:
        connection.send(built)


def _die_with_parent(connection: Connection) -> None:
    try:
        connection.recv()
    except (EOFError, OSError):
        os._exit(1)
