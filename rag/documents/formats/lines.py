"""Printed lines -> paragraphs: how wide a line is, what ends a page, how lines go together again. Pure."""

from __future__ import annotations

import re

from rag.text.plain import display_width
from rag.text.segmentation import BLANKS

_INVISIBLE = re.compile("[\0-\x08\x0e-\x1b\x7f\u00ad\u200b-\u200f\u2060\ufeff\u202a-\u202e\u2066-\u2069]")
"""Controls, soft hyphens, zero-width characters, and marks that turn the direction of writing."""
_SPACES = re.compile("[ \t\u00a0\u2000-\u200a\u202f\u205f]+")
_CJK = "\u2e80-\u303f\u3100-\u312f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef“”‘’…—·"
_AUTOSPACE = re.compile(f"(?<=[{_CJK}]) (?=[!-~])|(?<=[!-~]) (?=[{_CJK}])")
_SPACED = re.compile(f"[{_CJK}](?: [{_CJK}]){{3,}}")
_PAGE_NUMBER = re.compile(r"[\s\-—–―·•.第共总页/|]*\d{1,4}[\s\-—–―·•.第共总页/|]*(?:\d{1,4}[\s\-—–―·•.页|]*)?$")
LATIN = 0.15
"""Ems by which a Latin character may be wider than the half em it is taken for."""
_TOKEN = re.compile(r"[!-~]+|[，。、；：！？）》”’】]+")


_RAISED = str.maketrans("0123456789+-n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ")
_RAISED_DIGITS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_NOTE_MARK = re.compile(r"[\[［(（〔【]?\s*(?:注?释?\s*\d{1,3}|[①-⑳*＊※†‡]+)\s*[\]］)）〕】]?")
_RAISABLE = re.compile(r"[A-Za-z]$|[×xX*·]\s*10$|[米里]$")
_NOTE_DIGITS = re.compile(
    rf"(?<![A-Za-z米里{_RAISED_DIGITS}])(?<!×10)[{_RAISED_DIGITS}]{{1,3}}(?![A-Za-z{_RAISED_DIGITS}⁺⁻])"
)
_CHINESE_BREAK = re.compile(
    r"(?<=[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef])[ \t\r\f]*\n\s*(?=[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef])"
)
_SOURCE_BREAK = re.compile(r"[ \t\r\n\f]+")


def raised(text: str) -> str:
    """Digits as an exponent: ² for 2; empty for what has no such characters."""
    written = text.translate(_RAISED)
    return written if all(character in "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ" for character in written) else ""


def superscript(text: str, before: str) -> str:
    """The meaning of raised characters after ``before``: an exponent (km², 10⁴), nothing for the mark of a note, else
    themselves."""
    if _RAISABLE.search(before) and (exponent := raised(text.strip())):
        return exponent
    return "" if is_note_mark(text) else text


def is_note_mark(text: str) -> bool:
    """Whether raised or linked characters point to a note: 3, [3], ①."""
    return bool(_NOTE_MARK.fullmatch(text.strip()))


def without_note_marks(text: str) -> str:
    """The text without raised digits that point to a note: 25³个 are 25, not 253; km² and ×10⁴ stay."""
    return _NOTE_DIGITS.sub("", text)


def without_invisible(text: str) -> str:
    """The text without controls, soft hyphens and other characters of no width; a no-break space is a blank."""
    return _INVISIBLE.sub("", text).replace("\u00a0", " ")


def clean(text: str) -> str:
    """The text without invisible characters; runs of blanks are one blank."""
    return _SPACES.sub(" ", _INVISIBLE.sub("", text))


def without_autospace(text: str) -> str:
    """The text without the blanks that stand for the narrow gap a typesetter leaves between Chinese and Latin
    characters."""
    return _AUTOSPACE.sub("", text)


def without_spacing(text: str) -> str:
    """政 府 工 作 报 告, spaced out for looks, is one word."""
    return _SPACED.sub(lambda match: match[0].replace(" ", ""), text)


def latin_count(text: str) -> int:
    """How many characters of a text are Latin letters, digits and signs."""
    return sum(character.isascii() for character in text)


def leading_token_width(text: str) -> int:
    """Columns of what may not be broken at the start of a line: a number, a word, closing punctuation."""
    match = _TOKEN.match(text)
    return display_width(match[0]) if match else 0


def glue(before: str, after: str) -> str:
    """The glue between two lines that are one: a blank between Latin words, nothing in Chinese."""
    latin = before[-1:].isascii() and after[:1].isascii() and before[-1:].isalpha() and after[:1].isalpha()
    return " " if latin else ""


def is_page_number(text: str) -> bool:
    """- 3 -, 第3页, 3/20."""
    return len(text) <= 16 and bool(_PAGE_NUMBER.match(text))


def spaced(text: str) -> str:
    """The source of a web page with blanks as a browser shows them; a line broken in it between Chinese characters is
    none."""
    return without_note_marks(clean(_SOURCE_BREAK.sub(" ", _CHINESE_BREAK.sub("", text))).strip(BLANKS))
