"""Questions, searches, claims and question files: what goes in, and what comes out line by line."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.terminal import GDP, REPORT, Run, Terminal, in_this_process, make_terminal


def test_a_first_question_has_the_report_indexed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    first = in_this_process(make_terminal(tmp_path, hushan=REPORT), monkeypatch, capsys)("ask", GDP)
    assert first.status == 0
    assert first.err == "第一次使用，先为报告建立索引。\n"
    assert "6%左右" in first.out


def test_ask_answers_with_spans_of_the_report(here: Run) -> None:
    answer = here("ask", GDP, "--json").json
    keys = ["id", "question", "status", "engine", "text", "citations", "nearest"]
    keys += ["form", "more", "missing", "silent", "unread", "version", "seconds"]
    assert list(answer) == keys
    assert (answer["id"], answer["question"], answer["status"]) == (None, GDP, "answered")
    assert (answer["engine"], answer["nearest"]) == ("extractive", [])
    assert "6%左右" in answer["text"]
    assert answer["text"].endswith("[1]")
    assert set(answer["seconds"]) == {"retrieve", "answer"}
    (citation,) = answer["citations"]
    assert list(citation) == ["number", "id", "report", "section", "quote", "start", "end", "recognised"]
    assert (citation["number"], citation["report"]) == (1, "湖山区2025年政府工作报告")
    assert citation["section"] == ["二、2025年工作安排"]
    assert REPORT[citation["start"] : citation["end"]] == citation["quote"]


def test_ask_without_a_model_loads_nothing_that_only_others_need(indexed: Terminal) -> None:
    """Each of these takes from a thirtieth to a fifth of the start; together they were half of it."""
    unneeded = {
        *("httpx", "langchain", "langchain_core", "pygments", "requests", "tenacity", "urllib3"),  # language models
        *(
            "rag.generation.service",
            "rag.generation.fallback",
            "rag.generation.replies.citation_markers",
            "rag.grounding.figures",
        ),  # what checks their words
        *("chromadb", "sqlalchemy.dialects.postgresql", "alembic"),  # servers, migrations
        *("telegram", "tornado", "structlog", "docx", "pdfminer"),
    }
    told = indexed.run("ask", GDP, PYTHONPROFILEIMPORTTIME="1").err
    loaded = set(re.findall(r"^import time: .*\| +([\w.]+)$", told, re.MULTILINE))
    assert {"bot.cli.output.session", "rag.engine"} <= loaded
    assert not loaded & unneeded


def test_ask_shows_the_answer_and_then_its_quotes(here: Run) -> None:
    """Without colours and without wrapping where nobody looks."""
    shown = here("ask", GDP)
    assert (shown.status, shown.err) == (0, "")
    first, blank, place, quote = shown.out.splitlines()
    assert "6%左右" in first
    assert first.endswith("[1]")
    assert (blank, place) == ("", "[1] 二、2025年工作安排")
    assert quote == "    主要预期目标是:生产总值增长6%左右，城镇新增就业3000人。"


def test_what_the_report_does_not_say_comes_without_passages_on_other_matters(here: Run) -> None:
    answer = here("ask", "2023年出口多少", "--json").json
    assert (answer["status"], answer["citations"]) == ("not_in_report", [])
    assert answer["text"].startswith("报告未提及")
    assert answer["nearest"] == []
    assert here("ask", "2023年出口多少").out == answer["text"] + "\n"


def test_a_batch_is_answered_line_by_line_and_no_line_is_lost(indexed: Terminal) -> None:
    """Answers keep order and id; a line that cannot be answered is named and the others are answered all the same."""
    lines = [
        {"question": GDP, "id": 7, "answers": ["ignored"]},
        {"question": "那就业呢", "id": "b", "history": [GDP]},
        {"question": "", "id": "empty"},
        {"question": "😀🎉", "id": "emoji"},
        {"question": "？！……", "id": "marks"},
        {"question": "增" * 96 + "。" * 4000, "id": "long"},
        {"question": "增" * 4097, "id": "longer"},
        {"question": 5, "id": "number"},
        {"id": "none"},
        {"question": GDP, "history": "no list"},
        ["no object"],
    ]
    text = "\n\n".join([*map(json.dumps, lines), '{"question": ', "\udcff"])
    done = indexed.run("ask", "--batch", "-", "--json", stdin=text)
    assert done.status == 1
    found = done.lines
    assert [line["id"] for line in found[:9]] == [7, "b", "empty", "emoji", "marks", "long", "longer", "number", "none"]
    assert ["error" in line for line in found] == [False] * 6 + [True] * 7
    assert [line["status"] for line in found[2:5]] == ["off_topic"] * 3
    assert all(line["text"] for line in found[:6])
    assert "3000人" in found[1]["text"]
    assert [line["line"] for line in found[6:]] == [13, 15, 17, 19, 21, 23, 25]
    assert [line.split(":")[0] for line in done.err.splitlines()] == [f"Line {n} of -" for n in range(13, 27, 2)]


def test_a_batch_may_be_a_file(indexed: Terminal, here: Run) -> None:
    file = indexed.home / "questions.jsonl"
    file.write_text(json.dumps({"question": "小学", "id": 1}, ensure_ascii=False) + "\r\n", encoding="utf-8-sig")
    (line,) = here("search", "--batch", "questions.jsonl", "-k", "2", "--json").lines
    assert (line["id"], line["question"], len(line["passages"])) == (1, "小学", 2)


def test_search_ranks_passages_with_spans_of_the_report(here: Run) -> None:
    found = here("search", "新建几所小学", "-k", "3", "--json").json
    assert list(found) == ["id", "question", "passages"]
    first, *others = found["passages"]
    assert list(first) == ["id", "report", "section", "text", "start", "end", "score"]
    assert "小学" in first["text"]
    assert REPORT[first["start"] : first["end"]] == first["text"]
    assert all(first["score"] >= other["score"] for other in others)
    assert here("search", "新建几所小学", "-k", "1").out.startswith("1 二、2025年工作安排  ")


def test_verify_gives_each_claim_its_verdict_and_its_sentence(here: Run) -> None:
    lines = [{"id": 1, "claim": "去年新增市场主体1.3万户，房价跌了"}, {"text": "大家好"}, {"no": "text"}]
    done = here("verify", "--batch", "-", "--json", stdin="\n".join(map(json.dumps, lines)))
    assert done.status == 1
    found, none, failed = map(json.loads, done.out.splitlines())
    differs, absent = found["claims"]
    assert (found["id"], differs["verdict"], differs["otherwise"]) == (1, "differs", "figure")
    assert REPORT[differs["citation"]["start"] : differs["citation"]["end"]] == "新增市场主体1.2万户。"
    assert (absent["claim"], absent["verdict"], absent["citation"]) == ("去年房价跌了", "not_in_report", None)
    assert none["claims"] == []
    assert failed["line"] == 3
    shown = here("verify", "去年新增市场主体1.3万户")
    assert shown.status == 0
    assert shown.out.startswith("“去年新增市场主体1.3万户”：不一致，报告说的是“1.2万户”。[1]\n\n[1] ")


def test_what_drives_a_terminal_is_not_shown(here: Run) -> None:
    """Neither from the report nor from the question; JSON escapes it, so that spans stay exact."""
    question = "新建小学\x1b[2J\u202e几所"
    shown = here("ask", question)
    assert not set("\x1b\u202e") & set(shown.out)
    as_json = here("ask", question, "--json")
    assert not set("\x1b\u202e") & set(as_json.out)
    assert as_json.json["question"] == question
    assert as_json.json["citations"][0]["quote"] in REPORT


def test_several_words_are_one_question(here: Run) -> None:
    assert here("ask", "2025年", "生产总值目标", "--json").json["question"] == "2025年 生产总值目标"


def test_eval_measures_a_question_file(indexed: Terminal, here: Run) -> None:
    case = {"id": "1", "question": GDP, "type": "fact", "answers": ["6%左右"], "quote": "生产总值增长6%左右"}
    (indexed.home / "cases.jsonl").write_text(json.dumps(case, ensure_ascii=False), encoding="utf-8")
    measured = here("eval", "cases.jsonl", "--json").json
    assert measured["all"]["questions"] == measured["types"]["fact"]["questions"] == 1
    assert (measured["all"]["hit"], measured["all"]["loose_figures"], measured["all"]["wrong_spans"]) == (1.0, 0, 0)
    assert measured["questions"][0]["id"] == "1"
    header, *rows = here("eval", "cases.jsonl").out.splitlines()
    assert header.split() == ["all", "fact"]
    assert ["hit", "1.00", "1.00"] in [row.split() for row in rows]
