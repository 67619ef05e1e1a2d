"""A Chroma server -> indexes, each a collection of it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlsplit
from weakref import finalize

from rag.errors import CorpusError, SearchError
from rag.index.vector_store import HNSW, UNFINISHED, VectorIndex, chroma_errors, described, is_index, keys_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    import httpx
    import numpy as np
    from chromadb.api.client import Client
    from chromadb.api.collection_configuration import CreateCollectionConfiguration
    from chromadb.api.models.Collection import Collection
    from numpy.typing import NDArray

    from rag.index.entries import FusedVectors

# chromadb takes 0.7 s to import, which those who have no server need not wait for: imported where a client is made.

_SERVER_SECONDS = 20.0


class ChromaServer:
    """Indexes as collections of a Chroma server, which may serve several processes and several installations."""

    def __init__(self, url: str, installation: str) -> None:
        self._url = url
        self._prefix = f"wenbao-{installation}-"

    @cached_property
    def _client(self) -> Client:
        with chroma_errors(CorpusError, "The Chroma server did not answer"):
            client = _remote(self._url)
        finalize(self, _hang_up, client)
        return client

    def names(self) -> set[str]:
        found = (name.removeprefix(self._prefix) for name in self._collections() if name.startswith(self._prefix))
        return {name for name in found if is_index(name)}

    def write(self, name: str, vectors: FusedVectors) -> None:
        unfinished = f"{self._prefix}{UNFINISHED}{name}"
        self._delete(unfinished)
        with chroma_errors(CorpusError, "The vectors could not be written"):
            _fill(self._client, unfinished, vectors)

    def complete(self, name: str) -> None:
        with chroma_errors(CorpusError, "The index could not be completed"):
            collection = self._client.get_collection(f"{self._prefix}{UNFINISHED}{name}", embedding_function=None)
            collection.modify(name=self._prefix + name)

    def open(self, name: str) -> VectorIndex:
        with chroma_errors(CorpusError, "The index could not be opened"):
            return VectorIndex(
                _ServerCollection(self._client.get_collection(self._prefix + name, embedding_function=None), self)
            )

    def remove(self, name: str) -> None:
        self._delete(self._prefix + name)

    def sweep(self) -> None:
        for name in self._collections():
            if name.startswith(self._prefix + UNFINISHED):
                self._delete(name)

    def _collections(self) -> list[str]:
        with chroma_errors(CorpusError, "The Chroma server did not answer"):
            return [collection.name for collection in self._client.list_collections()]

    def _delete(self, collection: str) -> None:
        if collection in self._collections():
            with chroma_errors(CorpusError, "An index could not be removed"):
                self._client.delete_collection(collection)


class _ServerCollection:
    """A collection of the server."""

    def __init__(self, collection: Collection, owner: object) -> None:
        self._collection = collection
        self._owner = owner  # closes the connection when it goes, so it must not go before this
        self.centre: str = (collection.metadata or {})["centre"]

    def count(self) -> int:
        return self._collection.count()

    def nearest(self, vector: NDArray[np.float32], k: int) -> tuple[list[str], list[float]]:
        result = self._collection.query(query_embeddings=vector[None], n_results=k, include=["distances"])
        return result["ids"][0], list((result["distances"] or [[]])[0])

    def take(self, keys: list[str]) -> tuple[list[str], Sequence[Sequence[float]]]:
        result = self._collection.get(ids=keys, include=["embeddings"])
        return result["ids"], cast("Sequence[Sequence[float]]", result["embeddings"])

    def is_there(self) -> bool:
        return True  # the server alone knows, and a search asks it

    def is_reachable(self) -> bool:
        try:
            with chroma_errors(SearchError, "The Chroma server did not answer"):
                return self.count() >= 0
        except SearchError:
            return False

    def is_intact(self) -> bool:
        return True  # its files are the server's to look after


def _fill(client: Client, name: str, vectors: FusedVectors) -> None:
    configuration = cast("CreateCollectionConfiguration", {"hnsw": HNSW})
    collection = client.create_collection(
        name, configuration=configuration, metadata=described(vectors), embedding_function=None
    )
    for batch in vectors.batches():
        collection.add(ids=keys_of(batch), embeddings=batch.vectors)


def _remote(url: str) -> Client:
    import chromadb
    import httpx
    from chromadb.config import Settings

    parts = urlsplit(url)
    secure = parts.scheme == "https"
    port = parts.port or (443 if secure else 80)
    httpx.get(f"{url.rstrip('/')}/api/v2/heartbeat", timeout=_SERVER_SECONDS).raise_for_status()
    host = parts.hostname or ""
    if ":" in host:  # Chroma writes it into an address as it is
        host = f"[{host}]"
    unwatched = Settings(anonymized_telemetry=False)
    client = cast("Client", chromadb.HttpClient(host, port, ssl=secure, settings=unwatched))
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
