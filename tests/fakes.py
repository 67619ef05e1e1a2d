"""A small report and a part that answers from it without searching."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import cast

from bot.core.ports import Emit, tell_nobody
from rag.answering.hints.examples import Example
from rag.documents.snapshot import CorpusSnapshot
from rag.documents.structure.outline import make_outline
from rag.errors import WenbaoError
from rag.generation.service import Tally
from rag.index.keyword_index import KeywordIndex
from rag.index.searchable_corpus import SearchableCorpus
from rag.index.vector_search import Hit
from rag.retrieval.ranking import Candidate, RankingFeatures
from rag.retrieval.scopes.scope import Scope
from rag.retrieval.scopes.scoped_corpus import CorpusReader, ScopedCorpus
from rag.types import Answer, Citation, Lookup, Passage, Question, Reason, Report, SentenceKind, Span, Statement, Status
from rag.verification.service import Verification, verify

TEXT = """某区2025年政府工作报告

各位代表:
现在,我代表区人民政府,向大会报告工作,请予审议。
一、2024年工作回顾
过去一年,全区上下团结奋进,较好完成了全年目标任务。
(一)综合实力迈上新台阶。地区生产总值增长5.8%,规上工业增加值增长12%。社会消费品零售总额110.5亿元,增长3.5%。
(二)民生福祉得到新改善。新建小学2所、幼儿园3所,新增学位2400个。😀城镇新增就业6200人。
二、2025年工作安排
做好今年工作的总体要求是稳中求进。主要预期目标是:GDP增长6%,固定资产投资增长7%。
(一)聚焦产业强区。培育专精特新企业10家以上。
(二)聚焦改善民生。改造老旧小区12个,惠及居民5000户。
各位代表,让我们团结一心,为建设现代化某区而奋斗!
"""


def make_version(text: str = TEXT, name: str = "某区2025年政府工作报告") -> CorpusSnapshot:
    report = Report(name=name, text=text, file="report.txt", sha256="f" * 64, region="某区", year=2025)
    return CorpusSnapshot("v1", (report,), (make_outline(report),))


def make_candidate(version: CorpusSnapshot, ordinal: int, clauses: tuple[tuple[int, float], ...] = ()) -> Candidate:
    """A sentence of which nothing is known but how near its clauses are."""
    nothing = RankingFeatures(*[0.0] * len(RankingFeatures._fields))
    return Candidate(ordinal, nothing, 0.0, clauses, version.excerpt(ordinal))


def cite(version: CorpusSnapshot, words: str, number: int | None = 1) -> Citation:
    """The sentence that holds these words, with them as the answering words."""
    report, outline = version.reports[0], version.outlines[0]
    at = report.text.index(words)
    sentence = next(s for s in outline.sentences if s.start <= at < s.end)
    place = version.locate(sentence.id)
    if place is None:
        raise LookupError(sentence.id)
    return version.citation(place, number, (Span(at, at + len(words)),))


def make_answer(version: CorpusSnapshot, question: str, words: str) -> Answer:
    """One statement of these words, cited."""
    statement = Statement(f"{words}。", (1,))
    return Answer(question, Status.ANSWERED, "extractive", (statement,), (cite(version, words),), (), version.id)


@dataclass
class Served:
    version: CorpusSnapshot
    number: int = 1
    made: datetime = datetime(2025, 1, 1, tzinfo=UTC)


class NoVectors:
    """Embeds nothing, and finds no clause near to anything."""

    def embed_query(self, _text: str) -> list[float]:
        return []

    def embed_text(self, _text: str) -> list[float]:
        return []

    def find(self, _vector: Sequence[float], _k: int, _reports: Sequence[int] | None = None) -> list[Hit]:
        return []


class Searched:
    """A version as ``rag.verification`` searches it."""

    def __init__(self, version: CorpusSnapshot) -> None:
        self.version = version
        self.lexical = KeywordIndex(version)
        self.nearest = NoVectors()
        self.model = "none"


def make_scoped(version: CorpusSnapshot, years: tuple[int, ...] = ()) -> ScopedCorpus:
    """All reports of a version, asked about these years."""
    scope = Scope(reports=tuple(range(len(version.reports))), years=years, relative=False, own=(), places=())
    return ScopedCorpus(scope, CorpusReader(cast(SearchableCorpus, Searched(version))))


@dataclass
class FakeCorpus:
    current: Served

    def refresh(self) -> bool:
        """Nobody publishes anything."""
        return False

    def can_search(self) -> bool:
        """As long as there is a version."""
        return bool(self.current)

    def catch_up(self) -> bool:
        """The folder is as it was."""
        return False

    def examine(self) -> None:
        """Nothing is damaged."""


@dataclass
class FakeAnswerer:
    """Answers every question that holds a key of ``known`` with the words it names, refuses the others.

    ``error`` is raised instead of answering; ``gates`` hold questions back until they are opened, ``ends`` those whose
    statements have been told already.
    """

    known: dict[str, str] = field(default_factory=lambda: {"GDP": "GDP增长6%", "学校": "新建小学2所、幼儿园3所"})
    error: WenbaoError | Exception | None = None
    gates: dict[str, asyncio.Event] = field(default_factory=dict)
    ends: dict[str, asyncio.Event] = field(default_factory=dict)
    asked: list[Question] = field(default_factory=list)
    users: list[str] = field(default_factory=list)
    looked_up: list[Question] = field(default_factory=list)
    corpus: FakeCorpus = field(default_factory=lambda: FakeCorpus(Served(make_version())))
    tally: Tally | None = None
    samples: tuple[Example, ...] = ()
    more: tuple[str, ...] = ()
    """Words of the sentences that an answer has no room for."""

    def search(self, _question: Question, k: int) -> list[Passage]:
        """The first sentences, whatever is searched."""
        version = self.corpus.current.version
        return [version.passage(at, 0.0) for at in version.order[:k]]

    def verify(self, text: str, report: str | None = None) -> Verification:
        """By words alone: no vector is near."""
        return verify(text, Searched(self.corpus.current.version), NoVectors(), report)

    def look_up(self, question: Question, k: int) -> Lookup:
        """The answer if there is one, and every sentence that shares a character with the question."""
        self.looked_up.append(question)
        if self.error:
            raise self.error
        version = self.corpus.current.version
        words = next((words for key, words in self.known.items() if key in question.text), None)
        refusal = Answer(question.text, Status.RELATED, "extractive", (), (), (), version.id)
        answer = make_answer(version, question.text, words) if words else replace(refusal, reason=Reason.ABSENT)
        sentences = [s for s in version.outlines[0].sentences if s.kind is SentenceKind.PROSE]
        text = version.reports[0].text
        found = [s for s in sentences if set(question.text) & set(text[s.start : s.end])]
        return Lookup(answer, tuple(cite(version, text[s.start : s.end], None) for s in found[:k]))

    def examples(self, *, wait: bool = True) -> Sequence[Example]:  # noqa: ARG002  # they are always made
        return self.samples

    async def answer(self, question: Question, emit: Emit = tell_nobody, user: str = "") -> Answer:
        self.asked.append(question)
        self.users.append(user)
        if gate := self.gates.get(question.text):
            await gate.wait()
        if self.error:
            raise self.error
        version = self.corpus.current.version
        for key, words in self.known.items():
            if key in question.text:
                more = tuple(cite(version, words, None) for words in self.more)
                answer = replace(make_answer(version, question.text, words), more=more)
                for statement in answer.statements:
                    await emit(statement)
                if end := self.ends.get(question.text):
                    await end.wait()
                return answer
        refusal = Answer(question.text, Status.RELATED, "extractive", (), (), (), version.id)
        return replace(refusal, nearest=(cite(version, "专精特新", None),), reason=Reason.ABSENT)
