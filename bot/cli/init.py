"""``wenbao init DIR``: a folder with settings, reports and prompts of one's own."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.output.errors import WrongUseError
from rag.settings import PROMPTS, SEEDS, SETTINGS, shipped

NewFolder = Annotated[Path, typer.Argument(metavar="DIR")]


def init(folder: NewFolder) -> None:
    """Make a folder with settings, reports and prompts of your own; in it, `wenbao` uses them."""
    try:
        if folder.exists() and any(folder.iterdir()):
            raise WrongUseError(f"{folder} is not empty; name a folder that is not there yet.")
        folder.mkdir(parents=True, exist_ok=True)
        for name in (SEEDS, PROMPTS):
            shutil.copytree(shipped(name), folder / name)
        settings = folder / ".env"
        settings.touch(mode=0o600)
        settings.write_bytes(shipped(SETTINGS).read_bytes())
    except OSError as exc:
        raise WrongUseError(f"{folder} cannot be made ({exc.strerror}); name another folder.") from exc
    typer.echo(
        f"{folder} is made. Put reports into {folder / SEEDS}, settings into {settings}, and run wenbao there:\n"
        f"  cd {folder} && wenbao chat"
    )
