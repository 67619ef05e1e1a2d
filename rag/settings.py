"""What the corpus has to be told: where it reads, where it keeps, and with which engines. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class CorpusSettings:
    """Built by the edge from its environment; nothing in ``rag`` reads the environment."""

    corpus_dir: Path = Path("seeds")
    """The report files that ``reload`` reads."""
    data_dir: Path = Path("data")
    """Everything the program keeps; made when missing."""
    database_url: str = field(default="", repr=False)  # may hold a password
    """Any SQLAlchemy URL; empty: SQLite under ``data_dir``."""
    chroma_url: str = field(default="", repr=False)
    """``http(s)://host:port`` of a Chroma server; empty: embedded, under ``data_dir``."""
    embedding_model: str = "local"
    """``local``, or ``provider:model`` as LangChain's ``init_embeddings`` reads it."""
    keep_versions: int = 5
    """How many versions can be rolled back to, the current one included; at least 1."""
