"""Folders under DATA_DIR -> indexes, each an embedded Chroma database.

One index is one folder: Chroma does not give back the disk space of a deleted collection until its whole folder is
removed. Chroma is spoken to by its Rust core, the module of the same package that its embedded client calls for each of
these steps: to import that client takes half the time of a start, for servers, telemetry and models that have no part
in it.
"""

from __future__ import annotations

import json
import shutil
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any
from weakref import WeakValueDictionary

import chromadb_rust_bindings as core

from rag.documents.atomic_files import sync, sync_tree
from rag.errors import CorpusError
from rag.index.vector_store import HNSW, UNFINISHED, Vectors, chroma_errors, described, is_index, keys_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from rag.index.entries import Fused

_CLAUSES = "clauses"
_PLACE = ("default_tenant", "default_database")  # Chroma's, which every database has
_OPEN = 8  # indexes that the core keeps open in one database; ours has one
_TRIES, _PAUSE = 10, 0.05  # seconds until a search under way lets go of the file, where it cannot be opened again


class Folders:
    """Indexes as embedded Chroma databases, one folder each. One process at a time."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._opening = threading.RLock()
        self._open: WeakValueDictionary[str, Vectors] = WeakValueDictionary()

    def names(self) -> set[str]:
        return {path.name for path in self._root.glob("*") if is_index(path.name)}

    def write(self, name: str, vectors: Fused) -> None:
        folder = self._root / f"{UNFINISHED}{name}"
        shutil.rmtree(folder, ignore_errors=True)
        with chroma_errors(CorpusError, "The vectors could not be written"):
            folder.mkdir(parents=True)
            _fill(folder, vectors)
            sync_tree(folder)

    def complete(self, name: str) -> None:
        with chroma_errors(CorpusError, "The index could not be completed"):
            (self._root / f"{UNFINISHED}{name}").rename(self._root / name)
            sync(self._root)

    def open(self, name: str) -> Vectors:
        with self._opening, chroma_errors(CorpusError, "The index could not be opened"):
            vectors = self._open.get(name)
            if vectors is None or not vectors.is_sound:
                vectors = Vectors(_Clauses(self._root / name))
                self._open[name] = vectors
            return vectors

    def remove(self, name: str) -> None:
        with self._opening:
            vectors = self._open.get(name)
            if vectors is None or not vectors.is_sound:
                shutil.rmtree(self._root / name, ignore_errors=True)

    def sweep(self) -> None:
        for folder in self._root.glob(f"{UNFINISHED}*"):
            shutil.rmtree(folder, ignore_errors=True)


class _Clauses:
    """The collection of a folder. Its database is closed when it goes.

    Where several search at once Chroma opens the file once more. When it is gone, what is open serves all in turn.
    """

    def __init__(self, folder: Path) -> None:
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


def _file(folder: Path) -> Path:
    return folder / "chroma.sqlite3"


def _identity(file: Path) -> tuple[int, int] | None:
    """What tells a file from another one of its name; None where there is none."""
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _database(folder: Path) -> core.Bindings:
    """Opened, and made if it is not there, as Chroma's embedded client does."""
    kept = core.SqliteDBConfig(core.MigrationHash.MD5, core.MigrationMode.Apply, str(_file(folder)))
    return core.Bindings(False, kept, _OPEN, str(folder))


def _fill(folder: Path, vectors: Fused) -> None:
    database = _database(folder)
    configuration = json.dumps({"hnsw": HNSW})
    made = database.create_collection(_CLAUSES, configuration, None, described(vectors), False, *_PLACE)
    for batch in vectors.batches():
        database.add(keys_of(batch), str(made.id), list(batch.vectors), None, None, None, *_PLACE)
