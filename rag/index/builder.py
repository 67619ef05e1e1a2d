"""Report files -> reports read and their index written. What the child process of ``rag.index.build_process`` does."""

from __future__ import annotations

import hashlib
import os
import sys
import threading
import traceback
from collections.abc import Sequence
from dataclasses import replace
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING

from rag.documents.metadata_overrides import load_corrections
from rag.errors import CorpusError, ReportError, WenbaoError
from rag.index.build_process import Built, Failed, Job
from rag.index.embedding_cache import ENCODINGS, encode, load_known
from rag.index.embedding_journal import EmbeddingJournal
from rag.index.embeddings import load_embeddings, model_fingerprint
from rag.index.entries import FusedVectors, IndexEntry, make_entries, texts_of
from rag.index.file_reading import Readings, read_files
from rag.index.searchable_corpus import index_name, index_store, make_version
from rag.storage.disk_space import refuse_full_disk

if TYPE_CHECKING:
    from pathlib import Path

    from rag.index.embedding_cache import Progress
    from rag.index.vector_store import VectorStore
    from rag.settings import CorpusSettings
    from rag.types import Report

NICENESS = 10
_INDEX_BYTES, _CLAUSE_BYTES = 2 * 2**20, 8 * 1024
"""Room on the disk for an index and for each clause in it: Chroma keeps 2.7 kB of a clause and the encodings 0.8, and
both are written twice."""


def build(job: Job, progress: Progress, _cancelled: threading.Event) -> Built:
    """Do a job in this process.

    Raises:
        ReportError: none of the files can be read.
        SearchError: the embedding model failed.
        CorpusError: the index cannot be written.
    """
    read = _read(job)
    if not job.index:
        return Built(read.reports, read.files, unread=read.unread)
    if not read.reports:
        raise read.unread[0].error
    contents = tuple(map(_content, read.files, read.reports))
    entries = make_entries(make_version(read.reports, read.outlines))
    name = index_name(entries, job.settings)
    built = Built(read.reports, read.files, contents, read.outlines, name, unread=read.unread)
    store = index_store(job.settings, job.installation)
    if name in store.names():
        return built
    try:
        encoded = _write_index(job.settings, entries, store, name, progress)
    except OSError as exc:
        raise CorpusError(
            "The index cannot be written ({reason}); check the disk of DATA_DIR.",
            code="index_unwritable",
            reason=exc.strerror,
        ) from exc
    return replace(built, written=True, encoded=encoded)


def _read(job: Job) -> Readings:
    if job.version:
        return Readings((), job.version.reports, job.version.outlines, ())
    corrections = load_corrections(job.settings.corpus_dir)
    return read_files(job.files, corrections, job.settings.corpus_dir, distinct=job.index)


def _content(path: Path, report: Report) -> bytes:
    """The bytes that the report was read from."""
    content = path.read_bytes()
    if hashlib.sha256(content).hexdigest() != report.sha256:
        raise ReportError("{file} changed while it was being read; try again.", code="file_changed", file=path.name)
    return content


def _write_index(
    settings: CorpusSettings, entries: Sequence[IndexEntry], store: VectorStore, name: str, progress: Progress
) -> int:
    """Write an unfinished index; how many texts had to be encoded for it."""
    path = settings.data_dir / ENCODINGS
    path.parent.mkdir(parents=True, exist_ok=True)
    refuse_full_disk(path.parent, _INDEX_BYTES + len(entries) * _CLAUSE_BYTES)
    model = model_fingerprint(settings.embedding)
    journal = EmbeddingJournal(path.with_name("encodings.journal"), model)
    known = load_known(path, model, journal.batches)
    encodings = encode(texts_of(entries), load_embeddings(settings.embedding), known, progress, journal.append)
    encodings.save(path)
    journal.remove()
    store.write(name, FusedVectors(entries, encodings))
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
