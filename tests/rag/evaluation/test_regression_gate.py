"""A few questions on the report that comes with the program: whatever the scores, these things hold."""

from __future__ import annotations

from rag.documents.report_folder import report_files
from rag.engine import Answerer
from rag.evaluation.metrics import evaluate, measure
from rag.evaluation.question_file import load_cases
from rag.evaluation.text_matching import holds
from rag.types import Status
from tests.paths import SEEDS

CASES = load_cases(SEEDS / "canary.jsonl")


def test_questions_beside_the_reports_are_no_report() -> None:
    """The corpus is made of the report alone."""
    assert [path.name for path in report_files(SEEDS)] == ["雨山区2025年政府工作报告.txt"]


def test_each_question_stands_once_and_its_quotes_are_the_reports() -> None:
    """A canary with a wrong quote would measure itself."""
    text = "".join(path.read_text(encoding="utf-8") for path in report_files(SEEDS))
    assert len({case.id for case in CASES}) == len(CASES)
    assert all(quote in text for case in CASES for quote in case.quotes)
    assert all(bool(case.answers) == bool(case.quotes) for case in CASES)


def test_gold_answers_stand_in_their_quotes() -> None:
    """Else no honest answer could hit them."""
    for case in CASES:
        quoted = "\n".join(case.quotes)
        assert all(any(holds(quoted, form) for form in forms) for forms in case.answers), case.id


async def test_what_is_shown_is_the_reports_whatever_is_asked(seed_answerer: Answerer) -> None:
    """No citation that is no span, no figure without a quote, no answer without a citation, no refusal with one."""
    version = seed_answerer.corpus.current.version
    outcomes = await evaluate(seed_answerer, version, CASES)
    found = measure(outcomes)
    assert (found.questions, found.wrong_spans, found.loose_figures) == (len(CASES), 0, 0)
    for outcome in outcomes:
        answer = outcome.answer
        answered = answer.status is Status.ANSWERED
        cited = [citation.number for citation in answer.citations]
        assert cited == list(range(1, len(cited) + 1))
        assert bool(answer.statements) is bool(cited) is answered
        assert {n for statement in answer.statements for n in statement.citations} == set(cited)
        assert all(statement.citations for statement in answer.statements)
        assert (answer.reason is None) is answered
        assert not (answered and answer.nearest)
