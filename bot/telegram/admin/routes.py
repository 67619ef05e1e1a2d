"""The handlers of admins. They come before all others: to everybody else their commands do not exist."""

from __future__ import annotations

from collections.abc import Collection

from telegram.ext import CallbackQueryHandler, CommandHandler, MessageHandler, filters

from bot.telegram.admin.access import Admins, FromAdmin
from bot.telegram.admin.corpus_changes import CorpusChanges
from bot.telegram.admin.corpus_record import CorpusRecord, Greet
from bot.telegram.admin.corrections import Corrects
from bot.telegram.queue.dispatcher import App
from bot.telegram.views.actions import Decision
from bot.telegram.views.callbacks import carries
from rag.corpus.service import CorpusService

_ALONE = filters.Regex(r"^/start(@\w+)?$")  # with an argument it opens what a link names, for admins too


def add_admin_handlers(app: App, corpus: CorpusService, admin_ids: Collection[int], greet: Greet) -> None:
    admins = Admins(admin_ids)
    changes, record = CorpusChanges(corpus, admins), CorpusRecord(corpus, greet)
    mine = filters.UpdateType.MESSAGE & FromAdmin(admins)

    app.add_handler(CommandHandler("start", record.start, mine & _ALONE))
    app.add_handler(CommandHandler("help", record.explain, mine))
    app.add_handler(CommandHandler("corpus", record.status, mine))
    app.add_handler(CommandHandler("versions", record.versions, mine))
    app.add_handler(CommandHandler("audit", record.audit, mine))
    app.add_handler(CommandHandler("reload", changes.reload, mine))
    app.add_handler(CommandHandler("rollback", record.choose_version, mine))
    app.add_handler(CommandHandler("remove", record.choose_report, mine))
    app.add_handler(CommandHandler("cancel", changes.cancel, mine))
    app.add_handler(MessageHandler(mine & filters.TEXT & Corrects(), changes.correct))
    app.add_handler(MessageHandler(mine & filters.Document.ALL, changes.receive))
    app.add_handler(CallbackQueryHandler(changes.decide, carries(Decision)))
