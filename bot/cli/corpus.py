"""``wenbao corpus``: the admin commands of the chat, in the terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.context import AsJson, settings_here
from bot.cli.output import text_tables as tables
from bot.cli.output.language import command_texts_here, texts_here
from bot.cli.output.progress_bar import ProgressBar
from bot.core.documents.corpus_documents import (
    Record,
    change_document,
    draft_document,
    gaps_document,
    status_document,
    versions_document,
)
from bot.core.documents.encoding import dump
from rag.errors import DraftExpired

if TYPE_CHECKING:
    from rag.corpus.diff.versions import VersionChange
    from rag.corpus.service import CorpusService
    from rag.index.embedding_cache import Progress

app = typer.Typer(name="corpus", no_args_is_help=False)

DryRun = Annotated[bool, typer.Option("--dry-run")]
Number = Annotated[int | None, typer.Argument(metavar="[VERSION]", min=1)]
Force = Annotated[bool, typer.Option("--force")]
Limit = Annotated[int, typer.Option("-n", min=1, max=10_000)]
ReportFile = Annotated[Path, typer.Argument(metavar="FILE")]
ReportName = Annotated[str, typer.Argument(metavar="REPORT")]


@app.command()
def status(as_json: AsJson = False) -> None:
    """Show the current version, and what the next start would do."""
    with _corpus() as corpus:
        found = corpus.recorded.status()
    typer.echo(dump(status_document(found)) if as_json else tables.status_lines(found, command_texts_here()))


@app.command("list")
def list_(as_json: AsJson = False) -> None:
    """The versions that can be returned to, newest first."""
    with _corpus() as corpus:
        found, now = corpus.recorded.versions(), corpus.recorded.status().current
    number = now.number if now else None
    typer.echo(
        dump(versions_document(found, number)) if as_json else tables.version_lines(found, number, command_texts_here())
    )


@app.command()
def gaps(as_json: AsJson = False) -> None:
    """Questions not answered, or not well, and the sources confirmed for others."""
    with _corpus() as corpus:
        from bot.storage.feedback import Feedback  # and what answers are made of
        from rag.answering.pins.answers import is_held
        from rag.answering.pins.repository import Pins

        reports = corpus.recorded.status().reports
        waiting, pins = Feedback(corpus.database).gaps(), Pins(corpus.database).all()
    held = [(pin, is_held(pin, reports)) for pin in pins]
    typer.echo(dump(gaps_document(waiting, held)) if as_json else tables.gap_lines(waiting, held, command_texts_here()))


@app.command()
def reload(dry_run: DryRun = False, force: Force = False, as_json: AsJson = False) -> None:
    """Read CORPUS_DIR again and serve what is there."""
    _change(lambda corpus, progress: corpus.changes.reload(progress, dry_run=dry_run, force=force), as_json)


@app.command()
def rollback(version: Number = None, as_json: AsJson = False) -> None:
    """Serve an earlier version again."""
    _change(lambda corpus, progress: corpus.changes.rollback(version, progress), as_json)


@app.command()
def add(file: ReportFile, force: Force = False, as_json: AsJson = False) -> None:
    """Copy a report into CORPUS_DIR and serve it with the others."""
    _change(lambda corpus, progress: corpus.changes.add(file, progress, force=force), as_json)


@app.command()
def remove(report: ReportName, force: Force = False, as_json: AsJson = False) -> None:
    """Take a report out of CORPUS_DIR and serve the others; the file is kept under DATA_DIR."""
    _change(lambda corpus, progress: corpus.changes.remove(report, progress, force=force), as_json)


@app.command()
def draft(as_json: AsJson = False) -> None:
    """The version that waits to be published: what it would change, and which answers it would lose."""
    with _corpus() as corpus:
        found = corpus.changes.pending()
    typer.echo(dump(draft_document(found)) if as_json else tables.draft_lines(found, command_texts_here()))


@app.command()
def publish(force: Force = False, as_json: AsJson = False) -> None:
    """Serve the version that waits."""
    _change(lambda corpus, _progress: corpus.changes.publish(_waiting(corpus), force=force), as_json)


@app.command()
def discard(as_json: AsJson = False) -> None:
    """Give up the version that waits."""
    with _corpus() as corpus:
        corpus.hold()
        number = _waiting(corpus)
        corpus.changes.discard(number)
    typer.echo(dump({"discarded": number}) if as_json else command_texts_here().corpus.discarded.format(number=number))


@app.command()
def audit(limit: Limit = 50, as_json: AsJson = False) -> None:
    """Show the changes and who made them, latest first."""
    with _corpus() as corpus:
        found = corpus.recorded.changes(limit)
    typer.echo(dump(Record(found)) if as_json else tables.record_lines(found, command_texts_here()))


def _waiting(corpus: CorpusService) -> int:
    """Number of the version that waits."""
    preview = corpus.changes.pending()
    if preview is None or preview.draft is None:
        raise DraftExpired("No version waits to be published; wenbao corpus reload makes one.", code="nothing_waits")
    return preview.draft.version


def _change(change: Callable[[CorpusService, Progress], VersionChange], as_json: bool) -> None:
    with _corpus() as corpus:
        corpus.hold()
        with ProgressBar(texts_here()) as watch:
            changed = change(corpus, watch.progress)
    typer.echo(dump(change_document(changed)) if as_json else tables.change_lines(changed, command_texts_here()))


@contextmanager
def _corpus() -> Iterator[CorpusService]:
    settings = settings_here()
    from bot.bootstrap import make_corpus  # loads what the other commands' help does not need

    with make_corpus(settings) as corpus:
        yield corpus
