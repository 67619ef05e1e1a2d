"""The English texts of the pages and of ``wenbao serve``. Pure. How to add one: ``bot.texts``."""

from __future__ import annotations

from bot.texts.zh.web import WebTexts


class EnglishWebTexts(WebTexts):
    __slots__ = ()

    serving = "Serving at http://{listen}; /openapi.json describes the API. Ctrl-C stops."
    exported = "Reports written: {count}. Open {page}."
    page = "[page]"
    tag = "en"
    name = "Government work reports"
    reports = "Reports"
    outline = "Contents"
    skip = "Skip to the text"
    field = "Question or keywords"
    search = "Search"
    ask = "Ask"
    found = "Found for “{words}”"
    separator = ", "
    unchanged = "The marked words stand in the report of today."
    not_here = "There is nothing here"
    withdrawn = "This report has been taken down. This is its last text (version {version}, {date})."
    crowded = "Too many ask at once; try again in a moment."
    no_report = "This report is not here: it may have been taken down, or the address is incomplete."
    no_page = "The address is wrong; the first page lists all reports."
    no_words = "Write a question or keywords above."
    too_long = "Write at most {most} characters."
    too_many = "Too many requests; try again in {seconds} seconds."
    trouble = "This cannot be answered now"
    too_slow = "It took too long; try again later, or ask something shorter."
