"""How many questions on what stands beside something told are refused."""

from __future__ import annotations

import pytest

from benchmarks.evaluation.subjects import Outcome, summary
from benchmarks.fitting.calibration_questions import asked_readers, read_lines


def test_refusals_are_told_apart_by_whether_there_was_an_answer() -> None:
    """One of two without an answer is refused, and none of one with."""
    outcomes = [Outcome(False, True), Outcome(False, False), Outcome(True, True)]
    assert summary(outcomes) == "refused 1 of 2 rightly, 0 of 1 wrongly"


@pytest.mark.parametrize("name", ["subjects.jsonl", "subjects_judged.jsonl"])
def test_half_of_the_questions_are_answered(name: str) -> None:
    """Each asked once, by the same wording as the other half."""
    asked = [asked_readers(line) for line in read_lines(name)]
    assert len({one.question.text for one in asked}) == len(asked)
    assert sum(one.answerable for one in asked) * 2 == len(asked) > 0


def test_what_judges_is_on_other_reports() -> None:
    learned, judged = ({line["report"] for line in read_lines(f"subjects{end}.jsonl")} for end in ("", "_judged"))
    assert not learned & judged


def test_questions_on_districts_are_asked_once_of_each_report() -> None:
    """Most have no answer there: that a report is silent is what they are for."""
    asked = [asked_readers(line) for line in read_lines("districts.jsonl")]
    assert len({(one.report, one.question.text) for one in asked}) == len(asked)
    assert 0.4 < sum(one.answerable for one in asked) / len(asked) < 0.5
