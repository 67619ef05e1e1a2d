"""``wenbao export``: the reports as files of pages."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.context import settings_here
from bot.cli.output.errors import WrongUseError
from bot.cli.output.language import texts_here

Folder = Annotated[Path, typer.Option("--html", metavar="DIR", show_default=False)]


def export(html: Folder) -> None:
    """Write the reports as pages into a folder, to be read without a server. Works beside a running bot."""
    settings, texts = settings_here(), texts_here()
    from bot.bootstrap import make_corpus, open_database  # loads what the other commands' help does not need
    from bot.storage.citations import Citations
    from bot.web.pages.export import write_pages

    with open_database(settings) as database, make_corpus(settings, database) as corpus:
        number, version = corpus.recorded.look()
        try:
            first = write_pages(html, number, version, Citations(database), texts)
        except OSError as exc:
            raise WrongUseError(
                "{folder} cannot be written ({reason}); name another folder.",
                code="folder_unwritable",
                folder=html,
                reason=exc.strerror,
            ) from exc
    typer.echo(texts.web.exported.format(count=len(version.reports), page=first))
