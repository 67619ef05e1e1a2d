"""A version made and not yet published: its sources, its changes, and what prevents publishing it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from rag.corpus.diff.reading_summary import ReadingSummary
from rag.corpus.diff.versions import LostAnswer, VersionChange
from rag.documents.report_folder import Stamp
from rag.index.embeddings import Embeddings
from rag.index.searchable_corpus import SearchableCorpus

Check = Callable[["SearchableCorpus", "SearchableCorpus", "Embeddings"], tuple[LostAnswer, ...]]
"""Asks the current and a new version what must not be lost."""


def unchecked(_old: SearchableCorpus, _new: SearchableCorpus, _embeddings: Embeddings) -> tuple[LostAnswer, ...]:
    """Accepts every version."""
    return ()


@dataclass(frozen=True, slots=True)
class Draft:
    """A version waiting to be published or discarded. There is one at a time: the next takes its place."""

    version: int
    base: int | None
    """The version that was current when it was made."""
    at: datetime
    who: str
    added: str
    """Name of the file that comes into CORPUS_DIR with it; empty if none does."""
    taken: tuple[str, ...]
    """Names of the files that leave CORPUS_DIR with it."""
    stamps: frozenset[Stamp]
    """The files in CORPUS_DIR when it was made; under no name, what stands for how they were read."""
    lost: tuple[LostAnswer, ...]
    """It is held while there are any."""


@dataclass(frozen=True, slots=True)
class Preview:
    """The preview that an admin decides on."""

    draft: Draft | None
    """None where there is nothing to publish."""
    change: VersionChange
    """The change against the current version."""
    understood: tuple[ReadingSummary, ...]
    """The reports that it adds or changes, as they were read."""
    replaced: int | None = None
    """The draft that waited until then, which this one took the place of."""
