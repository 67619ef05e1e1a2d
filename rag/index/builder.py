"""Report files -> reports read and their index written. What the child process of ``rag.index.build_process`` does."""

from __future__ import annotations

import hashlib
import os
import sys
import threading
import traceback
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING

from rag.documents.metadata_overrides import load_corrections
from rag.errors import CorpusError, ReportError, WenbaoError
from rag.index.build_process import Built, Failed, Job
from rag.index.embedding_cache import encode, load_encodings
from rag.index.embedding_journal import Journal
from rag.index.embeddings import load_embeddings, model_fingerprint
from rag.index.entries import Fused, make_entries, texts_of
from rag.index.file_reading import Readings, read_files
from rag.index.searchable_corpus import index_name, index_store, make_version

if TYPE_CHECKING:
    from pathlib import Path

    from rag.documents.snapshot import Version
    from rag.index.embedding_cache import Progress
    from rag.index.vector_store import Store
    from rag.settings import CorpusSettings
    from rag.types import Report

NICENESS = 10


def build(job: Job, progress: Progress, _cancelled: threading.Event) -> Built:
    """Do a job in this process.

    Raises:
        ReportError: none of the files can be read.
        SearchError: the embedding model failed.
        CorpusError: the index cannot be written.
    """
    files, reports, unread = _read(job) if job.files else Readings((), job.reports, ())
    if not job.index:
        return Built(reports, files, unread=unread)
    if not reports:
        raise unread[0].error
    contents = tuple(map(_content, files, reports))
    version = make_version(reports)
    name = index_name(version, job.settings)
    store = index_store(job.settings, job.installation)
    if name in store.names():
        return Built(reports, files, contents, unread=unread)
    try:
        encoded = _write_index(job.settings, version, store, name, progress)
    except OSError as exc:
        raise CorpusError(
            "The index cannot be written ({reason}); check the disk of DATA_DIR.",
            code="index_unwritable",
            reason=exc.strerror,
        ) from exc
    return Built(reports, files, contents, name, encoded, unread)


def _read(job: Job) -> Readings:
    corrections = load_corrections(job.settings.corpus_dir)
    return read_files(job.files, corrections, distinct=job.index)


def _content(path: Path, report: Report) -> bytes:
    """The bytes that the report was read from."""
    content = path.read_bytes()
    if hashlib.sha256(content).hexdigest() != report.sha256:
        raise ReportError("{file} changed while it was being read; try again.", code="file_changed", file=path.name)
    return content


def _write_index(settings: CorpusSettings, version: Version, store: Store, name: str, progress: Progress) -> int:
    """Write an unfinished index; how many texts had to be encoded for it."""
    entries = make_entries(version)
    path = settings.data_dir / "encodings.npz"
    path.parent.mkdir(parents=True, exist_ok=True)
    model = model_fingerprint(settings.embedding)
    journal = Journal(path.with_name("encodings.journal"), model)
    known = load_encodings(path, model).extended(journal.batches)
    encodings = encode(texts_of(entries), load_embeddings(settings.embedding), known, progress, journal.append)
    encodings.save(path)
    journal.remove()
    store.write(name, Fused(entries, encodings))
    return sum(known.row(text) is None for text in dict.fromkeys(texts_of(entries)))


def main() -> None:
    """The child's life. Its argument is the descriptor of the connection to the parent."""
    connection = Connection(int(sys.argv[1]))
    job: Job = connection.recv()
    threading.Thread(target=_die_with_parent, args=(connection,), daemon=True).start()
    if job.background:
        os.nice(NICENESS)
    try:
        built = build(job, lambda done, total: connection.send((done, total)), threading.Event())
    except WenbaoError as exc:
        connection.send(Failed(exc, traceback.format_exc()))
    except Exception as exc:  # noqa: BLE001  # the parent has no other way to learn of it
        error = CorpusError(
            "The build failed ({kind}); the log has the details.", code="build_failed", kind=type(exc).__name__
        )
        connection.send(Failed(error, traceback.format_exc()))
    else:
        connection.send(built)


def _die_with_parent(connection: Connection) -> None:
    try:
        connection.recv()
    except (EOFError, OSError):
        os._exit(1)
