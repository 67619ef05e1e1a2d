"""Programs that are started on a corpus, one after the other, and what they serve."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from rag.corpus.service import CorpusService
from rag.corpus.versions.staleness import Why
from rag.index.searchable_corpus import SearchableCorpus

Open = Callable[..., CorpusService]


def whys(start: Open, **changes: object) -> list[Why]:
    """Why a start would index."""
    announced: list[Why] = []
    start(announced.append, **changes)
    return announced


def words(served: SearchableCorpus) -> str:
    return "".join(report.text for report in served.version.reports)


def files(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
