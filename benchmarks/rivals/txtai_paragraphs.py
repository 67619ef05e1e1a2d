"""txtai over the report's paragraphs, its default of three results; dense alone, or hybrid with its BM25."""

from __future__ import annotations

import re

import numpy as np
from langchain_core.embeddings import Embeddings
from numpy.typing import NDArray
from txtai import Embeddings as Txtai

from benchmarks.rivals.rival import passage
from rag.types import Passage, Question, Report

_TOP = 3
_QUERY, _PASSAGE = "query: ", "passage: "


class TxtaiParagraphs:
    def __init__(self, report: Report, embeddings: Embeddings, *, hybrid: bool) -> None:
        self._report = report
        self._spans = [found.span() for found in re.finditer(r"\S[^\n]*", report.text)]

        def transform(texts: list[str]) -> NDArray[np.float32]:
            """txtai tells questions from texts by the instructions it writes before them."""
            asked = [text.removeprefix(_QUERY) for text in texts if text.startswith(_QUERY)]
            if asked:
                return np.array([embeddings.embed_query(text) for text in asked], np.float32)
            return np.array(embeddings.embed_documents([t.removeprefix(_PASSAGE) for t in texts]), np.float32)

        self._index = Txtai(
            method="external",
            transform=transform,
            instructions={"query": _QUERY, "data": _PASSAGE},
            hybrid=hybrid,
        )
        self._index.index((number, report.text[start:end], None) for number, (start, end) in enumerate(self._spans))

    def search(self, question: Question, k: int) -> list[Passage]:
        found = self._index.search(question.text, min(k, _TOP))
        return [passage(self._report, *self._spans[int(number)], score) for number, score in found]
