"""Each report is judged by a network that did not see it."""

from __future__ import annotations

from benchmarks.fitting.calibration_questions import read_lines
from benchmarks.reader.folds import ALWAYS, FOLDS, fold_of, names


def test_every_report_is_in_one_fold_or_always_learned_from() -> None:
    reports = {row["report"] for row in read_lines("readers.jsonl")}
    judged = [name for fold in range(FOLDS) for name in names(fold)]
    assert len(judged) == len(set(judged))
    assert {*judged, *ALWAYS} == reports
    assert {fold_of(name) for name in names(3)} == {3}


def test_reports_that_are_only_judged_are_never_learned_from() -> None:
    for row in read_lines("readers_judged.jsonl"):
        assert fold_of(row["report"]) is None
        assert row["report"] not in ALWAYS
