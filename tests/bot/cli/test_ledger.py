"""``wenbao figures`` and ``wenbao targets`` as a person or a script runs them."""

from __future__ import annotations

import csv
import json
from contextlib import closing
from io import StringIO
from pathlib import Path

import pytest

from bot.core.charts import drawing
from bot.texts import EN
from rag.corpus.service import CorpusService
from rag.index.builder import build
from tests.corpora import corpus_settings, embed_cheaply
from tests.ledgers import PLANNED, REVIEWED
from tests.terminal import Run, Terminal, in_this_process, make_terminal


@pytest.fixture(scope="module")
def indexed(tmp_path_factory: pytest.TempPathFactory) -> Terminal:
    terminal = make_terminal(tmp_path_factory.mktemp("terminal"), planned=PLANNED, reviewed=REVIEWED)
    with (
        pytest.MonkeyPatch.context() as patched,
        closing(CorpusService(corpus_settings(terminal.home), build)) as corpus,
    ):
        embed_cheaply(patched)
        corpus.open()
    return terminal


@pytest.fixture
def here(indexed: Terminal, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs commands in this process."""
    return in_this_process(indexed, monkeypatch, capsys)


def test_targets_are_told_with_both_citations(here: Run) -> None:
    status, out, _ = here("targets", "湖山", "2025", "--json")
    told = json.loads(out)
    assert (status, told["region"], told["year"]) == (0, "湖山市", 2025)
    first = told["targets"][0]
    assert (first["indicator"], first["status"]) == ("生产总值", "met")
    assert first["target"]["text"] == "生产总值增长6%左右"
    assert first["result"]["text"] == "全市生产总值2100亿元、增长6.2%"
    for side, text in ((first["target"], PLANNED), (first["result"], REVIEWED)):
        citation = side["citation"]
        assert text[citation["start"] : citation["end"]] == citation["quote"]


def test_what_is_not_mentioned_has_no_result(here: Run) -> None:
    _, out, _ = here("targets", "--json")
    roads = next(one for one in json.loads(out)["targets"] if one["indicator"] == "新改建农村公路")
    assert (roads["status"], roads["result"]) == ("not_mentioned", None)


def test_targets_are_shown_for_reading(here: Run) -> None:
    _, out, _ = here("targets")
    assert out.startswith("湖山市2025年目标对账\n目标见《湖山市2025年政府工作报告》")
    assert "\n主要目标\n  生产总值增长6%左右\n    → 全市生产总值2100亿元、增长6.2%\n    达到\n" in out
    assert "    无法比较 (结果只有文字，没有数字)\n" in out


def test_targets_of_the_last_report_are_pending(here: Run) -> None:
    _, out, _ = here("targets", "湖山市", "2026", "--json")
    assert {one["status"] for one in json.loads(out)["targets"]} == {"pending"}


@pytest.mark.parametrize("arguments", [("targets", "江湾"), ("targets", "湖山", "2031")])
def test_a_region_or_year_without_a_report_is_named(here: Run, arguments: tuple[str, ...]) -> None:
    status, out, err = here(*arguments)
    assert (status, out) == (1, "")
    assert "湖山市2025年政府工作报告" in err


def test_figures_of_an_indicator_are_told_year_by_year(here: Run) -> None:
    _, out, _ = here("figures", "--indicator", "GDP", "--json")
    told = [(one["year"], one["value"], one["unit"], one["progress"]) for one in json.loads(out)["figures"]]
    assert told == [
        (2024, 5.8, "%", "result"),
        (2025, 6, "%", "target"),
        (2025, 210000000000, "元", "result"),
        (2025, 6.2, "%", "result"),
        (2026, 5.5, "%", "target"),
    ]


def test_figures_are_written_as_a_table(here: Run) -> None:
    _, out, _ = here("figures", "--region", "湖山", "--year", "2024", "--csv")
    rows = list(csv.DictReader(StringIO(out)))
    assert [(row["indicator"], row["value"], row["kind"]) for row in rows] == [
        ("生产总值", "5.8", "growth"),
        ("固定资产投资", "9", "growth"),
    ]


def test_a_chart_is_written_with_the_sentences_of_its_figures(here: Run, tmp_path: Path) -> None:
    status, out, _ = here("chart", "GDP增速", "--out", str(tmp_path / "gdp.png"))
    assert status == 0
    assert (tmp_path / "gdp.png").read_bytes().startswith(b"\x89PNG")
    assert out.startswith("湖山市生产总值增速\n  2024年：全市生产总值增长5.8%  (湖山市2025年政府工作报告 ")


def test_what_cannot_be_drawn_is_told(here: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert here("chart", "火箭发射")[::2] == (1, f"{EN.ledger.no_figures}\n")
    assert here("chart", "固定资产投资")[::2] == (1, f"{EN.ledger.one_figure} 固定资产投资增长9%\n")
    status, _, err = here("chart", "GDP", "--out", str(tmp_path / "no folder" / "gdp.png"))
    assert status == 2
    assert "cannot be written" in err
    monkeypatch.setattr(drawing, "find_spec", lambda _: None)
    status, _, err = here("chart", "GDP")
    assert (status, "pip install 'wenbao[chart]'" in err) == (2, True)


def test_one_format_is_written(here: Run) -> None:
    status, _, err = here("figures", "--json", "--csv")
    assert status == 2
    assert "not both" in err
