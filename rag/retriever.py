"""Reports -> a retriever of LangChain, for chains and agents of other people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from rag.api import Reports

if TYPE_CHECKING:
    from langchain_core.callbacks import CallbackManagerForRetrieverRun

    from rag.types import Passage


class ReportRetriever(BaseRetriever):
    """Finds sentences; the metadata of each says where its words stand."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    reports: Reports
    k: int = 10
    """Maximum number of sentences."""
    report: str | None = None
    """Name of the only report to search."""

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:  # noqa: ARG002
        return [as_document(passage) for passage in self.reports.search(query, self.k, report=self.report)]


def as_document(passage: Passage) -> Document:
    """``text[start:end]`` of the report is the sentence; its ``id`` always opens it (``wenbao cite``)."""
    return Document(
        id=passage.id,
        page_content=passage.text,
        metadata={
            "id": passage.id,
            "report": passage.report,
            "section": list(passage.section),
            "start": passage.start,
            "end": passage.end,
            "year": passage.year,
            "score": passage.score,
        },
    )
