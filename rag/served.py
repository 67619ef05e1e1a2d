"""A version on record -> what answers questions: its outlines, its vectors, its keyword index."""

from __future__ import annotations

from dataclasses import dataclass

from rag.errors import CorpusError
from rag.lexical import Lexical
from rag.vectors import Store, Vectors
from rag.version import Version


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Served:
    """A version with all that answering from it needs. Take it once per question, so that no answer mixes two.

    It works as long as somebody refers to it, also when another version is current by then.
    """

    number: int
    version: Version
    vectors: Vectors
    lexical: Lexical


def open_served(number: int, version: Version, store: Store, index: str) -> Served:
    """Open a complete index.

    Raises:
        CorpusError: it cannot be opened, or does not hold the clauses of the version.
    """
    vectors = store.open(index)
    clauses = sum(len(sentence.clauses) for outline in version.outlines for sentence in outline.sentences)
    if len(vectors) != clauses:
        raise CorpusError(f"The index {index} holds {len(vectors)} of {clauses} clauses; remove it and start again.")
    return Served(number, version, vectors, Lexical(version))
