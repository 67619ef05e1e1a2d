"""The vectors of clauses, opened for searching; and where they are kept.

Kept by Chroma: in folders of this machine (``rag.index.chroma_embedded``) or on a server
(``rag.index.chroma_server``). An index is written under
a name of its own and renamed when complete.
"""

from __future__ import annotations

import base64
import logging
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from rag.errors import CorpusError, SearchError, WenbaoError

if TYPE_CHECKING:
    from rag.index.entries import Batch, FusedVectors

log = logging.getLogger(__name__)

HNSW = {"space": "ip", "ef_construction": 200, "max_neighbors": 32, "ef_search": 400}
_PANIC = "PanicException"
"""The error that the Rust core raises where it fails: it is not an Exception, and its module cannot be imported."""
UNFINISHED = "unfinished-"
_NAME = re.compile(r"[0-9a-f]{16}")  # rag.index.entries.fingerprint; anything else is not ours to touch


class NearClause(NamedTuple):
    """A clause near a question."""

    sentence: str
    """Id of its sentence."""
    clause: int
    """Index into ``Sentence.clauses``."""
    score: float
    """Inner product of the question's vector with the clause's."""


class Collection(Protocol):
    """A collection of Chroma."""

    centre: str
    """The centre of its vectors, as ``describe`` gives it."""

    def count(self) -> int: ...

    def nearest(self, vector: NDArray[np.float32], k: int) -> tuple[list[str], list[float]]:
        """Ids and distances of the ``k`` entries nearest to ``vector``, nearest first."""

    def take(self, keys: list[str]) -> tuple[list[str], Sequence[Sequence[float]]]:
        """Ids and vectors of the entries of these ids, in any order."""

    def is_there(self) -> bool:
        """Whether it is still where it was opened, as far as can be told at once."""

    def is_reachable(self) -> bool:
        """Whether it can be searched now; a server is asked."""

    def is_intact(self) -> bool:
        """Whether its files are as they were written. Reads all of them."""


class VectorIndex:
    """An index opened for searching. Thread-safe. Released when nothing refers to it."""

    def __init__(self, collection: Collection) -> None:
        self._collection = collection
        self._count = collection.count()
        self.centre = np.frombuffer(base64.b64decode(collection.centre), np.float32)
        """The vector that all were stored less."""
        self._has_failed = False

    @property
    def is_sound(self) -> bool:
        """No search has failed and it is where it was. Else it has to be opened again, or made again."""
        return not self._has_failed and self._collection.is_there()

    def is_reachable(self) -> bool:
        """Whether a search would be answered now. May block, for as long as a search."""
        return self.is_sound and self._collection.is_reachable()

    def examine(self) -> None:
        """Read all that is kept; where it differs from what was written, the index is no longer sound."""
        if not self._collection.is_intact():
            log.warning("the files of an index in use are damaged; it is made again")
            self._has_failed = True

    def __len__(self) -> int:
        return self._count

    def query(self, vector: NDArray[np.float32], k: int) -> list[NearClause]:
        """The ``k`` clauses nearest to ``vector`` as Chroma's graph finds them, nearest first.

        Raises:
            SearchError: Chroma failed.
        """
        with self._searching():
            keys, distances = self._collection.nearest(vector, min(k, self._count))
        scores = (
            1.0 - np.asarray(distances) + float(vector @ self.centre)
        )  # Chroma's "ip" distance is 1 - inner product
        return [_found(key, score) for key, score in zip(keys, scores.tolist(), strict=True)]

    def take(self, keys: Sequence[str]) -> NDArray[np.float32]:
        """The vectors kept under ``keys``, in their order; the centre has been taken from each.

        Raises:
            SearchError: Chroma failed, or does not hold one of them.
        """
        with self._searching():
            found, vectors = self._collection.take([*keys])
            rows = {key: row for row, key in enumerate(found)}
            return np.asarray(vectors, np.float32).reshape(-1, len(self.centre))[[rows[key] for key in keys]]

    @contextmanager
    def _searching(self) -> Iterator[None]:
        try:
            with chroma_errors(SearchError, "The vector search failed"):
                yield
        except SearchError:
            self._has_failed = True
            raise


def _found(key: str, score: float) -> NearClause:
    sentence, _, clause = key.rpartition(":")
    return NearClause(sentence, int(clause), score)


def is_index(name: str) -> bool:
    """A name that an index can have."""
    return bool(_NAME.fullmatch(name))


def described(vectors: FusedVectors) -> dict[str, str]:
    """The metadata of a collection of these vectors."""
    return {"centre": base64.b64encode(vectors.centre.tobytes()).decode()}


def key_of(sentence: str, clause: int) -> str:
    return f"{sentence}:{clause}"


def keys_of(batch: Batch) -> list[str]:
    return [key_of(entry.sentence, entry.clause) for entry in batch.entries]


class VectorStore(Protocol):
    """The indexes by name. Every method raises ``CorpusError`` when Chroma or the disk fails."""

    def names(self) -> set[str]:
        """The complete indexes."""

    def write(self, name: str, vectors: FusedVectors) -> None:
        """Make an index, not yet complete."""

    def complete(self, name: str) -> None:
        """Make a written index one of ``names``, in one step."""

    def open(self, name: str) -> VectorIndex: ...

    def remove(self, name: str) -> None:
        """Remove an index that is no longer used; one in use is left for the next time, unless it is unsound."""

    def sweep(self) -> None:
        """Remove what builds left that did not end."""


@contextmanager
def chroma_errors(kind: type[CorpusError] | type[SearchError], what: str) -> Iterator[None]:
    """Turns whatever Chroma raises into our errors; its own tree does not cover what its Rust core and httpx raise."""
    try:
        yield
    except WenbaoError:
        raise
    except BaseException as exc:
        if not isinstance(exc, Exception) and type(exc).__name__ != _PANIC:
            raise
        reason = re.sub(r"\s+", " ", str(exc))[:200] or type(exc).__name__
        raise kind(
            "{what} ({reason}); check the disk, or the server at CHROMA_URL if it is set.",
            code="vector_store_failed",
            what=what,
            reason=reason,
        ) from exc
