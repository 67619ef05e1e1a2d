"""Encoders are kept with what they were not trained on, and are missed in words."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from benchmarks.question_encoder.encoders import WHOLE, Encoder, encoders_of, load_encoder, parts_of, trained_encoders
from rag.errors import WenbaoError
from rag.retrieval.query_adapter import QueryAdapter

ADAPTER = QueryAdapter(*(np.full(shape, 0.5, np.float32) for shape in (3, (2, 3), (2, 3), 3)))
LEARNED = {"l0.q.b": np.arange(3, dtype=np.float32), "l0.fi.w": np.arange(18, dtype=np.uint8).reshape(1, 18)}


def encoder(*aside: str) -> Encoder:
    return Encoder(LEARNED, ADAPTER, aside)


def test_an_encoder_is_read_as_it_was_saved(tmp_path: Path) -> None:
    encoder("南湖区", "北山县").save(tmp_path / "one.npz")
    loaded = load_encoder(tmp_path / "one.npz")
    assert loaded.aside == ("南湖区", "北山县")
    assert {name: array.tolist() for name, array in loaded.learned.items()} == {
        name: array.tolist() for name, array in LEARNED.items()
    }
    assert loaded.adapter
    np.testing.assert_array_equal(loaded.adapter.written, ADAPTER.written)


def test_every_report_is_left_out_of_one_part() -> None:
    names = [f"报告{number}" for number in range(8)]
    parts = parts_of(names)
    assert sorted(name for part in parts for name in part) == names
    assert len(parts) == 3


def test_each_report_has_the_encoder_that_did_not_see_it(tmp_path: Path) -> None:
    for name, aside in {WHOLE: (), "0": ("甲",), "1": ("乙",), "2": ("丙", "丁")}.items():
        encoder(*aside).save(encoders_of(tmp_path) / f"{name}.npz")
    encoders = trained_encoders(tmp_path)
    assert encoders.whole.aside == ()
    assert {report: one.aside for report, one in encoders.by_report.items()} == {
        "甲": ("甲",),
        "乙": ("乙",),
        "丙": ("丙", "丁"),
        "丁": ("丙", "丁"),
    }


def test_what_is_missing_is_told_with_the_command_that_makes_it(tmp_path: Path) -> None:
    encoder().save(encoders_of(tmp_path) / f"{WHOLE}.npz")
    with pytest.raises(
        WenbaoError, match=r"no encoder 0; run python -m benchmarks\.question_encoder .* --part 0 first"
    ):
        trained_encoders(tmp_path)
