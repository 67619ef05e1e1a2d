"""Public questions: the sentence that holds the answer is right, the others of the paragraph are not."""

from __future__ import annotations

import json
from pathlib import Path

from benchmarks.reader.batches import seeded
from benchmarks.reader.public import FILES, public_pairs

CONTEXT = "长江长6300公里。黄河长5464公里。珠江在南方。"


def write(folder: Path, start: int) -> None:
    asked = {"question": "黄河多长", "answers": [{"answer_start": start, "text": "5464公里"}]}
    article = {"title": "江河", "paragraphs": [{"context": CONTEXT, "qas": [asked]}]}
    for name in FILES:
        data = [article] if name == FILES[0] else []
        (folder / name).write_text(json.dumps({"data": data}), encoding="utf-8")


def right(folder: Path) -> dict[str, float]:
    return {pair.texts.sentence: pair.answers for pair in public_pairs(folder, seeded(0))}


def test_the_sentence_of_the_answer_is_right(tmp_path: Path) -> None:
    write(tmp_path, CONTEXT.index("5464"))
    told = right(tmp_path)
    assert told["黄河长5464公里。"] == 1.0
    assert told["长江长6300公里。"] == told["珠江在南方。"] == 0.0


def test_a_wrong_place_is_corrected_by_the_words(tmp_path: Path) -> None:
    write(tmp_path, 0)
    assert right(tmp_path)["黄河长5464公里。"] == 1.0
