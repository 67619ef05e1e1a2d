"""Question -> Answer: the one place that knows the order of the steps.

Read the question, find its scope, search and rank, extract the clauses that answer, judge whether they do, cite them;
then, where there is a language model, let it say the same better.
"""

from __future__ import annotations

import asyncio
import contextvars
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from rag.answering.hints.examples import Example, find_examples
from rag.answering.pins.answers import Confirmed
from rag.answering.pins.repository import Pins
from rag.answering.quoting import answer_by_quoting, quote_ranked
from rag.corpus.service import CorpusService
from rag.cpu_budget import cpu_budget
from rag.errors import MessageTooCostly, SearchError
from rag.index.searchable_corpus import SearchableCorpus
from rag.retrieval.messages.splitting import MOST, split_questions
from rag.retrieval.pipeline import Reading, read_again, read_question
from rag.retrieval.query import has_words, in_plain_characters
from rag.retrieval.question_decomposition import split_joined
from rag.types import Answer, Form, Lookup, Passage, Question, Statement, Status

if TYPE_CHECKING:
    from rag.generation.fallback import Emit
    from rag.generation.service import Tally, Writer
    from rag.verification.service import Verification


_QUICK = 4
"""Questions answered at once, in threads that nothing else waits for."""
_LONG = 300
"""Characters; of so many a question keeps a processor busy for up to .5 s, of Telegram's 4,096 for up to 2.4. Longer
ones are answered one by one, in a thread of their own."""
_AGAIN = 1.0  # seconds after which a search that failed is tried again


async def _show_nobody(_: Statement) -> None:
    """Discards streamed statements."""


