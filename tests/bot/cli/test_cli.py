"""Every command as a person or a script runs it: what it reads, its two outputs, its exit status.

Some run as processes of their own; what can be seen without starting another one is tried in this process.
"""

from __future__ import annotations

import asyncio
import json
import re
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from rag.answering.pins.repository import Pins
from rag.storage.database import Database, sqlite_url
from tests.botapi.server import BotApi
from tests.embeddingserver import serve_embeddings
from tests.modelserver import ModelServer, say
from tests.terminal import REPORT, SECOND, Result, Run, Terminal, in_this_process, make_terminal

GDP = "2025年生产总值目标是多少"


@pytest.fixture(scope="module")
def indexed(tmp_path_factory: pytest.TempPathFactory) -> Terminal:
    """A terminal whose corpus is indexed."""
    terminal = make_terminal(tmp_path_factory.mktemp("terminal"), hushan=REPORT)
    first = terminal.run("ask", GDP)
    assert first.status == 0
    assert first.err == "第一次使用，先为报告建立索引。\n"
    return terminal


@pytest.fixture
def copied(indexed: Terminal, tmp_path: Path) -> Terminal:
    """A copy of it, to change."""
    shutil.copytree(indexed.home, tmp_path / "copy")
    return Terminal(tmp_path / "copy")


