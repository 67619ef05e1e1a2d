"""Clause vectors -> Chroma -> the clauses nearest to a question. The only module that speaks Chroma.

One index is one folder (embedded) or one collection (server): Chroma does not give back the disk space of a deleted
collection until its whole folder is removed. An index is written under a name of its own and renamed when complete.
"""

from __future__ import annotations

import base64
import re
import shutil
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, Protocol, cast
from urllib.parse import urlsplit
from weakref import WeakValueDictionary, finalize

import numpy as np

from rag.errors import CorpusError, SearchError, WenbaoError
from rag.files import sync, sync_tree

if TYPE_CHECKING:
    import httpx
    from chromadb.api.client import Client
    from chromadb.api.collection_configuration import CreateCollectionConfiguration
    from chromadb.api.models.Collection import Collection
    from chromadb.config import Settings
    from chromadb.types import Where

    from rag.index import Batch, Fused

# chromadb takes 0.7 s to import, which commands that search nothing need not wait for: imported where a client is made.

_CONFIGURATION: CreateCollectionConfiguration = {
    "hnsw": {"space": "ip", "ef_construction": 200, "max_neighbors": 32, "ef_search": 400}
}
_NAME = re.compile(r"[0-9a-f]{16}")  # rag.index.fingerprint; anything else is not ours to touch
_EMBEDDED = "clauses"
_UNFINISHED = "unfinished-"
_SERVER_SECONDS = 20.0

_opening = threading.RLock()
"""Chroma shares one database among the clients of a folder and counts them without a lock. Re-entrant, because a client
may be collected, and so closed, while another one is opened."""


class Found(NamedTuple):
    """A clause near a question."""

    sentence: str
    """Id of its sentence."""
    clause: int
    """Index into ``Sentence.clauses``."""
    score: float
    """Inner product of the question's vector with the clause's."""


class Vectors:
    """An index opened for searching. Thread-safe. Let go of when nobody refers to it any more."""

    def __init__(self, collection: Collection, owner: object) -> None:
        self._collection = collection
        self._owner = owner  # closes the connection when it goes, so it must not go before this
        self._count = collection.count()
        self._centre = np.frombuffer(base64.b64decode((collection.metadata or {})["centre"]), np.float32)

    def __len__(self) -> int:
        return self._count

    def query(self, vector: Sequence[float], k: int, reports: Sequence[str] | None = None) -> list[Found]:
        """The ``k`` clauses nearest to ``vector``, nearest first; of some reports where their names are given.

        Raises:
            SearchError: Chroma failed.
        """
        asked = np.asarray(vector, np.float32)
        with _chroma_errors(SearchError, "The vector search failed"):
            result = self._collection.query(
                query_embeddings=asked[None],
                n_results=min(k, self._count),
                where=None if reports is None else _among(reports),
                include=["distances"],
            )
        distances = np.asarray((result["distances"] or [[]])[0])
        scores = 1.0 - distances + float(asked @ self._centre)  # Chroma's "ip" distance is 1 - inner product
        return [_found(key, score) for key, score in zip(result["ids"][0], scores.tolist(), strict=True)]


def _among(reports: Sequence[str]) -> Where:
    among: dict[Literal["$in", "$nin"], list[str | int | float | bool]] = {"$in": [*reports]}
    return {"report": among}


def _found(key: str, score: float) -> Found:
    sentence, _, clause = key.rpartition(":")
    return Found(sentence, int(clause), score)


class Store(Protocol):
    """Where indexes are kept, by name. All of it raises ``CorpusError`` when Chroma or the disk fails."""

    def names(self) -> set[str]:
        """The complete indexes."""

    def write(self, name: str, vectors: Fused) -> None:
        """Make an index, not yet complete."""

    def complete(self, name: str) -> None:
        """Make a written index one of ``names``, in one step."""

    def open(self, name: str) -> Vectors: ...

    def remove(self, name: str) -> None:
        """Remove an index that nobody uses any more; one in use is left for the next time."""

    def sweep(self) -> None:
        """Remove what builds left that did not end."""


