"""What coefficients for claims are fitted on: which figure found is the one that a claim speaks of, and is it false."""

from __future__ import annotations

from benchmarks.evaluation.claims import ClaimCase
from benchmarks.fitting.claim_examples import Read, figure_examples, refutation_examples, without_vectors
from benchmarks.fitting.fit_claims import read_case
from tests.fakes import NoVectors, Searched, make_version

VERSION = make_version(
    "某省2025年政府工作报告\n\n一、2024年工作回顾\n新建学校40所，其中小学15所。改造老旧小区118个。\n",
    "某省2025年政府工作报告",
)


def read(text: str, kind: str, verdict: str, quote: str) -> Read:
    case = ClaimCase("1", kind, "plain", text, frozenset({verdict}), (quote,), VERSION.reports[0].name)
    found = read_case(case, Searched(VERSION), NoVectors())
    assert found
    return found


def test_the_figure_of_a_true_claim_has_its_value() -> None:
    examples = list(figure_examples([read("去年新建学校40所", "true", "agrees", "新建学校40所")]))
    assert [example.is_it for example in examples].count(True) == 1
    assert len(examples) > 1


def test_the_figure_of_an_altered_claim_has_its_words() -> None:
    found = read("去年改造老旧小区128个", "figure", "differs", "改造老旧小区118个")
    assert [example.is_it for example in figure_examples([found])].count(True) == 1


def test_what_seems_to_say_otherwise_is_an_example_of_a_false_claim_or_of_a_true_one() -> None:
    altered = read("去年改造老旧小区128个", "figure", "differs", "改造老旧小区118个")
    assert [example.is_it for example in refutation_examples([altered])] == [True]
    true = altered._replace(case=ClaimCase("2", "true", "plain", altered.case.text, frozenset({"agrees"}), (), None))
    assert [example.is_it for example in refutation_examples([true])] == [False]


def test_a_claim_of_several_claims_is_left_out() -> None:
    case = ClaimCase(
        "3", "true", "plain", "新建学校40所。改造老旧小区118个。", frozenset({"agrees"}), (), VERSION.reports[0].name
    )
    assert read_case(case, Searched(VERSION), NoVectors()) is None


def test_without_vectors_nothing_is_near() -> None:
    found = without_vectors(read("去年新建学校40所", "true", "agrees", "新建学校40所"))
    assert {near.clauses for _, near in found.haul.found} == {()}
