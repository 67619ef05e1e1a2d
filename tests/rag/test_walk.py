"""The walk of a question through the engine."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

import pytest

from benchmarks.inspection.walk import traced
from rag.answering.quoting import answer_by_quoting
from rag.index.vector_search import Hit
from rag.types import Question
from tests.corpora import GramEmbeddings
from tests.fakes import NoVectors, Searched, make_version

if TYPE_CHECKING:
    from rag.index.searchable_corpus import SearchableCorpus


class SomeNear(NoVectors):
    """Finds the first sentences, each as near as one number of the question's vector says."""

    def find(self, vector: Sequence[float], _k: int, _reports: Sequence[int] | None = None) -> list[Hit]:
        return [Hit(ordinal, 0, near) for ordinal, near in enumerate(vector[:12])]


@pytest.mark.parametrize(
    "asked",
    [
        "新建了几所小学",
        "新增哪些学位",
        "新建小学了吗",
        "去年怎么改善民生",
        "今年和去年比GDP增长快了吗",
        "什么时候新建小学",
        "汽车产量多少辆",
        "新建了几所小学，幼儿园呢？",
        "怎么改善民生？经济增长多少？",
    ],
)
def test_no_step_is_taken_twice(asked: str) -> None:
    """Whatever the form of the question, what a step has found is handed on, or belongs to a text and is kept."""
    searched = Searched(make_version())
    searched.nearest = SomeNear()
    served = cast("SearchableCorpus", searched)
    with traced() as follow:
        walks = follow(lambda question: answer_by_quoting(question, served, GramEmbeddings()), [Question(asked)])
    (walk,) = walks
    assert "rag.retrieval.pipeline" in walk.modules
    assert not walk.repeated
