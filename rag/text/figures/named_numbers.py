"""Text -> the numbers in it that belong to names, terms and grades: PM2.5, 5G, 1+1+N, “三公”, 十四五, Ⅱ类, AA+. Pure.

Such a number is compared as it is written, never by value.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from rag.text.figures.model import FigureKind
from rag.text.figures.numerals import CHINESE, DIGITS, SCALE
from rag.text.figures.units import CURRENCY, ENGLISH_UNIT, UNIT
from rag.text.word_tables import any_of
from rag.types import Span


class Name(NamedTuple):
    kind: FigureKind
    span: Span
    literal: str


_NUMERAL = re.compile(r"[0-9〇零一二两三四五六七八九十]")
_QUOTED = re.compile(r"[“「『‘《〈\"]([^“”「」『』‘’《》〈〉\"\n，。；,;!?！？:：]{1,30})[”」』’》〉\"]")
_NAMING = "(?!实际|目标|计划|预[计期]|完成)(?!年)[\u3400-\u9fff]{2,6}?(?<!重点)(?<!重大)(?:工程|行动)"
"""The words after a number of a year with which it is a name: 2030先锋工程, and not 2030年."""
# In quotes a measured number is still one (“38项”, “百分之六”); a Chinese numeral with a measure word is a name.
_MEASURED = re.compile(
    rf"(?<![0-9A-Za-z.+×·]){DIGITS}[余多]?(?:{SCALE})?[余多]?(?:{UNIT})|[0-9] ?(?:{ENGLISH_UNIT})"
    rf"|百分[之百]|(?:{CHINESE})(?:[万亿]?(?:美|欧|港)?元|个百分点|成)|(?:19|20)[0-9]{{2}}(?![0-9])(?!{_NAMING})(?!(?<=[\u3400-\u9fff][0-9]{{4}})$)"
)
_LETTERED = (
    r"(?<![A-Za-z0-9.])(?![0-9]+(?:\.[0-9]+)?(?:st|nd|rd|th|bn|mn|tn|k|m)(?![A-Za-z0-9]))"
    rf"(?![0-9]{{1,30}}(?:\.[0-9]+)?(?:{UNIT}))(?![0-9]{{1,30}}(?:\.[0-9]+)?(?:{ENGLISH_UNIT}))"
    r"[0-9]{1,8}(?:\.[0-9]{1,4})?[A-Za-z]++[0-9]{0,4}"
)
_KINDS = (
    (FigureKind.GRADE, re.compile(any_of(__name__, "grades"))),
    (FigureKind.NAME, re.compile(any_of(__name__, "codes", CURRENCY=CURRENCY, NAMING=_NAMING))),
    (FigureKind.NAME, re.compile(any_of(__name__, "terms"))),
    (FigureKind.NAME, re.compile(_LETTERED)),
)


def find_names(text: str) -> Iterator[Name]:
    """The names in folded ``text``, kind by kind; later ones may overlap earlier ones, which have precedence."""
    for found in _QUOTED.finditer(text):
        if _NUMERAL.search(found[1]) and not _MEASURED.search(found[1]):
            yield Name(FigureKind.NAME, Span(*found.span(1)), literal(found[1]))
    for kind, pattern in _KINDS:
        for found in pattern.finditer(text):
            yield Name(kind, Span(*found.span()), literal(found[0]))


@lru_cache(512)
def literal(written: str) -> str:
    """A name as it is compared: compatibility forms and blanks folded, so that Ⅱ类 equals II类."""
    # A full-width comma stays one: the other kind may stand inside a number.
    return "".join("，".join(unicodedata.normalize("NFKC", part) for part in written.split("，")).split())
