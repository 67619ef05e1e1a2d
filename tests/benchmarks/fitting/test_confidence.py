"""What is printed of a confidence: how it does on questions that it was not fitted on."""

from __future__ import annotations

from benchmarks.fitting.confidence import Example, Judged, fit, fit_across_files
from rag.retrieval.answerability.signals import Signals
from rag.retrieval.calibration import Nearness

NOTHING = Signals(*[0.0] * len(Signals._fields))
NEAR = Nearness(0.9, 0.8, 0.02, 0.0)


def ask(report: str, answerable: bool, words: float, file: str) -> Judged:
    example = Example(NOTHING._replace(words=words), NEAR, float(answerable), 1.0)
    return Judged(report, answerable, example, None, file)


def judged(turned: str) -> list[Judged]:
    """Forty questions on two reports in each of two files. Words tell what is answered; in the one that is ``turned``,
    they tell the contrary."""
    return [
        ask(report, answerable, 0.9 - at / 100 if answerable != (file == turned) else 0.1 + at / 100, file)
        for file in ("one", "other")
        for report in ("hushan", "jiangwan")
        for answerable in (True, False)
        for at in range(10)
    ]


def test_a_file_is_judged_by_what_was_fitted_on_the_others() -> None:
    """Where they agree nothing is lost. Where they do not, next to nothing is refused that should be."""
    alike, unlike = (fit_across_files(judged(turned), [], 0.1) for turned in ("", "other"))
    assert alike == [
        "one, by the other files: refused 20 of 20 unanswerable, 2 of 20 answerable questions",
        "other, by the other files: refused 20 of 20 unanswerable, 2 of 20 answerable questions",
    ]
    assert all("refused 0 of 20 unanswerable" in line for line in unlike)


def test_one_file_alone_has_nothing_to_be_judged_by() -> None:
    assert fit_across_files([one for one in judged("") if one.file == "one"], [], 0.05) == []


def test_reports_are_judged_by_the_others() -> None:
    """A line for each, and one for all."""
    _, lines = fit(judged(""), [], 0.05)
    assert [line.partition(":")[0] for line in lines] == ["hushan", "jiangwan", "All"]
