"""The actions of buttons. Pure values; ``bot.telegram.views.callbacks`` writes them into callback data."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.types import AnswerFault


@dataclass(frozen=True, slots=True)
class OpenSource:
    """The paragraph of a cited sentence, or one ``shift`` paragraphs after it (before it, if negative)."""

    sentence: str
    shift: int = 0
    alone: bool = False
    """Whether it comes in a message of its own, not in that of an answer."""

    def shifted(self, paragraphs: int) -> OpenSource:
        return replace(self, shift=self.shift + paragraphs)


@dataclass(frozen=True, slots=True)
class OpenSection:
    """A page of the section at this depth of the path above the sentence; depth 0 is the report."""

    sentence: str
    depth: int
    page: int = 0


@dataclass(frozen=True, slots=True)
class OpenContents:
    """A page of the reports there are."""

    page: int = 0


@dataclass(frozen=True, slots=True)
class OpenReports:
    """A page of the reports to choose from."""

    page: int = 0


@dataclass(frozen=True, slots=True)
class ChooseReport:
    """The report with this sentence, or all."""

    sentence: str = ""


@dataclass(frozen=True, slots=True)
class OpenTargets:
    """A page of the targets of the report with this sentence."""

    sentence: str
    page: int = 0


@dataclass(frozen=True, slots=True)
class OpenChart:
    """A chart of the figures like one: that at this place among the figures of the sentence, counted from 0."""

    sentence: str
    place: int
    by_region: bool = False
    """Region by region, not year by year."""


@dataclass(frozen=True, slots=True)
class Unwatch:
    """Stop watching the indicator with this key."""

    key: str


@dataclass(frozen=True, slots=True)
class BackToAnswer:
    """The answer that the message showed before a source was opened in it."""


@dataclass(frozen=True, slots=True)
class OpenRest:
    """The passages on the matter that the answer under which the button is has no room for."""


@dataclass(frozen=True, slots=True)
class AskQuestion:
    """A question, as if it had been written."""

    question: str


@dataclass(frozen=True, slots=True)
class ChooseLanguage:
    """``zh``, ``en``, or ``auto``: that of the client."""

    language: str


@dataclass(frozen=True, slots=True)
class OpenMore:
    """Opens the other things to do with the answer under which the button is."""


@dataclass(frozen=True, slots=True)
class RemoveAnswer:
    """The answer under which the button is."""


@dataclass(frozen=True, slots=True)
class Vote:
    """The opinion of one person about an answer."""

    good: bool
    fault: AnswerFault = AnswerFault.UNSAID


@dataclass(frozen=True, slots=True)
class VoteOn:
    """The fault that the presser alone was asked for, of the answer in the message ``number``, after a 👎."""

    number: int
    fault: AnswerFault


@dataclass(frozen=True, slots=True)
class Publish:
    """The draft with this number; ``force``: although it is held."""

    number: int
    force: bool = False


@dataclass(frozen=True, slots=True)
class Discard:
    """The draft with this number."""

    number: int


@dataclass(frozen=True, slots=True)
class AskRollback:
    """Show what returning to this version would change."""

    number: int


@dataclass(frozen=True, slots=True)
class Rollback:
    """Return to ``number`` from ``current``, and from no other."""

    number: int
    current: int


@dataclass(frozen=True, slots=True)
class RemoveReport:
    """Preview the corpus without a report: the one at this place of the version ``current``."""

    place: int
    current: int


@dataclass(frozen=True, slots=True)
class Leave:
    """Change nothing."""


@dataclass(frozen=True, slots=True)
class OpenGaps:
    """A page of the questions that were not answered well."""

    page: int = 0


@dataclass(frozen=True, slots=True)
class OpenPins:
    """A page of the confirmed sources."""

    page: int = 0


@dataclass(frozen=True, slots=True)
class OpenGap:
    """The sentences to confirm one of, for the question with this key."""

    key: str


@dataclass(frozen=True, slots=True)
class PutPin:
    """Confirm a sentence for the question with this key."""

    key: str
    sentence: str


@dataclass(frozen=True, slots=True)
class RemovePin:
    """Withdraw the source of the question with this key."""

    key: str


Decision = Publish | Discard | AskRollback | Rollback | RemoveReport | Leave
GapAction = OpenGaps | OpenPins | OpenGap | PutPin | RemovePin
Action = (
    OpenSource
    | OpenSection
    | OpenContents
    | OpenReports
    | ChooseReport
    | OpenTargets
    | OpenChart
    | Unwatch
    | BackToAnswer
    | OpenRest
    | OpenMore
    | ChooseLanguage
    | AskQuestion
    | RemoveAnswer
    | Vote
    | VoteOn
    | Decision
    | GapAction
)
