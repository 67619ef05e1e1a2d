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
from typing import TYPE_CHECKING
from weakref import WeakValueDictionary

import chromadb_rust_bindings as core

from rag.errors import CorpusError
from rag.files import sync, sync_tree
from rag.vectors import HNSW, UNFINISHED, Vectors, chroma_errors, described, is_index, keys_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from rag.index import Fused

_CLAUSES = "clauses"
_PLACE = ("default_tenant", "default_database")  # Chroma's, which every database has
_OPEN = 8  # indexes that the core keeps open in one database; ours has one


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
            if vectors is None:
                vectors = Vectors(_Clauses(_database(self._root / name)))
                self._open[name] = vectors
            return vectors

    def remove(self, name: str) -> None:
        with self._opening:
            if name not in self._open:
                shutil.rmtree(self._root / name, ignore_errors=True)

    def sweep(self) -> None:
        for folder in self._root.glob(f"{UNFINISHED}*"):
            shutil.rmtree(folder, ignore_errors=True)


class _Clauses:
    """The collection of a folder. Its database is closed when it goes."""

    def __init__(self, database: core.Bindings) -> None:
        self._database = database
        collection = database.get_collection(_CLAUSES, *_PLACE)
        self._id = str(collection.id)
        self.centre: str = (collection.metadata or {})["centre"]

    def count(self) -> int:
        return int(self._database.count(self._id, *_PLACE))

    def nearest(self, vector: NDArray[np.float32], k: int) -> tuple[list[str], list[float]]:
        found = self._database.query(self._id, None, [vector], k, None, None, ["distances"], *_PLACE)
        return found.ids[0], found.distances[0]

    def take(self, keys: list[str]) -> tuple[list[str], Sequence[Sequence[float]]]:
        found = self._database.get(self._id, keys, None, None, 0, None, ["embeddings"], *_PLACE)
        return found.ids, found.embeddings


def _database(folder: Path) -> core.Bindings:
    """Opened, and made if it is not there, as Chroma's embedded client does."""
    file = folder / "chroma.sqlite3"
    kept = core.SqliteDBConfig(core.MigrationHash.MD5, core.MigrationMode.Apply, str(file))
    return core.Bindings(False, kept, _OPEN, str(folder))


def _fill(folder: Path, vectors: Fused) -> None:
    database = _database(folder)
    configuration = json.dumps({"hnsw": HNSW})
    made = database.create_collection(_CLAUSES, configuration, None, described(vectors), False, *_PLACE)
    for batch in vectors.batches():
        database.add(keys_of(batch), str(made.id), list(batch.vectors), None, None, None, *_PLACE)
