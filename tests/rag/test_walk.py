"""The walk of a question through the engine."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pytest

from benchmarks.walk import traced
from rag.answering.quoting import answer_by_quoting
from rag.types import Question
from tests.fakes import NoVectors, Searched, make_version

if TYPE_CHECKING:
    from rag.index.embeddings import Embeddings
    from rag.index.searchable_corpus import SearchableCorpus


@pytest.mark.parametrize(
    "asked", ["新建了几所小学", "新增哪些学位", "新建小学了吗", "去年怎么改善民生", "今年和去年比GDP增长快了吗"]
)
def test_no_step_is_taken_twice(asked: str) -> None:
    """Whatever the form of the question, what a step has found is handed on, or belongs to a text and is kept."""
    served = cast("SearchableCorpus", Searched(make_version()))
    with traced() as follow:
        walks = follow(
            lambda question: answer_by_quoting(question, served, cast("Embeddings", NoVectors())), [Question(asked)]
        )
    (walk,) = walks.values()
    assert "rag.retrieval.pipeline" in walk.modules
    assert not walk.repeated
