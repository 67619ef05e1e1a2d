"""Folders under DATA_DIR -> indexes, each an embedded Chroma database.

One index is one folder: Chroma does not give back the disk space of a deleted collection until its whole folder is
removed. Chroma is spoken to by its Rust core, the module of the same package that its embedded client calls for each of
these steps: to import that client takes half the time of a start, for servers, telemetry and models that have no part
in it.

A complete index is never written again. The core ends the process, or answers wrongly, where a file of it is damaged:
it is shown none whose checksum is not that of the day it was written.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
import threading
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any
from weakref import WeakValueDictionary

import chromadb_rust_bindings as core
import numpy as np
from numpy.typing import NDArray

from rag.documents.atomic_files import sync, sync_tree
from rag.errors import CorpusError
from rag.index.entries import FusedVectors
from rag.index.vector_store import HNSW, UNFINISHED, VectorIndex, chroma_errors, described, is_index, keys_of
from rag.storage.checksums import altered_file, write_checksums

_CLAUSES = "clauses"
_DATABASE, _GRAPH = "chroma.sqlite3", "index_metadata.pickle"  # the latter is written last, where a graph is kept
_PLACE = ("default_tenant", "default_database")  # Chroma's, which every database has
_OPEN = 8  # indexes that the core keeps open in one database; ours has one
_SEAL = "CREATE TRIGGER sealed BEFORE INSERT ON acquire_write BEGIN SELECT RAISE(IGNORE); END"
_TRIES, _PAUSE = 10, 0.05  # seconds until a search under way lets go of the file, where it cannot be opened again


class ChromaFolders:
    """Indexes as embedded Chroma databases, one folder each. One process at a time."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._opening = threading.RLock()
        self._open: WeakValueDictionary[str, VectorIndex] = WeakValueDictionary()

    def names(self) -> set[str]:
        return {path.name for path in self._root.glob("*") if is_index(path.name)}

    def write(self, name: str, vectors: FusedVectors) -> None:
        folder = self._root / f"{UNFINISHED}{name}"
        shutil.rmtree(folder, ignore_errors=True)
        with chroma_errors(CorpusError, "The vectors could not be written"):
            folder.mkdir(parents=True)
            _fill(folder, vectors)
            _seal(folder)
            write_checksums(folder, _is_kept)
            sync_tree(folder)

    def complete(self, name: str) -> None:
        with chroma_errors(CorpusError, "The index could not be completed"):
            (self._root / f"{UNFINISHED}{name}").rename(self._root / name)
            sync(self._root)

    def open(self, name: str) -> VectorIndex:
        with self._opening, chroma_errors(CorpusError, "The index could not be opened"):
            vectors = self._open.get(name)
            if vectors is None or not vectors.is_sound:
                _refuse_damaged(self._root / name)
                vectors = VectorIndex(_FolderCollection(self._root / name))
                self._open[name] = vectors
            return vectors

    def remove(self, name: str) -> None:
        with self._opening:
            vectors = self._open.get(name)
            if vectors is None or not vectors.is_sound:
                _remove(self._root / name)

    def sweep(self) -> None:
        for folder in self._root.glob(f"{UNFINISHED}*"):
            _remove(folder)


class _FolderCollection:
    """The collection of a folder. Its database is closed when it goes.

    Where several search at once Chroma opens the file once more. When it is gone, what is open serves all in turn.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._database = _database(folder)
        self._file = _file(folder)
        self._identity = _identity(self._file)
        self._in_turn = threading.Lock()
        collection = self._database.get_collection(_CLAUSES, *_PLACE)
        self._id = str(collection.id)
        self.centre: str = (collection.metadata or {})["centre"]

    def count(self) -> int:
        return int(self._database.count(self._id, *_PLACE))

    def nearest(self, vector: NDArray[np.float32], k: int) -> tuple[list[str], list[float]]:
        found = self._ask(self._database.query, None, [vector], k, None, None, ["distances"], *_PLACE)
        return found.ids[0], found.distances[0]

    def take(self, keys: list[str]) -> tuple[list[str], Sequence[Sequence[float]]]:
        found = self._ask(self._database.get, keys, None, None, 0, None, ["embeddings"], *_PLACE)
        return found.ids, found.embeddings

    def is_there(self) -> bool:
        return _identity(self._file) == self._identity

    def is_reachable(self) -> bool:
        return True

    def is_intact(self) -> bool:
        return altered_file(self._folder, _is_kept) is None

    def _ask(self, search: Callable[..., Any], *arguments: object) -> Any:
        try:
            return search(self._id, *arguments)
        except Exception:
            if self.is_there():
                raise
        from tenacity import Retrying, stop_after_attempt, wait_fixed  # of no use to those who lose no file

        patience = Retrying(stop=stop_after_attempt(_TRIES), wait=wait_fixed(_PAUSE), reraise=True)
        with self._in_turn:
            return patience(search, self._id, *arguments)


def _remove(path: Path) -> None:
    """A folder; or a file in its place."""
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def _refuse_damaged(folder: Path) -> None:
    if file := altered_file(folder, _is_kept):
        raise CorpusError(
            "The index {index} is damaged: {file} is not as it was written; restart to remake it.",
            code="index_damaged",
            index=folder.name,
            file=file,
        )


def _is_kept(file: Path) -> bool:
    """Chroma keeps no graph of fewer than a thousand vectors, but makes it anew whenever it opens the folder, in files
    without meaning."""
    return file.name.startswith(_DATABASE) or (file.parent / _GRAPH).exists()


def _file(folder: Path) -> Path:
    return folder / _DATABASE


def _identity(file: Path) -> tuple[int, int] | None:
    """The identity of a file, which tells it from another one of its name; None where there is none."""
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _database(folder: Path) -> core.Bindings:
    """Opened, and made if it is not there, as Chroma's embedded client does."""
    kept = core.SqliteDBConfig(core.MigrationHash.MD5, core.MigrationMode.Apply, str(_file(folder)))
    return core.Bindings(False, kept, _OPEN, str(folder))


def _fill(folder: Path, vectors: FusedVectors) -> None:
    database = _database(folder)
    configuration = json.dumps({"hnsw": HNSW})
    made = database.create_collection(_CLAUSES, configuration, None, described(vectors), False, *_PLACE)
    for batch in vectors.batches():
        database.add(keys_of(batch), str(made.id), list(batch.vectors), None, None, None, *_PLACE)


def _seal(folder: Path) -> None:
    """Keep Chroma from writing a row into the file whenever it opens it, to find out whether it may: of a file that
    changes nobody can tell whether it is damaged."""
    with closing(sqlite3.connect(_file(folder))) as connection:
        connection.execute(_SEAL)
        connection.commit()
