"""The English texts that users read. Pure. How to add one: ``bot.texts``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from bot.texts.en.admin import EnglishAdminTexts
from bot.texts.en.answers import EnglishAnswerTexts
from bot.texts.en.commands import EnglishCommandTexts
from bot.texts.en.corpus import EnglishCorpusTexts
from bot.texts.en.doctor import EnglishDoctorTexts
from bot.texts.en.help import EnglishHelpTexts
from bot.texts.en.ledger import EnglishLedgerTexts
from bot.texts.en.web import EnglishWebTexts
from bot.texts.plural import counted
from bot.texts.zh.texts import Texts
from bot.types import AnswerFault


class EnglishTexts(EnglishHelpTexts, EnglishAnswerTexts, Texts):
    __slots__ = ()

    language = "en"
    admin = EnglishAdminTexts()
    ledger = EnglishLedgerTexts()
    command_help = EnglishCommandTexts()
    corpus = EnglishCorpusTexts()
    doctor = EnglishDoctorTexts()
    web = EnglishWebTexts()

    # Votes
    voted = "Noted."
    ask_fault = "What is wrong?"
    faults: ClassVar[dict[AnswerFault, str]] = {
        AnswerFault.FIGURE: "Wrong figure",
        AnswerFault.SOURCE: "Wrong source",
        AnswerFault.UNANSWERED: "Not answered",
        AnswerFault.OTHER: "Something else",
    }

    # Buttons
    source = "Source"
    share = "Share"
    copy = "Copy"
    more_actions = "More"
    remove = "Delete"
    previous = "‹ Previous"
    next = "Next ›"
    back = "Back to the answer"

    def rest(self, count: int) -> str:
        return f"{count} more"

    up = "Up"
    contents = "Contents"
    previous_page = "‹ Previous page"
    next_page = "Next page ›"
    open_private = "See the answer"
    old_button = "This button no longer works."

    # Citations and sections
    page = ", p. {page}"
    recognised = " (recognised in a picture)"
    unchanged = "These words have not changed since they were cited ({since})."
    changed = "These words were changed after they were cited{since}."
    left = "These words are no longer in the report{since}. Below is the text as it was cited."
    since = " (since {moment})"
    moment = "version {version}, {date}"
    as_cited = "As cited:"
    as_now = "Now:"
    unknown_citation = "There is no citation with this id."
    gone = "This place cannot be found."
    answer_gone = "This answer can no longer be opened; please ask again."

    # Reports
    only_report = "There is only one report: {name}."
    choose_report = (
        "Choose a report to ask from now on; a question that names another place or year is answered from the report "
        "on that.\nNow: {name}"
    )
    all_reports = "All reports"
    only_administrators_choose = (
        "Only administrators can choose a report in a group; if you name a place or a year in your question, it is "
        "answered from that report."
    )
    report_gone = "This report is no longer available; please send /reports again."

    # Groups
    may_be_twice = "(The program was interrupted while sending; this may stand here twice.)"
    removed = "(This answer has been deleted.)"
    not_yours = "Only the person who asked and group administrators can delete this answer."
    only_administrators = "Only group administrators can do this."
    quiet_in_groups = (
        "/quiet is for groups: when it is on, I do not answer in the group but post a link to our private chat."
    )
    quiet_on = "From now on, questions in this group are answered in private; send /quiet again to turn this off."
    quiet_off = "From now on, questions in this group are answered here again."
    answered_in_private = "Questions in this group are answered in private."

    # Personal data
    privacy = (
        "What is stored here: the questions you asked, the answers with the sentences they cite, your votes, and the "
        "report and the language you chose; of a picture the recognised words alone, as a question is.\n"
        "Your Telegram id is not stored, only a code computed from it with a secret key of this installation; neither "
        "are your name and username.\n"
        "Questions, answers and votes are stored for {days} days and then deleted; of a message that has been handled, "
        "only its number is kept, for one day.\n"
        "Administrators can see questions that were not answered well and how many votes they got, but not who asked; "
        "a question for which they confirm a source keeps its text, and nothing about who asked it.\n"
        "Indicators that you /watch are stored until you /unwatch them, with the number of the chat to be told in.\n"
        "/forget deletes everything stored about you at once."
    )
    forgotten = "Deleted: your questions, their answers, your votes, choices and watches are no longer stored."

    # What does not work
    empty_corpus = "There is no report to ask at the moment; please wait until an administrator adds one."
    too_costly = "This message takes too long to work out; please send a shorter one, or one question at a time."
    search_failed = "The search is not working at the moment; please ask again later."
    model_failed = "The language model is not working at the moment; please ask again later."
    storage_failed = "The data cannot be read at the moment; please try again later."
    busy = "The reports are being updated; please try again later."
    failed = "That did not work; please try again later."
    slow_down = "You are asking a little too fast; please ask again in a minute."
    too_fast = "That is too many messages in one minute, so this one was not accepted; send it again in a minute."

    def waiting_already(self, count: int) -> str:
        waiting = counted(count, "question")
        return f"You already have {waiting} waiting, so this one was not accepted; send it again after the answers."

    def queue_full(self, count: int) -> str:
        waiting = counted(count, "question is", "questions are")
        return f"Many people are asking: {waiting} waiting, so yours was not accepted; send it again in a few minutes."

    # The terminal
    terminal_examples = "For example:"
    terminal_cite_usage = (
        "Write the number of a quote of the last answer after /cite, for example: /cite 1; or the id of a citation."
    )
    terminal_start = "Type a question and press Enter. /help shows help; /quit or Ctrl-D quits."
    terminal_help = (
        "Type a question; a follow-up may refer to the one before.\n"
        "[1] in an answer is the number of a quote below it; the words that the answer rests on are bold there. "
        "/cite 1 opens it in its paragraph.\n"
        "/verify with a text checks each claim against the report; /targets with a region and a year shows what came "
        "of the targets.\n"
        "/reports chooses which report to ask, /sections shows the outline, /help shows this; /quit or Ctrl-D quits.\n"
        "The up and down arrows bring back what you typed before."
    )

    def terminal_reports_here(self, names: Sequence[str]) -> str:
        shown = ", ".join(names[:3])
        return f"Reports: {shown} and {counted(len(names) - 3, 'other')}." if len(names) > 3 else f"Reports: {shown}."

    terminal_reports = "/reports with a number chooses one, for questions that do not name another place or year."
    indexing: ClassVar[dict[str, str]] = {
        "first": "First start: the reports are being indexed.",
        "files": "The reports have changed and are being indexed again.",
        "program": "The program or the embedding model has changed; the reports are being indexed again.",
        "index": "The index is gone or damaged and is being made again.",
        "damaged": "The database does not hold the reports as they were published: they are read again.",
    }
    indexing_bar = "Indexing"
