"""Word's equations -> words on one line: 2.17, 3/4, x², √2 (Office Math, ECMA-376 part 1, 22.1). Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rag.documents.formats.lines import raised
from rag.documents.formats.word.names import MATH

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement

_TEXT = f"{MATH}t"
_PARTS = ("num", "den", "e", "sup", "sub", "deg")


def equation(element: BaseOxmlElement) -> str:
    """The words of an equation and of all that it is made of."""
    kind = element.tag.removeprefix(MATH)
    if element.tag == _TEXT:
        return element.text or ""
    parts = {part: _words(element, part) for part in _PARTS}
    if kind == "f":
        return f"{parts['num']}/{parts['den']}"
    if kind in ("sSup", "sSub", "sSubSup"):
        return parts["e"] + parts["sub"] + (raised(parts["sup"]) or parts["sup"])
    if kind == "rad":
        return f"{parts['deg']}√{parts['e']}"
    return "".join(equation(child) for child in element if not child.tag.endswith("Pr"))


def _words(element: BaseOxmlElement, part: str) -> str:
    return "".join(equation(child) for child in element.iterchildren(f"{MATH}{part}"))