class Answerer:
    """Answers from the corpus. Safe to use from several threads and tasks at once; with a writer from those of the
    event loop it is first used in."""

    def __init__(self, corpus: CorpusService, writer: Writer | None = None, patience: float = 0.0) -> None:
        """``patience``: seconds for which a search that fails is tried again before a question fails."""
        self.corpus = corpus
        self.writer = writer
        self._confirmed = Confirmed(Pins(corpus.database), corpus)
        self._examples: tuple[int, tuple[Example, ...]] = (0, ())  # of the version with this number
        self._is_closed = False
        self._making = threading.Lock()
        self._patience = patience
        self._quick = ThreadPoolExecutor(_QUICK, "answer")
        self._slow = ThreadPoolExecutor(1, "long-answer")

    async def answer(self, question: Question, emit: Emit = _show_nobody, user: str = "") -> Answer:
        """``emit`` hears each statement as soon as it is certain, in order. ``user``: whose tokens a model costs.

        Raises:
            EmptyCorpus: there is no report to ask.
            MessageTooCostly: it takes more computing than one message may.
            SearchError: the vector store or the embedding model failed.
        """
        started = time.perf_counter()
        served, answer, reading = await self._find(question)
        deadline = self.writer.deadline() if self.writer else 0.0
        retrieved = time.perf_counter()
        readings: tuple[Reading, ...] = (reading,) if reading else ()
        if self.writer and self.writer.is_free and not readings:
            readings = await asyncio.to_thread(self._read_parts, question, answer, served)
        if self.writer and readings:
            from rag.generation.fallback import QuotedFindings, write_answer

            found = QuotedFindings(question, served.version, readings, answer)
            search = partial(self._search_again, readings[0], served)
            answer = await write_answer(self.writer, found, search, emit, deadline, user)
        else:
            for statement in answer.statements:
                await emit(statement)
        seconds = {"retrieve": retrieved - started, "answer": time.perf_counter() - retrieved}
        understood = readings[0].query.text if readings and question.history else ""
        return replace(answer, seconds=seconds, understood=understood)

    @cpu_budget()
    def search(self, question: Question, k: int) -> list[Passage]:
        """At most ``k`` sentences, best first, each with the probability that it carries the answer."""
        if not has_words(question.text):
            return []
        served = self.corpus.current
        found = read_question(in_plain_characters(question), served, self.corpus.embeddings).ranked[:k]
        return [served.version.passage(served.version.order[c.ordinal], c.probability) for c in found]

    @cpu_budget()
    def look_up(self, question: Question, k: int) -> Lookup:
        """One search, no model: the answer by quoting, and at most ``k`` sentences of prose.

        Raises as ``answer`` does.
        """
        served = self.corpus.current
        answer, reading = self._quote(question, served)
        if reading is None and answer.status is Status.ANSWERED:
            reading = read_question(in_plain_characters(question), served, self.corpus.embeddings)
        return Lookup(answer, quote_ranked(reading, served.version, k) if reading else ())

    def verify(self, text: str, report: str | None = None) -> Verification:
        """Each claim of a text checked against the reports; ``report``: name of the one the chat has chosen. Blocks, as
        long as an absent vector store is waited for.

        Raises as ``answer`` does.
        """
        from rag.verification.rereading.reader import CLAIM_READER
        from rag.verification.service import verify

        last_try = time.monotonic() + self._patience
        while True:
            try:
                with cpu_budget():
                    return verify(text, self.corpus.current, self.corpus.embeddings, report, CLAIM_READER)
            except SearchError:
                if self._is_closed or time.monotonic() >= last_try:
                    raise
            time.sleep(_AGAIN)

    def examples(self, *, wait: bool = True) -> tuple[Example, ...]:
        """Questions that the corpus served surely answers; made once for each version. Blocks, for a second or two;
        without ``wait`` there are none before they are made.

        Raises:
            EmptyCorpus: there is no report to ask.
            SearchError: the vector store or the embedding model failed.
        """
        served = self.corpus.current
        if not wait:
            number, made = self._examples
            return made if number == served.number else ()
        with self._making:
            if self._examples[0] != served.number:
                made = find_examples(served, self.corpus.embeddings, lambda: not self._is_closed)
                self._examples = served.number, made
            return self._examples[1]

    @property
    def tally(self) -> Tally | None:
        """The counts of the language model; None where there is none."""
        return self.writer.tally if self.writer else None

    async def aclose(self) -> None:
        """Hang up on the language model; the corpus is left open."""
        self._is_closed = True
        for pool in (self._quick, self._slow):
            pool.shutdown(wait=False)
        if self.writer:
            await self.writer.aclose()

    async def _find(self, question: Question) -> tuple[SearchableCorpus, Answer, Reading | None]:
        """The version asked, and what ``_quote`` makes of it. A vector store that is away for a moment is waited for,
        also while another version takes the place of one that is lost."""
        last_try = time.monotonic() + self._patience
        while True:
            served = self.corpus.current
            try:
                return served, *await self._in_thread(question, served)
            except SearchError:
                if time.monotonic() >= last_try:
                    raise
            await asyncio.sleep(_AGAIN)

    async def _in_thread(self, question: Question, served: SearchableCorpus) -> tuple[Answer, Reading | None]:
        """The result of ``_quote``, run in a pool of our own; like ``asyncio.to_thread``, with the context of the
        log."""
        pool = self._slow if len(question.text) > _LONG else self._quick
        run = contextvars.copy_context().run
        return await asyncio.get_running_loop().run_in_executor(pool, run, self._quote, question, served)

    @cpu_budget()
    def _quote(self, question: Question, served: SearchableCorpus) -> tuple[Answer, Reading | None]:
        """The answer without a model; no reading where none is needed."""
        confirmed = self._confirmed.answer(question, served.version)
        return (confirmed, None) if confirmed else answer_by_quoting(question, served, self.corpus.embeddings)

    @cpu_budget()
    def _read_parts(self, question: Question, answer: Answer, served: SearchableCorpus) -> tuple[Reading, ...]:
        """The evidence that a model may choose from where quoting read none: for the report as a whole, for several
        questions."""
        plain = in_plain_characters(question)
        joined = split_joined(plain.text)
        parts = joined.questions if joined else split_questions(plain.text)[:MOST]
        if len(parts) < 2 and answer.form is not Form.OVERVIEW:
            return ()
        with suppress(MessageTooCostly):  # then the answer stands that quoting gave
            return tuple(read_question(replace(plain, text=part), served, self.corpus.embeddings) for part in parts)
        return ()

    async def _search_again(self, reading: Reading, served: SearchableCorpus, words: str) -> Reading:
        return await asyncio.to_thread(read_again, words, reading, served, self.corpus.embeddings)
