"""The commands as built, a language -> the same commands with their help in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from bot.cli.output.language import command_texts_here
from bot.cli.output.wrapping import break_lines
from bot.texts.zh.commands import CommandTexts

_WIDTH = 76
_AS_IT_IS = "\b\n"
"""The mark of a paragraph that is not to be wrapped: that is done by letters, and Chinese takes two columns each."""


class HelpfulCommand(TyperCommand):
    def get_help(self, ctx: Any) -> str:
        return _with_headings(super().get_help(ctx))


class HelpfulGroup(TyperGroup):
    def get_help(self, ctx: Any) -> str:
        return _with_headings(super().get_help(ctx))


def prepare(app: typer.Typer) -> None:
    """Let every command of an app write its headings in the language of the terminal."""
    app.info.cls = HelpfulGroup
    for command in app.registered_commands:
        command.cls = HelpfulCommand
    for group in app.registered_groups:
        if group.typer_instance:
            prepare(group.typer_instance)


def translate(command: Any, texts: CommandTexts) -> None:
    """Put the help of a built command, and of those below it, into a language. What it has no words for stays."""
    for path, each in _below(command, ""):
        if path in texts.commands:
            told = texts.commands[path]
            each.short_help = told.short
            each.help = _paragraph(texts.gap.join(filter(None, told)))
        if path in texts.examples:
            lines = "\n".join(f"  {example}" for example in texts.examples[path])
            each.epilog = f"{_AS_IT_IS}{texts.examples_heading}\n{lines}"
        for parameter in each.params:
            name = parameter.name
            parameter.help = texts.parameters.get(f"{path} {name}", texts.parameters.get(name, parameter.help))


def _below(command: Any, path: str) -> Iterator[tuple[str, Any]]:
    yield path, command
    for name, each in getattr(command, "commands", {}).items():
        yield from _below(each, f"{path} {name}".strip())


def _paragraph(text: str) -> str:
    return _AS_IT_IS + "\n".join(line.strip() for line in break_lines(text, _WIDTH))


def _with_headings(help_: str) -> str:
    texts = command_texts_here().command_help
    for written, told in texts.headings.items():
        help_ = help_.replace(written, told)
    return help_.replace("Show this message and exit.", texts.help_option)
