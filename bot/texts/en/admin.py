"""The English texts that admins read. Pure. How to add one: ``bot.texts``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from bot.texts.plural import counted
from bot.texts.zh.admin import AdminTexts


class EnglishAdminTexts(AdminTexts):
    __slots__ = ()

    # Help
    help = (
        "For admins:\n"
        "/corpus shows what is being served; /reload reads the report folder again; /versions lists the versions; "
        "/rollback returns to an earlier one; /remove removes a report; /cancel stops the update in progress; /audit "
        "shows the history of changes.\n"
        "Send me a report file: you get a preview and then decide whether to publish it."
    )
    commands: ClassVar[dict[str, str]] = {
        "corpus": "What is being served",
        "reload": "Read the report folder again",
        "versions": "List the versions",
        "rollback": "Return to an earlier version",
        "remove": "Remove a report",
        "cancel": "Stop the update in progress",
        "audit": "History of changes",
        "gaps": "Questions not answered well",
        "pins": "Confirmed sources",
        "pin": "Confirm a source for a question",
    }
    comma = ", "
    semicolon = "; "
    ellipsis = "…"

    # What is served
    current = " (current)"
    none_yet = "No version has been published yet."
    report = "· {name} ({file})"
    folder_changed = "The report folder has changed; /reload shows and publishes it."
    problem = "The report folder is not in use: {reason}"
    left_out = "Left out: {reason}"
    waiting = "Version {number} is waiting to be published ({who}, {at})."

    def version(self, number: int, at: str, sentences: int) -> str:
        return f"Version {number}, {at}, {counted(sentences, 'sentence')}"

    def kept(self, count: int) -> str:
        return f"{counted(count, 'version is', 'versions are')} kept; /versions lists them."

    # An update in progress
    reading = "Reading the reports…"
    encoding = "Indexing: {done} of {total} passages"
    encoding_left = "{encoding}, {left}"
    writing = "Writing the index and checking it…"
    downloading = "Downloading the file…"
    cancelling = "Stopping."
    nothing_to_cancel = "No update is in progress."

    def seconds_left(self, count: int) -> str:
        return f"about {counted(count, 'second')} left"

    def minutes_left(self, count: int) -> str:
        return f"about {counted(count, 'minute')} left"

    # The preview
    preview = "Preview of version {number}"
    replaced = "Version {number} was not published; its preview is discarded."
    unknown = "not found"
    correctable = "To correct a title, region or year, reply to this preview, for example: year: 2025"
    doubt = "Please check: {reasons}."
    doubts: ClassVar[dict[str, str]] = {
        "no_title": "no title found, the file name is used",
        "no_region": "no region found",
        "no_year": "no year found",
        "no_sections": "no headings found",
        "few_sentences": "very few sentences",
        "long_sentences": "some very long sentences, punctuation may be missing",
        "garbled": "garbled characters",
    }
    incomplete = "Please note: {parts}."
    omissions: ClassVar[dict[str, str]] = {
        "scans": "pages that are pictures and were not read: {count}",
        "recognised": "pages whose words were recognised in pictures and may be wrong: {count}",
        "pictures": "pictures whose words were not read: {count}",
        "embedded": "embedded files or charts that were not read: {count}",
        "cells": "tables whose columns cannot be told apart: {count}",
        "unseen": "invisible characters, which do not count as evidence: {count}",
    }
    on_pages = " (p. {pages})"
    compared = "Compared with version {number}, which is current:"
    compared_with_nothing = "No version is current; everything is new."
    reports_added = "Reports added: {names}"
    reports_removed = "Reports removed: {names}"
    reports_changed = "Reports changed: {names}"
    figures = "Changed figures:"
    altered = "Reworded sentences:"
    come = "Added sentences:"
    gone = "Removed sentences:"
    nothing_lost = "Regression questions: no answer got worse."
    refused = "(no answer)"

    def understood(self, file: str, region: str, year: int | str, sections: int, sentences: int) -> str:
        sizes = f"{counted(sections, 'heading')}; {counted(sentences, 'sentence')}"
        return f"File {file}; region {region}; year {year}; {sizes}"

    def sentences(self, added: int, removed: int, altered: int) -> str:
        return f"{counted(added, 'sentence')} added, {removed} removed, {altered} reworded"

    def more(self, count: int) -> str:
        return f"… and {count} more"

    def lost(self, count: int) -> str:
        return f"{counted(count, 'regression question')} would lose the correct answer. Publishing is blocked:"

    # Decisions
    publish = "Publish"
    publish_anyway = "Publish anyway"
    discard = "Discard"
    confirm_rollback = "Return to it"
    keep = "Leave as is"
    no_change = "Nothing has changed; there is nothing to publish."
    published = "Version {number} has been published."
    folder_only = "The report folder has been updated; the version stays the same."
    discarded = "Version {number} has been discarded."
    rolled_back = "Returned to version {number}."
    left = "Nothing was changed."
    choose_version = "Which version do you want to return to?"
    no_other_version = "There is no version to return to."
    ask_rollback = "Return to version {number}?"
    choose_report = "Which report do you want to remove? You get a preview first."
    only_report = "There is only one report; add another one before removing it."

    # The record of changes
    record = "Changes, latest first:"
    no_record = "Nothing has been changed yet."
    record_line = "{at} {who}: {what}"
    did_publish = "published version {new}, replacing version {old}"
    did_publish_first = "published version {new}"
    did_rollback = "returned to version {new} from version {old}"
    did_discard = "discarded"
    did_pin = "confirmed a source"
    did_unpin = "withdrew a confirmed source"
    by_terminal = "terminal"
    by_start = "at start"
    by_admin = "admin {number}"

    # Questions not answered well, and confirmed sources
    no_gaps = "No questions are waiting."
    candidates = "{question}\n\nWhich sentence is the right source? Press its number to confirm it:"
    no_candidates = "{question}\n\nNo similar sentence was found."
    pinned = "Confirmed. From now on “{question}”, and questions all but identical to it, are answered with:\n{quote}"
    pin_usage = (
        "Reply to one of the bot's answers with /pin and the id of a citation, for example: /pin xifv5g3ebszo; or "
        "press a button in /gaps."
    )
    gap_closed = "This question is no longer in the list."
    no_pins = "No sources have been confirmed yet."
    pin = "{number}. {question}\n{quote}"
    pin_gone = "(these words are no longer in the reports; not used)"
    unpin = "Withdraw"
    unpinned = "Withdrawn."
    back_to_list = "Back to the list"

    def gaps(self, count: int, page: int, pages: int) -> str:
        questions = counted(count, "question")
        return f"{questions} not answered, or not well (page {page} of {pages}). Press a number to choose its source:"

    def gap(self, number: int, question: str, asked: int, ups: int, downs: int, faults: str, answer: str) -> str:
        return f"{number}. {question}\nasked {counted(asked, 'time')}, 👍 {ups}, 👎 {downs}{faults}\n{answer}"

    def pins(self, count: int, page: int, pages: int) -> str:
        return f"{counted(count, 'confirmed source')} (page {page} of {pages}). Press a number to withdraw one:"

    # Files sent
    kinds = "This kind of file cannot be read; send {kinds}."
    too_large = (
        "The file is larger than {megabytes} MB, which bots cannot download; put it into the report folder and send "
        "/reload."
    )
    not_downloaded = "The file could not be downloaded; please send it again."

    # What does not work
    busy = "Another update is in progress; wait for it to finish, or stop it with /cancel."
    cancelled = "Stopped; nothing has changed."
    expired = "This preview has expired: the reports or the version have changed since. Send /reload or the file again."
    held = "This version would lose correct answers and is on hold; see /corpus."
    no_reports = "The report folder contains no report."
    unreadable = "The report cannot be read; nothing has changed: {reason}"
    failed = "That did not work; the current version stays: {reason}"
    errors: ClassVar[Mapping[str, str]] = {}  # they are raised in English
    words: ClassVar[Mapping[str, str]] = {}
