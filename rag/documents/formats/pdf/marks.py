"""A page of a PDF file -> the marks on it: characters, ruled lines and pictures, with their places.

Places are in points, as a reader sees the page; x grows to the right and y upwards. What cannot be seen is marked:
rendered invisibly, white on white, or outside of the page (ISO 32000-1, 9.3.6 and 14.11.2).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, NamedTuple

from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdffont import PDFFont, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFGraphicState, PDFResourceManager, PDFTextState
from pdfminer.pdfpage import PDFPage
from pdfminer.utils import MATRIX_IDENTITY, apply_matrix_pt

_INVISIBLE = 3
"""The rendering mode of text that is neither filled nor stroked."""
_THIN = 3.0
"""Points: a filled rectangle of no more is a line."""
_STRAIGHT = 1.5
"""Points by which a ruled line may be off the straight."""
_UNKNOWN = "\ufffd"


class Box(NamedTuple):
    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.top - self.bottom

    @property
    def area(self) -> float:
        return max(self.width, 0.0) * max(self.height, 0.0)

    def holds(self, x: float, y: float) -> bool:
        return self.left <= x <= self.right and self.bottom <= y <= self.top


_NOWHERE = Box(0, 0, 0, 0)


class Glyph(NamedTuple):
    """A character on its line, as far as it was turned to read it."""

    text: str
    left: float
    right: float
    base: float
    """Height of the line it stands on."""
    size: float
    turn: int
    """Quarters by which its line is turned against the page, counter-clockwise."""
    seen: bool
    page: Box
    """The place on the page as that is shown."""


class Rule(NamedTuple):
    """A line that is ruled across or down the page."""

    start: float
    end: float
    at: float
    """Height of one across, distance from the left of one down."""


@dataclass(slots=True)
class Marks:
    """The marks on a page."""

    glyphs: list[Glyph] = field(default_factory=list)
    across: list[Rule] = field(default_factory=list)
    down: list[Rule] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)
    grounds: list[Box] = field(default_factory=list)
    """Filled in another colour than white."""
    shown: Box = _NOWHERE
    """The part of the page that is shown."""


class Collector(PDFTextDevice):
    """Receives what a page draws."""

    def __init__(self, manager: PDFResourceManager) -> None:
        super().__init__(manager)
        self.marks = Marks()
        self._rendering = 0

    def begin_page(self, page: PDFPage, ctm: Any) -> None:
        box = page.cropbox or page.mediabox
        corners = [apply_matrix_pt(ctm, point) for point in ((box[0], box[1]), (box[2], box[3]))]
        self.marks = Marks(shown=_around(corners))

    def render_string(self, textstate: PDFTextState, *rest: Any) -> None:
        self._rendering = textstate.render
        super().render_string(textstate, *rest)

    def render_char(
        self,
        matrix: Any,
        font: PDFFont,
        fontsize: float,
        scaling: float,
        rise: float,
        cid: int,
        ncs: Any,  # noqa: ARG002
        graphicstate: PDFGraphicState,
    ) -> float:
        advance = font.char_width(cid) * fontsize * scaling
        upright = advance if not font.is_vertical() else fontsize
        self._add(matrix, _text(font, cid), upright, fontsize, rise, graphicstate)
        return float(advance)

    def _add(
        self, matrix: Any, text: str, advance: float, size: float, rise: float, graphicstate: PDFGraphicState
    ) -> None:
        corners = [apply_matrix_pt(matrix, point) for point in ((0, rise), (advance, rise), (0, rise + size))]
        (x, y), (end_x, end_y), (top_x, top_y) = corners
        height = math.hypot(top_x - x, top_y - y)
        angle = math.atan2(matrix[1], matrix[0])
        turn = round(angle / (math.pi / 2))
        if not text or height <= 0 or abs(angle - turn * math.pi / 2) > math.radians(10):
            return
        box = _around([*corners, (end_x + top_x - x, end_y + top_y - y)])
        left, base = turned(x, y, turn % 4)
        right, _ = turned(end_x, end_y, turn % 4)
        seen = self._rendering != _INVISIBLE and self._is_seen(box, graphicstate)
        self.marks.glyphs.append(Glyph(text, min(left, right), max(left, right), base, height, turn % 4, seen, box))

    def _is_seen(self, box: Box, graphicstate: PDFGraphicState) -> bool:
        x, y = (box.left + box.right) / 2, (box.bottom + box.top) / 2
        if not self.marks.shown.holds(x, y):
            return False
        grounds = (*self.marks.grounds, *self.marks.pictures)
        return not is_white(graphicstate.ncolor) or any(ground.holds(x, y) for ground in grounds)

    def paint_path(self, graphicstate: PDFGraphicState, stroke: bool, fill: bool, evenodd: bool, path: Any) -> None:  # noqa: ARG002
        for points, closed in _subpaths(path):
            corners = [apply_matrix_pt(self.ctm or MATRIX_IDENTITY, point) for point in points]
            box = _around(corners)
            if fill and min(box.width, box.height) > _THIN and not is_white(graphicstate.ncolor):
                self.marks.grounds.append(box)
            if fill and not stroke and min(box.width, box.height) <= _THIN:
                self._rule(box)
            elif stroke and not is_white(graphicstate.scolor):
                ends = [*corners, corners[0]] if closed else corners
                for one, other in pairwise(ends):
                    self._rule(_around([one, other]))

    def _rule(self, box: Box) -> None:
        if box.height <= _THIN and box.width > _THIN and (box.height <= _STRAIGHT or box.width > 2 * _THIN):
            self.marks.across.append(Rule(box.left, box.right, (box.bottom + box.top) / 2))
        elif box.width <= _THIN < box.height:
            self.marks.down.append(Rule(box.bottom, box.top, (box.left + box.right) / 2))

    def render_image(self, name: str, stream: Any) -> None:  # noqa: ARG002
        corners = [apply_matrix_pt(self.ctm or MATRIX_IDENTITY, point) for point in ((0, 0), (1, 1))]
        self.marks.pictures.append(_around(corners))


def is_white(colour: Any) -> bool:
    """Whether a colour of DeviceGray, DeviceRGB or DeviceCMYK is white; a pattern is not."""
    parts = colour if isinstance(colour, (tuple, list)) else (colour,)
    if not all(isinstance(part, (int, float)) for part in parts):
        return False
    if len(parts) == 4:  # the four inks
        return not any(parts)
    return bool(parts) and min(parts) >= 0.97  # hardly off white


def _text(font: PDFFont, cid: int) -> str:
    try:
        return str(font.to_unichr(cid))
    except PDFUnicodeNotDefined:
        return _UNKNOWN


def turned(x: float, y: float, turn: int) -> tuple[float, float]:
    """Along the line that a glyph stands on, and its height, as if the line ran from left to right."""
    return ((x, y), (y, -x), (-x, -y), (-y, x))[turn]


def _around(points: Sequence[tuple[float, float]]) -> Box:
    xs, ys = [point[0] for point in points], [point[1] for point in points]
    return Box(min(xs), min(ys), max(xs), max(ys))


def _subpaths(path: Sequence[Any]) -> Iterator[tuple[list[tuple[float, float]], bool]]:
    """The corners of each part of a path, and whether it is closed; of curves their ends."""
    points: list[tuple[float, float]] = []
    for operator, *numbers in path:
        if operator == "m":
            if len(points) > 1:
                yield points, False
            points = [(numbers[0], numbers[1])]
        elif operator == "h":
            if len(points) > 1:
                yield points, True
            points = points[:1]
        elif len(numbers) >= 2:  # the last two numbers of each operator are where it ends
            points.append((numbers[-2], numbers[-1]))
    if len(points) > 1:
        yield points, False
