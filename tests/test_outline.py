"""Outlines: the seed report, each structural feature by itself, and the laws for any text."""

from __future__ import annotations

from pathlib import Path

import pytest

from rag.load import load_report
from rag.outline import make_outline
from rag.types import Kind, Outline, Report

SEED = Path(__file__).parent.parent / "seeds" / "雨山区2025年政府工作报告.txt"


@pytest.fixture(scope="module")
def seed() -> Report:
    return load_report(SEED)


@pytest.fixture(scope="module")
def outline(seed: Report) -> Outline:
    return make_outline(seed)


def _path_of(report: Report, outline: Outline, quote: str) -> tuple[str, ...]:
    at = report.text.index(quote)
    sentence = next(s for s in outline.sentences if s.start <= at and at + len(quote) <= s.end)
    return outline.sections[sentence.section].path


def test_speaker_is_a_sentence_of_the_front_matter(seed: Report, outline: Outline) -> None:
    """区人民政府区长 马鑫 can be cited."""
    sentence = next(s for s in outline.sentences if "马鑫" in seed.text[s.start : s.end])
    assert seed.text[sentence.start : sentence.end] == "区人民政府区长 马鑫"
    assert sentence.kind is Kind.FRONT
    assert outline.sections[sentence.section].path == ()


def test_run_in_headings_inside_a_paragraph_are_sections(seed: Report, outline: Outline) -> None:
    """One paragraph holds the item, and three headings with their text."""
    item = "(一)致力抓项目、扩投资,经济引擎持续发力。"
    assert _path_of(seed, outline, "新签约项目38个") == ("一、2024年工作回顾", item, "项目招引更精更准。")
    assert _path_of(seed, outline, "谋划2024年项目188个") == ("一、2024年工作回顾", item, "项目谋划更深更细。")
