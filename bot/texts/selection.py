"""An event -> the text that reports it. Pure."""

from __future__ import annotations

from bot.texts.zh.admin import AdminTexts
from bot.texts.zh.texts import Texts
from rag.errors import (
    Cancelled,
    CorpusBusy,
    DraftExpired,
    EmptyCorpus,
    MessageTooCostly,
    ModelError,
    ReportError,
    SearchError,
    StorageError,
    VersionHeld,
    WenbaoError,
)
from rag.types import Answer, Reason


def refusal(answer: Answer, texts: Texts) -> str:
    """Why a question was not answered, and whether the answer may stand in what was not read."""
    reason = _reason(answer, texts)
    return reason + texts.parts_unread(answer.unread[0], len(answer.unread) - 1) if answer.unread else reason


def _reason(answer: Answer, texts: Texts) -> str:
    match answer.reason:
        case Reason.SMALL_TALK:
            return texts.small_talk
        case Reason.OFF_TOPIC:
            return texts.off_topic
        case Reason.OTHER_YEAR:
            return texts.other_year
        case Reason.OTHER_PLACE:
            return texts.other_place
        case _:
            return texts.absent


def not_accepted(waiting: int, texts: Texts, *, of_one: bool) -> str:
    """Why a message is not taken into the queue: one person sends too much, or all together do."""
    if not of_one:
        return texts.queue_full(waiting)
    return texts.waiting_already(waiting) if waiting else texts.too_fast


def problem(error: BaseException | None, texts: Texts) -> str:
    """The words that a user is told about an error: never the error's own."""
    match error:
        case EmptyCorpus():
            return texts.empty_corpus
        case CorpusBusy():
            return texts.busy
        case SearchError():
            return texts.search_failed
        case MessageTooCostly():
            return texts.too_costly
        case ModelError():
            return texts.model_failed
        case StorageError():
            return texts.storage_failed
        case _:
            return texts.failed


def failed_change(error: BaseException, texts: AdminTexts) -> str:
    """The words that an admin is told about a change that was not made."""
    match error:
        case CorpusBusy():
            return texts.busy
        case Cancelled():
            return texts.cancelled
        case DraftExpired():
            return texts.expired
        case VersionHeld():
            return texts.held
        case EmptyCorpus():
            return texts.no_reports
        case ReportError():
            return texts.unreadable.format(reason=error_sentence(error, texts))
        case _:
            return texts.failed.format(reason=error_sentence(error, texts))


def error_sentence(error: BaseException, texts: AdminTexts) -> str:
    """The sentence of an error in this language, if there is one for it."""
    if not isinstance(error, WenbaoError) or error.code not in texts.errors:
        return str(error)
    details = {name: texts.words.get(detail, detail) for name, detail in error.details.items()}
    return texts.errors[error.code].format(**details)
