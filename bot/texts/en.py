"""The fixed sentences in English. Pure."""

from __future__ import annotations

from bot.texts.en_admin import EN_ADMIN
from bot.texts.feedback import FEEDBACK_EN
from bot.texts.user_texts import Texts

EN = Texts(
    language="en",
    admin=EN_ADMIN,
    start=(
        "Ask me about the government work report; every sentence of an answer comes with the report's own words.\n"
        "Just send a question, for example: What are the main targets for this year?\n"
        "/sections browses the report, /help says how to use me."
    ),
    help=(
        "In private: send a question; edit it, and the answer is edited too.\n"
        "In groups: send /ask with a question, mention me, or reply to me; /ask in reply to a message asks it.\n"
        "I leave everything else alone. Administrators can send /quiet, and I answer in private only.\n"
        "/verify with a text, or in reply to a message, holds each claim in it against the report; so does “is this "
        "true”, said to me in reply to one.\n"
        "[1] in an answer is the number of a quote: open the quote below to read it, or press “Source” to see the "
        "paragraph it stands in.\n"
        "Quote a part of an answer to ask “where is this from”, “tell me more”, or something else about it.\n"
        "Where the report says nothing, the answer is “The report does not mention this”.\n"
        "/reports chooses the report to ask, /sections browses it, /cite with an id opens a citation."
    ),
    ask_usage="Write a question after /ask, for example /ask What are the main targets, or answer a message with it.",
    unknown_command="There is no such command. Just send a question; /help says how to use me.",
    text_only="I only read text; please write the question out.",
    small_talk="I answer questions about the government work report, such as: What are the main targets for this year?",
    off_topic="This has nothing to do with the government work report, and I only answer from the report.",
    absent="The report does not mention this.",
    other_year="The report does not mention this: it says nothing on the year asked about.",
    other_place="The report does not mention this: it says nothing on the place asked about.",
    confirmed="(confirmed: an administrator has checked this source)",
    nearest="The nearest passages, for reference only; they do not answer the question:",
    claim_agrees="“{claim}”: as the report says.",
    claim_agrees_on="“{claim}”: as the report says, of {year}.",
    claim_differs="“{claim}”: not as the report says; {otherwise}.",
    claim_not_in_report="“{claim}”: the report does not mention this.",
    otherwise_words="it says “{words}”",
    otherwise_year="it says so of {year}",
    otherwise={
        "figure": "it gives another figure",
        "direction": "it says that this went the other way",
        "progress": "what is planned there is told as done here, or the other way round",
        "denial": "it says the contrary",
        "level": "it names another level",
        "year": "it says so of another year",
    },
    claims_left_out="Not verified: {count} more after these; send them separately.",
    no_claims=(
        "There is nothing to verify in this: a sentence with a figure, or one that says what was done or will be done, "
        "can be held against the report."
    ),
    verify_usage="Write what is to be verified after /verify, or answer a message with it.",
    source="Source",
    remove="Delete",
    removed="(This answer was deleted.)",
    not_yours="Only who asked and the administrators of the group can delete this answer.",
    only_administrators="Only administrators of the group can do this.",
    quiet_in_groups="/quiet is for groups: once it is on, I do not answer there but give a link to the private chat.",
    quiet_on="From now on, questions in this group are answered in private; /quiet again turns that off.",
    quiet_off="From now on, questions in this group are answered here again.",
    answered_in_private="Questions in this group are answered in private.",
    open_private="See the answer",
    looking="Looking it up in the report…",
    slow_down="That is a little fast; please ask again in a minute.",
    inline_usage="In any chat, write the bot's user name and some words, and send the report's own sentence.",
    inline_example="For example: @{username} GDP target",
    share="Share",
    copy="Copy",
    previous="‹ Previous",
    next="Next ›",
    back="Back to the answer",
    up="Up",
    page=", p. {}",
    contents="Contents",
    previous_page="‹ Previous page",
    next_page="Next page ›",
    gone="There is no such place.",
    unchanged="These words have not changed since they were cited ({since}).",
    changed="These words were changed after they were cited{since}.",
    left="These words are no longer in the report{since}. Below is the text as it was cited.",
    since=" (since {moment})",
    moment="version {version}, {date}",
    as_cited="As cited:",
    as_now="Now:",
    unknown_citation="There is no citation of that number.",
    cite_usage="Write the number or link of a citation after /cite, for example: /cite abcdefgh2345",
    answer_gone="This answer can no longer be opened; please ask again.",
    old_button="This button no longer works.",
    empty_corpus="There is no report to ask at the moment; please wait until an administrator adds one.",
    search_failed="Searching does not work at the moment; please ask again in a while.",
    model_failed="The language model does not work at the moment; please ask again in a while.",
    storage_failed="The data cannot be read at the moment; please try again in a while.",
    busy="The report is being updated; please try again in a while.",
    failed="That did not work; please try again in a while.",
    waiting_already="{} of your questions wait for an answer, so this one is not taken; send it again after that.",
    too_fast="That is too much for one minute, so this one is not taken; send it again in a minute.",
    queue_full="Many people are asking: {} questions wait, so this one is not taken; send it again in a few minutes.",
    only_report="There is one report: {}.",
    choose_report=(
        "Choose a report, and questions are asked of that one; a question that names another place or year is asked of "
        "the report on that.\nNow: {}"
    ),
    all_reports="All reports",
    only_administrators_choose=(
        "In a group only administrators choose; a question that names a place or a year is answered from that report."
    ),
    report_gone="This report is no longer there; please send /reports again.",
    privacy=(
        "What is kept here: the questions you asked, the answers with the sentences they cite, your votes, and the "
        "report you chose.\n"
        "Your Telegram id is not kept, only a code made from it with a secret of this installation; nor is your name.\n"
        "Questions, answers and votes are kept for {days} days and then deleted; of a message that has been handled "
        "only its number is kept, for a day.\n"
        "Administrators see questions that were not answered well, and how many votes, but not who asked; a question "
        "that they confirm a source for keeps its words, without anything on who asked it.\n"
        "/forget deletes everything kept of you at once."
    ),
    forgotten="Deleted: your questions, the answers to them, your votes and choices are not kept any more.",
    feedback=FEEDBACK_EN,
    ask_command="Ask a question",
    verify_command="Verify a statement",
    reports_command="Choose the report to ask",
    privacy_command="What is kept of you",
    forget_command="Delete what is kept of you",
    sections_command="Browse the report",
    cite_command="Open a citation",
    quiet_command="For administrators: answer in private only",
    help_command="How to use the bot",
    start_command="Start",
    terminal_start="Type a question and press Enter. /help says more, /quit or Ctrl-D ends.",
    terminal_help=(
        "Type a question; a next one may lean on it.\n"
        "[1] in an answer is the number of a quote below it; the words that answer are bold there.\n"
        "/reports chooses the report to ask, /sections shows the outline, /help this, /quit or Ctrl-D ends."
    ),
    terminal_reports="/reports and a number chooses one, for questions that name no other place or year.",
    nothing_found="No passage was found.",
    indexing_first="First start: the reports are indexed.",
    indexing_files="The reports have changed: they are indexed again.",
    indexing_program="The program or the embedding model has changed: the reports are indexed again.",
    indexing_bar="Indexing",
)
