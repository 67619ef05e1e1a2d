"""A question and the corpus that it asks -> its readings, each made once and only when a way to an answer needs it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache, cached_property, partial
from typing import TYPE_CHECKING

from rag.answering.affirming.affirmation import ask_openly, ask_way
from rag.answering.answer_merging import AnswerMerger
from rag.answering.indicators import IndicatorReader, NamedIndicator
from rag.documents.snapshot import CorpusSnapshot
from rag.retrieval.pipeline import Reading, read_question
from rag.retrieval.scopes.scope import Scope
from rag.retrieval.scopes.scoped_corpus import CorpusReader, ScopedCorpus
from rag.types import Form, Question

if TYPE_CHECKING:
    from rag.index.embeddings import Embeddings
    from rag.index.searchable_corpus import SearchableCorpus

_ON_FIGURES = (Form.FACT, Form.CALCULATION)
_ON_REGIONS = (Form.COMPARISON, Form.SUPERLATIVE, Form.TOPIC, Form.YES_NO)
"""Forms of a question on one indicator of several regions: 谁的GDP增长快."""


class AskedCorpus:
    """The corpus that a message asks. What is read for one of its questions is kept for the next."""

    def __init__(self, served: SearchableCorpus, embeddings: Embeddings) -> None:
        self.embeddings = embeddings
        self.snapshot = served.version
        self.reader = CorpusReader(served)
        self.within = cache(partial(ScopedCorpus, reader=self.reader))
        self.indicators = IndicatorReader(served.version)
        self.merger = AnswerMerger(served.version)


@dataclass(frozen=True)
class QuestionInScope:
    """One question of a message, in its scope and of its form."""

    question: Question
    form: Form
    scope: Scope
    asked: AskedCorpus

    @property
    def snapshot(self) -> CorpusSnapshot:
        return self.asked.snapshot

    @cached_property
    def reading(self) -> Reading:
        """The sentences found by likeness, and whether they answer."""
        return self.read(self.question)

    @cached_property
    def stated(self) -> NamedIndicator | None:
        """The indicator whose figure the question states; None where it states none."""
        text = ask_openly(self.question.text) or ask_way(self.question.text)
        return self.asked.indicators.find(replace(self.question, text=text), self.reading) if text else None

    @cached_property
    def named(self) -> NamedIndicator | None:
        """The indicator that the question asks for by name; None where no figure can be asked for."""
        held = len(self.scope.each) > 1 and self.form in _ON_REGIONS
        open_matter = self.form is Form.TOPIC and not self.reading.is_answered
        on_figures = self.form in _ON_FIGURES or held or open_matter
        return (self.stated or self.asked.indicators.find(self.question, self.reading)) if on_figures else None

    @cached_property
    def weighed(self) -> Reading:
        """The reading, decided by the name of the indicator where the question asks for one by name."""
        return self.named.weigh(self.reading) if self.named else self.reading

    def read(self, question: Question) -> Reading:
        """Another wording, read within the scope of the question."""
        corpus = self.asked.within(self.scope)
        return read_question(question, corpus.served, self.asked.embeddings, corpus)
