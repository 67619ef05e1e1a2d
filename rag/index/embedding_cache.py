"""Texts -> their vectors, kept between builds so that each text is encoded once.

Vectors are rounded to half precision before anything is made of them, so that a reload that finds a vector here and a
first indexing that computes it give the same scores.
"""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from rag.documents.atomic_files import writing_whole
from rag.index.embedding_journal import Encoded
from rag.index.embeddings import Embeddings

ENCODINGS = "encodings.npz"
"""Their file under DATA_DIR."""

SHIPPED = Path(__file__).with_name("seed_encodings.npz")
"""Those of the report that comes with the program: the first start need not encode it, which takes a minute."""

Progress = Callable[[int, int], None]
"""Called with (done, total); the unit is a text to encode."""

Keep = Callable[[Encoded], None]
"""Called with each batch as it is encoded."""

BATCH = 128  # three seconds on two cores; all at once is hardly faster, 16 at a time takes a tenth longer


class Encodings:
    """Half-precision vectors of one model, each found by its text."""

    def __init__(self, model: str, digests: Sequence[bytes], vectors: NDArray[np.float16]) -> None:
        self.model = model
        self.vectors = vectors
        """Shape (texts, dimensions)."""
        self._digests = digests
        self._rows = {digest: row for row, digest in enumerate(digests)}

    def __len__(self) -> int:
        return len(self._digests)

    def row(self, text: str) -> int | None:
        """The row of the text's vector in ``vectors``."""
        return self._rows.get(_digest(text))

    def extended(self, batches: Sequence[Encoded]) -> Encodings:
        """These encodings and those of more texts of the same model."""
        if not batches:
            return self
        parts = [self.vectors] if len(self) else []
        digests = [*self._digests, *(digest for batch in batches for digest in batch.digests)]
        return Encodings(self.model, digests, np.concatenate([*parts, *(batch.vectors for batch in batches)]))

    def save(self, path: Path) -> None:
        """Write them so that the file is there whole or as it was before."""
        digests = np.frombuffer(b"".join(self._digests), np.uint8).reshape(len(self), -1)
        with writing_whole(path) as file:
            np.savez(file, model=np.array(self.model), digests=digests, vectors=self.vectors)


def load_encodings(path: Path, model: str) -> Encodings:
    """Those saved at ``path``; none if the file is missing, damaged or of another model."""
    none = Encodings(model, (), np.zeros((0, 0), np.float16))
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as saved:
            if str(saved["model"]) != model:
                return none
            return Encodings(model, list(map(bytes, saved["digests"])), saved["vectors"])
    except (OSError, ValueError, KeyError, EOFError, RuntimeError, zipfile.BadZipFile):
        return none


def load_known(path: Path, model: str, begun: Sequence[Encoded]) -> Encodings:
    """Those saved at ``path`` and those of a build that was begun; without any, those that come with the program."""
    known = load_encodings(path, model).extended(begun)
    return known if len(known) else load_encodings(SHIPPED, model)


def kept_nowhere(_batch: Encoded) -> None:
    """Keeps nothing: encoding takes no time."""


def encode(
    texts: Iterable[str], embeddings: Embeddings, known: Encodings, progress: Progress, keep: Keep = kept_nowhere
) -> Encodings:
    """The encodings of all ``texts``, computed where they are not ``known``.

    Raises:
        SearchError: the embedding model failed.
    """
    wanted = list(dict.fromkeys(texts))
    rows = {text: row for text in wanted if (row := known.row(text)) is not None}
    missing = [text for text in wanted if text not in rows]
    parts = [known.vectors[list(rows.values())]] if rows else []
    for batch in _encode_missing(missing, embeddings, progress):
        keep(batch)
        parts.append(batch.vectors)
    return Encodings(known.model, list(map(_digest, (*rows, *missing))), np.concatenate(parts))


def _encode_missing(texts: Sequence[str], embeddings: Embeddings, progress: Progress) -> Iterator[Encoded]:
    for done in range(0, len(texts), BATCH):
        progress(done, len(texts))
        batch = list(texts[done : done + BATCH])
        yield Encoded(list(map(_digest, batch)), np.asarray(embeddings.embed_documents(batch), np.float16))
    progress(len(texts), len(texts))


def _digest(text: str) -> bytes:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()
