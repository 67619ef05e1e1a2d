"""Commands as a person or a script runs them: their help, what they refuse, and how they say so.

Some run as processes of their own; what can be seen without starting another one is tried in this process.
"""

from __future__ import annotations

import asyncio
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.botapi.server import BotApi
from tests.terminal import GDP, Run, Terminal, one_sentence


def test_help_names_every_command(here: Run) -> None:
    shown = here("--help")
    assert (shown.status, shown.err) == (0, "")
    for command in ("chat", "ask", "search", "cite", "verify", "run", "corpus", "eval", "doctor"):
        assert f"\n  {command} " in shown.out
    assert here().out == shown.out


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
