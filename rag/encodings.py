"""Texts -> their vectors, kept between builds so that each text is encoded once.

Vectors are rounded to half precision before anything is made of them, so that a reload that finds a vector here and a
first indexing that computes it give the same scores.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import numpy as np
from langchain_core.embeddings import Embeddings
from numpy.typing import NDArray

Progress = Callable[[int, int], None]
"""Called with (done, total); the unit is a text to encode."""

BATCH = 16  # larger batches are not faster (benchmarks), and would make progress and cancelling coarse


class Encodings:
    """Half-precision vectors by the digest of their text, all of one model."""

    def __init__(self, model: str, vectors: dict[bytes, NDArray[np.float16]]) -> None:
        self.model = model
        self._vectors = vectors

    def __len__(self) -> int:
        return len(self._vectors)

    def __contains__(self, text: str) -> bool:
        return _digest(text) in self._vectors

    def rows(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Vectors in the order of ``texts``, shape (texts, dimensions)."""
        return np.stack([self._vectors[_digest(text)] for text in texts]).astype(np.float32)

    def only(self, texts: Iterable[str]) -> Encodings:
        """Those of ``texts`` that are known."""
        digests = (_digest(text) for text in texts)
        return Encodings(self.model, {d: self._vectors[d] for d in digests if d in self._vectors})

    def save(self, path: Path) -> None:
        keys = np.frombuffer(b"".join(self._vectors), np.uint8).reshape(len(self._vectors), -1)
        with path.open("wb") as file:
            np.savez(file, model=np.array(self.model), keys=keys, vectors=np.stack(list(self._vectors.values())))


def load_encodings(path: Path, model: str) -> Encodings:
    """Those saved at ``path``; none if the file is missing, damaged or of another model."""
    try:
        with np.load(path, allow_pickle=False) as saved:
            if str(saved["model"]) != model:
                return Encodings(model, {})
            digests = map(bytes, saved["keys"])
            return Encodings(model, dict(zip(digests, saved["vectors"], strict=True)))
    except (OSError, ValueError, KeyError, EOFError):
        return Encodings(model, {})


def encode(texts: Iterable[str], embeddings: Embeddings, known: Encodings, progress: Progress) -> Encodings:
    """The encodings of all ``texts``, computed where they are not ``known``.

    Raises:
        SearchError: the embedding model failed.
    """
    wanted = list(dict.fromkeys(texts))
    found = known.only(wanted)
    missing = [text for text in wanted if text not in found]
    vectors = dict(found._vectors)
    for done in range(0, len(missing), BATCH):
        progress(done, len(missing))
        batch = missing[done : done + BATCH]
        rows = np.asarray(embeddings.embed_documents(batch), np.float16)
        vectors |= zip(map(_digest, batch), rows, strict=True)
    progress(len(missing), len(missing))
    return Encodings(known.model, vectors)


def _digest(text: str) -> bytes:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()
