"""Encodings as a build makes them -> a file that the next build reads, whatever ends this one.

Batches stand one after the other, each with its size and a checksum. What was being written when the program was killed
is not read, and is written over.
"""

from __future__ import annotations

import hashlib
import struct
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

_HEAD = struct.Struct("<16sIII")
"""The head of a batch: digest of the model's name, texts, dimensions, checksum of what follows."""
_DIGEST = 16


class Encoded(NamedTuple):
    """A batch of texts, each known by its digest of 16 bytes."""

    digests: Sequence[bytes]
    vectors: NDArray[np.float16]
    """Shape (texts, dimensions)."""


class EmbeddingJournal:
    def __init__(self, path: Path, model: str) -> None:
        """Encodings of another model are not read.

        Raises:
            OSError: the file is there and cannot be read.
        """
        self._path = path
        self._model = hashlib.blake2b(model.encode(), digest_size=_DIGEST).digest()
        self._end = 0
        self.batches = self._read(path.read_bytes() if path.exists() else b"")

    def append(self, batch: Encoded) -> None:
        """Raises:
        OSError: it cannot be written.
        """
        body = b"".join(batch.digests) + batch.vectors.tobytes()
        head = _HEAD.pack(self._model, len(batch.digests), batch.vectors.shape[1], zlib.crc32(body))
        with self._path.open("r+b" if self._path.exists() else "wb") as file:
            file.seek(self._end)
            file.write(head + body)
            file.truncate()
        self._end += len(head) + len(body)

    def remove(self) -> None:
        """Remove the journal when all of it is stored elsewhere."""
        self._path.unlink(missing_ok=True)
        self._end = 0

    def _read(self, written: bytes) -> list[Encoded]:
        batches = []
        while len(written) >= self._end + _HEAD.size:
            model, texts, dimensions, checksum = _HEAD.unpack_from(written, self._end)
            start = self._end + _HEAD.size
            body = written[start : start + texts * (_DIGEST + 2 * dimensions)]
            if model != self._model or zlib.crc32(body) != checksum:
                break
            digests = [body[at : at + _DIGEST] for at in range(0, texts * _DIGEST, _DIGEST)]
            vectors = np.frombuffer(body, np.float16, offset=texts * _DIGEST).reshape(texts, dimensions)
            batches.append(Encoded(digests, vectors))
            self._end = start + len(body)
        return batches
