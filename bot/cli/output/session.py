"""Questions from this terminal -> answers shown in it: the engine, the loop it runs in, and the screen."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from bot.cli.output.console import Screen
from bot.core.citation_status import CitationStatus, find_standing
from bot.core.ports import Emit, tell_nobody
from bot.storage.citations import Citations
from bot.texts import Texts
from rag.documents.snapshot import CorpusSnapshot
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

    @property
    def version(self) -> CorpusSnapshot:
        return self.answerer.corpus.current.version

    @property
    def report_names(self) -> list[str]:
        return [report.name for report in self.version.reports]

    def verify(self, text: str, texts: Texts, report: str | None = None) -> Answer | None:
        """The verdicts on the claims of a text; None where nothing is claimed. Raises as ``answer`` does."""
        from bot.core.verification_answer import as_answer  # takes time to load, and questions need none of it

        found = self.answerer.verify(text, report)
        return as_answer(found, texts) if found.findings else None

    def find_standing(self, sentence_id: str) -> CitationStatus | None:
        """Today's place of words that were cited; None where they never were."""
        cited = Citations(self.answerer.corpus.database).find(sentence_id)
        return find_standing(sentence_id, cited, self.version)

    def show_answer(self, question: Question) -> Answer:
        """Show each statement as soon as it is certain, then the quotes; raises as ``answer`` does."""

        async def show(statement: Statement) -> None:
            self.screen.show_statement(statement)

        answer = self.answer(question, show)
        self.screen.show_answer(answer, told=True)
        return answer
