"""Reports -> a version, and what answers from it: its outlines, its vectors, its keyword index."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import repeat
from typing import TYPE_CHECKING
from weakref import WeakValueDictionary

from rag.documents.snapshot import CorpusSnapshot, version_id
from rag.documents.structure.outline import make_outline
from rag.errors import CorpusError, ReportError
from rag.index.chroma_embedded import ChromaFolders
from rag.index.chroma_server import ChromaServer
from rag.index.embeddings import model_fingerprint
from rag.index.entries import IndexEntry, fingerprint
from rag.index.keyword_index import KeywordIndex
from rag.index.vector_search import VectorSearch

if TYPE_CHECKING:
    from datetime import datetime

    from rag.index.vector_store import VectorStore
    from rag.settings import CorpusSettings
    from rag.storage.models import VersionRecord
    from rag.types import Outline, Report

_OUTLINES: WeakValueDictionary[Report, Outline] = WeakValueDictionary()
"""Outlines of the reports of versions in use: only what differs is read for a version that is made beside them."""


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class SearchableCorpus:
    """A version with all that answering from it needs. Take it once per question, so that no answer mixes two.

    It works as long as somebody refers to it, also when another version is current by then.
    """

    number: int
    made: datetime
    version: CorpusSnapshot
    nearest: VectorSearch
    lexical: KeywordIndex
    model: str
    """Fingerprint of the embedding model of its vectors; questions are embedded with the same."""


def make_version(reports: tuple[Report, ...], outlines: tuple[Outline, ...] = ()) -> CorpusSnapshot:
    """Reports with their ``outlines``, which are made unless they are given.

    Raises:
        ReportError: two of them have one name, and could not be told apart in an answer.
    """
    names = Counter(report.name for report in reports)
    for name in names:
        if names[name] > 1:
            files = ", ".join(report.file for report in reports if report.name == name)
            raise ReportError(
                "{files} are the same report, {report}; keep only one of them in the corpus folder.",
                code="same_report",
                files=files,
                report=name,
            )
    return CorpusSnapshot(version_id(reports), reports, tuple(map(outline_of, reports, outlines or repeat(None))))


def outline_of(report: Report, made: Outline | None = None) -> Outline:
    """The one outline that all versions in use have of a report; ``made``: one that was made elsewhere."""
    outline = _OUTLINES.get(report)
    if outline is None:
        outline = _OUTLINES[report] = made or make_outline(report)
    return outline


def index_store(settings: CorpusSettings, installation: str) -> VectorStore:
    """The place of the indexes: the server where one is set, else folders."""
    url = settings.chroma_url
    return ChromaServer(url, installation) if url else ChromaFolders(settings.data_dir / "indexes")


def index_name(entries: Sequence[IndexEntry], settings: CorpusSettings) -> str:
    """The name of a version's index, made from everything that goes into it."""
    return fingerprint(entries, model_fingerprint(settings.embedding))


def open_served(
    record: VersionRecord,
    version: CorpusSnapshot,
    store: VectorStore,
    index: str,
    model: str,
    lexical: KeywordIndex | None = None,
) -> SearchableCorpus:
    """Open a complete index of vectors by ``model``; ``lexical`` is the version's, where it is there already.

    Raises:
        CorpusError: it cannot be opened, or does not hold the clauses of the version.
        SearchError: it does not give its vectors.
    """
    vectors = store.open(index)
    clauses = sum(version.clauses)
    if len(vectors) != clauses:
        raise CorpusError(
            "The index {index} holds {held} of {clauses} clauses; restart to rebuild it.",
            code="index_incomplete",
            index=index,
            held=len(vectors),
            clauses=clauses,
        )
    nearest = VectorSearch(vectors, version)
    nearest.hold()
    return SearchableCorpus(record.number, record.made, version, nearest, lexical or KeywordIndex(version), model)
