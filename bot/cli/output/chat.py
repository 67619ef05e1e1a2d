"""``wenbao chat``: lines typed -> answers shown, until the end of input."""

from __future__ import annotations

import importlib
import sys
from collections import deque
from contextlib import suppress

from bot.cli.output.session import Session
from bot.core.utterances import Meaning, read_utterance
from bot.texts import Texts
from bot.texts.selection import problem
from rag.errors import WenbaoError
from rag.types import Question

_REMEMBERED = 4  # earlier questions that a follow-up may lean on
_PROMPT = "> "
_QUIT = "/quit"


class ChatLoop:
    """One conversation. Each line of standard input is a question where it is not a terminal, and nothing else is
    written."""

    def __init__(self, here: Session, texts: Texts) -> None:
        self._here = here
        self._screen = here.screen
        self._texts = texts
        self._report: str | None = None  # all
        self._earlier: deque[str] = deque(maxlen=_REMEMBERED)
        self._interactive = sys.stdin.isatty() and sys.stdout.isatty()

    def run(self) -> None:
        """Ask until the end of input, ``/quit``, or Ctrl-C."""
        if self._interactive:
            with suppress(ImportError):  # not every Python has it; it gives the arrow keys
                importlib.import_module("readline")
            self._screen.say(self._texts.terminal_start)
        with suppress(KeyboardInterrupt):
            while self._take(self._read()):
                pass

    def _read(self) -> str:
        """The next line; ``/quit`` where there is none."""
        try:
            return input(_PROMPT if self._interactive else "").strip()
        except (EOFError, KeyboardInterrupt):
            if self._interactive:
                self._screen.say("")  # the shell's prompt begins on a line of its own
            return _QUIT

    def _take(self, line: str) -> bool:
        """Do what a line asks; False to end."""
        match line:
            case "":
                pass
            case "/quit" | "/exit":
                return False
            case "/help" | "/start":
                self._screen.say(self._texts.terminal_help)
            case "/sections":
                self._screen.show_sections(self._here.answerer.corpus.current.version)
            case _ if line.split()[0] == "/reports":
                self._choose(line.removeprefix("/reports").strip())
            case _ if line.startswith("/"):
                self._screen.say(self._texts.unknown_command)
            case _ if not self._meet(line):
                self._answer(line)
        return True

    def _meet(self, line: str) -> bool:
        """Say what meets a remark to the program itself; False for a question to the reports."""
        said = read_utterance(line)
        fixed = {
            Meaning.HELP: self._texts.terminal_help,
            Meaning.IDENTITY: self._texts.about,
            Meaning.THANKS: self._texts.welcome,
        }
        if said and said.meaning is Meaning.REPORTS:
            self._choose("")
        elif said and said.meaning in fixed:
            self._screen.say(fixed[said.meaning])
        else:
            return False
        return True

    def _choose(self, number: str) -> None:
        """A report by its number, all by 0; without a number only show which there are."""
        names = [report.name for report in self._here.answerer.corpus.current.version.reports]
        if number.isdecimal() and int(number) <= len(names):
            self._report = names[int(number) - 1] if int(number) else None
        self._screen.show_reports(names, self._report if self._report in names else None)

    def _answer(self, line: str) -> None:
        try:
            self._here.show_answer(Question(line, tuple(self._earlier), self._report))
        except WenbaoError as exc:
            self._screen.say(problem(exc, self._texts))
        else:
            self._earlier.append(line)
        self._screen.say("")
