"""Version -> one vector per clause, made of several views of the clause's place. Pure.

A clause's vector is a weighted sum of the unit vectors of four texts: the sentence under its section path, the
sentence, its section, and the clause. The inner product of a question's vector with the sum is the weighted sum of its
cosines with the four, so that one search weighs them all. The sums are not normalised: that would weigh them
unequally.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from rag.encodings import Encodings
from rag.types import Section
from rag.version import Location, Version

SECTION_START = 200  # characters of a section's text that stand for it


class Views(NamedTuple):
    """The texts that a clause is found by."""

    context: str
    sentence: str
    section: str
    clause: str


class Weights(NamedTuple):
    """How much each view counts, in the order of ``Views``."""

    context: float
    sentence: float
    section: float
    clause: float


WEIGHTS = Weights(context=0.4, sentence=0.2, section=0.1, clause=0.3)


class Entry(NamedTuple):
    """One vector to be: what it stands for, and the texts it is made of."""

    sentence: str
    """Id of the sentence."""
    clause: int
    """Index into ``Sentence.clauses``."""
    report: str
    views: Views


def make_entries(version: Version) -> list[Entry]:
    """One entry per clause of every sentence, in reading order."""
    return [entry for at in version.order for entry in _sentence_entries(version, at)]


def _sentence_entries(version: Version, at: Location) -> Iterator[Entry]:
    report, sentence, section = version.report(at), version.sentence(at), version.section(at)
    words = report.text[sentence.start : sentence.end]
    context = " ".join((*section.path, words))
    around = _section_view(report.text, section)
    alone = len(sentence.clauses) == 1
    for index, clause in enumerate(sentence.clauses):
        # a sentence of one clause is its clause: the final stop is not worth an encoding
        views = Views(context, words, around, words if alone else clause.of(report.text))
        yield Entry(sentence.id, index, report.name, views)


def _section_view(text: str, section: Section) -> str:
    start = text[section.heading_end : min(section.end, section.heading_end + SECTION_START)]
    return " ".join((*section.path, start.strip()))


def fingerprint(entries: Sequence[Entry], model: str) -> str:
    """16 hexadecimal digits for everything that the vectors depend on, so that a changed text, outline rule, weight or
    model gives another value and an unchanged one does not."""
    digest = hashlib.blake2b(repr((model, WEIGHTS)).encode(), digest_size=8)
    for entry in entries:
        digest.update(repr(entry).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def texts_of(entries: Sequence[Entry]) -> Iterator[str]:
    """Every view of every entry, repeated ones repeated."""
    return (text for entry in entries for text in entry.views)


def fuse(entries: Sequence[Entry], encodings: Encodings) -> NDArray[np.float32]:
    """The vectors of ``entries``, shape (entries, dimensions)."""
    return np.asarray(
        sum(
            weight * encodings.rows([entry.views[view] for entry in entries])
            for view, weight in enumerate(WEIGHTS)
            if weight
        ),
        np.float32,
    )
