"""The English texts that users read. Pure. How to add one: ``bot.texts``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from bot.texts.en_admin import EnglishAdminTexts
from bot.texts.en_ledger import EnglishLedgerTexts
from bot.texts.en_web import EnglishWebTexts
from bot.texts.plural import counted
from bot.texts.terminal.en_commands import EnglishCommandTexts
from bot.texts.terminal.en_corpus import EnglishCorpusTexts
from bot.texts.terminal.en_doctor import EnglishDoctorTexts
from bot.texts.zh import Texts
from bot.types import Fault


class EnglishTexts(Texts):
    __slots__ = ()

    language = "en"
    admin = EnglishAdminTexts()
    ledger = EnglishLedgerTexts()
    command_help = EnglishCommandTexts()
    corpus = EnglishCorpusTexts()
    doctor = EnglishDoctorTexts()
    web = EnglishWebTexts()

    # Help
    start = (
        "Ask me about the government work report; every sentence of an answer comes with the report's own words.\n"
        "Just send a question, for example: What are the main targets for this year?\n"
        "/sections lets you browse the report, /help explains how to use me."
    )
    start_in_group = (
        "I answer questions about government work reports, with the report's own words for every sentence.\n"
        "In a group, send /ask with a question, mention me, or reply to me; I do not read any other messages.\n"
        "Group administrators can send /quiet so that I only answer in private."
    )
    help = (
        "In private: just send a question. If you edit it, the answer is edited too.\n"
        "In groups: send /ask with a question, mention me, or reply to me; reply to a message with /ask to ask what it "
        "says.\n"
        "I ignore all other messages. Group administrators can send /quiet so that I only answer in private.\n"
        "/verify with a text, or as a reply to a message (a picture too), checks each claim against the report; "
        "replying with a mention of me and “is this true” does the same.\n"
        "[1] in an answer is the number of a quote: expand the quote below to read it, or press “Source” to see it in "
        "its paragraph.\n"
        "Quote a part of an answer to ask “where is this from” or “tell me more”, or to ask something else about it.\n"
        "If the report says nothing about it, the answer is “The report does not mention this”.\n"
        "/reports chooses which report to ask, /sections lets you browse it, /cite with an id opens a citation, "
        "/language chooses the language.\n"
        "/targets with a region and a year shows the targets of that year and what the next report says came of them.\n"
        "/chart with an indicator draws its figures, by year or by region.\n"
        "/watch with an indicator tells you once when a new version changes its figures; /unwatch ends that."
    )
    commands: ClassVar[dict[str, str]] = {
        "ask": "Ask a question",
        "verify": "Check a statement",
        "reports": "Choose which report to ask",
        "sections": "Browse the report",
        "targets": "Targets and what came of them",
        "chart": "Draw the figures of an indicator",
        "watch": "Be told when a figure changes",
        "unwatch": "Stop watching",
        "cite": "Open a citation",
        "quiet": "Group administrators: answer in private only",
        "language": "Choose the language",
        "privacy": "My stored data",
        "forget": "Delete my data",
        "help": "How to use the bot",
        "start": "Start",
    }
    ask_usage = "Write a question after /ask, such as: /ask What are the main targets; or reply to a message with it."
    verify_usage = "Write the text to check after /verify, or reply to a message with it; that may be a picture."
    cite_usage = "Write the id or the link of a citation after /cite, for example: /cite abcdefgh2345"
    inline_usage = "Type keywords to send the report's own words"
    guest_usage = (
        "Write a question after @{username}, for example: @{username} What are the main targets; "
        "or reply to a message and mention me."
    )
    unknown_command = "Unknown command. Just send a question; /help explains how to use me."
    text_only = (
        "I can only read text; please type your question. To check what a picture says, reply to it with /verify."
    )

    def asked(self, question: str) -> str:
        return f"Question: {question}"

    # Language
    choose_language = "Which language shall I speak? The report's own words stay as they are."
    languages: ClassVar[dict[str, str]] = {"auto": "Automatic", "zh": "中文", "en": "English"}
    language_chosen = "I will speak English from now on."
    language_followed = "I will follow the language of your Telegram from now on."

    # What the bot's profile shows
    description = (
        "Ask about government work reports and get answers with the report's own words: every sentence opens its place "
        "in the report, and what the report does not say is not answered.\n"
        "Just send a question in English or Chinese, or add me to a group and ask with /ask."
    )
    short_description = "Answers about government work reports, each with the report's own words."

    # What is said to the bot
    about = (
        "I answer questions about government work reports, and every sentence of an answer comes with the report's own "
        "words. If the report says nothing about it, the answer is “The report does not mention this”.\n"
        "Just send a question; /help explains how to use me."
    )
    welcome = "You are welcome. If you have another question, just send it."
    nothing_before = "I do not know which answer you mean. Ask a question first, or reply to the answer you mean."
    nothing_cited = "That answer quotes nothing from the report."
    no_more = "The report says nothing more that is directly about this."
    further = "The report also says:"
    overview_question = "Summarize the report"

    def no_item(self, count: int) -> str:
        return f"That answer has only {counted(count, 'item')}."

    # Answers
    small_talk = (
        "I answer questions about the government work report. Just send one, for example: "
        "What are the main targets for this year?"
    )
    off_topic = "This is not about the government work report, and I only answer from the report."
    absent = "The report does not mention this."
    other_year = "The report does not mention this: it says nothing about the year you asked about."
    other_place = "The report does not mention this: it says nothing about the place you asked about."
    ask_otherwise = "Ask in other words, or look at the nearest part:"
    related = "There is no direct answer. These passages may help (the report is in Chinese):"
    notes: ClassVar[dict[str, str]] = {
        "no_reason": "The report gives no reason. What it says about this:",
        "no_definition": "The report does not explain this term. What it says about it:",
        "not_comparable": "The two figures measure different things and cannot be compared:",
        "year_unknown": "The report does not say which year this belongs to:",
    }
    also_unanswered = "The report does not mention: {question}"
    no_report_on = "No report on {region} has been added."
    silent_on = "The report on {region} does not mention this."
    quoted_in_chinese = "The report is in Chinese; these are its own words:"
    postponed = "Too many questions at once; please send these again: {questions}"
    semicolon = "; "
    confirmed = "(confirmed: an administrator has checked the source for this question)"
    looking = "Looking it up in the report…"
    nothing_found = "No passages were found."

    def parts_unread(self, report: str, others: int) -> str:
        named = f"{report} and {counted(others, 'other report')}" if others else report
        return f" Parts of {named} were not read (pictures or embedded files); it may be there."

    def more_statements(self, count: int) -> str:
        return f"{counted(count, 'more passage')} on this."

    # Claims
    claim_agrees = "“{claim}”: agrees with the report."
    claim_agrees_on = "“{claim}”: agrees with the report, which says it about {year}."
    claim_differs = "“{claim}”: contradicts the report; {otherwise}."
    claim_roughly = "“{claim}”: roughly agrees; the report says “{words}”."
    claim_unclear = "“{claim}”: cannot be decided; the nearest words of the report are cited."
    claim_not_in_report = "“{claim}”: the report does not mention this."
    otherwise_words = "it says “{words}”"
    otherwise_year = "it says this about {year}"
    otherwise: ClassVar[dict[str, str]] = {
        "figure": "it gives a different figure",
        "direction": "it says the opposite direction",
        "progress": "it describes another stage: planned is not the same as done",
        "denial": "it says the opposite",
        "level": "it names a different level",
        "count": "it counts something else: new is not all there is",
        "part": "it gives this figure for something else, or for a part only",
        "name": "it gives a different name or number",
        "comparison": "its figures compare differently",
        "year": "it says this about another year",
    }
    picture_not_fetched = "The picture could not be fetched; please send it again."
    picture_too_large = "The picture is larger than {megabytes} MB; please send a smaller one."
    picture_without_words = "No words were recognised in the picture."
    read_in_picture = "Recognised in the picture: {words}"
    no_claims = (
        "There is nothing to check in this text: only sentences that give a figure, or say that something was or will "
        "be done, can be compared with the report."
    )

    def claims_left_out(self, count: int) -> str:
        return f"Not checked: {counted(count, 'more claim')} after these; please send the rest separately."

    # Votes
    voted = "Noted."
    ask_fault = "What is wrong?"
    faults: ClassVar[dict[Fault, str]] = {
        Fault.FIGURE: "Wrong figure",
        Fault.SOURCE: "Wrong source",
        Fault.UNANSWERED: "Not answered",
        Fault.OTHER: "Something else",
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
