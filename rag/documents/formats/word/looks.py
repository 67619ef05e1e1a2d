"""A run of Word -> whether a reader sees it, and whether it is raised (ECMA-376 part 1, 17.3.2). Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docx.oxml.ns import qn

from rag.documents.formats.word.names import BOX, CELL, PARAGRAPH, TABLE, VALUE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docx.oxml.xmlchemy import BaseOxmlElement

_PROPERTIES, _STYLE, _BASED_ON = qn("w:rPr"), qn("w:rStyle"), qn("w:basedOn")
_VANISH, _STRUCK, _COLOUR = qn("w:vanish"), (qn("w:strike"), qn("w:dstrike")), qn("w:color")
_ALIGN, _POSITION = qn("w:vertAlign"), qn("w:position")
_SHADE, _FILL, _HIGHLIGHT = qn("w:shd"), qn("w:fill"), qn("w:highlight")
_OFF = ("0", "false", "off", "none")
_LEAST_RAISE = 4
"""Half points by which a run stands above the line where it is raised by hand."""
_WHITE = "FFFFFF"


class Looks:
    """How runs of one document look, by themselves and by their styles."""

    def __init__(self, styles: BaseOxmlElement) -> None:
        self._styles = {style.get(qn("w:styleId"), ""): style for style in styles.iterchildren(qn("w:style"))}

    def is_hidden(self, run: BaseOxmlElement) -> bool:
        """Word neither shows nor prints it, it is struck through, or white on white."""
        if self._is_on(run, _VANISH) or any(self._is_on(run, mark) for mark in _STRUCK):
            return True
        colour = self._property(run, _COLOUR)
        return colour is not None and colour.get(VALUE, "").upper() == _WHITE and not self._has_ground(run)

    def is_raised(self, run: BaseOxmlElement) -> bool:
        align = self._property(run, _ALIGN)
        if align is not None:
            return bool(align.get(VALUE) == "superscript")
        position = self._property(run, _POSITION)
        height = position.get(VALUE, "0") if position is not None else "0"
        return height.lstrip("-").isdigit() and int(height) >= _LEAST_RAISE

    def _is_on(self, run: BaseOxmlElement, name: str) -> bool:
        mark = self._property(run, name)
        return mark is not None and mark.get(VALUE, "1") not in _OFF

    def _property(self, run: BaseOxmlElement, name: str) -> BaseOxmlElement | None:
        """Its own, or that of the first of its styles that has one."""
        own = run.find(_PROPERTIES)
        if own is None:
            return None
        found: BaseOxmlElement | None = own.find(name)
        if found is None:
            styled = (style.find(f"{_PROPERTIES}/{name}") for style in self._chain(own.find(_STYLE)))
            found = next((each for each in styled if each is not None), None)
        return found

    def _chain(self, named: BaseOxmlElement | None) -> Iterator[BaseOxmlElement]:
        seen: set[str] = set()
        while named is not None and (name := named.get(VALUE, "")) not in seen:
            seen.add(name)
            style = self._styles.get(name)
            if style is None:
                return
            yield style
            named = style.find(_BASED_ON)

    def _has_ground(self, run: BaseOxmlElement) -> bool:
        """Whether white words can be read: on a shade of their own, of their paragraph, cell or table, or in a box."""
        own = run.find(_PROPERTIES)
        if own is not None and (own.find(_HIGHLIGHT) is not None or _is_shaded(own)):
            return True
        return any(self._is_ground(around) for around in run.iterancestors(PARAGRAPH, CELL, TABLE, BOX))

    def _is_ground(self, element: BaseOxmlElement) -> bool:
        if element.tag == BOX:
            return True
        properties = element.find(f"{element.tag}Pr")
        if properties is None:
            return False
        named = properties.find(qn("w:tblStyle"))
        shades = (shade for style in self._chain(named) for shade in style.iter(_SHADE))
        return _is_shaded(properties) or any(map(_is_dark, shades))


def _is_shaded(properties: BaseOxmlElement) -> bool:
    shade = properties.find(_SHADE)
    return shade is not None and _is_dark(shade)


def _is_dark(shade: BaseOxmlElement) -> bool:
    return shade.get(_FILL, "auto").upper() not in ("AUTO", _WHITE)
