"""The figures of the quality pages are those that were measured last."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from benchmarks.documentation.pages import PAGES
from benchmarks.evaluation import claims_quality
from benchmarks.evaluation.quality import BLOCK, COLUMNS, Quality, load_results, summarise, table
from benchmarks.rivals import page as rivals
from rag.errors import WenbaoError
from rag.evaluation.metrics import Outcome
from rag.evaluation.question_file import Case
from rag.types import Answer, Question, Status
from tests.paths import ROOT

GOOD = Quality(10, 4, (0.5, 0.875, 1.0), (0.9, None), 0.92, 0.9, None, 0.86, 0.049, 0, 1, 32.5, 0.7)


BLOCKS = {
    "quality": (BLOCK, lambda language: table(load_results(), language)),
    "claims": (claims_quality.BLOCK, lambda language: claims_quality.table(claims_quality.load_results(), language)),
    "found": (rivals.FOUND, lambda language: rivals.found_table(rivals.load_results(), language)),
    "tables": (rivals.TABLES, lambda language: rivals.readers_table(rivals.load_results(), language)),
}


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("name", BLOCKS)
def test_the_page_shows_what_was_measured(page: str, name: str) -> None:
    """Figures are changed by the command that the block names alone, which writes the results and both pages."""
    block, written = BLOCKS[name]
    text = (ROOT / page).read_text(encoding="utf-8")
    assert block.put(text, page, written(PAGES[page])) == text


@pytest.mark.parametrize("page", PAGES)
def test_no_count_of_right_or_wrong_answers_stands_outside_of_what_commands_write(page: str) -> None:
    """It would be true once, and nobody would know when it no longer is."""
    text = (ROOT / page).read_text(encoding="utf-8")
    prose = re.sub(r"<!-- (\w+): .*?<!-- end of \1 -->|```.*?```|`[^`]*`", "", text, flags=re.DOTALL)
    counts = r"[0-9,]+ (?:of the|of [0-9]|right)|(?<![0-9])\.[0-9]{2}|[0-9]+ ?条|[0-9,]+ ?个问题拒答"
    assert re.findall(counts, prose) == []


def test_every_column_was_measured() -> None:
    assert set(COLUMNS) <= set(load_results())
    assert set(claims_quality.COLUMNS) <= set(claims_quality.load_results())


def test_shares_have_two_digits_and_gaps_a_dash() -> None:
    cells = [line.split(" | ")[1].removesuffix(" |") for line in table({"residents": GOOD}, 0).splitlines()[2:]]
    assert cells == ["10 / 4", ".50 / .88 / 1.00", ".90 / –", ".92", ".90 / –", ".70", ".86 / .05", "0 / 1", "32.5"]


def test_both_languages_show_the_same_figures() -> None:
    english, chinese = ([line.split(" | ")[1:] for line in table({"residents": GOOD}, n).splitlines()] for n in (0, 1))
    assert english == chinese


def test_only_the_table_is_written() -> None:
    """What stands around it, and written once more the same."""
    measured = table({"residents": GOOD}, 0)
    page = BLOCK.put(f"before\n{BLOCK.begin}\nold figures\n{BLOCK.end}\nafter\n", "docs/quality.md", measured)
    assert page.startswith(f"before\n{BLOCK.begin}\n\n| |")
    assert page.endswith(f" |\n\n{BLOCK.end}\nafter\n")
    assert "old figures" not in page
    assert BLOCK.put(page, "docs/quality.md", measured) == page
    assert BLOCK.put(page, "docs/quality.md", table({"residents": replace(GOOD, said=0.5)}, 0)) != page


def test_a_page_without_a_place_for_the_table_is_named() -> None:
    with pytest.raises(WenbaoError, match=r"quality\.md has no place"):
        BLOCK.put("text", "docs/quality.md", table({}, 0))


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
