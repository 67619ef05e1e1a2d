"""Words in the source of a web page -> as a browser shows them. Pure."""

from __future__ import annotations

import re

from rag.documents.formats.lines import clean, without_note_marks
from rag.text.segmentation import BLANKS

_CHINESE_BREAK = re.compile(
    r"(?<=[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef])[ \t\r\f]*\n\s*(?=[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef])"
)
_SOURCE_BREAK = re.compile(r"[ \t\r\n\f]+")


def spaced(text: str) -> str:
    """Blanks as a browser shows them; a line broken in the source between Chinese characters is none."""
    return without_note_marks(clean(_SOURCE_BREAK.sub(" ", _CHINESE_BREAK.sub("", text))).strip(BLANKS))
