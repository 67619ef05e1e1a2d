"""Verdicts are counted as a reader of the report would weigh them."""

from __future__ import annotations

import pytest

from benchmarks.evaluation.claims import FILES, QUESTIONS, ClaimCase, Judged, load_claims

REWORDED = QUESTIONS / "claims_reworded_judge.jsonl"


def judged(allowed: str, verdict: str) -> Judged:
    return Judged(ClaimCase("1", "true", "plain", "", frozenset(allowed.split("|")), (), None), verdict, cited=True)


def test_any_of_the_allowed_verdicts_is_right_and_unclear_never_surely() -> None:
    assert judged("differs|unclear", "differs").surely_right
    unclear = judged("differs|unclear", "unclear")
    assert unclear.right
    assert not unclear.surely_right


@pytest.mark.parametrize(
    ("allowed", "verdict", "agreed", "denied"),
    [
        ("differs", "agrees", True, False),
        ("differs|unclear", "roughly", True, False),
        ("roughly", "agrees", False, False),
        ("agrees|roughly", "differs", False, True),
        ("agrees", "unclear", False, False),
        ("not_in_report", "differs", False, False),
    ],
)
def test_what_is_altered_must_not_agree_and_what_is_true_not_differ(
    allowed: str, verdict: str, agreed: bool, denied: bool
) -> None:
    one = judged(allowed, verdict)
    assert (one.wrongly_agreed, one.wrongly_denied) == (agreed, denied)


def test_the_claims_fitted_on_and_those_judged_on_are_of_different_reports() -> None:
    fit, judge = ({case.report for case in load_claims(file)} for file in FILES[2:4])
    assert len(fit) == 17
    assert len(judge) == 4
    assert not fit & judge


def test_the_claims_on_scopes_are_fitted_and_judged_on_different_reports() -> None:
    fit, judge = ({case.report for case in load_claims(file)} for file in FILES[4:6])
    assert len(fit) == len(judge) == 3
    assert not fit & judge


def test_the_claims_of_newcomers_are_fitted_and_judged_on_different_reports() -> None:
    fit, judge = ({case.report for case in load_claims(file)} for file in FILES[6:8])
    assert len(fit) == len(judge) == 4
    assert not fit & judge


def test_the_claims_of_guests_are_fitted_and_judged_on_different_reports() -> None:
    fit, judge = ({case.report for case in load_claims(file)} for file in FILES[8:10])
    assert (len(fit), len(judge)) == (2, 4)
    assert not fit & judge


def test_the_claims_in_words_of_their_own_are_judged_on_reports_not_fitted_on() -> None:
    fit, judge = ({case.report for case in load_claims(file)} for file in (FILES[2], REWORDED))
    assert len(judge) == 3
    assert not fit & judge


@pytest.mark.parametrize(
    ("got", "right"), [(("agrees", "differs"), True), (("differs", "agrees"), False), (("differs",), False)]
)
def test_a_message_is_right_where_each_of_its_claims_is(got: tuple[str, ...], right: bool) -> None:
    parts = (frozenset({"agrees"}), frozenset({"differs"}))
    case = ClaimCase("1", "message", "plain", "", frozenset({"differs"}), (), None, parts)
    assert Judged(case, "differs", cited=True, got=got).right is right
