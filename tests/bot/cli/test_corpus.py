"""The corpus as it is shown, changed and taken back in the terminal."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from rag.answering.pins.repository import Pins
from rag.storage.database import Database, sqlite_url
from tests.terminal import GDP, REPORT, SECOND, Run, Terminal, one_sentence


def test_the_corpus_is_shown_changed_and_taken_back(copied: Terminal, there: Run) -> None:
    """Status, dry reload, reload, add, remove, rollback and list."""
    status = there("corpus", "status", "--json").json
    assert (status["current"]["number"], status["kept"], status["indexes"]) == (1, 1, None)
    assert [report["name"] for report in status["reports"]] == ["湖山区2025年政府工作报告"]

    (copied.reports / "hushan.txt").write_text(REPORT.replace("3000人", "3500人"), encoding="utf-8")
    dry = there("corpus", "reload", "--dry-run").out.splitlines()
    assert dry[0] == "~ report 湖山区2025年政府工作报告"
    assert [line[:4] for line in dry[1:3]] == ["- 主要", "+ 主要"]
    assert dry[3] == "    3000人 → 3500人"
    as_json = there("corpus", "reload", "--dry-run", "--json").json
    assert as_json["sentences_altered"][0]["figures"] == [{"old": "3000人", "new": "3500人"}]
    assert dry[-1] == "Nothing has been published; this is what would change."
    changed = there("corpus", "reload", "--json").json
    assert (changed["old"], changed["new"]) == (1, 2)

    (copied.home / "jiangwan.txt").write_text(SECOND, encoding="utf-8")
    added = there("corpus", "add", "jiangwan.txt", "--json").json
    assert (added["new"], added["reports_added"]) == (3, ["江湾市2025年政府工作报告"])
    removed = there("corpus", "remove", "湖山区2025年政府工作报告", "--json").json
    assert (removed["new"], removed["reports_removed"]) == (4, ["湖山区2025年政府工作报告"])

    assert there("corpus", "rollback", "2", "--json").json["new"] == 2
    versions = there("corpus", "list", "--json").json["versions"]
    assert [version["number"] for version in versions] == [4, 3, 2, 1]
    assert [version["number"] for version in versions if version["current"]] == [2]


def test_a_citation_opens_after_a_reload_and_tells_what_became_of_it(copied: Terminal, here: Run) -> None:
    """Unchanged in the version that it was cited from; changed in the next, with both wordings."""
    place = {"CORPUS_DIR": str(copied.reports), "DATA_DIR": str(copied.home / "data")}
    (citation,) = here("ask", GDP, "--json", **place).json["citations"]
    before = here("cite", citation["id"], "--json").json
    assert {name: before[name] for name in ("quote", "section", "start", "end")} == {
        name: citation[name] for name in ("quote", "section", "start", "end")
    }
    assert before["quote"] in before["paragraph"]
    assert (before["state"], before["cited"]["version"], before["left"]) == ("unchanged", 1, None)

    (copied.reports / "hushan.txt").write_text(REPORT.replace("6%左右", "7%以上"), encoding="utf-8")
    here("corpus", "reload")
    after = here("cite", f"https://t.me/wenbao_test_bot?start={citation['id']}", "--json").json
    assert (after["state"], after["cited"]["quote"], after["left"]["version"]) == ("changed", citation["quote"], 2)
    assert "7%以上" in after["quote"]
    shown = here("cite", citation["id"]).out
    assert "6%左右" in shown
    assert "7%以上" in shown


def test_a_version_that_would_lose_answers_waits_in_the_terminal_too(
    copied: Terminal, here: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Held, looked at, published all the same, and on record."""
    monkeypatch.chdir(copied.home)
    case = {"question": "2025年城镇新增就业目标是多少人", "answers": ["3000人"], "quote": "城镇新增就业3000人"}
    (copied.reports / "canary.jsonl").write_text(json.dumps(case, ensure_ascii=False), encoding="utf-8")
    (copied.reports / "hushan.txt").write_text(REPORT.replace("3000人", "3500人"), encoding="utf-8")
    held = here("corpus", "reload")
    assert (held.status, "lose correct answers (1)" in one_sentence(held)) == (1, True)
    draft = here("corpus", "draft", "--json").json
    assert (draft["version"], [lost["question"] for lost in draft["lost"]]) == (2, [case["question"]])
    assert draft["change"]["sentences_altered"][0]["figures"] == [{"old": "3000人", "new": "3500人"}]
    shown = here("corpus", "draft").out
    assert "Held: 1 answer that is right would be lost.\n? 2025年城镇新增就业" in shown
    assert here("corpus", "publish").status == 1
    assert here("corpus", "publish", "--force", "--json").json["new"] == 2
    assert here("corpus", "draft").out == "No version waits to be published.\n"
    assert one_sentence(here("corpus", "discard")).startswith("No version waits")
    changes = here("corpus", "audit", "--json").json["changes"]
    assert [(row["who"], row["action"], row["new_version"]) for row in changes] == [
        ("terminal", "publish", 2),
        ("start", "publish", 1),
    ]
    assert "published all the same" in changes[0]["detail"]
    assert here("corpus", "audit", "-n", "1").out.count("\n") == 1


