"""Report -> other ways to find evidence in it. Each is an optional package: imported when it is its turn.

All get the encoder without a memory of questions: two ways to search one store ask it the same.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from benchmarks.rivals.rival import Rival
from rag.index.embeddings import E5Embeddings
from rag.types import Report

Maker = Callable[[Report, Path], dict[str, Rival]]
"""Indexes the report, in the folder where it needs one, and gives the ways to search it by their names."""


def _langchain(size: int, overlap: int, *tops: int) -> Maker:
    def make(report: Report, folder: Path) -> dict[str, Rival]:
        from benchmarks.rivals.langchain_chunks import LangChainChunks, index_chunks

        store = index_chunks(report, E5Embeddings({}), folder, size, overlap)
        return {f"LangChain + Chroma, {size}/{overlap}, top {top}": LangChainChunks(report, store, top) for top in tops}

    return make


def _llamaindex(report: Report, _folder: Path) -> dict[str, Rival]:
    from benchmarks.rivals.llamaindex import LlamaIndexDefaults

    return {"LlamaIndex, defaults (1024/200 tokens, top 2)": LlamaIndexDefaults(report, E5Embeddings({}))}


def _txtai(report: Report, _folder: Path) -> dict[str, Rival]:
    from benchmarks.rivals.txtai_paragraphs import TxtaiParagraphs

    return {
        "txtai, paragraphs, top 3": TxtaiParagraphs(report, E5Embeddings({}), hybrid=False),
        "txtai, paragraphs, hybrid, top 3": TxtaiParagraphs(report, E5Embeddings({}), hybrid=True),
    }


MAKERS: dict[str, Maker] = {
    "LangChain, 500/50": _langchain(500, 50, 4),
    "LangChain, 200/20": _langchain(200, 20, 4, 10),
    "LlamaIndex": _llamaindex,
    "txtai": _txtai,
}
