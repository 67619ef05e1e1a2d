"""Clause vectors -> Chroma -> the clauses nearest to a question. The only module that speaks Chroma.

One index is one folder (embedded) or one collection (server): Chroma does not give back the disk space of a deleted
collection until its whole folder is removed. An index is written under a name of its own and renamed when complete.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol, cast
from urllib.parse import urlsplit
from weakref import finalize

import numpy as np
from numpy.typing import NDArray

from rag.errors import CorpusError, SearchError

if TYPE_CHECKING:
    from chromadb.api.client import Client
    from chromadb.api.collection_configuration import CreateCollectionConfiguration
    from chromadb.api.models.Collection import Collection
    from chromadb.config import Settings

# chromadb takes 0.6 s to import, which commands that search nothing need not wait for: imported where a client is made.

_CONFIGURATION: CreateCollectionConfiguration = {
    "hnsw": {"space": "ip", "ef_construction": 200, "max_neighbors": 32, "ef_search": 200}
}
_EMBEDDED = "clauses"
_PREFIX = "wenbao-"
_UNFINISHED = "unfinished-"


class Found(NamedTuple):
    """A clause near a question."""

    sentence: str
    """Id of its sentence."""
    clause: int
    """Index into ``Sentence.clauses``."""
    score: float
    """Inner product of the question's vector with the clause's."""


class Vectors:
    """An index opened for searching. Thread-safe. Closed when nobody refers to it any more."""

    def __init__(self, client: Client, collection: Collection) -> None:
        self._collection = collection
        self._count = collection.count()
        self.close = finalize(self, client.close)

    def __len__(self) -> int:
        return self._count

    def query(self, vector: Sequence[float], k: int, report: str | None = None) -> list[Found]:
        """The ``k`` clauses nearest to ``vector``, nearest first; of one report where its name is given.

        Raises:
            SearchError: Chroma failed.
        """
        with _chroma_errors(SearchError, "The vector search failed"):
            result = self._collection.query(
                query_embeddings=np.asarray([vector], np.float32),
                n_results=min(k, self._count),
                where=None if report is None else {"report": report},
                include=["distances"],
            )
        distances = (result["distances"] or [[]])[0]
        return [_found(key, distance) for key, distance in zip(result["ids"][0], distances, strict=True)]


def _found(key: str, distance: float) -> Found:
    sentence, _, clause = key.rpartition(":")
    return Found(sentence, int(clause), 1.0 - distance)  # Chroma's "ip" distance is 1 - inner product


class Store(Protocol):
    """Where indexes are kept, by name."""

    def names(self) -> list[str]:
        """The complete indexes."""

    def write(self, name: str, ids: Sequence[str], reports: Sequence[str], vectors: NDArray[np.float32]) -> None:
        """Make an index, not yet complete."""

    def complete(self, name: str) -> None:
        """Make a written index one of ``names``, in one step."""

    def open(self, name: str) -> Vectors: ...

    def remove(self, name: str) -> None:
        """Remove an index, complete or not. Nothing happens if there is none."""

    def sweep(self) -> None:
        """Remove what builds left that did not end."""


class Folders:
    """Indexes as embedded Chroma databases, one folder each. One process at a time."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def names(self) -> list[str]:
        if not self._root.is_dir():
            return []
        return sorted(p.name for p in self._root.iterdir() if p.is_dir() and not p.name.startswith(_UNFINISHED))

    def write(self, name: str, ids: Sequence[str], reports: Sequence[str], vectors: NDArray[np.float32]) -> None:
        folder = self._root / f"{_UNFINISHED}{name}"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        with _chroma_errors(CorpusError, "The vectors could not be written"), _embedded(folder) as client:
            _fill(client, _EMBEDDED, ids, reports, vectors)
        _sync_tree(folder)

    def complete(self, name: str) -> None:
        (self._root / f"{_UNFINISHED}{name}").rename(self._root / name)
        _sync(self._root)

    def open(self, name: str) -> Vectors:
        with _chroma_errors(CorpusError, f"The index {name} could not be opened"):
            client = _embedded(self._root / name)
            return Vectors(client, client.get_collection(_EMBEDDED, embedding_function=None))

    def remove(self, name: str) -> None:
        for folder in (self._root / name, self._root / f"{_UNFINISHED}{name}"):
            shutil.rmtree(folder, ignore_errors=True)

    def sweep(self) -> None:
        for folder in self._root.glob(f"{_UNFINISHED}*"):
            shutil.rmtree(folder, ignore_errors=True)


