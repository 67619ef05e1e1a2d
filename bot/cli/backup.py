"""``wenbao backup`` and ``restore``: everything that is kept, in one file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.context import settings_here
from bot.cli.errors import complain

BackupFile = Annotated[Path, typer.Argument(metavar="FILE", help="A ZIP archive.")]


def backup(file: BackupFile) -> None:
    """Write reports, versions, answers and history into a file; also while the bot runs."""
    settings = settings_here()
    from bot.bootstrap import open_database  # after the settings, as everything that takes time
    from rag.storage.backup import write_backup

    with open_database(settings) as database:
        rows = write_backup(database, file)
    typer.echo(f"{file}: {rows} rows.")


def restore(file: BackupFile) -> None:
    """Take everything from a backup, into an empty DATA_DIR or database; indexes are made at the next start."""
    settings = settings_here()
    from bot.bootstrap import make_corpus, open_database
    from rag.storage.backup import put_back, read_backup

    with open_database(settings) as database, make_corpus(settings, database) as corpus:
        corpus.hold()
        rows = read_backup(database, file)
        reports = put_back(database, settings.corpus_dir)
        faults = corpus.faults()
    put = f" {reports} reports were put into {settings.corpus_dir}." if reports else ""
    typer.echo(f"{rows} rows restored.{put}")
    for fault in faults:
        complain(str(fault))
