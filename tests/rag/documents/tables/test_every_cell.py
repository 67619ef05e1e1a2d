"""Each cell of tables made by chance is read with its row, its year, its value and its unit, in every format; it is
answered when it is asked for, and verified when it is claimed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest

from rag.corpus.service import CorpusService
from rag.documents.loader import load_report
from rag.documents.propositions import Proposition
from rag.documents.snapshot import CorpusSnapshot
from rag.documents.structure.outline import make_outline
from rag.engine import Answerer
from rag.index.builder import build
from rag.types import OmissionKind, Question, Status
from rag.verification.verdicts.judgement import Verdict
from tests.corpora import corpus_settings
from tests.fakes import FakeAnswerer, FakeCorpus, Served
from tests.rag.documents.files import word_file
from tests.table_files import as_html, as_markdown, as_pdf, as_text, as_word
from tests.tables import Asked, Table, make_tables

SEEDS = (1, 2, 3)
ALL, SOME = slice(None), slice(4, 7)
"""The tables of a report: all kinds, or those of two levels, with years in the rows, and with empty cells."""
FORMATS: dict[str, Callable[[Sequence[Table]], bytes]] = {
    "docx": lambda tables: as_word(tables, word_file("文")),
    "html": as_html,
    "md": as_markdown,
    "pdf": as_pdf,
    "txt": as_text,
}
LEAST = {"docx": 0.98, "html": 0.98, "md": 0.98, "pdf": 0.9, "txt": 0.98}
"""Share of the cells asked for that are answered with value, unit, year and row."""


def write(folder: Path, suffix: str, seed: int, among: slice = ALL) -> tuple[Path, list[Asked]]:
    """A report with tables, and what its cells are asked by."""
    folder.mkdir(exist_ok=True)
    tables = make_tables(seed)[among]
    path = folder / f"青禾县2025年政府工作报告.{suffix}"
    path.write_bytes(FORMATS[suffix](tables))
    return path, [one for table in tables for one in table.asked]


def lost(asked: Sequence[Asked], told: Sequence[Proposition]) -> Iterator[Asked]:
    """The cells that nothing tells as they are in the table."""
    found = {(one.row.head, one.year, one.cell.value) for one in told if one.row and one.cell}
    yield from (one for one in asked if (one.row, one.year, one.value) not in found)


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("seed", [SEEDS[0], *(pytest.param(seed, marks=pytest.mark.long) for seed in SEEDS[1:])])
def test_every_cell_is_read_with_its_row_its_year_and_its_unit(tmp_path: Path, suffix: str, seed: int) -> None:
    """Or a table of the file is doubted."""
    path, asked = write(tmp_path, suffix, seed)
    report = load_report(path)
    version = CorpusSnapshot("v", (report,), (make_outline(report),))
    told = [one for at in version.order for one in version.told(at) if one.row and one.row.head]
    left = list(lost(asked, told))
    assert len(told) == len(asked) - len(left)
    assert bool(left) == any(one.kind is OmissionKind.CELLS for one in report.omissions)
    assert len(left) <= (1 - LEAST[suffix]) * len(asked) * len(SEEDS)


class Outcome(NamedTuple):
    """What came of asking for a cell."""

    asked: Asked
    text: str
    right: bool
    wrong: bool
    """Something was answered, and the value is not in it."""


async def ask(answerer: Answerer, asked: Asked) -> Outcome:

    answer = await answerer.answer(Question(asked.question))
    cited = any(asked.row in quote.quote and asked.figure in quote.quote for quote in answer.citations)
    right = answer.status is Status.ANSWERED and cited and asked.value in answer.text and asked.indicator in answer.text
    return Outcome(asked, answer.text, right, answer.status is Status.ANSWERED and asked.value not in answer.text)


async def outcomes(home: Path, suffix: str, seed: int, among: slice = ALL, every: int = 1) -> list[Outcome]:
    path, asked = write(home / "reports", suffix, seed, among)
    corpus = CorpusService(corpus_settings(home), builder=build)
    corpus.open()
    try:
        return [await ask(Answerer(corpus), one) for one in asked[::every]]
    finally:
        corpus.close()
        path.unlink()


async def test_some_cells_are_asked_for(tmp_path: Path) -> None:
    """In a file of one kind after the other, so that their words are encoded once."""
    found = [one for suffix in ("docx", "pdf") for one in await outcomes(tmp_path, suffix, SEEDS[0], SOME, every=6)]
    assert [one for one in found if not one.right] == []


@pytest.mark.long
@pytest.mark.parametrize("suffix", FORMATS)
async def test_every_cell_is_asked_for(tmp_path: Path, suffix: str) -> None:
    found = [one for seed in SEEDS for one in await outcomes(tmp_path, suffix, seed)]
    assert len(found) >= 300
    assert [one for one in found if one.wrong] == []
    assert sum(one.right for one in found) >= LEAST[suffix] * len(found), [one for one in found if not one.right]


def read(folder: Path, suffix: str, seed: int) -> tuple[FakeAnswerer, list[Asked]]:
    """A report with tables as it is verified against, and what its cells are asked by."""
    path, asked = write(folder, suffix, seed)
    report = load_report(path)
    return FakeAnswerer(corpus=FakeCorpus(Served(CorpusSnapshot("v", (report,), (make_outline(report),))))), asked


def claim(asked: Asked, figure: str) -> str:
    """2024年图书馆藏书实际是65088万册, of a cell that is asked for by 2024年图书馆藏书实际是多少."""
    return re.sub("多少$", figure + asked.value.removeprefix(asked.figure), asked.question)


def altered(asked: Asked) -> str:
    """The figure with another first digit."""
    return f"{int(asked.figure[0]) % 9 + 1}{asked.figure[1:]}"


def untrue(asked: Sequence[Asked], at: int) -> Iterator[str]:
    """The claims that a cell has another value, or that of the cell beside it or below it."""
    own = asked[at]
    beside = [asked[(at + step) % len(asked)].figure for step in (-1, 1, 3)]
    yield from (claim(own, figure) for figure in (altered(own), *beside) if figure != own.figure)


def verdicts(answerer: FakeAnswerer, text: str) -> list[Verdict]:
    return [one.verdict for one in answerer.verify(text).findings]


def judged_wrong(answerer: FakeAnswerer, asked: Sequence[Asked], every: int) -> Iterator[tuple[str, list[Verdict]]]:
    """True claims that do not agree, and others that do."""
    for at in range(0, len(asked), every):
        true = claim(asked[at], asked[at].figure)
        if (found := verdicts(answerer, true)) != [Verdict.AGREES]:
            yield true, found
        for text in untrue(asked, at):
            if {Verdict.AGREES, Verdict.ROUGHLY} & set(found := verdicts(answerer, text)):
                yield text, found


@pytest.mark.parametrize("suffix", FORMATS)
def test_some_cells_are_verified(tmp_path: Path, suffix: str) -> None:
    assert list(judged_wrong(*read(tmp_path, suffix, SEEDS[0]), every=12)) == []


@pytest.mark.long
@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("seed", SEEDS)
def test_every_cell_is_verified(tmp_path: Path, suffix: str, seed: int) -> None:
    """What it holds agrees; neither another figure does, nor that of a neighbour."""
    assert list(judged_wrong(*read(tmp_path, suffix, seed), every=1)) == []


@pytest.mark.parametrize(
    ("claimed", "verdict"),
    [
        ("科技型中小企业2024年计划21842家", Verdict.AGREES),
        ("科技型中小企业2024年实际21842家", Verdict.DIFFERS),
        ("科技型中小企业2024年计划70556家", Verdict.DIFFERS),
        ("2024年科技型中小企业21842家", Verdict.DIFFERS),
        ("2024年科技型中小企业70556家", Verdict.AGREES),
        ("2025年科技型中小企业27926家", Verdict.AGREES),
        ("2025年科技型中小企业实际27926家", Verdict.DIFFERS),
    ],
)
def test_what_was_planned_for_a_year_that_is_over_is_no_result(tmp_path: Path, claimed: str, verdict: Verdict) -> None:
    answerer, _ = read(tmp_path, "docx", SEEDS[0])
    assert verdicts(answerer, claimed) == [verdict]
