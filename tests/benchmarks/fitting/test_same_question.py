"""The cosine from which two questions are one is what the command fits, and no different pair reaches it."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.fitting.calibration_questions import read_lines
from benchmarks.fitting.same_question import Pair, pairs_of, threshold
from benchmarks.harness.in_memory import Remembering
from rag.answering.pins.similarity import may_be_one
from rag.retrieval.calibration import profile_of
from rag.settings import EmbeddingSettings


@pytest.fixture(scope="module")
def pairs(tmp_path_factory: pytest.TempPathFactory) -> list[Pair]:
    return pairs_of(Remembering(Path(tmp_path_factory.mktemp("vectors")), EmbeddingSettings()))


def test_the_file_holds_what_is_fitted_now(tmp_path: Path, pairs: list[Pair]) -> None:
    """Else: python -m benchmarks.fitting.same_question."""
    fitted = profile_of(Remembering(tmp_path, EmbeddingSettings()).fingerprint).calibration.same_question
    assert fitted == pytest.approx(threshold(pairs), abs=5e-4)


def test_no_different_pair_is_taken_for_one_and_some_of_the_same_are(pairs: list[Pair]) -> None:
    least = threshold(pairs)
    assert [pair for pair in pairs if not pair.same and pair.cosine >= least] == []
    assert any(pair.same and pair.cosine >= least for pair in pairs)


def test_words_tell_most_different_questions_apart() -> None:
    """What answers may hold and only one of them names; or what is held against what."""
    lines = read_lines("same_questions.jsonl")
    left = [line for line in lines if not line["same"] and may_be_one(line["one"], line["other"])]
    assert len(left) < len([line for line in lines if not line["same"]]) / 4
