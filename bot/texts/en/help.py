"""The English texts that say what the bot does and how to use it. Pure. How to add one: ``bot.texts``."""

from __future__ import annotations

from typing import ClassVar

from bot.texts.plural import counted
from bot.texts.zh.help import HelpTexts


class EnglishHelpTexts(HelpTexts):
    __slots__ = ()

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
