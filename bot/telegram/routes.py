"""Kinds of updates -> the handlers that answer them: the table of contents of the bot."""

from __future__ import annotations

from datetime import timedelta

from telegram.ext import (
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    InlineQueryHandler,
    MessageHandler,
    filters,
)

from bot.core.permalinks import SENTENCE_ID
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
from bot.telegram.admin.access import Admins, FromAdmin
from bot.telegram.admin.feedback import GapReview, ThumbHandler, Votes
from bot.telegram.groups.rules import LINK_TO_QUESTION, GroupRules
from bot.telegram.handlers import help as fixed
from bot.telegram.handlers.citation_pages import CitationPages
from bot.telegram.handlers.errors import on_error
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
from bot.telegram.message_parsing import Addressed, CaptionCommand, Doubts, FromPerson
from bot.telegram.queue.answer_turns import AnswerTurns
from bot.telegram.queue.dispatcher import App
from bot.telegram.queue.heavy_jobs import HeavyJobs
from bot.telegram.queue.in_flight import InFlight
from bot.telegram.views.actions import (
    AskQuestion,
    BackToAnswer,
    ChooseLanguage,
    ChooseReport,
    GapAction,
    OpenChart,
    OpenContents,
    OpenMore,
    OpenReports,
    OpenRest,
    OpenSection,
    OpenSource,
    OpenTargets,
    RemoveAnswer,
    Unwatch,
    Vote,
    VoteOn,
)
from bot.telegram.views.callbacks import carries
from rag.answering.pins.repository import Pins
from rag.storage.database import Database

# filters.TEXT alone would match edited, channel, business and guest messages as well.
_NEW = filters.UpdateType.MESSAGE & FromPerson()


_NEW_OR_EDITED = filters.UpdateType.MESSAGES & FromPerson()


_PRIVATE = filters.ChatType.PRIVATE


_LINK = filters.Regex(rf"^/start {SENTENCE_ID}$")


_WORDS = (filters.TEXT | filters.CAPTION) & ~filters.COMMAND


