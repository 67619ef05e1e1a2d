"""The English texts of answers and of verified claims. Pure. How to add one: ``bot.texts``."""

from __future__ import annotations

from typing import ClassVar

from bot.texts.plural import counted
from bot.texts.zh.answers import AnswerTexts


class EnglishAnswerTexts(AnswerTexts):
    __slots__ = ()

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
        "not_so": "The report does not say so. What it says about this:",
        "no_reason": "The report gives no reason. What it says about this:",
        "no_definition": "The report does not explain this term. What it says about it:",
        "not_comparable": "The two figures measure different things and cannot be compared:",
        "year_unknown": "The report does not say which year this belongs to:",
        "not_settled": "It takes the reports of two years in a row to hold targets against results. What there is:",
        "planned": "This is a target or a plan; the report does not say what came of it:",
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
    claim_calculated: ClassVar[dict[str, str]] = {
        "agrees": "“{claim}”: agrees; by the figures of the report, {calculation}.",
        "roughly": "“{claim}”: roughly agrees; by the figures of the report, {calculation}.",
        "differs": "“{claim}”: contradicts the report; by its figures, {calculation}.",
    }
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
        "sum": "its figures add up to something else",
        "year": "it says this about another year",
        "period": "it says this about the whole year, or another part of it",
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
