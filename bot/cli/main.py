"""Arguments -> a command, run; its exit status. The table of contents of the program."""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from bot.cli import ask, cite, corpus, ledger, run, verify
from bot.cli import backup as keep
from bot.cli import init as start
from bot.cli.help import prepare, translate
from bot.cli.output.errors import FAILED, complain, explain
from bot.cli.output.language import command_texts_here
from bot.cli.serving import export, mcp, serve
from bot.ops.version import program_version


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"wenbao {program_version()}")
        raise typer.Exit


Version = Annotated[bool, typer.Option("--version", callback=_show_version, is_eager=True)]

app = typer.Typer(
    name="wenbao",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback(invoke_without_command=True)
def options(_version: Version = False) -> None:
    """Ask government work reports, and get their exact words. Settings: environment or .env, see docs/settings.md."""


app.command("init")(start.init)
app.command("chat")(run.chat)
app.command("ask")(ask.ask)
app.command("search")(ask.search)
app.command("cite")(cite.cite)
app.command("verify")(verify.verify)
app.command("figures")(ledger.figures)
app.command("targets")(ledger.targets)
app.command("chart")(ledger.chart)
app.command("run")(run.run)
app.command("serve")(serve.serve)
app.command("export")(export.export)
app.command("mcp")(mcp.serve_tools)
app.add_typer(corpus.app)
app.command("eval")(run.measure)
app.command("doctor")(run.doctor)
app.command("backup")(keep.backup)
app.command("restore")(keep.restore)
prepare(app)


def main(arguments: list[str] | None = None) -> int:
    """Run a command; exit status 0 done, 1 failed, 2 wrong use or settings."""
    command = typer.main.get_command(app)
    translate(command, command_texts_here().command_help)
    arguments = sys.argv[1:] if arguments is None else arguments
    try:
        status = command.main(arguments or ["--help"], prog_name="wenbao", standalone_mode=False)
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read our output has enough of it. What is still buffered must not be tried again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except (KeyboardInterrupt, typer.Abort):
        complain(command_texts_here().command_help.stopped)
        return FAILED
    except Exception as exc:  # noqa: BLE001  # the last place before a traceback
        return explain(exc)
    return status if isinstance(status, int) else 0
