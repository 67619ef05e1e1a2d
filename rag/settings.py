"""Settings of the corpus, the embedding model and the language model, and the folders of the shipped files."""

from __future__ import annotations

import sysconfig
from dataclasses import dataclass, field
from pathlib import Path

SEEDS, PROMPTS, SETTINGS = "seeds", "prompts", ".env.example"
"""The names of what comes with the program beside its code."""


@dataclass(frozen=True, slots=True)
class EmbeddingSettings:
    """The model that turns texts into vectors, and where it is served."""

    model: str = "local"
    """``local``, or ``provider:model`` as LangChain's ``init_embeddings`` reads it."""
    base_url: str = ""
    """The address of an OpenAI-compatible endpoint; empty: the provider's own."""
    api_key: str = field(default="", repr=False)


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
    embedding: EmbeddingSettings = EmbeddingSettings()
    keep_versions: int = 5
    """How many versions can be rolled back to, the current one included; at least 1."""


@dataclass(frozen=True, slots=True)
class ModelSettings:
    """Built by the edge from its environment, as ``CorpusSettings`` is."""

    model: str = ""
    """``provider:model`` as LangChain's ``init_chat_model`` reads it; empty: no model, answers quote."""
    base_url: str = ""
    """The address of an OpenAI-compatible endpoint; empty: the provider's own."""
    api_key: str = field(default="", repr=False)
    timeout: float = 30.0
    """Seconds for one answer, all calls together."""
    evidence: int = 6_000
    """Characters of the reports that a model which has earned it is given for one answer."""
    concurrency: int = 4
    """Calls at once; more wait, their time running."""
    user_tokens: int = 200_000
    """Tokens a user may cause in a day, read and written; 0: no limit."""
    total_tokens: int = 5_000_000
    """Tokens all users together may cause in a day; 0: no limit."""


def shipped(name: str) -> Path:
    """The folder or file of this name that comes with the program; an installation may lack it."""
    beside = Path(__file__).parents[1] / name
    return beside if beside.exists() else Path(sysconfig.get_path("data")) / "share" / "wenbao" / name