def add_handlers(
    app: App,
    answering: Answering,
    database: Database,
    metrics: Metrics,
    running: InFlight,
    settings: Settings,
    holder: str,
) -> None:
    """The first line that matches an update handles it."""
    admins = Admins(settings.admin_ids)
    answers = Answers(database, holder=holder)
    citations = Citations(database)
    turns = AnswerTurns(answers, metrics)
    choices = ChatChoices(database)
    manners = GroupRules(answers, QuietGroups(database), turns)
    opening = CitationPages(answering, citations)
    questions = Questions(answering, answers, turns, running, citations, choices, opening, manners)
    greetings = Greetings(answering)
    languages = LanguageChoice(Languages(database))
    sources = Sources(opening, answers)
    sections = Sections(answering)
    inline = Inline(answering, citations)
    jobs = HeavyJobs()
    guests = Guests(answering, citations, jobs)
    verifications = Verifications(answering, questions, turns, manners, choices, jobs)
    again = Replay(answers, turns, questions, verifications)
    reports = ReportChoice(answering, choices)
    targets = TargetPages(answering, choices, citations)
    charts = Charts(answering, choices, citations, jobs)
    watching = Watching(answering, choices, citations, Watches(database), jobs)
    feedback = Feedback(database)
    votes = Votes(feedback, turns)
    gaps = GapReview(answering, feedback, Pins(database), answers, admins)
    by_admin = _NEW & FromAdmin(admins)
    privacy = Privacy(PersonalData(database, timedelta(days=settings.keep_days)), settings.keep_days, manners)

    app.add_handler(CommandHandler("start", manners.bound(sources.cite, "cite"), _NEW & _LINK))
    app.add_handler(CommandHandler("cite", manners.bound(sources.cite, "cite"), _NEW))
    app.add_handler(CommandHandler("start", again.from_group, _NEW & _PRIVATE & filters.Regex(LINK_TO_QUESTION)))
    for name, handle in (
        ("help", fixed.explain),
        ("reports", reports.start),
        ("sections", sections.start),
        ("targets", targets.start),
        ("chart", charts.start),
        ("watch", watching.start),
        ("unwatch", watching.end),
        ("privacy", privacy.explain),
        ("language", languages.start),
    ):
        app.add_handler(CommandHandler(name, manners.bound(handle, name), _NEW))
        app.add_handler(CommandHandler("start", handle, _NEW & _PRIVATE & filters.Regex(rf"^/start {name}$")))
    app.add_handler(CommandHandler("start", verifications.explain, _NEW & _PRIVATE & filters.Regex("^/start verify$")))
    app.add_handler(CommandHandler("start", manners.bound(greetings.start, "start"), _NEW))
    app.add_handler(CommandHandler("quiet", manners.turn_quiet, _NEW))
    app.add_handler(MessageHandler(filters.StatusUpdate.MIGRATE, manners.move))
    app.add_handler(CommandHandler("forget", privacy.forget, _NEW))
    app.add_handler(CommandHandler("gaps", gaps.list, by_admin))
    app.add_handler(CommandHandler("pins", gaps.list_pins, by_admin))
    app.add_handler(CommandHandler("pin", gaps.pin, by_admin))
    app.add_handler(CommandHandler("ask", questions.by_command, _NEW_OR_EDITED))
    app.add_handler(CommandHandler("verify", verifications.by_command, _NEW_OR_EDITED))
    app.add_handler(MessageHandler(_NEW_OR_EDITED & CaptionCommand("verify"), verifications.by_command))
    app.add_handler(MessageHandler(_NEW_OR_EDITED & _PRIVATE & _WORDS & Doubts(), verifications.by_doubt))
    app.add_handler(
        MessageHandler(
            _NEW_OR_EDITED & filters.ChatType.GROUPS & _WORDS & Addressed() & Doubts(), verifications.by_doubt
        )
    )
    app.add_handler(MessageHandler(_NEW_OR_EDITED & _PRIVATE & _WORDS, questions.in_private))
    app.add_handler(MessageHandler(_NEW_OR_EDITED & filters.ChatType.GROUPS & _WORDS & Addressed(), questions.in_group))
    app.add_handler(MessageHandler(_NEW & _PRIVATE & filters.COMMAND, fixed.unknown_command))
    app.add_handler(MessageHandler(_NEW & _PRIVATE & ~filters.StatusUpdate.ALL & ~filters.TEXT, fixed.no_text))
    app.add_handler(CallbackQueryHandler(votes.press, carries(Vote | VoteOn)))
    app.add_handler(ThumbHandler(votes.react))
    app.add_handler(CallbackQueryHandler(gaps.press, carries(GapAction)))
    app.add_handler(ChatMemberHandler(greetings.joined, ChatMemberHandler.MY_CHAT_MEMBER))
    app.add_handler(CallbackQueryHandler(languages.choose, carries(ChooseLanguage)))
    app.add_handler(CallbackQueryHandler(questions.by_button, carries(AskQuestion)))
    app.add_handler(CallbackQueryHandler(sources.open, carries(OpenSource)))
    app.add_handler(CallbackQueryHandler(manners.remove, carries(RemoveAnswer)))
    app.add_handler(CallbackQueryHandler(again.back, carries(BackToAnswer)))
    app.add_handler(CallbackQueryHandler(again.rest, carries(OpenRest)))
    app.add_handler(CallbackQueryHandler(again.more, carries(OpenMore)))
    app.add_handler(CallbackQueryHandler(reports.turn, carries(OpenReports)))
    app.add_handler(CallbackQueryHandler(reports.choose, carries(ChooseReport)))
    app.add_handler(CallbackQueryHandler(targets.turn, carries(OpenTargets)))
    app.add_handler(CallbackQueryHandler(charts.press, carries(OpenChart)))
    app.add_handler(CallbackQueryHandler(watching.press, carries(Unwatch)))
    app.add_handler(CallbackQueryHandler(sections.open, carries(OpenSection | OpenContents)))
    app.add_handler(CallbackQueryHandler(fixed.old_button))
    app.add_handler(InlineQueryHandler(inline.search))
    app.add_handler(MessageHandler(filters.UpdateType.GUEST_MESSAGE & FromPerson(), guests.answer))
    app.add_error_handler(on_error)
