"""Words that stand together are near to each other."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from benchmarks.fitting.fit_kinship import LEAST, fit, save

AIR = [{"空气", "浓度"}, {"浓度", "天数"}]
TRAVEL = [{"旅游", "景区"}, {"景区", "游客"}]
SECTIONS = [AIR, TRAVEL] * LEAST + [[{"各位", "代表"}]] * 12 * LEAST


def test_bigrams_of_one_matter_are_near_and_those_of_another_far() -> None:
    names, _, vectors = fit(SECTIONS, 2)
    cosine = dict(zip(names, vectors @ vectors[names.index("空气")], strict=True))
    assert cosine["天数"] > 0.5 > cosine["景区"]


def test_what_stands_in_every_fifth_sentence_tells_nothing() -> None:
    assert "代表" not in fit(SECTIONS, 2)[0]


def test_the_file_holds_a_row_of_bytes_for_each_bigram(tmp_path: Path) -> None:
    names, rarity, vectors = fit(SECTIONS, 2)
    save(names, rarity, vectors, tmp_path / "kinship.npz")
    with np.load(tmp_path / "kinship.npz") as data:
        assert len(str(data["grams"])) == 2 * len(names) == 2 * len(data["rarity"])
        assert data["vectors"].shape == (len(names), 2)
