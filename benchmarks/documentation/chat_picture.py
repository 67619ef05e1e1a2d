"""Messages with their entities and buttons -> a picture of the chat, as SVG in light and dark. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby
from typing import Any

from rich.cells import cell_len

from bot.cli.output.wrapping import break_lines

_WIDTH, _EDGE, _PAD, _LINE, _FONT = 760, 20, 14, 25, 16
_CELLS = 70  # of 8 pixels, in the widest line of a message
_BUTTON, _GAP = 38, 6
_TAKEN = 36  # at the side of a message that is not its writer's

_STYLE = """
text { font: 16px system-ui, -apple-system, "Segoe UI", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC",
  sans-serif; fill: #16202b; white-space: pre; }
.bold, .name { font-weight: 700; }
.label { fill: #154a7d; text-anchor: middle; }
.sky { fill: #dfe7ee; } .theirs { fill: #ffffff; } .mine { fill: #dcf5c5; }
.quote { fill: #eaf3fc; } .bar { fill: #2f7fd1; } .button { fill: #c3d5e5; }
@media (prefers-color-scheme: dark) {
  text { fill: #eef3f8; } .label { fill: #dcecfb; }
  .sky { fill: #0f1822; } .theirs { fill: #1b2a3a; } .mine { fill: #2b4f75; }
  .quote { fill: #24394f; } .bar { fill: #6ab3f3; } .button { fill: #2a4058; }
}
"""


@dataclass(frozen=True, slots=True)
class Bubble:
    """A message."""

    text: str
    entities: tuple[dict[str, Any], ...] = ()
    """As the Bot API gives them: type, and offset and length in UTF-16 code units."""
    buttons: tuple[tuple[str, ...], ...] = ()
    """Labels, row by row."""
    mine: bool = False
    """Written by the person who asks."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A line as it is shown: its words with whether each is bold, and whether it is quoted."""

    runs: tuple[tuple[str, bool], ...]
    quoted: bool

    @property
    def width(self) -> int:
        return 8 * sum(map(cell_len, (words for words, _ in self.runs))) + (12 if self.quoted else 0)


def draw_chat(name: str, bubbles: Sequence[Bubble]) -> str:
    """``name``: of the chat, at its head."""
    parts, y = [f'<text class="name" x="{_EDGE}" y="34">{escape(name)}</text>'], 54
    for bubble in bubbles:
        drawn, y = _draw_bubble(bubble, y)
        parts += drawn
    said = "\n".join(bubble.text for bubble in bubbles)
    size = f'width="{_WIDTH}" height="{y}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" {size} viewBox="0 0 {_WIDTH} {y}">\n'
        f"<title>{escape(name)}</title>\n<desc>{escape(said)}</desc>\n<style>{_STYLE}</style>\n"
        f'<rect class="sky" {size} rx="12"/>\n' + "\n".join(parts) + "\n</svg>\n"
    )


def _draw_bubble(bubble: Bubble, y: int) -> tuple[list[str], int]:
    """The elements, and where the next message begins."""
    lines = list(_lines(bubble))
    width = _WIDTH - 2 * _EDGE - _TAKEN if bubble.buttons else min(max(line.width for line in lines) + 3 * _PAD, 640)
    x, height = _WIDTH - _EDGE - width if bubble.mine else _EDGE, len(lines) * _LINE + 2 * _PAD
    parts = [_rect("mine" if bubble.mine else "theirs", x, y, width, height, 14)]
    at = y + _PAD
    for quoted, some in groupby(lines, key=lambda line: line.quoted):
        block = list(some)
        if quoted:
            parts.append(_rect("quote", x + _PAD, at, width - 2 * _PAD, len(block) * _LINE, 4))
            parts.append(_rect("bar", x + _PAD, at, 4, len(block) * _LINE, 2))
        for line in block:
            parts.append(_draw_line(line, x + _PAD + (12 if quoted else 0), at + 18))
            at += _LINE
    end = y + height
    for row in bubble.buttons:
        parts += _draw_row(row, x, end + _GAP, width)
        end += _GAP + _BUTTON
    return parts, end + 18


def _draw_line(line: _Line, x: int, y: int) -> str:
    runs = "".join(
        f'<tspan class="bold">{escape(words)}</tspan>' if bold else escape(words) for words, bold in line.runs
    )
    return f'<text x="{x}" y="{y}">{runs}</text>'


def _draw_row(labels: Sequence[str], x: int, y: int, width: int) -> Iterator[str]:
    each = (width - _GAP * (len(labels) - 1)) / len(labels)
    for number, label in enumerate(labels):
        left = x + number * (each + _GAP)
        yield _rect("button", round(left), y, round(each), _BUTTON, 9)
        yield f'<text class="label" x="{round(left + each / 2)}" y="{y + 25}">{escape(label)}</text>'


def _rect(kind: str, x: int, y: int, width: int, height: int, round_: int) -> str:
    return f'<rect class="{kind}" x="{x}" y="{y}" width="{width}" height="{height}" rx="{round_}"/>'


def _lines(bubble: Bubble) -> Iterator[_Line]:
    """Lines of the message as the picture breaks them."""
    bold, quoted = (_marked(bubble, kinds) for kinds in ({"bold"}, {"blockquote", "expandable_blockquote"}))
    at = 0
    for paragraph in bubble.text.split("\n"):
        for words in break_lines(paragraph, _CELLS):
            marks = [at + place in bold for place in range(len(words))]
            runs = groupby(zip(words, marks, strict=True), key=lambda pair: pair[1])
            told = tuple(("".join(character for character, _ in run), strong) for strong, run in runs)
            yield _Line(told, at in quoted)
            at += len(words)
        at += 1


def _marked(bubble: Bubble, kinds: set[str]) -> set[int]:
    """Offsets of the characters that entities of these kinds cover."""
    units = [len(bubble.text[:place].encode("utf-16-le")) // 2 for place in range(len(bubble.text) + 1)]
    covers = [(one["offset"], one["offset"] + one["length"]) for one in bubble.entities if one["type"] in kinds]
    return {place for place, unit in enumerate(units) if any(start <= unit < end for start, end in covers)}
