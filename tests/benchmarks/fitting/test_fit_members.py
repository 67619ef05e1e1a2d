"""What belongs to an answer is fitted, and judged by what an answer has to hold."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from benchmarks.fitting.fit_members import Matter, fit, hold_out, save
from rag.learned.trees import read_trees
from rag.retrieval.relevance import RelevanceFeatures, Relevant
from rag.types import Form
from tests.fakes import make_candidate, make_version

STANDING = RelevanceFeatures(*[0.0] * len(RelevanceFeatures._fields))
VERSION = make_version()


def matter(report: str, form: Form = Form.TOPIC) -> Matter:
    """Ten sentences, of which the first two belong, as their only feature tells; the first is needed."""
    found = tuple(Relevant(make_candidate(VERSION, at), 0.0, STANDING) for at in range(10))
    features = np.array([[2.0], [1.0], *[[-1.0]] * 8])
    return Matter(report, form, found, features, (frozenset({0}),), frozenset({0, 1}))


def test_an_answer_is_good_that_is_whole_and_mostly_on_the_matter() -> None:
    one = matter("湖山")
    assert one.is_good({0, 1})
    assert not one.is_good({1})
    assert not one.is_good({0, 2})


def test_what_tells_sentences_apart_is_found_on_other_reports() -> None:
    matters = [matter(f"{place}", form) for place in range(60) for form in (Form.TOPIC, Form.LIST)]
    assert list(hold_out(matters)) == ["list: 60 of 60 good", "topic: 60 of 60 good"]


def test_trees_are_written_under_their_names(tmp_path: Path) -> None:
    save(
        fit([matter(f"{place}", form) for place in range(20) for form in (Form.TOPIC, Form.LIST)]),
        tmp_path / "members.npz",
    )
    held = read_trees(tmp_path / "members.npz")
    assert set(held) == {"matter_belongs", "matter_needed", "list_belongs", "list_needed"}
    first, last = held["list_needed"].probabilities([[2.0], [-1.0]])
    assert first > last
