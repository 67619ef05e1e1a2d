"""Resources of one process of the bot -> its handlers, each made once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from bot.core.ports import Answering
from bot.ops.metrics import Metrics
from bot.settings import Settings
from bot.storage.answers import Answers
from bot.storage.choices import ChatChoices, Languages
from bot.storage.citations import Citations
from bot.storage.feedback import Feedback
from bot.storage.people import PersonalData
from bot.storage.quiet_groups import QuietGroups
from bot.storage.watches import Watches
from bot.telegram.admin.access import Admins
from bot.telegram.admin.feedback import GapReview, Votes
from bot.telegram.groups.rules import GroupRules
from bot.telegram.handlers.citation_pages import CitationPages
from bot.telegram.handlers.guests import Guests
from bot.telegram.handlers.help import Greetings, LanguageChoice
from bot.telegram.handlers.inline import Inline
from bot.telegram.handlers.privacy import Privacy
from bot.telegram.handlers.questions import Questions
from bot.telegram.handlers.replay import Replay
from bot.telegram.handlers.reports import ReportChoice
from bot.telegram.handlers.sections import Sections
from bot.telegram.handlers.sources import Sources
from bot.telegram.handlers.verify import Verifications
from bot.telegram.ledger.charts import Charts
from bot.telegram.ledger.targets import TargetPages
from bot.telegram.ledger.watching import Watching
from bot.telegram.queue.answer_turns import AnswerTurns
from bot.telegram.queue.heavy_jobs import HeavyJobs
from bot.telegram.queue.in_flight import InFlight
from rag.answering.pins.repository import Pins
from rag.storage.database import Database


@dataclass(frozen=True, slots=True)
class Resources:
    """The settings, storage and counters that one process of the bot works with."""

    settings: Settings
    answering: Answering
    database: Database
    metrics: Metrics
    running: InFlight
    holder: str
    """The name under which this process holds what it is answering."""


@dataclass(frozen=True, slots=True)
class Handlers:
    """The handlers of one bot, by what they are about."""

    admins: Admins
    manners: GroupRules
    greetings: Greetings
    languages: LanguageChoice
    questions: Questions
    verifications: Verifications
    again: Replay
    sources: Sources
    sections: Sections
    reports: ReportChoice
    targets: TargetPages
    charts: Charts
    watching: Watching
    inline: Inline
    guests: Guests
    votes: Votes
    gaps: GapReview
    privacy: Privacy


def make_handlers(given: Resources) -> Handlers:
    """Handlers that need the same storage, turns or lane of heavy jobs share one."""
    answering, database, keep_days = given.answering, given.database, given.settings.keep_days
    admins, jobs = Admins(given.settings.admin_ids), HeavyJobs()
    answers, citations = Answers(database, holder=given.holder), Citations(database)
    choices, feedback = ChatChoices(database), Feedback(database)
    turns = AnswerTurns(answers, given.metrics)
    manners = GroupRules(answers, QuietGroups(database), turns)
    opening = CitationPages(answering, citations)
    questions = Questions(answering, answers, turns, given.running, citations, choices, opening, manners)
    verifications = Verifications(answering, questions, turns, manners, choices, jobs)
    return Handlers(
        admins=admins,
        manners=manners,
        greetings=Greetings(answering),
        languages=LanguageChoice(Languages(database)),
        questions=questions,
        verifications=verifications,
        again=Replay(answers, turns, questions, verifications),
        sources=Sources(opening, answers),
        sections=Sections(answering),
        reports=ReportChoice(answering, choices),
        targets=TargetPages(answering, choices, citations),
        charts=Charts(answering, choices, citations, jobs),
        watching=Watching(answering, choices, citations, Watches(database), jobs),
        inline=Inline(answering, citations),
        guests=Guests(answering, citations, jobs),
        votes=Votes(feedback, turns),
        gaps=GapReview(answering, feedback, Pins(database), answers, admins),
        privacy=Privacy(PersonalData(database, timedelta(days=keep_days)), keep_days, manners),
    )