def test_the_corpus_is_shown_in_lines(here: Run) -> None:
    assert here("corpus", "status").out.startswith("Version 1 of ")
    assert here("corpus", "list").out.startswith("* Version 1 of ")


def test_gaps_are_listed_with_what_was_confirmed(here: Run, indexed: Terminal) -> None:
    assert here("corpus", "gaps").out == "No question is waiting.\n"
    database = Database(sqlite_url(indexed.home / "data" / "wenbao.db"))
    pins = Pins(database)
    pins.put("房价跌了吗", "abcdefghijkl", "新增市场主体1.2万户。", "湖山区2025年政府工作报告", "telegram:1")
    gone = pins.put("地铁几号线", "abcdefghijkm", "没有这句。", "湖山区2025年政府工作报告", "telegram:1")
    try:
        found = json.loads(here("corpus", "gaps", "--json").out)
        assert found["gaps"] == []
        assert {pin["question"]: pin["used"] for pin in found["pins"]} == {"房价跌了吗": True, "地铁几号线": False}
        assert "地铁几号线  →  没有这句。  (gone, not used)" in here("corpus", "gaps").out
    finally:
        for pin in (*pins.all(), gone):
            pins.remove(pin.key, "telegram:1")
        database.close()


def test_a_changed_report_is_indexed_at_the_next_start(copied: Terminal, there: Run) -> None:
    (copied.reports / "hushan.txt").write_text(REPORT.replace("3000人", "3500人"), encoding="utf-8")
    asked = there("ask", "就业")
    assert asked.err == "报告有变化，重新建立索引。\n"
    assert "3500人" in asked.out


def test_words_forged_in_the_database_are_named_and_never_answered(copied: Terminal, there: Run) -> None:
    """Doctor finds them; a question is answered in the words that were published; then all is as it was."""
    with closing(sqlite3.connect(copied.home / "data" / "wenbao.db")) as connection:
        connection.execute("UPDATE reports SET text = replace(text, '6%左右', '9%左右')")
        connection.commit()
    corpus = next(check for check in there("doctor", "--json").lines if check["name"] == "corpus")
    assert not corpus["passed"]
    assert "Version 1 in the database is not what was published" in corpus["found"]
    answer = there("ask", GDP, "--json").json
    assert "6%左右" in answer["text"]
    assert "6%左右" in answer["citations"][0]["quote"]
    corpus = next(check for check in there("doctor", "--json").lines if check["name"] == "corpus")
    assert corpus["passed"]


def test_an_older_version_answers_where_a_report_became_unreadable(indexed: Terminal, here: Run) -> None:
    report = indexed.reports / "hushan.txt"
    report.write_bytes(b"")
    asked = here("ask", GDP, "--json")
    report.write_text(REPORT, encoding="utf-8")
    assert json.loads(asked.out)["status"] == "answered"
    assert asked.err.startswith("An older version answers: ")
    assert asked.err.count("\n") == 1


def test_a_backup_passes_through_pipes(copied: Terminal, tmp_path: Path) -> None:
    """As it does where something encrypts it: nothing is left on the disk, and what comes out can be restored."""
    command = [sys.executable, "-m", "bot"]
    written = subprocess.run(
        [*command, "backup", "-"], check=True, capture_output=True, cwd=copied.home, env=copied.environ()
    )
    assert b" rows" in written.stderr
    fresh = Terminal(tmp_path / "fresh")
    fresh.home.mkdir()
    subprocess.run([*command, "restore", "-"], check=True, input=written.stdout, cwd=fresh.home, env=fresh.environ())
    assert [path.name for path in fresh.reports.iterdir()] == ["hushan.txt"]
