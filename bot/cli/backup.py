"""``wenbao backup`` and ``restore``: everything that is kept, in one file."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile
from typing import Annotated, BinaryIO

import typer

from bot.cli.context import settings_here
from bot.cli.output.errors import WrongUseError, complain, sentence_of
from bot.cli.output.language import command_texts_here

BackupFile = Annotated[Path, typer.Argument(metavar="FILE")]
_STREAM = Path("-")


def backup(file: BackupFile) -> None:
    """Write reports, versions, answers and history into a file; also while the bot runs. The file is as secret as the
    database: `wenbao backup - | age -r RECIPIENT > FILE` writes it encrypted."""
    if file == _STREAM and sys.stdout.isatty():
        raise WrongUseError(
            "A backup cannot be shown; name a file, or pass it on: wenbao backup - | age -r …", code="backup_shown"
        )
    settings = settings_here()
    from bot.bootstrap import open_database  # after the settings, as everything that takes time
    from rag.storage.backup import write_backup

    with open_database(settings) as database:
        rows = write_backup(database, sys.stdout.buffer if file == _STREAM else file)
    told = command_texts_here().command_help
    typer.echo(told.backed_up.format(file=file, rows=rows), err=file == _STREAM)


def restore(file: BackupFile) -> None:
    """Take everything from a backup, into an empty DATA_DIR or database; indexes are made at the next start."""
    settings = settings_here()
    from bot.bootstrap import make_corpus, open_database
    from rag.storage.backup import put_back, read_backup

    with open_database(settings) as database, make_corpus(settings, database) as corpus:
        corpus.hold()
        with _seekable(file) as place:
            rows = read_backup(database, place)
        reports = put_back(database, settings.corpus_dir)
        faults = corpus.recorded.faults()
    told = command_texts_here().command_help
    put = [told.reports_put.format(count=reports, folder=settings.corpus_dir)] if reports else []
    typer.echo(told.gap.join([told.restored.format(rows=rows), *put]))
    for fault in faults:
        complain(sentence_of(fault))


@contextmanager
def _seekable(file: Path) -> Iterator[Path | BinaryIO]:
    """The file; or what comes in, kept where it has no name."""
    if file != _STREAM:
        yield file
        return
    with TemporaryFile() as kept:
        shutil.copyfileobj(sys.stdin.buffer, kept)
        kept.seek(0)
        yield kept
