"""The figures of the quality pages are those that were measured last."""

from __future__ import annotations

from dataclasses import replace

import pytest

from benchmarks.quality import BEGIN, COLUMNS, END, PAGES, Quality, load_results, summarise, table, with_table
from rag.errors import WenbaoError
from rag.evaluation.metrics import Outcome
from rag.evaluation.question_file import Case
from rag.types import Answer, Question, Status
from tests.paths import ROOT

GOOD = Quality(10, 4, (0.5, 0.875, 1.0), (0.9, None), 0.92, 0.9, None, 0.86, 0.049, 0, 1, 32.5, 0.7)


@pytest.mark.parametrize("page", PAGES)
def test_the_page_shows_what_was_measured(page: str) -> None:
    """Figures are changed by ``python -m benchmarks.quality`` alone, which writes the results and both pages."""
    text = (ROOT / page).read_text(encoding="utf-8")
    assert with_table(text, page, load_results()) == text


def test_every_column_was_measured() -> None:
    assert set(COLUMNS) <= set(load_results())


def test_shares_have_two_digits_and_gaps_a_dash() -> None:
    cells = [line.split(" | ")[1].removesuffix(" |") for line in table({"residents": GOOD}, 0).splitlines()[2:]]
    assert cells == ["10 / 4", ".50 / .88 / 1.00", ".90 / –", ".92", ".90 / –", ".70", ".86 / .05", "0 / 1", "32.5"]


def test_both_languages_show_the_same_figures() -> None:
    english, chinese = ([line.split(" | ")[1:] for line in table({"residents": GOOD}, n).splitlines()] for n in (0, 1))
    assert english == chinese


def test_only_the_table_is_written() -> None:
    """What stands around it, and written once more the same."""
    page = with_table(f"before\n{BEGIN}\nold figures\n{END}\nafter\n", "docs/quality.md", {"residents": GOOD})
    assert page.startswith(f"before\n{BEGIN}\n\n| |")
    assert page.endswith(f" |\n\n{END}\nafter\n")
    assert "old figures" not in page
    assert with_table(page, "docs/quality.md", {"residents": GOOD}) == page
    assert with_table(page, "docs/quality.md", {"residents": replace(GOOD, said=0.5)}) != page


def test_a_page_without_a_place_for_the_table_is_named() -> None:
    with pytest.raises(WenbaoError, match=r"quality\.md has no place"):
        with_table("text", "docs/quality.md", {})


def outcome(answers: tuple[tuple[str, ...], ...], status: Status, *, hit: bool | None) -> Outcome:
    case = Case("1", Question("问"), "fact", answers, ())
    answer = Answer("问", status, "extractive", (), (), (), "v")
    return Outcome(case, answer, None, None, hit, None, (), (), 0, None, None, 0.1)


def test_what_the_report_does_not_say_is_counted() -> None:
    found = summarise(
        [
            outcome((("6%",),), Status.ANSWERED, hit=True),
            outcome((("5%",),), Status.NOT_IN_REPORT, hit=False),
            outcome((), Status.NOT_IN_REPORT, hit=None),
        ]
    )
    assert (found.questions, found.unanswerable) == (3, 1)
    assert (found.said, found.refused, found.refused_wrongly) == (0.5, 1.0, 0.5)
