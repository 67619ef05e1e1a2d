"""Lines of a terminal end where a reader of Chinese expects it, and no figure is cut in two."""

from __future__ import annotations

from io import StringIO

import pytest
from rich.console import Console
from rich.text import Text

from bot.cli.output.wrapping import Wrapped, break_lines

WORDS = "预计全年GDP增长6%左右;社会消费品零售总额110.5亿元,增长3.5%;新增市场主体1.2万户,至2024年12月31日共有3000户。"


@pytest.mark.parametrize("width", range(12, 90))
def test_no_figure_is_broken_at_any_width(width: int) -> None:
    lines = break_lines(WORDS, width)
    assert "".join(lines) == WORDS
    for figure in ("GDP", "6%", "110.5亿元", "3.5%", "1.2万户", "2024年", "12月", "31日", "3000户"):
        assert any(figure in line for line in lines), (figure, lines)


@pytest.mark.parametrize("width", range(8, 60))
def test_no_line_begins_with_a_mark_that_ends_or_ends_with_one_that_begins(width: int) -> None:
    lines = break_lines("推进“五好两宜”和美乡村试点试验村(8个)建设,完成投资。(一)稳增长;[1] 又一句", width)
    assert not any(line[0] in "”),。;]" for line in lines)
    assert not any(line.rstrip()[-1] in "“([" for line in lines)


def test_english_breaks_between_words() -> None:
    assert break_lines("The report says this.", 10) == ["The report", " says this.".lstrip()] or break_lines(
        "The report says this.", 10
    ) == ["The report ", "says this."]


def test_what_is_wider_than_the_screen_is_shown_whole() -> None:
    console = Console(file=StringIO(), width=6, force_terminal=True, color_system=None)
    console.print(Wrapped(Text("金额123456789亿元")))
    shown = console.file.getvalue()  # type: ignore[attr-defined]
    assert shown.replace("\n", "").replace(" ", "") == "金额123456789亿元"


def test_styles_stay_on_their_words() -> None:
    text = Text("进出口总额2.16亿美元")
    text.stylize("bold", 5, 13)
    console = Console(file=StringIO(), width=14, force_terminal=True, color_system="standard")
    console.print(Wrapped(text))
    assert "\x1b[1m2.16亿美元\x1b[0m" in console.file.getvalue()  # type: ignore[attr-defined]
