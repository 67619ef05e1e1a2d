"""The fixed sentences that users read, by name, and which of them is said when. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.texts.admin_texts import AdminTexts
from bot.texts.feedback import FeedbackTexts
from rag.errors import CorpusBusy, EmptyCorpus, ModelError, SearchError, StorageError
from rag.types import Answer, Reason

if TYPE_CHECKING:
    from rag.corpus.version_store import Why


@dataclass(frozen=True, slots=True)
class Texts:
    """The sentences of one language."""

    language: str
    """``zh`` or ``en``."""
    admin: AdminTexts

    start: str
    help: str
    ask_usage: str
    """/ask without a question."""
    unknown_command: str
    text_only: str
    """A message without words in a private chat."""

    small_talk: str
    off_topic: str
    absent: str
    other_year: str
    other_place: str
    confirmed: str
    """Under an answer from a source that an admin has confirmed."""
    nearest: str
    """Above the nearest passages, when none of them answers."""

    claim_agrees: str
    """With ``claim``; so are the next four."""
    claim_agrees_on: str
    """With the ``year`` that the report says it of, where the claim names none."""
    claim_differs: str
    """With what the report says ``otherwise``."""
    claim_not_in_report: str
    otherwise_words: str
    """With the ``words`` of the report."""
    otherwise_year: str
    otherwise: dict[str, str]
    """By ``rag.verification.contradictions.Aspect``, where there are no words to show."""
    claims_left_out: str
    """With the ``count`` of the claims that were too many to verify at once."""
    no_claims: str
    """Nothing to verify in what was written."""
    verify_usage: str
    """/verify without a text."""

    source: str
    """A button that opens the source; the mark follows."""
    remove: str
    """A button under an answer in a group."""
    removed: str
    """In place of an answer that is too old to be deleted."""
    not_yours: str
    """To who is neither the asker nor an administrator."""
    only_administrators: str
    quiet_in_groups: str
    quiet_on: str
    quiet_off: str
    answered_in_private: str
    open_private: str
    looking: str
    """Where the bot is a guest, until there is an answer."""
    slow_down: str
    """Once to who asks too much; then nothing for a minute."""
    inline_usage: str
    inline_example: str
    """How to call the bot in any chat; its ``username`` is filled in."""
    share: str
    copy: str
    previous: str
    next: str
    back: str
    """From a source to the answer it was opened from."""
    up: str
    """From a section to the one that contains it."""
    page: str
    """Behind the place of a quote; the number follows."""
    contents: str
    """Above the list of reports or parts."""
    previous_page: str
    next_page: str
    gone: str
    """A button for words, or a place, of which nothing is known."""
    unchanged: str
    changed: str
    left: str
    """What became of cited words; ``since`` follows where it is known."""
    since: str
    moment: str
    """A version and its date."""
    as_cited: str
    as_now: str
    """Above the two wordings of a sentence that has changed."""
    unknown_citation: str
    cite_usage: str
    answer_gone: str
    """A way back to an answer that can no longer be made."""
    old_button: str

    empty_corpus: str
    search_failed: str
    model_failed: str
    storage_failed: str
    busy: str
    failed: str

    waiting_already: str
    """To who has several questions waiting; ``{}`` is their number."""
    too_fast: str
    queue_full: str
    """``{}`` is the number of questions before this one."""

    only_report: str
    """Instead of a choice; the name follows."""
    choose_report: str
    """Above the reports; the chosen one follows."""
    all_reports: str
    only_administrators_choose: str
    report_gone: str

    privacy: str
    """What is kept of a person, for how many ``days``."""
    forgotten: str
    feedback: FeedbackTexts
    ask_command: str
    verify_command: str
    reports_command: str
    privacy_command: str
    forget_command: str
    sections_command: str
    cite_command: str
    quiet_command: str
    help_command: str
    start_command: str

    terminal_start: str
    terminal_help: str
    terminal_reports: str
    """Below the numbered reports."""
    nothing_found: str
    """A search in the terminal without a result."""
    indexing_first: str
    indexing_files: str
    indexing_program: str
    indexing_bar: str
    """Beside the bar; the count of sentences follows."""

    @property
    def commands(self) -> tuple[tuple[str, str], ...]:
        """The menu of commands: name and description."""
        return (
            ("ask", self.ask_command),
            ("verify", self.verify_command),
            ("reports", self.reports_command),
            ("sections", self.sections_command),
            ("cite", self.cite_command),
            ("quiet", self.quiet_command),
            ("privacy", self.privacy_command),
            ("forget", self.forget_command),
            ("help", self.help_command),
            ("start", self.start_command),
        )

    def refusal(self, answer: Answer) -> str:
        """What is said where nothing was answered."""
        match answer.reason:
            case Reason.SMALL_TALK:
                return self.small_talk
            case Reason.OFF_TOPIC:
                return self.off_topic
            case Reason.OTHER_YEAR:
                return self.other_year
            case Reason.OTHER_PLACE:
                return self.other_place
            case _:
                return self.absent

    def refused(self, of_one: bool, waiting: int) -> str:
        """Why what somebody sent is not taken: too much of one person, or of all."""
        if not of_one:
            return self.queue_full.format(waiting)
        return self.waiting_already.format(waiting) if waiting else self.too_fast

    def indexing(self, why: Why) -> str:
        """Why answers have to wait until something is indexed."""
        sentences = {
            "first": self.indexing_first,
            "files": self.indexing_files,
            "program": self.indexing_program,
        }
        return sentences[why.value]

    def problem(self, error: BaseException | None) -> str:
        """What a user is told of an error: never its own words."""
        match error:
            case EmptyCorpus():
                return self.empty_corpus
            case CorpusBusy():
                return self.busy
            case SearchError():
                return self.search_failed
            case ModelError():
                return self.model_failed
            case StorageError():
                return self.storage_failed
            case _:
                return self.failed
