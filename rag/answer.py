"""Question -> Answer: the one place that knows the order of the steps.

Read the question, find its scope, search and rank, extract the clauses that answer, judge whether they do, cite them.
"""

from __future__ import annotations

import asyncio
import time
from dataclasses import replace

from rag.corpus import Corpus
from rag.question import has_words, is_small_talk
from rag.quoting import compose, refuse, tell_particulars
from rag.reading import read_question
from rag.types import Answer, Passage, Question, Reason


class Answerer:
    """Answers from the corpus. Safe to use from several threads and tasks at once."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus

    async def answer(self, question: Question) -> Answer:
        """Raises:
        EmptyCorpus: there is no report to ask.
        SearchError: the vector store or the embedding model failed.
        """
        return await asyncio.to_thread(self._answer, question)

    def search(self, question: Question, k: int) -> list[Passage]:
        """At most ``k`` sentences, best first, each with the probability that it carries the answer."""
        if not has_words(question.text):
            return []
        served = self.corpus.current
        found = read_question(question, served, self.corpus.embeddings).ranked[:k]
        return [served.version.passage(served.version.order[c.ordinal], c.probability) for c in found]

    def _answer(self, question: Question) -> Answer:
        started = time.perf_counter()
        served = self.corpus.current
        if is_small_talk(question.text) or not has_words(question.text):
            return refuse(question, served.version, Reason.SMALL_TALK, ())
        if told := tell_particulars(question, served.version):
            return told
        reading = read_question(question, served, self.corpus.embeddings)
        retrieved = time.perf_counter()
        answer = compose(question, reading, served.version)
        seconds = {"retrieve": retrieved - started, "answer": time.perf_counter() - retrieved}
        return replace(answer, seconds=seconds)
