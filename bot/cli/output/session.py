"""Questions from this terminal -> answers shown in it: what answers, where that runs, and what shows it."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from bot.cli.output.console import Screen
from bot.core.ports import Emit, tell_nobody
from bot.storage.citations import Citations
from rag.engine import Answerer
from rag.types import Answer, Question, Statement


@dataclass(frozen=True, slots=True)
class Session:
    answerer: Answerer
    runner: asyncio.Runner
    screen: Screen

    def answer(self, question: Question, emit: Emit = tell_nobody) -> Answer:
        """Answer a question; ``wenbao cite`` can open its citations from then on, also after a reload.

        Raises:
            WenbaoError: no answer could be made; which one says why.
        """
        served = self.answerer.corpus.current
        answer = self.runner.run(self.answerer.answer(question, emit))
        Citations(self.answerer.corpus.database).archive_answer(answer, (served.number, served.version))
        return answer

    def show_answer(self, question: Question) -> None:
        """Each statement as soon as it is certain, then the quotes; raises as ``answer`` does."""

        async def show(statement: Statement) -> None:
            self.screen.show_statement(statement)

        self.screen.show_answer(self.answer(question, show), told=True)
