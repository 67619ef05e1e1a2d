"""Refusals are compared at the same share of wrong ones."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from benchmarks.fitting.confidence import Example
from benchmarks.reader.folds import APART
from benchmarks.reader.judging.refusals import WRONG_REFUSALS, Refusable, judge_refusals, left_out, refused
from rag.retrieval.answerability.signals import Signals
from rag.retrieval.calibration import Nearness

REPORTS = ("甲", "乙", "丙")


def question(report: str, *, answerable: bool, chance: np.random.Generator) -> Refusable:
    """Only the reader can tell."""
    signals = Signals(*chance.standard_normal(len(Signals._fields)))
    vector = tuple(chance.standard_normal(4 + len(Nearness._fields)))
    said = 3.0 if answerable else -3.0
    return Refusable(
        0, report, "plain", answerable, Example(signals, vector, float(answerable), 1.0), (said, said, abs(said))
    )


def questions() -> list[Refusable]:
    chance = np.random.default_rng(0)
    return [question(name, answerable=yes, chance=chance) for name in REPORTS for yes in (True, False) * 40]


def test_what_only_the_reader_can_tell_is_refused_with_it() -> None:
    asked = questions()
    absent = np.array([not one.answerable for one in asked])
    told = np.array(refused(asked, left_out(asked, with_reader=True)))
    assert told[absent].all()


def test_both_ways_refuse_the_same_share_of_the_answerable_ones() -> None:
    asked = questions()
    for with_reader in (True, False):
        told = np.array(refused(asked, left_out(asked, with_reader=with_reader)))
        assert told[[one.answerable for one in asked]].mean() <= WRONG_REFUSALS


def test_what_is_refused_whatever_the_confidence_stays_so() -> None:
    lost = Refusable(0, "甲", "plain", False, None, (0.0, 0.0, 0.0))
    assert left_out([*questions(), lost], with_reader=True)[-1] == -np.inf


def test_the_table_counts_the_unanswerable_ones() -> None:
    (_, count, _, with_reader), *_ = judge_refusals(questions()).rows
    assert (count, with_reader) == (120, "1.000")


def test_what_is_only_judged_changes_nothing_for_the_others() -> None:
    asked = questions()
    misleading = [replace(one, fold=APART, report="丁", answerable=not one.answerable) for one in asked]
    both = left_out([*asked, *misleading], with_reader=True)
    assert np.allclose(both[: len(asked)], left_out(asked, with_reader=True))
    assert [row[0] for row in judge_refusals([*asked, *misleading]).rows][-1] == "only judged: plain"
