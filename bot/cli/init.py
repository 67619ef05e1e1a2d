"""``wenbao init DIR``: a folder with settings, reports and prompts of one's own."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.output.errors import WrongUseError
from bot.cli.output.language import command_texts_here
from rag.settings import PROMPTS, SEEDS, SETTINGS, shipped

NewFolder = Annotated[Path, typer.Argument(metavar="DIR")]


def init(folder: NewFolder) -> None:
    """Make a folder with settings, reports and prompts of your own; in it, `wenbao` uses them."""
    try:
        if folder.exists() and any(folder.iterdir()):
            raise WrongUseError(
                "{folder} is not empty; name a folder that is not there yet.", code="folder_full", folder=folder
            )
        folder.mkdir(parents=True, exist_ok=True)
        for name in (SEEDS, PROMPTS):
            shutil.copytree(shipped(name), folder / name)
        settings = folder / ".env"
        settings.touch(mode=0o600)
        settings.write_bytes(shipped(SETTINGS).read_bytes())
    except OSError as exc:
        raise WrongUseError(
            "{folder} cannot be made ({reason}); name another folder.",
            code="folder_unmakable",
            folder=folder,
            reason=exc.strerror,
        ) from exc
    typer.echo(
        command_texts_here().command_help.folder_made.format(folder=folder, reports=folder / SEEDS, settings=settings)
    )
