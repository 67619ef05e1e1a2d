"""Answers of two checkouts are compared as people see them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from benchmarks.inspection import same
from benchmarks.inspection.same import Batch, differences, read_batches, seen

PROGRAM = """
import json, os, sys
assert os.listdir(os.environ["CORPUS_DIR"]) == ["{report}.txt"], os.environ["CORPUS_DIR"]
for line in sys.stdin:
    asked = json.loads(line)
    text = asked.get("question") or asked["claim"]
    print(json.dumps({{"id": asked["id"], "text": {answer}, "seconds": id(asked), "command": sys.argv[1]}}))
"""


def checkout(folder: Path, answer: str = "text") -> Path:
    """A program whose answer is a Python expression over ``text``."""
    (folder / "bot").mkdir(parents=True)
    (folder / "bot" / "__main__.py").write_text(PROGRAM.format(report="seed", answer=answer), encoding="utf-8")
    (folder / "seeds").mkdir()
    (folder / "seeds" / "seed.txt").write_text("报告", encoding="utf-8")
    return folder


@pytest.fixture
def questions(tmp_path: Path) -> Path:
    path = tmp_path / "some.jsonl"
    lines = [{"id": "1", "question": "甲"}, {"id": "2", "claim": "乙"}, {"id": "3", "report": "far", "question": "丙"}]
    path.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    return path


def compare(monkeypatch: pytest.MonkeyPatch, here: Path, *arguments: str | Path) -> Result:
    monkeypatch.setattr(same, "ROOT", here)
    app = typer.Typer()
    app.command()(same.main)
    return CliRunner().invoke(app, list(map(str, arguments)))


def test_equal_programs_answer_the_same(tmp_path: Path, questions: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also in another time; what is on a report that is not there is left out, and said to be."""
    here, other = checkout(tmp_path / "here"), checkout(tmp_path / "other")
    done = compare(monkeypatch, here, other, "--questions", questions)
    assert done.exit_code == 0, done.output
    assert done.stdout.splitlines() == [
        "some.jsonl: 1 of 1 answered the same.",
        "some.jsonl: 1 of 1 answered the same.",
        "some.jsonl, far: 1 left out, there is no file of the report.",
    ]


def test_an_answer_that_differs_is_shown_as_it_was_and_is(
    tmp_path: Path, questions: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, other = checkout(tmp_path / "here", "text + '!'"), checkout(tmp_path / "other")
    done = compare(monkeypatch, here, other, "--questions", questions)
    assert done.exit_code == 1
    assert done.stdout.splitlines()[:4] == [
        "some.jsonl 1: 甲",
        '  - text: "甲"',
        '  + text: "甲!"',
        "some.jsonl: 0 of 1 answered the same.",
    ]


def test_a_program_that_fails_is_named(tmp_path: Path, questions: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here, other = checkout(tmp_path / "here"), checkout(tmp_path / "other", "1 / 0")
    done = compare(monkeypatch, here, other, "--questions", questions)
    assert "ZeroDivisionError" in str(done.exception)
    assert str(other) in str(done.exception)


def test_lines_are_grouped_by_report_and_command(questions: Path) -> None:
    found = [(batch.report, batch.command, batch.texts) for batch in read_batches([questions])]
    assert found == [("", "ask", ["甲"]), ("", "verify", ["乙"]), ("far", "ask", ["丙"])]


def test_files_that_hold_no_questions_are_passed_over(tmp_path: Path) -> None:
    (tmp_path / "other.jsonl").write_text('{"text": "早", "label": "off"}\n', encoding="utf-8")
    assert list(read_batches([tmp_path / "other.jsonl"])) == []


def test_ids_places_and_times_do_not_count() -> None:
    """They may differ where nobody sees a difference; a quote or its section may not."""
    here = {
        "version": "a",
        "citations": [{"id": "x", "quote": "增长6%", "start": 1, "end": 5}],
        "seconds": {"answer": 1},
    }
    other = {
        "version": "b",
        "citations": [{"id": "y", "quote": "增长6%", "start": 2, "end": 6}],
        "seconds": {"answer": 2},
    }
    batch = Batch(Path("some.jsonl"), "", "ask", ({"id": "1", "question": "甲"},))
    assert list(differences(batch, [other], [here])) == []
    assert seen(here) == {"citations": [{"quote": "增长6%"}]}
    assert len(list(differences(batch, [other], [{"citations": []}]))) == 1
