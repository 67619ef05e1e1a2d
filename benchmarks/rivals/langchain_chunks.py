"""LangChain as its tutorials use it: RecursiveCharacterTextSplitter, Chroma, the nearest chunks."""

from __future__ import annotations

from pathlib import Path

from langchain_chroma import Chroma
from langchain_core.documents import Document
from langchain_core.embeddings import Embeddings
from langchain_text_splitters import RecursiveCharacterTextSplitter

from benchmarks.rivals.rival import passage
from rag.types import Passage, Question, Report


def index_chunks(report: Report, embeddings: Embeddings, folder: Path, size: int, overlap: int) -> Chroma:
    splitter = RecursiveCharacterTextSplitter(chunk_size=size, chunk_overlap=overlap, add_start_index=True)
    chunks = splitter.split_documents([Document(report.text)])
    return Chroma.from_documents(chunks, embeddings, persist_directory=str(folder))


class LangChainChunks:
    def __init__(self, report: Report, store: Chroma, top: int) -> None:
        self._report, self._store, self._top = report, store, top

    def search(self, question: Question, k: int) -> list[Passage]:
        found = self._store.similarity_search_with_score(question.text, min(k, self._top))
        return [
            passage(self._report, start, start + len(chunk.page_content), -distance)
            for chunk, distance in found
            if (start := chunk.metadata["start_index"]) >= 0
        ]
