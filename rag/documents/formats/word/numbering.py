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
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_LEGAL = str.maketrans("一二三四五六七八九十百", "壹贰叁肆伍陆柒捌玖拾佰")
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
    (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


class _Level(NamedTuple):
    format: str
    text: str
    start: int
    decimal: bool
    """All numbers in it are shown as 1, 2, 3, those of the levels above too."""


class _List(NamedTuple):
    counted: str
    """Lists with the same of these count on together."""
    levels: dict[int, _Level]
    starts: dict[int, int]
    """Levels that begin anew where this list begins, each with its first number."""


class Numbering:
    """The lists of one document and how far each has counted. To be asked for every paragraph once, in order."""

    def __init__(self, document: Document) -> None:
        self._lists = _lists(_numbering_element(document))
        self._styles = {style.get(qn("w:styleId")): style for style in _all(document.styles.element, "w:style")}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        self._begun: set[str] = set()

    def marker(self, paragraph: BaseOxmlElement) -> str:
        """一、 or 1. as it is shown before the paragraph; empty for bullets and paragraphs without a number."""
        number, depth = self._number(paragraph.find(qn("w:pPr")), 0)
        listed = self._lists.get(number)
        if listed is None or depth not in listed.levels:
            return ""
        level, counts = listed.levels[depth], self._counts[listed.counted]
        if number not in self._begun:
            self._begun.add(number)
            counts.update({begun: start - 1 for begun, start in listed.starts.items()})
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [below for below in counts if below > depth]:
            del counts[deeper]
        if level.format in ("bullet", "none"):
            return ""
        return _PLACE.sub(lambda match: _shown(listed, level, counts, int(match[1]) - 1), level.text)

    def _number(self, properties: BaseOxmlElement | None, steps: int) -> tuple[str, int]:
        """The list a paragraph belongs to and its level in it, by itself or by its style."""
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


def _lists(numbering: BaseOxmlElement | None) -> dict[str, _List]:
    shared = {a.get(qn("w:abstractNumId"), ""): _levels(a) for a in _all(numbering, "w:abstractNum")}
    lists = {}
    for number in _all(numbering, "w:num"):
        counted = _child_value(number, "w:abstractNumId")
        overrides = _all(number, "w:lvlOverride")
        own = {depth: level for override in overrides for depth, level in _levels(override).items()}
        starts = {
            int(override.get(qn("w:ilvl"), "0")): int(start)
            for override in overrides
            if (start := _child_value(override, "w:startOverride"))
        }
        lists[number.get(qn("w:numId"), "")] = _List(counted, shared.get(counted, {}) | own, starts)
    return lists


def _levels(parent: BaseOxmlElement) -> dict[int, _Level]:
    return {
        int(level.get(qn("w:ilvl"), "0")): _Level(
            _child_value(level, "w:numFmt") or "decimal",
            _child_value(level, "w:lvlText"),
            int(_child_value(level, "w:start") or 1),
            level.find(qn("w:isLgl")) is not None,
        )
        for level in _all(parent, "w:lvl")
    }


def _all(element: BaseOxmlElement | None, name: str) -> list[BaseOxmlElement]:
    return [] if element is None else list(element.iterchildren(qn(name)))


def _child_value(element: BaseOxmlElement, name: str) -> str:
    child = element.find(qn(name))
    return "" if child is None else child.get(_VALUE, "")


def _shown(listed: _List, shown_in: _Level, counts: dict[int, int], depth: int) -> str:
    level = listed.levels.get(depth)
    if level is None:
        return ""
    return _format(counts.get(depth, level.start), "decimal" if shown_in.decimal else level.format)


def _format(number: int, style: str) -> str:
    if not 0 < number <= _MOST:
        return str(number)
    if style in ("lowerLetter", "upperLetter"):
        return _cased(chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1), style)
    if style in ("lowerRoman", "upperRoman"):
        return _cased(_roman(number), style)
    if "Circle" in style:
        return _circled(number)
    if style == "ideographTraditional":
        return _STEMS[number - 1] if 0 < number <= len(_STEMS) else str(number)
    if "hineseLegal" in style or style == "ideographLegalTraditional":
        return _chinese(number).translate(_LEGAL)
    if style.startswith(("chinese", "taiwanese", "japanese", "ideograph")):
        return _chinese(number)
    return str(number)


def _cased(letters: str, style: str) -> str:
    return letters.upper() if style.startswith("upper") else letters


def _roman(number: int) -> str:
    words = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        words += letters * count
    return words


def _chinese(number: int) -> str:
    """一 … 九百九十九."""
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
