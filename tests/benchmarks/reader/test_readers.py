"""Readers are kept with the reports that they have not seen."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from benchmarks.question_encoder.encoders import WHOLE
from benchmarks.reader.readers import load_reader, readers_by_report, save_reader
from rag.errors import WenbaoError

LEARNED = {"weights": np.ones((3, 4), np.float32), "biases": np.zeros(3, np.float32)}


def test_what_was_learned_comes_back_with_what_was_left_out(tmp_path: Path) -> None:
    save_reader(tmp_path, "0", LEARNED, ["甲", "乙"])
    learned, aside = load_reader(tmp_path, "0")
    assert aside == ("甲", "乙")
    assert {name: array.tolist() for name, array in learned.items()} == {
        name: array.tolist() for name, array in LEARNED.items()
    }


def test_a_report_is_read_by_a_reader_that_did_not_see_it(tmp_path: Path) -> None:
    save_reader(tmp_path, "0", LEARNED, ["甲"])
    save_reader(tmp_path, "1", LEARNED, ["乙"])
    save_reader(tmp_path, WHOLE, LEARNED, [])
    readers = readers_by_report(tmp_path)
    assert set(readers) == {"甲", "乙"}
    assert readers["甲"] is not readers["乙"]


def test_without_a_part_it_is_said_what_to_run(tmp_path: Path) -> None:
    save_reader(tmp_path, WHOLE, LEARNED, [])
    with pytest.raises(WenbaoError, match="--part 0 first"):
        readers_by_report(tmp_path)
