"""The English texts of ``wenbao corpus``. Pure. How to add one: ``bot.texts``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from bot.texts.plural import counted
from bot.texts.zh.corpus import CorpusTexts


class EnglishCorpusTexts(CorpusTexts):
    __slots__ = ()

    # The versions
    version = "Version {number} of {made}, {sentences} sentences, {id}"
    no_version = "No version is served yet."
    kept = "{count} of the versions can be served; see wenbao corpus list."
    left_out = "left out: {reason}"
    next_start: ClassVar[Mapping[str, str]] = {
        "first": "The next start indexes the reports for the first time.",
        "files": "The files in CORPUS_DIR have changed; the next start or reload takes them over.",
        "index": "The index is gone or damaged; the next start makes it again.",
        "damaged": "The database does not hold the reports as they were published; the next start reads them again.",
        "program": "The program or the embedding model has changed; the next start indexes again.",
    }
    # What a change does
    report_added = "+ report "
    report_removed = "- report "
    report_changed = "~ report "
    served_now = "Version {number} is served now."
    would_change = "Nothing has been published; this is what would change."
    nothing_changed = "Nothing has changed."
    no_answer = "(no answer)"
    discarded = "Version {number} is discarded."
    # What waits
    waits = "Version {number} waits; see wenbao corpus publish and discard."
    nothing_waits = "No version waits to be published."
    understood = "{name}  ({file}): {region}, {year}, {sections} headings, {sentences} sentences"
    no_region = "no region"
    no_year = "no year"
    check = "  check: {doubts}"
    doubts_between = ", "
    # Questions and the record
    gap = "{question}  (asked {asked} times, {ups} for, {downs} against)"
    no_gap = "No question is waiting."
    pin_gone = "  (gone, not used)"
    nothing_recorded = "Nothing has been changed yet."

    def more(self, count: int) -> str:
        return f"  … and {count} more"

    def held(self, count: int) -> str:
        return f"Held: {counted(count, 'answer that is', 'answers that are')} right would be lost."
