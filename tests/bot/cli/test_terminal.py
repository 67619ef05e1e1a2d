"""``wenbao chat``: with a person at a terminal, and without one."""

from __future__ import annotations

import os
import pty
import re
import select
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest

from bot.cli.output.console import Screen, emphasised
from bot.texts import EN, ZH
from rag.types import Span
from tests.fakes import cite, make_version
from tests.terminal import REPORT, Terminal, make_terminal

GDP = "2025年生产总值目标是多少"
_PATIENCE = 20.0  # seconds

# Makes the terminal the controlling one, as a shell does, so that Ctrl-C reaches the program as a signal.
_AS_A_SHELL = (
    "import fcntl, os, sys, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0);"
    "os.execv(sys.executable, [sys.executable, '-m', 'bot', *sys.argv[1:]])"
)


@pytest.fixture(scope="module")
def terminal(tmp_path_factory: pytest.TempPathFactory) -> Terminal:
    return make_terminal(tmp_path_factory.mktemp("terminal"), hushan=REPORT)


class Person:
    """Somebody who types into a terminal and reads it."""

    def __init__(self, descriptor: int, process: subprocess.Popen[bytes]) -> None:
        self._descriptor = descriptor
        self.process = process

    def types(self, keys: str) -> None:
        os.write(self._descriptor, keys.encode())

    def reads_until(self, words: str) -> str:
        """What is on the screen, up to these words."""
        seen = b""
        while words not in seen.decode(errors="replace"):
            seen += os.read(self._descriptor, 4096)
        return seen.decode()

    def leaves_by(self, keys: str) -> str:
        """Type what ends the program, and read to the end. As a person would, press again if nothing comes of it.

        CPython's readline waits on for a line if the signal of Ctrl-C comes between its prompt and its waiting.
        """
        seen = b""
        self.types(keys)
        try:
            while part := self._reads_or_presses(keys):
                seen += part
        except OSError:  # Linux's way to say that nobody writes any more
            pass
        return seen.decode()

    def _reads_or_presses(self, keys: str) -> bytes:
        while not select.select([self._descriptor], [], [], _PATIENCE)[0]:
            self.types(keys)
        return os.read(self._descriptor, 4096)


@contextmanager
def sitting_at(terminal: Terminal, *arguments: str) -> Iterator[Person]:
    ours, theirs = pty.openpty()
    environment = terminal.environ(TERM="xterm", LANG="C.UTF-8", COLUMNS="100")
    process = subprocess.Popen(
        [sys.executable, "-c", _AS_A_SHELL, *arguments],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        cwd=terminal.home,
        env=environment,
        start_new_session=True,
    )
    os.close(theirs)
    try:
        yield Person(ours, process)
    finally:
        process.kill()
        process.wait()
        os.close(ours)


def test_a_person_asks_follows_up_and_leaves(terminal: Terminal) -> None:
    """The first start shows a bar; the answer is bold, so are the answering words; Ctrl-D ends."""
    with sitting_at(terminal, "chat") as person:
        started = person.reads_until("> ")
        assert ZH.indexing["first"] in started
        assert ZH.indexing_bar in started
        assert ZH.terminal_start in started
        person.types(f"{GDP}\n")
        answer = person.reads_until("> ")
        assert re.search(r"\x1b\[1m.*6%左右.*\[1\].*\x1b\[1m.*6%左右", answer, re.DOTALL)
        assert "二、2025年工作安排" in answer
        person.types("那就业呢\n")
        assert "3000人" in person.reads_until("\n> ")
        assert "Traceback" not in person.leaves_by("\x04")
        assert person.process.wait() == 0


@pytest.mark.parametrize("keys", ["\x03", "/quit\n"])
def test_every_way_out_is_a_clean_one(terminal: Terminal, keys: str) -> None:
    with sitting_at(terminal, "chat") as person:
        person.reads_until("> ")
        assert "Traceback" not in person.leaves_by(keys)
        assert person.process.wait() == 0


def test_questions_come_from_a_pipe(terminal: Terminal) -> None:
    """One a line, follow-ups included; no prompt, no greeting, no colour."""
    shown = terminal.run("chat", stdin=f"{GDP}\n\n那就业呢\n/sections\n/nonsense\n/quit\nnot asked\n")
    assert shown.status == 0
    assert shown.out.index("6%左右") < shown.out.index("3000人") < shown.out.index("\n  一、2024年工作回顾")
    assert ZH.unknown_command in shown.out
    assert ZH.terminal_start not in shown.out
    assert not set("\x1b>") & set(shown.out)


def test_what_is_said_to_the_program_is_met_without_searching(terminal: Terminal) -> None:
    shown = terminal.run("chat", stdin="你是谁\n帮助\n有哪些报告\n谢谢\n/quit\n")
    assert shown.status == 0
    assert [told in shown.out for told in (ZH.about, ZH.terminal_help, ZH.welcome)] == [True, True, True]
    assert ZH.absent not in shown.out


def test_the_answering_words_are_bold_and_no_others() -> None:
    citation = cite(make_version(), "GDP增长6%")
    text = emphasised(citation)
    bold = [text.plain[span.start : span.end] for span in text.spans]
    assert (bold, text.plain) == (["GDP增长6%"], citation.quote)


def test_what_is_emphasised_twice_is_shown_once() -> None:
    citation = cite(make_version(), "GDP增长6%")
    start = citation.highlights[0].start
    twice = Span(start, start + 3), Span(start + 1, start + 5)
    text = emphasised(replace(citation, highlights=twice))
    assert text.plain == citation.quote
    assert (
        "".join(text.plain[span.start : span.end] for span in text.spans)
        == citation.quote[start - citation.start : start + 5 - citation.start]
    )


def test_the_report_is_named_where_there_are_several(capsys: pytest.CaptureFixture[str]) -> None:
    passage = make_version().passage(make_version().order[5], 0.5)
    Screen(EN, several_reports=True).show_passages([passage])
    Screen(EN, several_reports=False).show_passages([passage])
    named, unnamed = (line for line in capsys.readouterr().out.splitlines() if line.startswith("1 "))
    assert named == f"1 {passage.report} › {unnamed.removeprefix('1 ')}"
