"""Word's automatic numbering -> the marker that stands before a paragraph (Office Open XML, ECMA-376 part 1, 17.9)."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement

_VALUE = qn("w:val")
_PLACE = re.compile(r"%([1-9])")
_MOST = 999


class _Level(NamedTuple):
    format: str
    text: str
    start: int


class Numbering:
    """The lists of one document and how far each has counted. To be asked for every paragraph once, in order."""

    def __init__(self, document: Document) -> None:
        lists = _numbering_element(document)
        self._levels = _levels(lists)
        self._abstract = {
            number.get(qn("w:numId")): _child_value(number, "w:abstractNumId") for number in _all(lists, "w:num")
        }
        self._styles = {style.get(qn("w:styleId")): style for style in _all(document.styles.element, "w:style")}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)

    def marker(self, paragraph: BaseOxmlElement) -> str:
        """一、 or 1. as it is shown before the paragraph; empty for bullets and paragraphs without a number."""
        place = self._place(paragraph)
        if place is None:
            return ""
        abstract, depth = place
        levels = self._levels[abstract]
        counts = self._counts[abstract]
        counts[depth] = counts.get(depth, levels[depth].start - 1) + 1
        for deeper in [level for level in counts if level > depth]:
            del counts[deeper]
        if levels[depth].format in ("bullet", "none"):
            return ""
        return _PLACE.sub(lambda match: self._shown(abstract, int(match[1]) - 1), levels[depth].text)

    def _shown(self, abstract: str, depth: int) -> str:
        level = self._levels[abstract].get(depth)
        return _format(self._counts[abstract].get(depth, level.start), level.format) if level else ""

    def _place(self, paragraph: BaseOxmlElement) -> tuple[str, int] | None:
        """The list a paragraph belongs to and its level in it, by itself or by its style."""
        properties = paragraph.find(qn("w:pPr"))
        number, depth = self._number(properties, 0)
        abstract = self._abstract.get(number) or ""
        return (abstract, depth) if depth in self._levels.get(abstract, {}) else None

    def _number(self, properties: BaseOxmlElement | None, steps: int) -> tuple[str, int]:
        if properties is None or steps > len(self._styles):
            return "", 0
        given = properties.find(qn("w:numPr"))
        if given is not None and (number := _child_value(given, "w:numId")):
            return number, int(_child_value(given, "w:ilvl") or 0)
        style = self._styles.get(_child_value(properties, "w:pStyle"))
        if style is None:
            return "", 0
        own = style.find(qn("w:pPr"))
        number, depth = self._number(own, steps + 1) if own is not None else ("", 0)
        base = self._styles.get(_child_value(style, "w:basedOn"))
        if number or base is None:
            return number, depth
        return self._number(base.find(qn("w:pPr")), steps + 1)


def _numbering_element(document: Document) -> BaseOxmlElement | None:
    try:
        part = document.part.part_related_by(RELATIONSHIP_TYPE.NUMBERING)
    except KeyError:
        return None
    element: BaseOxmlElement | None = getattr(part, "element", None)
    return element


def _levels(lists: BaseOxmlElement | None) -> dict[str, dict[int, _Level]]:
    return {
        abstract.get(qn("w:abstractNumId"), ""): {
            int(level.get(qn("w:ilvl"), "0")): _Level(
                _child_value(level, "w:numFmt") or "decimal",
                _child_value(level, "w:lvlText"),
                int(_child_value(level, "w:start") or 1),
            )
            for level in _all(abstract, "w:lvl")
        }
        for abstract in _all(lists, "w:abstractNum")
    }


def _all(element: BaseOxmlElement | None, name: str) -> list[BaseOxmlElement]:
    return [] if element is None else list(element.iterchildren(qn(name)))


def _child_value(element: BaseOxmlElement, name: str) -> str:
    child = element.find(qn(name))
    return "" if child is None else child.get(_VALUE, "")


def _format(number: int, style: str) -> str:
    if "hinese" in style or style.startswith(("japanese", "ideograph")):
        return _chinese(number) if "Circle" not in style else _circled(number)
    return _circled(number) if "Circle" in style else str(number)


def _chinese(number: int) -> str:
    """一 … 九百九十九."""
    if not 0 < number <= _MOST:
        return str(number)
    digits = "零一二三四五六七八九"
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    words = f"{digits[hundreds]}百" if hundreds else ""
    if tens:
        words += ("" if tens == 1 and not hundreds else digits[tens]) + "十"
    elif hundreds and ones:
        words += "零"
    return words + (digits[ones] if ones else "")


def _circled(number: int) -> str:
    return chr(0x2460 + number - 1) if 1 <= number <= 20 else str(number)
