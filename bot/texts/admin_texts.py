"""The fixed sentences that admins read, by name. Pure.

Names in braces are filled in where the sentence is used.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rag.errors import Cancelled, CorpusBusy, DraftExpired, EmptyCorpus, ReportError, VersionHeld, WenbaoError

if TYPE_CHECKING:
    from rag.corpus.diff.reading_summary import Doubt


@dataclass(frozen=True, slots=True)
class AdminTexts:
    """The sentences of one language."""

    corpus_command: str
    reload_command: str
    versions_command: str
    rollback_command: str
    remove_command: str
    cancel_command: str
    audit_command: str
    help: str

    version: str
    """{number} {at} {sentences}"""
    current: str
    """Behind the version that is served."""
    none_yet: str
    report: str
    """{name} {file}"""
    kept: str
    """{count}"""
    folder_changed: str
    problem: str
    """{reason}"""
    left_out: str
    """{reason}: why a file of the folder is not among the reports."""
    waiting: str
    """{number} {who} {at}"""

    reading: str
    encoding: str
    """{done} {total}"""
    seconds_left: str
    """{count}"""
    minutes_left: str
    """{count}"""
    writing: str
    downloading: str
    cancelling: str
    nothing_to_cancel: str

    preview: str
    """{number}"""
    replaced: str
    """{number}: the preview that waited before."""
    understood: str
    """{file} {region} {year} {sections} {sentences}"""
    unknown: str
    """In the place of a region or a year that was not found."""
    doubt: str
    """{reasons}"""
    no_title: str
    no_region: str
    no_year: str
    no_sections: str
    few_sentences: str
    long_sentences: str
    garbled: str
    compared: str
    """{number}: the current version."""
    compared_with_nothing: str
    reports_added: str
    """{names}"""
    reports_removed: str
    """{names}"""
    reports_changed: str
    """{names}"""
    sentences: str
    """{added} {removed} {altered}"""
    figures: str
    """Above figures that changed."""
    altered: str
    """Above sentences in their old and new wording."""
    come: str
    gone: str
    more: str
    """{count}"""
    nothing_lost: str
    lost: str
    """{count}"""
    refused: str
    """In the place of an answer."""

    publish: str
    publish_all_the_same: str
    discard: str
    confirm_rollback: str
    keep: str
    """A button that leaves everything as it is."""

    no_change: str
    published: str
    """{number}"""
    folder_only: str
    """CORPUS_DIR was changed, and the version that is served is the same."""
    discarded: str
    """{number}"""
    rolled_back: str
    """{number}"""
    left: str
    """After ``keep``."""

    choose_version: str
    no_other_version: str
    ask_rollback: str
    """{number}"""
    choose_report: str
    only_report: str

    record: str
    """Above the record."""
    no_record: str
    record_line: str
    """{at} {who} {what}"""
    did_publish: str
    """{old} {new}"""
    did_publish_first: str
    """{new}"""
    did_rollback: str
    """{old} {new}"""
    did_discard: str
    did_pin: str
    did_unpin: str
    by_terminal: str
    by_start: str
    by_admin: str
    """{number}"""

    kinds: str
    """{kinds}: a file of another kind was sent."""
    too_large: str
    """{megabytes}"""
    not_downloaded: str

    busy: str
    cancelled: str
    expired: str
    held: str
    no_reports: str
    unreadable: str
    """{reason}"""
    failed: str
    """{reason}"""
    errors: Mapping[str, str]
    """The sentences of our errors by their code; one without stays as it was raised."""
    words: Mapping[str, str]
    """Their details that are words, by the English ones."""

    @property
    def commands(self) -> tuple[tuple[str, str], ...]:
        """The menu of commands: name and description."""
        return (
            ("corpus", self.corpus_command),
            ("reload", self.reload_command),
            ("versions", self.versions_command),
            ("rollback", self.rollback_command),
            ("remove", self.remove_command),
            ("cancel", self.cancel_command),
            ("audit", self.audit_command),
        )

    def doubts(self, doubt: Doubt) -> str:
        """Why a reading may be wrong."""
        sentence: str = getattr(self, doubt.value)
        return sentence

    def failure(self, error: BaseException) -> str:
        """What an admin is told of a change that was not made. Our own errors say what to do."""
        match error:
            case CorpusBusy():
                return self.busy
            case Cancelled():
                return self.cancelled
            case DraftExpired():
                return self.expired
            case VersionHeld():
                return self.held
            case EmptyCorpus():
                return self.no_reports
            case ReportError():
                return self.unreadable.format(reason=self.reason(error))
            case _:
                return self.failed.format(reason=self.reason(error))

    def reason(self, error: BaseException) -> str:
        """What an error says, in this language."""
        if not isinstance(error, WenbaoError) or error.code not in self.errors:
            return str(error)
        details = {name: self.words.get(detail, detail) for name, detail in error.details.items()}
        return self.errors[error.code].format(**details)
