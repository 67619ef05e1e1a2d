"""What a sentence is in its report, in the words people ask for it by."""

from __future__ import annotations

import pytest

from rag.documents.structure.sentence_labels import labels_of
from rag.index.keyword_index import KeywordIndex
from tests.fakes import make_version

REPORT = (
    "某区2025年政府工作报告\n\n各位代表:\n一、2024年工作回顾\n"
    "群众反映的问题得到解决。\n"
    "我们也清醒地看到，发展还面临不少困难和挑战。主要是：经济总量不大。对此，我们将加以解决。\n"
    "二、2025年工作安排\n经济增长6%。\n"
)


@pytest.mark.parametrize(
    ("words", "is_admitted"),
    [("清醒地看到", True), ("经济总量不大", True), ("对此", False), ("得到解决", False), ("增长6%", False)],
)
def test_what_a_report_admits_is_asked_for_as_its_shortcomings(words: str, is_admitted: bool) -> None:
    """The whole paragraph is, and not what is to be done about it, nor any other sentence on problems."""
    version = make_version(REPORT)
    text = version.reports[0].text
    sentence = next(s for s in version.outlines[0].sentences if words in text[s.start : s.end])
    assert ("短板" in labels_of(text, sentence)) is is_admitted


def test_shortcomings_are_found_under_names_the_report_does_not_use() -> None:
    """短板 stands nowhere in it."""
    version = make_version(REPORT)
    found = {version.order[i].sentence for i in KeywordIndex(version).postings("短板")}
    words = [version.outlines[0].sentences[i] for i in found]
    assert any("经济总量不大" in REPORT[s.start : s.end] for s in words)
