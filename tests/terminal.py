"""``wenbao`` on a small corpus, as a process of its own or in this one."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from bot.cli.main import main
from bot.settings import NAMES
from tests.corpora import build_here
from tests.paths import ROOT

GDP = "2025年生产总值目标是多少"
REPORT = """湖山区2025年政府工作报告

一、2024年工作回顾

(一)经济稳中有进。全区生产总值增长5.8%，固定资产投资增长9%。新增市场主体1.2万户。

二、2025年工作安排

主要预期目标是:生产总值增长6%左右，城镇新增就业3000人。新建小学两所\x1b[31m和幼儿园三所\u202e。
"""
SECOND = """江湾市2025年政府工作报告

一、2024年工作回顾

(一)经济运行平稳。全市生产总值增长4.1%。
"""


@dataclass(frozen=True)
class Terminal:
    """A folder to run commands in, and the environment they get."""

    home: Path
    environment: dict[str, str] = field(default_factory=dict)

    @property
    def reports(self) -> Path:
        return self.home / "reports"

    def run(self, *arguments: str, stdin: str = "", **environment: str) -> Result:
        """Run ``wenbao`` with these arguments to its end."""
        given = stdin.encode("utf-8", "surrogateescape")
        command = [sys.executable, "-m", "bot", *arguments]
        here = self.environ(**environment)
        done = subprocess.run(command, check=False, input=given, capture_output=True, cwd=self.home, env=here)
        return Result(done.returncode, done.stdout.decode(), done.stderr.decode())

    def environ(self, **more: str) -> dict[str, str]:
        """This process's environment without settings, and with those of this terminal."""
        others = {name: value for name, value in os.environ.items() if name not in NAMES}
        here = {"CORPUS_DIR": "reports", "DATA_DIR": "data", "PYTHONPATH": str(ROOT)}
        return others | here | self.environment | more


class Result(NamedTuple):
    """What a command left."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        assert (self.status, self.err) == (0, "")
        return json.loads(self.out)

    @property
    def lines(self) -> list[Any]:
        return [json.loads(line) for line in self.out.splitlines()]


def make_terminal(home: Path, **reports: str) -> Terminal:
    terminal = Terminal(home)
    terminal.reports.mkdir(parents=True)
    for name, text in reports.items():
        (terminal.reports / f"{name}.txt").write_text(text, encoding="utf-8")
    return terminal


Run = Callable[..., Result]


def in_this_process(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *, indexing: bool = True
) -> Run:
    """What runs commands in this process as in the terminal; ``indexing``: reports are indexed in it too."""
    if indexing:
        build_here(monkeypatch)
    monkeypatch.chdir(terminal.home)
    for name in set(os.environ) - set(terminal.environ()):
        monkeypatch.delenv(name)
    for name, value in terminal.environ().items():
        monkeypatch.setenv(name, value)

    def run(*arguments: str, stdin: str = "", **environment: str) -> Result:
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(stdin.encode("utf-8", "surrogateescape"))))
        capsys.readouterr()
        status = main(list(arguments))
        return Result(status, *capsys.readouterr())

    return run


def one_sentence(result: Result) -> str:
    """What a failed command said: one line on standard error, no traceback, nothing on standard output."""
    assert "Traceback" not in result.err
    assert result.err.count("\n") == 1, result.err
    assert result.out == ""
    return result.err.strip()
