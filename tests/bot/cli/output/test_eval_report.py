"""The measures are shown in the language of the terminal."""

from __future__ import annotations

from io import StringIO

import pytest
from rich.console import Console

from bot.cli.output.eval_report import measures_table
from bot.texts import EN, ZH, Texts


@pytest.mark.parametrize(("texts", "first", "found"), [(ZH, "问题", "前 300 字找到"), (EN, "questions", "recall 300")])
def test_each_measure_has_its_name(texts: Texts, first: str, found: str) -> None:
    out = StringIO()
    Console(file=out, width=200).print(measures_table([], texts.command_help))
    assert texts.command_help.all_questions in out.getvalue().splitlines()[0]
    assert out.getvalue().splitlines()[1].startswith(first)
    assert out.getvalue().splitlines()[2].startswith(found)
