"""A report file -> a corpus to search, without a vector store: what fitting and judging ask again and again.

Sentences are encoded once; their vectors are kept in a folder, one file a report, found by their text.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import numpy as np
from numpy.typing import NDArray

from rag.documents.loader import load_report
from rag.index.embedding_cache import encode, load_encodings
from rag.index.embeddings import (
    LOCAL,
    E5Embeddings,
    Embeddings,
    load_embeddings,
    load_learned,
    model_fingerprint,
)
from rag.index.entries import WEIGHTS, make_entries, texts_of
from rag.index.keyword_index import KeywordIndex
from rag.index.searchable_corpus import SearchableCorpus, make_version
from rag.index.vector_search import Hit
from rag.settings import EmbeddingSettings

if TYPE_CHECKING:
    from rag.documents.snapshot import CorpusSnapshot
    from rag.index.vector_search import VectorSearch


@dataclass
class Remembering:
    """An embedding model that embeds every question once, also between runs."""

    folder: Path
    """Of this model alone."""
    settings: EmbeddingSettings
    model: Embeddings = field(init=False)
    _name: str | None = field(init=False, default=None)
    """Of the encoder of questions that is in use."""
    _known: dict[str, dict[str, list[float]]] = field(default_factory=dict)
    """The vectors of questions, by the encoder and their text."""

    def __post_init__(self) -> None:
        self.use(load_learned() if self.settings.model == LOCAL else {})

    def use(self, learned: Mapping[str, NDArray[Any]]) -> None:
        """Encodes questions with what was learned, if anything, until another is used."""
        name = _name_of(learned)
        if name != self._name:
            self._name = name
            is_local = self.settings.model == LOCAL
            self.model = E5Embeddings(learned) if is_local else load_embeddings(self.settings)

    @property
    def fingerprint(self) -> str:
        return model_fingerprint(self.settings)

    def embed_query(self, text: str) -> list[float]:
        known = self._of(self._name or "")
        if text not in known:
            known[text] = self.model.embed_query(text)
        return known[text]

    def embed_text(self, text: str) -> list[float]:
        known = self._of("")
        if text not in known:
            known[text] = self.model.embed_text(text)
        return known[text]

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return self.model.embed_documents(texts)

    def save(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        for name, known in self._known.items():
            vectors = np.array(list(known.values()), np.float32)
            np.savez(self.folder / f"questions{name}.npz", texts=np.array(list(known)), vectors=vectors)

    def _of(self, name: str) -> dict[str, list[float]]:
        """The vectors by an encoder of questions, also those of runs before."""
        if name not in self._known:
            self._known[name] = _load(self.folder / f"questions{name}.npz")
        return self._known[name]


def _name_of(learned: Mapping[str, NDArray[Any]]) -> str:
    """Another one for whatever else was learned."""
    content = b"".join(learned[name].tobytes() for name in sorted(learned))
    return f"-{sha256(content).hexdigest()[:12]}" if learned else ""


def _load(file: Path) -> dict[str, list[float]]:
    if not file.exists():
        return {}
    with np.load(file) as saved:
        return dict(zip(saved["texts"].tolist(), saved["vectors"].tolist(), strict=True))


@dataclass
class _Exact:
    """Searches clauses one by one, as ``rag.index.vector_search`` does in a small corpus."""

    places: list[tuple[int, int]]
    vectors: NDArray[np.float32]

    def find(self, vector: Sequence[float], k: int, _reports: Sequence[int] | None = None) -> list[Hit]:
        scores = self.vectors @ np.asarray(vector, np.float32)
        best = np.argsort(-scores, kind="stable")[:k]
        return [Hit(*self.places[at], float(scores[at])) for at in best]


def open_report(path: Path, embeddings: Remembering, folder: Path) -> SearchableCorpus:
    """One report as it is served; its vectors are kept in ``folder``."""
    snapshot = make_version((load_report(path),))
    vectors = _vectors(snapshot, embeddings, folder / f"{path.stem}.npz")
    return SearchableCorpus(
        1, datetime.now(UTC), snapshot, cast("VectorSearch", vectors), KeywordIndex(snapshot), embeddings.fingerprint
    )


def clauses_of(served: SearchableCorpus) -> tuple[NDArray[np.intp], NDArray[np.float32]]:
    """The ordinals of the sentences of all clauses of what ``open_report`` gave, and their vectors, shape (clauses,
    dimensions)."""
    held = cast("_Exact", served.nearest)
    return np.array([ordinal for ordinal, _ in held.places], np.intp), held.vectors


def _vectors(snapshot: CorpusSnapshot, embeddings: Remembering, file: Path) -> _Exact:
    entries = list(make_entries(snapshot))
    known = load_encodings(file, embeddings.fingerprint)
    encodings = encode(texts_of(entries), embeddings, known, lambda _done, _total: None)
    if len(encodings) != len(known):
        file.parent.mkdir(parents=True, exist_ok=True)
        encodings.save(file)
    rows = np.array([[encodings.row(text) for text in entry.views] for entry in entries], np.intp)
    vectors = sum(np.float32(w) * encodings.vectors[rows[:, view]].astype(np.float32) for view, w in enumerate(WEIGHTS))
    places = [(snapshot.ordinals[entry.sentence], entry.clause) for entry in entries]
    return _Exact(places, np.asarray(vectors, np.float32))
