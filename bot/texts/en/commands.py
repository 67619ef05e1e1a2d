"""The English texts of ``wenbao --help``. Pure. How to add one: ``bot.texts``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from bot.texts.report_kinds import KINDS
from bot.texts.zh.commands import CommandHelp, CommandTexts


class EnglishCommandTexts(CommandTexts):
    __slots__ = ()

    headings: ClassVar[Mapping[str, str]] = {}
    gap = " "
    examples_heading = "Examples:"
    help_option = "Show this message and exit."
    # What commands say
    see_help = "{reason}; see wenbao --help."
    crashed = "wenbao failed ({kind}); run it again with LOG_LEVEL=DEBUG to see where."
    stopped = "Stopped."
    line_failed = "Line {number} of {file}: {reason}"
    asking = "Asking"
    all_questions = "all"
    recall = "recall {characters}"
    at_rank = "rank {rank}"
    measures = (
        "questions", "hit", "cited", "useful", "refused correctly", "wrongly", "related", "whole", "good",
        "loose figures", "wrong spans", "length", "p50 ms", "p95 ms",
    )  # fmt: skip
    times = "times"
    answers, checks = "answers", "checks"
    backed_up = "{file}: {rows} rows."
    restored = "{rows} rows restored."
    reports_put = "{count} reports were put into {folder}."
    older_answers = "An older version answers: {reason}"
    left_out = "Left out: {reason}"
    folder_made = (
        "{folder} is made. Put reports into {reports}, settings into {settings}, and run wenbao there:\n"
        "  cd {folder} && wenbao chat"
    )
    commands: ClassVar[Mapping[str, CommandHelp]] = {
        "": CommandHelp(
            "Ask government work reports, and get their exact words.",
            "Settings: environment or .env, see docs/settings.md.",
        ),
        "init": CommandHelp(
            "Make a folder for reports and settings of your own.",
            "In it, wenbao uses its settings, reports and prompts.",
        ),
        "chat": CommandHelp("Ask in the terminal; the answers are the bot's."),
        "ask": CommandHelp("Answer one question, or every question of a file."),
        "search": CommandHelp("Show the passages found for a question, best first."),
        "cite": CommandHelp(
            "Open a citation: its words in their place, and whether they changed.", "Works beside a running bot."
        ),
        "verify": CommandHelp(
            "Check each claim of a text against the reports.",
            "Each agrees, differs or is not mentioned, with the sentence that decides.",
        ),
        "figures": CommandHelp(
            "Show the figures of the reports.", "For each its subject, its year, target or result, and its sentence."
        ),
        "targets": CommandHelp("Compare the targets of a report with the results in the next."),
        "chart": CommandHelp("Draw the figures of an indicator.", "Year by year, or region by region for one year."),
        "run": CommandHelp("Run the Telegram bot.", "It polls, or uses a webhook where WEBHOOK_URL is set."),
        "serve": CommandHelp(
            "Serve the reports over HTTP, to readers and to other programs.", "It listens at SERVE_LISTEN."
        ),
        "export": CommandHelp(
            "Write the reports as pages into a folder.", "They are read without a server. Works beside a running bot."
        ),
        "mcp": CommandHelp("Offer the reports as tools to other programs (MCP).", "On standard input and output."),
        "eval": CommandHelp("Measure search, answers, citations and refusals on a file."),
        "doctor": CommandHelp(
            "Check settings, token, corpus, Chroma, database and models.", "Exit status 1 if any fails."
        ),
        "backup": CommandHelp(
            "Write everything that is kept into one file.",
            "Reports, versions, answers and history, also while the bot runs. The file is as secret as the database: "
            "wenbao backup - | age -r RECIPIENT > FILE writes it encrypted.",
        ),
        "restore": CommandHelp(
            "Take everything from a backup.",
            "DATA_DIR or the database has to be empty; indexes are made at the next start.",
        ),
        "corpus": CommandHelp("Manage the indexed reports."),
        "corpus status": CommandHelp("Show the current version, and what the next start would do."),
        "corpus list": CommandHelp("List the versions that can be returned to, newest first."),
        "corpus gaps": CommandHelp("List questions not answered well, and confirmed sources."),
        "corpus reload": CommandHelp("Read CORPUS_DIR again and serve what is there."),
        "corpus rollback": CommandHelp("Serve an earlier version again."),
        "corpus add": CommandHelp("Copy a report into CORPUS_DIR and serve it with the others."),
        "corpus remove": CommandHelp(
            "Take a report out of CORPUS_DIR and serve the others.", "The file is kept under DATA_DIR."
        ),
        "corpus draft": CommandHelp("Show what the waiting version changes, and answers it loses."),
        "corpus publish": CommandHelp("Serve the version that waits."),
        "corpus discard": CommandHelp("Give up the version that waits."),
        "corpus audit": CommandHelp("Show the changes and who made them, latest first."),
    }
    parameters: ClassVar[Mapping[str, str]] = {
        "_version": "Show the version and exit.",
        "install_completion": "Install completion for the current shell.",
        "show_completion": "Show the completion script, to copy or change it.",
        "as_csv": "Write CSV.",
        "as_json": "Write JSON.",
        "batch": "Questions as JSON, one object a line; - reads standard input. Answers as JSON.",
        "dry_run": "Only show what would change.",
        "file": "A file.",
        "folder": "A folder that is not there yet, or is empty.",
        "force": "Publish even if correct answers would be lost.",
        "indicator": "This indicator only.",
        "k": "Maximum number of passages.",
        "limit": "Maximum number of changes.",
        "region": "This region only.",
        "report": "The name of a report or of its file, as corpus status shows them.",
        "sentence": "The id of a citation, or its link.",
        "text": "The question.",
        "version": "Number of a version; else the previous one.",
        "year": "This year only.",
        "backup file": "A ZIP archive; - for standard output.",
        "chart indicator": "What to draw, such as GDP增速.",
        "chart out": "Where the PNG is written.",
        "corpus add file": f"A report: {', '.join(KINDS[:-1])} or {KINDS[-1]}.",
        "export html": "The folder.",
        "eval file": "Questions as JSON, one object a line.",
        "restore file": "A ZIP archive; - for standard input.",
        "targets region": "The region whose targets are shown.",
        "targets year": "The year of the targets.",
        "verify batch": "Texts as JSON, one object a line; - reads standard input. Verdicts as JSON.",
        "verify text": "The text to check.",
    }
    examples: ClassVar[Mapping[str, tuple[str, ...]]] = CommandTexts.examples