@pytest.fixture
def here(indexed: Terminal, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs commands in this process, in the indexed terminal."""
    return in_this_process(indexed, monkeypatch, capsys)


@pytest.fixture
def there(copied: Terminal, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs commands in this process, in the copy."""
    return in_this_process(copied, monkeypatch, capsys)


def one_sentence(result: Result) -> str:
    """What a failed command said: one line on standard error, no traceback, nothing on standard output."""
    assert "Traceback" not in result.err
    assert result.err.count("\n") == 1, result.err
    assert result.out == ""
    return result.err.strip()


def test_help_names_every_command(indexed: Terminal, here: Run) -> None:
    shown = indexed.run("--help")
    assert (shown.status, shown.err) == (0, "")
    for command in ("chat", "ask", "search", "cite", "verify", "run", "corpus", "eval", "doctor"):
        assert f"\n  {command} " in shown.out
    assert here().out == shown.out


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
        {"question": "增" * 4096, "id": "long"},
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
    changed = copied.run("corpus", "reload", "--json").json
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


def test_commands_speak_chinese_in_a_chinese_terminal(here: Run) -> None:
    """What they show, and what they complain of; JSON and exit status stay as they are."""
    shown = here("corpus", "status", LC_ALL="zh_CN.UTF-8").out
    assert shown.startswith("第 1 版，")
    assert not re.search("[A-Za-z]{5}", shown.replace("hushan.txt", "").replace("wenbao corpus list", ""))
    assert here("corpus", "draft").out == "没有等待发布的版本。\n"
    unknown = here("corpus", "remove", "missing")
    assert (unknown.status, "里没有报告或文件 missing" in one_sentence(unknown)) == (1, True)
    assert one_sentence(here("ask")) == "没有写问题，请写在命令后面，或者用 --batch 指定文件。"
    assert one_sentence(here("ask", "--nonsense")).startswith("用法不对：")
    assert here("corpus", "status", "--json").json["current"]["number"] == 1


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


async def test_doctor_checks_each_part(here: Run, api: BotApi) -> None:
    given = {"TELEGRAM_API_URL": api.url, "TELEGRAM_BOT_TOKEN": api.token}
    done = await asyncio.to_thread(here, "doctor", **given)
    assert (done.status, done.err) == (0, "")
    parts = ("settings", "token", "database", "corpus", "chroma", "embedding", "model")
    assert [line.split()[:2] for line in done.out.splitlines()] == [["ok", part] for part in parts]


async def test_doctor_names_what_fails_and_shows_no_token(here: Run, api: BotApi) -> None:
    given = {"TELEGRAM_API_URL": api.url, "TELEGRAM_BOT_TOKEN": "123456:hush", "CORPUS_DIR": "nowhere"}
    done = await asyncio.to_thread(here, "doctor", "--json", **given)
    assert done.status == 1
    assert [check["name"] for check in done.lines if not check["passed"]] == ["token", "corpus"]
    assert "hush" not in done.out + done.err


def test_an_embeddings_endpoint_serves_builds_and_questions(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The process that builds is told of it too; ``doctor`` says where it is, and no command shows the key."""
    with serve_embeddings() as endpoint:
        given = {"EMBEDDING_MODEL": "openai:m", "EMBEDDING_BASE_URL": endpoint.url, "EMBEDDING_API_KEY": "sk-hush"}
        run = in_this_process(make_terminal(tmp_path, hushan=REPORT), monkeypatch, capsys, indexing=False)
        found = run("search", "城镇新增就业", "--json", **given)
        (embedding,) = (line for line in run("doctor", **given).out.splitlines() if "embedding" in line)
    assert "城镇新增就业3000人" in json.loads(found.out)["passages"][0]["text"]
    assert endpoint.url in embedding
    assert "32 dimensions, the general calibration" in embedding
    assert endpoint.keys == {"sk-hush"}
    assert "hush" not in found.out + found.err + embedding


@pytest.mark.parametrize(
    "given",
    [
        {"DATABASE_URL": "postgresql+psycopg://user:qwertz@127.0.0.1:1/none"},
        {"DATABASE_URL": "postgresql+psycopg://user:qwertz@127.0.0.1:port/none"},
        {"DATABASE_URL": "postgresql+psycopg://user:qw@ertz@127.0.0.1:1/none"},
        {"CHROMA_URL": "http://reader:qwertz@127.0.0.1:1"},
    ],
)
def test_no_command_shows_the_password_of_an_address(here: Run, given: dict[str, str]) -> None:
    for command in (["doctor"], ["ask", GDP], ["corpus", "status"]):
        done = here(*command, **given)
        assert "qwertz" not in done.out + done.err
        assert "rtz@" not in done.out + done.err
    assert done.status in (0, 1, 2)


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


@pytest.mark.parametrize(
    ("reply", "status", "told"),
    [("改造道路12条。[1]", 0, "keeps to the format"), ("OK", 1, "not in the format it is asked for")],
)
async def test_doctor_tries_the_language_model(here: Run, reply: str, status: int, told: str) -> None:
    async with ModelServer(say(reply)) as server:
        given = {"LLM_MODEL": "openai:m", "LLM_BASE_URL": server.url, "LLM_API_KEY": "sk-hush"}
        done = await asyncio.to_thread(here, "doctor", **given)
    assert done.status == status
    assert told in done.out.splitlines()[-1]
    assert "hush" not in done.out + done.err


async def test_run_refuses_a_wrong_token_in_one_sentence(indexed: Terminal, api: BotApi) -> None:
    given = {"TELEGRAM_API_URL": api.url, "TELEGRAM_BOT_TOKEN": "123456:hush", "LOG_LEVEL": "ERROR"}
    done = await asyncio.to_thread(indexed.run, "run", **given)
    assert done.status == 2
    assert "TELEGRAM_BOT_TOKEN" in one_sentence(done)
    assert "hush" not in done.err


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["nonsense"], 2, "No such command"),
        (["ask"], 2, "There is no question"),
        (["ask", "x", "--nonsense"], 2, "No such option"),
        (["ask", "增" * 4097], 2, "The question has 4097 characters"),
        (["ask", "x", "--batch", "-"], 2, "not both"),
        (["ask", "--batch", "missing.jsonl"], 2, "missing.jsonl cannot be read"),
        (["search", "x", "-k", "0"], 2, "-k"),
        (["corpus", "rollback", "99"], 1, "There is no version 99"),
        (["corpus", "rollback", "two"], 2, "VERSION"),
        (["corpus", "add", "missing.txt"], 1, "missing.txt cannot be read"),
        (["corpus", "remove", "missing"], 1, "no report or file named missing"),
        (["cite", "GDP"], 2, "GDP is not the id of a citation"),
        (["cite", "abcdefghijkl"], 1, "No citation abcdefghijkl was ever shown"),
        (["eval", "missing.jsonl"], 1, "missing.jsonl cannot be read"),
        (["run"], 2, "TELEGRAM_BOT_TOKEN is not set"),
    ],
)
def test_wrong_use_is_told_in_one_sentence(here: Run, arguments: list[str], status: int, said: str) -> None:
    done = here(*arguments)
    assert said in one_sentence(done)
    assert done.status == status


@pytest.mark.parametrize(
    ("name", "value"), [("LLM_TIMEOUT", "soon"), ("CHROMA_PORT", "8000"), ("EMBEDDING_MODEL", "nonsense:model")]
)
def test_a_wrong_setting_is_told_in_one_sentence(here: Run, name: str, value: str) -> None:
    done = here("ask", "x", **{name: value})
    assert name in one_sentence(done)
    assert done.status == 2


def test_a_corpus_that_cannot_be_asked_is_told_in_one_sentence(here: Run, tmp_path: Path) -> None:
    """A missing folder, an empty one, a report of 0 bytes, a DATA_DIR that is a file."""
    nowhere = {"DATA_DIR": str(tmp_path / "data"), "CORPUS_DIR": str(tmp_path / "reports")}
    assert "does not exist" in one_sentence(here("ask", "x", **nowhere))
    (tmp_path / "reports").mkdir()
    assert "contains no report" in one_sentence(here("ask", "x", **nowhere))
    (tmp_path / "reports" / "empty.txt").touch()
    assert "empty.txt" in one_sentence(here("ask", "x", **nowhere))
    (tmp_path / "file").touch()
    assert "File exists" in one_sentence(here("ask", "x", DATA_DIR=str(tmp_path / "file")))


def test_a_reader_that_has_enough_ends_the_command_quietly(indexed: Terminal) -> None:
    """As in ``wenbao ask --batch FILE | head``."""
    command = [sys.executable, "-m", "bot", "--help"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=indexed.environ()) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        assert process.stderr.read() == b""


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
