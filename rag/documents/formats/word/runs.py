"""A paragraph of Word -> its words as a reader sees them, the text boxes anchored in it, and what is not text. Pure."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from docx.oxml.ns import qn

from rag.documents.formats.lines import superscript, without_invisible, without_note_marks
from rag.documents.formats.word.equations import equation
from rag.documents.formats.word.names import ALTERNATIVES, BOX, CHOICE, FALLBACK, MATH, PARAGRAPH
from rag.types import OmissionKind

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement

    from rag.documents.formats.word.looks import Looks

_TEXT, _RUN, _SYMBOL = qn("w:t"), qn("w:r"), qn("w:sym")
_WORDS = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
_SYMBOLS = {"F0FE": "☑", "F0FD": "☒", "F0A8": "□", "F06F": "□", "F0FC": "✓", "F0FB": "✗"}
"""The symbols of the fonts Wingdings and Wingdings 2 that report forms use."""
_SKIPPED = frozenset(map(qn, ("w:pPr", "w:rPr", "w:del", "w:moveFrom", "w:rt")))
"""Properties, deleted words, and the readings set above characters."""
_SHAPES = frozenset(map(qn, ("w:drawing", "w:pict", "w:object")))
_GRAPHIC = qn("a:graphicData")
_EXTENT = qn("wp:extent")
_IMAGE = "{urn:schemas-microsoft-com:vml}imagedata"
_OLE = "{urn:schemas-microsoft-com:office:office}OLEObject"
_LEAST_PICTURE = (1_800_000, 540_000)
"""Width and height in EMU (5 cm and 1.5 cm) from which a picture may hold text."""
_EMBEDDED = re.compile("chart|diagram")


class ParagraphWords(NamedTuple):
    """The words and marks of a paragraph."""

    text: str
    boxes: tuple[BaseOxmlElement, ...]
    """The contents of its text boxes."""
    omitted: Counter[OmissionKind]


def words_of(paragraph: BaseOxmlElement, looks: Looks) -> ParagraphWords:
    collected = _Collected(looks)
    collected.walk(paragraph)
    return ParagraphWords(without_note_marks(collected.text), tuple(collected.boxes), collected.omitted)


class _Collected:
    """The parts of a paragraph seen so far."""

    def __init__(self, looks: Looks) -> None:
        self._looks = looks
        self.text = ""
        self.boxes: list[BaseOxmlElement] = []
        self.omitted: Counter[OmissionKind] = Counter()

    def walk(self, element: BaseOxmlElement, raised: bool = False) -> None:
        for child in element:
            if child.tag == _TEXT:
                words = without_invisible(child.text or "")
                self.text += superscript(words, self.text) if raised else words
            elif child.tag in _WORDS:
                self.text += _WORDS[child.tag]
            elif child.tag == _SYMBOL:
                self.text += _SYMBOLS.get(child.get(qn("w:char"), "").upper(), "")
            elif child.tag == f"{MATH}oMath":
                self.text += without_invisible(equation(child))
            elif child.tag in _SHAPES or child.tag == ALTERNATIVES:
                self._take_shape(child)
            elif child.tag == _RUN:
                self._take_run(child)
            elif child.tag not in _SKIPPED:
                self.walk(child, raised)

    def _take_run(self, run: BaseOxmlElement) -> None:
        if self._looks.is_hidden(run):
            self.omitted[OmissionKind.UNSEEN] += sum(len(text.text or "") for text in run.iterchildren(_TEXT))
        else:
            self.walk(run, self._looks.is_raised(run))

    def _take_shape(self, shape: BaseOxmlElement) -> None:
        """A text box, or a picture; of two ways to draw the same one."""
        if shape.tag == ALTERNATIVES:
            shown = shape.find(CHOICE)
            shown = shape.find(FALLBACK) if shown is None else shown
            if shown is not None:
                self.walk(shown)
            return
        boxes = [box for box in shape.iter(BOX) if not _is_inside_another(box, shape)]
        self.boxes += boxes
        if not boxes:
            self.omitted += _omitted_in(shape)


def _is_inside_another(box: BaseOxmlElement, shape: BaseOxmlElement) -> bool:
    """Whether it lies in a box of its own, which is read with its paragraphs, or is the second way to draw one inside a
    group."""
    for around in box.iterancestors():
        if around is shape:
            return False
        if around.tag in (PARAGRAPH, FALLBACK):
            return True
    return False


def _omitted_in(shape: BaseOxmlElement) -> Counter[OmissionKind]:
    graphics = [graphic.get("uri", "") for graphic in shape.iter(_GRAPHIC)]
    if any(_EMBEDDED.search(uri) for uri in graphics) or next(shape.iter(_OLE), None) is not None:
        return Counter({OmissionKind.EMBEDDED: 1})
    pictured = any("picture" in uri for uri in graphics) or next(shape.iter(_IMAGE), None) is not None
    return Counter({OmissionKind.PICTURES: 1}) if pictured and _is_large(shape) else Counter()


def _is_large(shape: BaseOxmlElement) -> bool:
    extent = next(shape.iter(_EXTENT), None)
    sides = (extent.get("cx", "0"), extent.get("cy", "0")) if extent is not None else ()
    return all(side.isdigit() and int(side) >= least for side, least in zip(sides, _LEAST_PICTURE, strict=False))