class Server:
    """Indexes as collections of a Chroma server, which may serve several processes."""

    def __init__(self, url: str) -> None:
        self._url = url

    def names(self) -> list[str]:
        return sorted(
            name.removeprefix(_PREFIX)
            for name in self._collections()
            if name.startswith(_PREFIX) and not name.startswith(_PREFIX + _UNFINISHED)
        )

    def write(self, name: str, ids: Sequence[str], reports: Sequence[str], vectors: NDArray[np.float32]) -> None:
        self.remove(name)
        with _chroma_errors(CorpusError, "The vectors could not be written"), _remote(self._url) as client:
            _fill(client, f"{_PREFIX}{_UNFINISHED}{name}", ids, reports, vectors)

    def complete(self, name: str) -> None:
        with _chroma_errors(CorpusError, "The index could not be completed"), _remote(self._url) as client:
            collection = client.get_collection(f"{_PREFIX}{_UNFINISHED}{name}", embedding_function=None)
            collection.modify(name=_PREFIX + name)

    def open(self, name: str) -> Vectors:
        with _chroma_errors(CorpusError, f"The index {name} could not be opened"):
            client = _remote(self._url)
            return Vectors(client, client.get_collection(_PREFIX + name, embedding_function=None))

    def remove(self, name: str) -> None:
        self._delete({_PREFIX + name, f"{_PREFIX}{_UNFINISHED}{name}"})

    def sweep(self) -> None:
        self._delete({name for name in self._collections() if name.startswith(_PREFIX + _UNFINISHED)})

    def _collections(self) -> list[str]:
        with _chroma_errors(CorpusError, "The Chroma server did not answer"), _remote(self._url) as client:
            return [collection.name for collection in client.list_collections()]

    def _delete(self, names: set[str]) -> None:
        with _chroma_errors(CorpusError, "An index could not be removed"), _remote(self._url) as client:
            for collection in client.list_collections():
                if collection.name in names:
                    client.delete_collection(collection.name)


def make_store(chroma_url: str, root: Path) -> Store:
    """The server's where a URL is given, else folders under ``root``."""
    return Server(chroma_url) if chroma_url else Folders(root)


def _fill(client: Client, name: str, ids: Sequence[str], reports: Sequence[str], vectors: NDArray[np.float32]) -> None:
    collection = client.create_collection(name, configuration=_CONFIGURATION, embedding_function=None)
    size = min(1000, client.get_max_batch_size())
    for start in range(0, len(ids), size):
        rows = slice(start, start + size)
        collection.add(
            ids=list(ids[rows]),
            embeddings=vectors[rows],
            metadatas=[{"report": report} for report in reports[rows]],
        )


def _embedded(folder: Path) -> Client:
    import chromadb

    return cast("Client", chromadb.PersistentClient(str(folder), settings=_chroma_settings()))


def _remote(url: str) -> Client:
    import chromadb

    parts = urlsplit(url)
    secure = parts.scheme == "https"
    port = parts.port or (443 if secure else 80)
    client = chromadb.HttpClient(parts.hostname or "", port, ssl=secure, settings=_chroma_settings())
    return cast("Client", client)


def _chroma_settings() -> Settings:
    from chromadb.config import Settings

    return Settings(anonymized_telemetry=False)


@contextmanager
def _chroma_errors(kind: type[CorpusError] | type[SearchError], what: str) -> Iterator[None]:
    """Whatever Chroma raises as ours; its own tree does not cover what its Rust core and httpx raise."""
    try:
        yield
    except Exception as exc:
        reason = re.sub(r"\s+", " ", str(exc))[:200]
        raise kind(f"{what}: {reason or type(exc).__name__}; check the disk, or CHROMA_URL if it is set.") from exc


def _sync_tree(folder: Path) -> None:
    for path in sorted(folder.rglob("*"), reverse=True):
        _sync(path)
    _sync(folder)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
