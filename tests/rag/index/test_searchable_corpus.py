"""Reports taken apart for a version."""

from __future__ import annotations

import gc
import weakref
from dataclasses import replace
from pathlib import Path

import pytest

from rag.documents.loader import load_report
from rag.index.searchable_corpus import make_version
from rag.types import Report
from tests.corpora import HUSHAN, JIANGWAN, hushan_with, write_reports


@pytest.fixture
def reports(tmp_path: Path) -> list[Report]:
    folder = write_reports(tmp_path, a=HUSHAN, b=JIANGWAN)
    return [load_report(path) for path in sorted(folder.iterdir())]


def test_of_another_version_only_what_differs_is_taken_apart(reports: list[Report], tmp_path: Path) -> None:
    before = make_version(tuple(reports))
    write_reports(tmp_path, a=hushan_with(9))
    after = make_version(tuple(load_report(path) for path in sorted(tmp_path.iterdir())))
    assert after.outlines[1] is before.outlines[1]
    assert after.outlines[0] != before.outlines[0]


def test_a_report_of_another_name_is_another(reports: list[Report]) -> None:
    """Though its text is the same: the ids of sentences hang on its name."""
    before = make_version(tuple(reports))
    later = make_version((reports[0], replace(reports[1], name="大江市政府工作报告")))
    assert before.outlines[1].sentences[0].id != later.outlines[1].sentences[0].id


def test_outlines_go_with_the_last_version_that_has_them(reports: list[Report]) -> None:
    reports[0] = replace(reports[0], name="只在这里的报告")  # of which nobody else has a version
    version = make_version(tuple(reports))
    outline = weakref.ref(version.outlines[0])
    other = make_version((reports[0],))
    del version
    gc.collect()
    assert outline() is other.outlines[0]
    del other
    gc.collect()
    assert outline() is None