class Folders:
    """Indexes as embedded Chroma databases, one folder each. One process at a time."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._open: WeakValueDictionary[str, Vectors] = WeakValueDictionary()

    def names(self) -> set[str]:
        return {path.name for path in self._root.glob("*") if _NAME.fullmatch(path.name)}

    def write(self, name: str, vectors: Fused) -> None:
        folder = self._root / f"{_UNFINISHED}{name}"
        shutil.rmtree(folder, ignore_errors=True)
        with _chroma_errors(CorpusError, "The vectors could not be written"):
            folder.mkdir(parents=True)
            with _embedded(folder) as client:
                _fill(client, _EMBEDDED, vectors)
            sync_tree(folder)

    def complete(self, name: str) -> None:
        with _chroma_errors(CorpusError, "The index could not be completed"):
            (self._root / f"{_UNFINISHED}{name}").rename(self._root / name)
            sync(self._root)

    def open(self, name: str) -> Vectors:
        with _opening, _chroma_errors(CorpusError, "The index could not be opened"):
            vectors = self._open.get(name)
            if vectors is None:
                client = _embedded(self._root / name)
                vectors = Vectors(client.get_collection(_EMBEDDED, embedding_function=None), client)
                finalize(vectors, _close, client)
                self._open[name] = vectors
            return vectors

    def remove(self, name: str) -> None:
        with _opening:
            if name not in self._open:
                shutil.rmtree(self._root / name, ignore_errors=True)

    def sweep(self) -> None:
        for folder in self._root.glob(f"{_UNFINISHED}*"):
            shutil.rmtree(folder, ignore_errors=True)


class Server:
    """Indexes as collections of a Chroma server, which may serve several processes and several installations."""

    def __init__(self, url: str, installation: str) -> None:
        self._url = url
        self._prefix = f"wenbao-{installation}-"

    @cached_property
    def _client(self) -> Client:
        with _chroma_errors(CorpusError, "The Chroma server did not answer"):
            client = _remote(self._url)
        finalize(self, _hang_up, client)
        return client

    def names(self) -> set[str]:
        found = (name.removeprefix(self._prefix) for name in self._collections() if name.startswith(self._prefix))
        return {name for name in found if _NAME.fullmatch(name)}

    def write(self, name: str, vectors: Fused) -> None:
        unfinished = f"{self._prefix}{_UNFINISHED}{name}"
        self._delete(unfinished)
        with _chroma_errors(CorpusError, "The vectors could not be written"):
            _fill(self._client, unfinished, vectors)

    def complete(self, name: str) -> None:
        with _chroma_errors(CorpusError, "The index could not be completed"):
            collection = self._client.get_collection(f"{self._prefix}{_UNFINISHED}{name}", embedding_function=None)
            collection.modify(name=self._prefix + name)

    def open(self, name: str) -> Vectors:
        with _chroma_errors(CorpusError, "The index could not be opened"):
            return Vectors(self._client.get_collection(self._prefix + name, embedding_function=None), self)

    def remove(self, name: str) -> None:
        self._delete(self._prefix + name)

    def sweep(self) -> None:
        for name in self._collections():
            if name.startswith(self._prefix + _UNFINISHED):
                self._delete(name)

    def _collections(self) -> list[str]:
        with _chroma_errors(CorpusError, "The Chroma server did not answer"):
            return [collection.name for collection in self._client.list_collections()]

    def _delete(self, collection: str) -> None:
        if collection in self._collections():
            with _chroma_errors(CorpusError, "An index could not be removed"):
                self._client.delete_collection(collection)


def make_store(chroma_url: str, installation: str, root: Path) -> Store:
    """The server's where a URL is given, else folders under ``root``."""
    return Server(chroma_url, installation) if chroma_url else Folders(root)


def _fill(client: Client, name: str, vectors: Fused) -> None:
    centre = base64.b64encode(vectors.centre.tobytes()).decode()
    collection = client.create_collection(
        name, configuration=_CONFIGURATION, metadata={"centre": centre}, embedding_function=None
    )
    for batch in vectors.batches():
        _add(collection, batch)


def _add(collection: Collection, batch: Batch) -> None:
    collection.add(
        ids=[f"{entry.sentence}:{entry.clause}" for entry in batch.entries],
        embeddings=batch.vectors,
        metadatas=[{"report": entry.report} for entry in batch.entries],
    )


def _embedded(folder: Path) -> Client:
    import chromadb
    from chromadb.api.shared_system_client import SharedSystemClient

    with _opening:
        try:
            return cast("Client", chromadb.PersistentClient(str(folder), settings=_settings()))
        except BaseException:
            # Chroma remembers what it could not start, and would not try this folder again
            SharedSystemClient._identifier_to_system.pop(str(folder), None)
            raise


def _close(client: Client) -> None:
    with _opening:
        client.close()


def _remote(url: str) -> Client:
    import chromadb
    import httpx

    parts = urlsplit(url)
    secure = parts.scheme == "https"
    port = parts.port or (443 if secure else 80)
    httpx.get(f"{url.rstrip('/')}/api/v2/heartbeat", timeout=_SERVER_SECONDS).raise_for_status()
    client = cast("Client", chromadb.HttpClient(parts.hostname or "", port, ssl=secure, settings=_settings()))
    for session in _sessions(client):
        session.timeout = _SERVER_SECONDS
    return client


def _hang_up(client: Client) -> None:
    client.close()
    for session in _sessions(client):
        session.close()


def _sessions(client: Any) -> tuple[httpx.Client, ...]:
    """Chroma sets no time limit, offers no setting for one, and never closes its connections; all that is left is to
    reach for them."""
    return client._server._session, client._admin_client._server._session


def _settings() -> Settings:
    from chromadb.config import Settings

    return Settings(anonymized_telemetry=False)


@contextmanager
def _chroma_errors(kind: type[CorpusError] | type[SearchError], what: str) -> Iterator[None]:
    """Whatever Chroma raises as ours; its own tree does not cover what its Rust core and httpx raise."""
    try:
        yield
    except WenbaoError:
        raise
    except Exception as exc:
        reason = re.sub(r"\s+", " ", str(exc))[:200] or type(exc).__name__
        raise kind(f"{what} ({reason}); check the disk, or the server at CHROMA_URL if it is set.") from exc
