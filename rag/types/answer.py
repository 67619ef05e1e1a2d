"""A question, and its answer with the citations that carry it. Pure.

Offsets are 0-based, half-open, in Unicode code points of ``Report.text``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from rag.types.report import SentenceKind, Span


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence that a search found, with what a reader needs to place it."""

    id: str
    report: str
    section: tuple[str, ...]
    text: str
    start: int
    end: int
    clauses: tuple[Span, ...]
    year: int | None
    kind: SentenceKind
    score: float
    """Calibrated: the probability that this sentence carries the answer."""


@dataclass(frozen=True, slots=True)
class Citation:
    """Words of a report that carry a statement: ``report.text[start:end] == quote``."""

    id: str
    report: str
    section: tuple[str, ...]
    quote: str
    start: int
    end: int
    number: int | None = None
    """The mark ``[n]`` in the answer; None for a nearest section that answers nothing."""
    highlights: tuple[Span, ...] = ()
    """The answering words, as offsets into the report's text, inside ``start``..``end``."""
    year: int | None = None
    page: int | None = None
    """The page of the file, counted from 1; None for formats without pages."""
    recognised: bool = False
    """A machine has recognised the words in a picture: they may be wrong."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence of an answer and the numbers of the citations that carry it."""

    text: str
    """The words without marks, with their closing punctuation."""
    citations: tuple[int, ...]
    calculation: str = ""
    """The arithmetic that gives the figure of a derived statement: ``5447+5200=10647``. Its operands stand in the cited
    sentences."""

    @property
    def marked(self) -> str:
        """The text with its marks."""
        return self.text + "".join(f"[{number}]" for number in self.citations)


class Form(StrEnum):
    """The form of answer that a question wants."""

    FACT = "fact"
    LIST = "list"
    TOPIC = "topic"
    HOW = "how"
    OVERVIEW = "overview"
    COMPARISON = "comparison"
    CALCULATION = "calculation"
    SUPERLATIVE = "superlative"
    YES_NO = "yesno"
    WHY = "why"
    DEFINITION = "definition"


class Status(StrEnum):
    ANSWERED = "answered"
    RELATED = "related"
    """No direct answer; ``nearest`` holds the sentences that may help."""
    NOT_IN_REPORT = "not_in_report"
    OFF_TOPIC = "off_topic"


class Note(StrEnum):
    """A remark before the statements of an answer that gives less than was asked."""

    NO_REASON = "no_reason"
    """The report covers the matter and gives no reason for it."""
    NOT_SO = "not_so"
    """The question asks for the reason of something that the report does not confirm: it says otherwise about the
    matter."""
    NO_DEFINITION = "no_definition"
    """The report uses the term and does not explain it."""
    NOT_COMPARABLE = "not_comparable"
    """The two figures are of different kinds."""
    YEAR_UNKNOWN = "year_unknown"
    """The question asks for a year, and nothing in the report says which year the words are about."""
    NOT_SETTLED = "not_settled"
    """The question asks for the results of targets, and no two consecutive reports give both."""
    PLANNED = "planned"
    """The question asks for a result, and the report only gives plans."""


class Reason(StrEnum):
    """Why a question got no statement."""

    ABSENT = "absent"
    """The report does not speak of it, or not with the figure asked for."""
    OTHER_YEAR = "other_year"
    OTHER_PLACE = "other_place"
    SMALL_TALK = "small_talk"
    """A greeting, thanks, a question on the bot itself."""
    OFF_TOPIC = "off_topic"
    """Nothing a government report could answer."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question, with the asker's earlier questions of the same conversation, oldest first."""

    text: str
    history: tuple[str, ...] = ()
    report: str | None = None
    """Name of the report the chat has chosen; None asks all."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a question. Stays a value until it is rendered."""

    question: str
    status: Status
    engine: str
    """``extractive`` or the model's name."""
    statements: tuple[Statement, ...]
    citations: tuple[Citation, ...]
    nearest: tuple[Citation, ...]
    version: str
    language: str = "zh"
    """The language of the question, for the fixed sentences: ``zh`` or ``en``."""
    reason: Reason | None = None
    """The reason why there are no statements; the fixed sentence for it is the bot's (``bot.texts``)."""
    seconds: dict[str, float] = field(default_factory=dict)
    form: Form | None = None
    """The form of answer that was taken to be asked for; None where the question was not read that far."""
    more: tuple[Citation, ...] = ()
    """Further sentences on the matter, without numbers, in the order of the report."""
    note: Note | None = None
    unanswered: tuple[str, ...] = ()
    """The questions of several in one message that the report does not answer."""
    nearby: tuple[Citation, ...] = ()
    """A sentence of the section nearest to a question that is not answered; it answers nothing."""
    postponed: tuple[str, ...] = ()
    """The last of more questions in one message than are answered at once."""
    missing: tuple[str, ...] = ()
    """Regions asked for that no report is about."""
    silent: tuple[str, ...] = ()
    """Regions that were asked for beside others and whose reports do not answer."""
    unread: tuple[str, ...] = ()
    """The reports asked of a refusal that were not read completely: the answer may stand there."""
    understood: str = ""
    """The question with the words that it took from the one before it; empty where it stands for itself."""
    confirmed: bool = False
    """Whether the answer comes from the source that an admin has confirmed for this question."""

    @property
    def text(self) -> str:
        """Statements, one a line, each followed by its marks; empty where nothing was answered."""
        return "\n".join(statement.marked for statement in self.statements)


@dataclass(frozen=True, slots=True)
class Lookup:
    """The findings of one search: the answer by quoting, and the sentences to choose from."""

    answer: Answer
    ranked: tuple[Citation, ...]
    """Best first, without numbers."""
