"""``wenbao chat``: with a person at a terminal, and without one."""

from __future__ import annotations

import os
import pty
import re
import select
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from io import StringIO

import pytest
from rich.console import Console

from bot.cli.output.console import Screen, marked
from bot.texts import EN, ZH
from rag.text.plain import display_width
from rag.types import Span
from tests.fakes import cite, make_answer, make_version
from tests.terminal import GDP, REPORT, Run, Terminal, in_this_process, make_terminal

_PATIENCE = 20.0  # seconds

# Makes the terminal the controlling one, as a shell does, so that Ctrl-C reaches the program as a signal.
_AS_A_SHELL = (
    "import fcntl, os, sys, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0);"
    "os.execv(sys.executable, [sys.executable, '-m', 'bot', *sys.argv[1:]])"
)


@pytest.fixture(scope="module")
def terminal(tmp_path_factory: pytest.TempPathFactory) -> Terminal:
    return make_terminal(tmp_path_factory.mktemp("terminal"), hushan=REPORT)


@pytest.fixture
def here(terminal: Terminal, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs commands in this process."""
    return in_this_process(terminal, monkeypatch, capsys)


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


def test_a_person_asks_follows_up_and_finds_what_was_typed_at_the_next_start(terminal: Terminal) -> None:
    """The first start shows a bar; the answer is bold, so are the answering words; Ctrl-D ends; the arrow up recalls.
    The file of what was typed is its owner's alone."""
    with sitting_at(terminal, "chat") as person:
        started = person.reads_until("> ")
        assert ZH.indexing["first"] in started
        assert ZH.indexing_bar in started
        assert ZH.terminal_start in started
        assert ZH.terminal_reports_here(["湖山区2025年政府工作报告"]) in started
        assert re.search(rf"{ZH.terminal_examples}\r\n +2025年\S+？", started)
        person.types(f"{GDP}\n")
        answer = person.reads_until("> ")
        assert re.search(r"\x1b\[1m.*6%左右.*\[1\].*\x1b\[1m.*6%左右", answer, re.DOTALL)
        assert "二、2025年工作安排" in answer
        person.types("那就业呢\n")
        assert "3000人" in person.reads_until("\n> ")
        assert "Traceback" not in person.leaves_by("\x04")
        assert person.process.wait() == 0
    assert stat.S_IMODE((terminal.home / "data" / "chat_history").stat().st_mode) == 0o600
    with sitting_at(terminal, "chat") as person:
        person.reads_until("> ")
        person.types("\x1b[A")
        person.reads_until("那就业呢")
        person.types("\x1b[A")
        person.reads_until(GDP)
        person.types("\n")
        person.reads_until("6%左右")
        assert "Traceback" not in person.leaves_by("/quit\n")
        assert person.process.wait() == 0


def test_nothing_is_kept_where_that_is_not_wanted_and_an_interrupt_is_a_clean_way_out(terminal: Terminal) -> None:
    kept = terminal.home / "data" / "chat_history"
    kept.unlink(missing_ok=True)
    with sitting_at(replace(terminal, environment={"CHAT_HISTORY": "off"}), "chat") as person:
        person.reads_until("> ")
        person.types("谢谢\n")
        person.reads_until(ZH.welcome)
        assert "Traceback" not in person.leaves_by("\x03")
        assert person.process.wait() == 0
    assert not kept.exists()


def test_questions_come_from_a_pipe(here: Run) -> None:
    """One a line, follow-ups included; no prompt, no greeting, no colour."""
    shown = here("chat", stdin=f"{GDP}\n\n那就业呢\n/sections\n/nonsense\n/quit\nnot asked\n")
    assert shown.status == 0
    assert shown.out.index("6%左右") < shown.out.index("3000人") < shown.out.index("\n  一、2024年工作回顾")
    assert ZH.unknown_command in shown.out
    assert ZH.terminal_start not in shown.out
    assert not set("\x1b>") & set(shown.out)


def test_claims_citations_and_targets_are_at_hand(here: Run) -> None:
    """``/cite 1`` opens the first quote of the answer before, in its paragraph."""
    cited = f"{GDP}\n/cite 1\n/cite\n/cite 9\n"
    verified = "/verify 全区生产总值增长5.8%\n/verify\n/verify 你好\n"
    shown = here("chat", stdin=f"{cited}{verified}/targets 湖山区\n/targets 江湾市\n").out
    assert ZH.claim_agrees_on.format(claim="全区生产总值增长5.8%", year=2024) in shown
    assert "主要预期目标是:生产总值增长6%左右，城镇新增就业3000人。新建小学两所" in shown
    assert ZH.terminal_cite_usage in shown
    assert ZH.unknown_citation in shown
    assert ZH.ledger.title.format(region="湖山区", year=2025) in shown
    assert ZH.ledger.no_report.format(reports="湖山区2025年政府工作报告") in shown
    assert ZH.verify_usage in shown
    assert ZH.no_claims in shown


def test_what_is_said_to_the_program_is_met_without_searching(here: Run) -> None:
    shown = here("chat", stdin="你是谁\n帮助\n有哪些报告\n谢谢\n/quit\n")
    assert shown.status == 0
    assert [told in shown.out for told in (ZH.about, ZH.terminal_help, ZH.welcome)] == [True, True, True]
    assert ZH.absent not in shown.out


def shown_answer(quote: str, *marks: Span, width: int = 100) -> str:
    """An answer that rests on these words, as a terminal shows it."""
    version = make_version()
    citation = replace(cite(version, "GDP增长6%"), quote=quote, start=0, end=len(quote), highlights=marks)
    answer = replace(make_answer(version, GDP, "GDP增长6%"), citations=(citation,))
    console = Console(file=StringIO(), width=width, force_terminal=True, color_system="standard", highlight=False)
    Screen(ZH, console=console).show_answer(answer, told=True)
    return console.file.getvalue()  # type: ignore[attr-defined]


def test_remarks_go_on_from_the_last_answer(here: Run) -> None:
    """Nothing is searched for; without an answer before there is nothing to go on from."""
    remarks = "这句出自哪里\n第9条呢\n为什么\n换成英文\n再详细点\n"
    shown = here("chat", stdin=f"为什么\n{GDP}\n{remarks}").out
    assert shown.startswith(ZH.nothing_before)
    assert "1 二、2025年工作安排" in shown
    assert ZH.no_item(1) in shown
    assert ZH.notes["no_reason"] in shown
    assert EN.notes["no_reason"] in shown
    assert "新建小学两所" in shown.splitlines()[-1]  # the sentence after the one that was cited
    assert ZH.absent not in shown


def test_the_answering_words_are_bold_and_no_others() -> None:
    quote, mark = "主要预期目标是:GDP增长6%。", Span(8, 15)
    assert f"主要预期目标是:\x1b[1m{mark.of(quote)}\x1b[0m。" in shown_answer(quote, mark)


def test_what_is_emphasised_twice_is_shown_once() -> None:
    text = marked("GDP增长6%", (Span(0, 3), Span(1, 5)), "bold")
    assert text.plain == "GDP增长6%"
    assert "".join(text.plain[span.start : span.end] for span in text.spans) == "GDP增长"


def test_figures_stay_whole_where_lines_end() -> None:
    quote = "全年社会消费品零售总额110.5亿元,增长3.5%;外贸进出口总额2.16亿美元,增长3%;一般公共预算收入17.78亿元。"
    for width in range(30, 60):
        lines = shown_answer(quote, width=width).splitlines()
        for figure in ("110.5亿元", "2.16亿美元", "17.78亿元"):
            assert any(figure in line for line in lines), (width, lines)


def test_a_row_of_a_table_is_shown_as_a_table() -> None:
    """The names of the columns below each other, and so are the values."""
    row = "外贸进出口总额｜2023年实际：8420万美元｜增长：8%"
    head, *cells = shown_answer(row).splitlines()[-3:]
    assert "".join(head.split()) == "外贸进出口总额"
    assert [" ".join(cell.split()) for cell in cells] == ["2023年实际 8420万美元", "增长 8%"]
    assert len({display_width(cell[: re.search(r"\d+万?[美%]", cell).start()]) for cell in cells}) == 1  # type: ignore[union-attr]


def test_the_report_is_named_where_there_are_several(capsys: pytest.CaptureFixture[str]) -> None:
    passage = make_version().passage(make_version().order[5], 0.5)
    Screen(EN, several_reports=True).show_passages([passage])
    Screen(EN, several_reports=False).show_passages([passage])
    named, unnamed = (line for line in capsys.readouterr().out.splitlines() if line.startswith("1 "))
    assert named == f"1 {passage.report} › {unnamed.removeprefix('1 ')}"
