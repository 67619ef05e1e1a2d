"""``wenbao chat``: lines typed -> answers shown, until the end of input."""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Callable
from contextlib import suppress

from bot.cli.chat.history import LineHistory
from bot.cli.chat.remarks import Remarks
from bot.cli.output.session import Session
from bot.core.continuations import cited_in
from bot.core.permalinks import find_sentence_id
from bot.core.utterances import Meaning, read_utterance
from bot.texts import Texts
from bot.texts.selection import problem
from rag.answering.hints.examples import to_begin_with
from rag.errors import WenbaoError
from rag.ledger.selection import find_planning, regions_of
from rag.ledger.targets import open_ledger
from rag.types import Answer, Question

_REMEMBERED = 4  # earlier questions that a follow-up may lean on
_EXAMPLES = 3
_PROMPT = "> "
_QUIT = "/quit"


class ChatLoop:
    """One conversation. Each line of standard input is a question where it is not a terminal, and nothing else is
    written."""

    def __init__(self, here: Session, texts: Texts, history: LineHistory | None = None) -> None:
        """``history``: the lines of earlier starts; without it none are kept."""
        self._here = here
        self._screen = here.screen
        self._texts = texts
        self._history = history or LineHistory(None)
        self._report: str | None = None  # all
        self._earlier: deque[str] = deque(maxlen=_REMEMBERED)
        self._last: Answer | None = None
        self._remarks = Remarks(here, texts)
        self._interactive = sys.stdin.isatty() and sys.stdout.isatty()
        self._commands: dict[str, Callable[[str], None]] = {
            "/help": lambda _: self._screen.say(texts.terminal_help),
            "/start": lambda _: self._screen.say(texts.terminal_help),
            "/reports": self._choose,
            "/sections": lambda _: self._screen.show_sections(here.version),
            "/verify": self._verify,
            "/targets": self._show_targets,
            "/cite": self._cite,
        }

    def run(self) -> None:
        """Ask until the end of input, ``/quit``, or Ctrl-C."""
        with suppress(KeyboardInterrupt):
            if self._interactive:
                self._history.load()
                self._greet()
            while self._take(self._read()):
                pass
        if self._interactive:
            self._history.save()

    def _greet(self) -> None:
        """Name what can be asked: the reports, and questions on them that are surely answered."""
        names = self._here.report_names
        self._screen.say(self._texts.terminal_reports_here(names) if names else self._texts.empty_corpus)
        self._screen.say(self._texts.terminal_start)
        with suppress(WenbaoError):  # the questions that follow tell what is wrong
            examples = to_begin_with(self._here.answerer.examples(), self._texts.language, _EXAMPLES)
            self._screen.list_questions([example.question for example in examples])

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
        command, _, given = line.partition(" ")
        if command in (_QUIT, "/exit"):
            return False
        if line.startswith("/"):
            self._obey(command, given.strip())
        elif line and not self._meet(line):
            self._answer(line)
        return True

    def _obey(self, command: str, given: str) -> None:
        if command not in self._commands:
            self._screen.say(self._texts.unknown_command)
            return
        try:
            self._commands[command](given)
        except WenbaoError as exc:
            self._screen.say(problem(exc, self._texts))

    def _meet(self, line: str) -> bool:
        """Say what meets a remark to the program itself; False for a question to the reports."""
        said = read_utterance(line)
        fixed = {
            Meaning.HELP: self._texts.terminal_help,
            Meaning.IDENTITY: self._texts.about,
            Meaning.THANKS: self._texts.welcome,
        }
        if said is None:
            return False
        if said.meaning is Meaning.REPORTS:
            self._choose("")
        elif said.meaning is Meaning.SUMMARY:
            self._answer(self._texts.overview_question)
        elif said.meaning in fixed:
            self._screen.say(fixed[said.meaning])
        else:
            self._last = self._remarks.meet(said, self._last)
        return True

    def _choose(self, number: str) -> None:
        """A report by its number, all by 0; without a number only show which there are."""
        names = self._here.report_names
        if number.isdecimal() and int(number) <= len(names):
            self._report = names[int(number) - 1] if int(number) else None
        self._screen.show_reports(names, self._report if self._report in names else None)

    def _answer(self, line: str) -> None:
        try:
            answer = self._here.show_answer(Question(line, tuple(self._earlier), self._report))
        except WenbaoError as exc:
            self._screen.say(problem(exc, self._texts))
        else:
            self._earlier.append(line)
            self._last = answer
        self._screen.say("")

    def _verify(self, text: str) -> None:
        if not text:
            self._screen.say(self._texts.verify_usage)
            return
        answer = self._here.verify(text, self._texts, self._report)
        if answer is None:
            self._screen.say(self._texts.no_claims)
            return
        self._screen.show_answer(answer)
        self._screen.say("")
        self._last = answer

    def _cite(self, given: str) -> None:
        """Open a quote of the last answer by its number, or any by its id or link."""
        if given.strip("[]").isdecimal():
            place, cited = int(given.strip("[]")) - 1, cited_in(self._last) if self._last else ()
            wanted = cited[place].id if 0 <= place < len(cited) else None
        else:
            wanted = find_sentence_id(given)
        standing = self._here.find_standing(wanted) if wanted else None
        if standing:
            self._screen.show_standing(standing, self._here.answerer.corpus.current.number)
        else:
            self._screen.say(self._texts.unknown_citation if given else self._texts.terminal_cite_usage)

    def _show_targets(self, scope: str) -> None:
        version, told = self._here.version, self._texts.ledger
        found = find_planning(version, scope, self._report)
        if len(found) == 1:
            self._screen.show_ledger(version, open_ledger(version, found[0]))
        elif found:
            self._screen.say(told.which_region.format(regions="、".join(regions_of(version))))
        else:
            self._screen.say(told.no_report.format(reports="、".join(self._here.report_names)))
