"""Chart -> PNG. Pure. The font, Noto Sans SC, and Pillow come with the extra ``wenbao[chart]``."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from io import BytesIO
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from bot.core.charts.chart import Bar, Chart

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

INSTALL = "pip install 'wenbao[chart]'"
"""The command that installs what drawing needs."""

_MARGIN, _GAP = 48, 18  # pixels
_TITLE, _TEXT, _SMALL = 40, 30, 24  # heights of type, in pixels
_LEAST_WIDTH, _MOST_WIDTH = 960, 2400
_PLOT = 440  # height of the columns, length of the longest bar
_COLUMN = 96  # width of a column
_ROW = 40  # height of a row's bar
_RESULT, _TARGET, _EDGE, _INK, _PALE, _PAPER = "#2f6db5", "#c5daf1", "#2f6db5", "#1d1d1f", "#6b6b70", "#ffffff"
_COLOURS = 64


class _Scale(NamedTuple):
    """Values -> lengths in pixels; zero is always on it."""

    low: float
    high: float
    length: int

    def at(self, value: float) -> int:
        """The distance from the low end."""
        return round((value - self.low) / (self.high - self.low) * self.length)


def can_draw() -> bool:
    """Whether the extra is installed."""
    return all(find_spec(name) for name in ("PIL", "pylopdf_fonts_zh_cn"))


def draw(chart: Chart) -> bytes:
    """Raises:
    ModuleNotFoundError: the extra is not installed.
    """
    from PIL import Image, ImageDraw

    in_columns = chart.is_in_time and _width_of_columns(chart) <= _MOST_WIDTH
    width, height = _size_of_columns(chart) if in_columns else _size_of_rows(chart)
    image = Image.new("RGB", (width, height), _PAPER)
    pen = ImageDraw.Draw(image)
    _write(pen, _MARGIN, _MARGIN, chart.title, _TITLE)
    if chart.legend:
        _draw_legend(pen, chart.legend)
    (_draw_columns if in_columns else _draw_rows)(pen, chart, width)
    _write(pen, _MARGIN, height - _MARGIN - _SMALL, chart.source, _SMALL, _PALE)
    kept = BytesIO()
    image.quantize(_COLOURS).save(kept, "PNG", optimize=True)
    return kept.getvalue()


def _draw_legend(pen: ImageDraw, legend: tuple[str, str]) -> None:
    left, top = _MARGIN, _MARGIN + _TITLE + 2 * _GAP
    for words, is_target in zip(legend, (False, True), strict=True):
        _fill(pen, (left, top + 4, left + _SMALL, top + 4 + _SMALL), is_target)
        _write(pen, left + _SMALL + 10, top, words, _SMALL)
        left += _SMALL + 10 + _length(words, _SMALL) + 2 * _GAP


def _top(chart: Chart) -> int:
    """The place below the title and the legend."""
    return _MARGIN + _TITLE + (2 * _GAP + _SMALL if chart.legend else 0) + 2 * _GAP


def _bottom() -> int:
    """The room for the source."""
    return 2 * _GAP + _SMALL + _MARGIN


def _widest(chart: Chart) -> int:
    return max(_length(chart.title, _TITLE), _length(chart.source, _SMALL)) + 2 * _MARGIN


def _pitches(chart: Chart) -> list[int]:
    """The room of each column: that of its words, its label or itself."""
    return [max(_COLUMN, _length(bar.words, _TEXT), _length(bar.label, _TEXT)) + 2 * _GAP for bar in chart.bars]


def _width_of_columns(chart: Chart) -> int:
    return max(_LEAST_WIDTH, _widest(chart), sum(_pitches(chart)) + 2 * _MARGIN)


def _size_of_columns(chart: Chart) -> tuple[int, int]:
    return _width_of_columns(chart), _floor(chart) + _room_below(chart) + _TEXT + _bottom()


def _floor(chart: Chart) -> int:
    """The lowest end of the columns; the words of the highest have room above it."""
    return _top(chart) + _TEXT + _GAP + _PLOT


def _room_below(chart: Chart) -> int:
    """The room between the columns and their labels; the words of a negative column stand there."""
    return _GAP // 2 + (_TEXT + _GAP if any(bar.value < 0 for bar in chart.bars) else 0)


def _draw_columns(pen: ImageDraw, chart: Chart, width: int) -> None:
    pitches, scale = _pitches(chart), _scale(chart.bars)
    spare = (width - 2 * _MARGIN - sum(pitches)) // len(pitches)
    middles = [end - pitch // 2 for end, pitch in zip(accumulate(p + spare for p in pitches), pitches, strict=True)]
    floor = _floor(chart)
    zero = floor - scale.at(0)
    for bar, middle in zip(chart.bars, middles, strict=True):
        x, end = _MARGIN + middle - spare // 2, floor - scale.at(bar.value)
        _fill(pen, (x - _COLUMN // 2, min(end, zero), x + _COLUMN // 2, max(end, zero)), bar.is_target)
        below = bar.value < 0
        _write_centred(pen, x, end + _GAP // 2 if below else end - _TEXT - _GAP, bar.words, _TEXT)
        _write_centred(pen, x, floor + _room_below(chart), bar.label, _TEXT, _PALE)
    pen.line((_MARGIN, zero, width - _MARGIN, zero), _PALE, 2)


def _size_of_rows(chart: Chart) -> tuple[int, int]:
    words = max(_length(bar.words, _TEXT) for bar in chart.bars)
    width = 2 * _MARGIN + _longest_label(chart) + _GAP + _PLOT + _GAP + words
    return max(_LEAST_WIDTH, width, _widest(chart)), _top(chart) + len(chart.bars) * (_ROW + _GAP) + _bottom()


def _draw_rows(pen: ImageDraw, chart: Chart, width: int) -> None:
    left = _MARGIN + _longest_label(chart) + _GAP
    words = max(_length(bar.words, _TEXT) for bar in chart.bars)
    scale = _scale(chart.bars, width - _MARGIN - words - _GAP - left)
    zero, top = left + scale.at(0), _top(chart)
    for bar in chart.bars:
        end = left + scale.at(bar.value)
        pen.text((_MARGIN, top + _ROW // 2), bar.label, _INK, _font(_TEXT), "lm")
        _fill(pen, (min(end, zero), top, max(end, zero), top + _ROW), bar.is_target)
        pen.text((max(end, zero) + _GAP, top + _ROW // 2), bar.words, _INK, _font(_TEXT), "lm")
        top += _ROW + _GAP
    pen.line((zero, _top(chart) - _GAP // 2, zero, top - _GAP // 2), _PALE, 2)


def _longest_label(chart: Chart) -> int:
    return max(_length(bar.label, _TEXT) for bar in chart.bars)


def _scale(bars: tuple[Bar, ...], length: int = _PLOT) -> _Scale:
    low, high = min(0.0, *(bar.value for bar in bars)), max(0.0, *(bar.value for bar in bars))
    return _Scale(low, high if high > low else low + 1, length)


def _fill(pen: ImageDraw, box: tuple[int, int, int, int], is_target: bool) -> None:
    pen.rectangle(box, _TARGET if is_target else _RESULT, _EDGE, 2)


def _write(pen: ImageDraw, left: int, top: int, words: str, size: int, colour: str = _INK) -> None:
    pen.text((left, top), words, colour, _font(size), "la")


def _write_centred(pen: ImageDraw, middle: int, top: int, words: str, size: int, colour: str = _INK) -> None:
    pen.text((middle, top), words, colour, _font(size), "ma")


def _length(words: str, size: int) -> int:
    return round(_font(size).getlength(words))


@cache
def _font(size: int) -> FreeTypeFont:
    from PIL import ImageFont
    from pylopdf_fonts_zh_cn import sans_path

    return ImageFont.truetype(sans_path(), size)
