"""A web page -> the same without what its readers do not see: furniture, hidden and struck words, marks of notes."""

from __future__ import annotations

import re
from collections import Counter

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PreformattedString, Tag

from rag.documents.formats.lines import is_note_mark, superscript
from rag.types import OmissionKind

_FURNITURE = re.compile(
    "^(?:script|style|noscript|template|svg|nav|aside|footer|button|select|input|textarea|audio|video|canvas|map|dialog"
    "|iframe|object|embed|applet)$"
)
"""Never part of an article. A form may be: some sites put the whole page into one."""
_STRUCK = re.compile("^(?:s|strike|del)$")
_SWITCH = re.compile("展开|全文|收起|查看更多|显示(?:全部|更多)|点击查看|read more|show more", re.IGNORECASE)
_SWITCH_ALONE = re.compile(r"^\s*[【\[]?(?:点击)?(?:展开|查看|阅读|显示|收起)(?:全文|更多|全部)[>》】\]…▼∨]*\s*$")
_LONGEST_SWITCH = 12
_FOLDED = 40
"""The least characters that a page folds away after a switch: fewer are a menu or a hint."""
_SENTENCE_END = re.compile("[。；！？]")
_UNSEEN = re.compile(r"(?:^|;)(?:font-size:0(?:px|pt|em)?|opacity:0(?:\.0+)?|text-indent:-\d{3,}\w*)(?:;|$|!)")
_WHITE = re.compile(r"(?:^|;)color:(?:#fff(?:fff)?|white|rgb\(255,255,255\))(?:;|$|!)")
_GROUND = re.compile(r"(?:^|;)background(?:-color|-image)?:(?!(?:#fff(?:fff)?|white|transparent|none)\b)")
_LINE_THROUGH = re.compile(r"(?:^|;)text-decoration(?:-line)?:[^;]*line-through")
_RAISED = re.compile(r"(?:^|;)vertical-align:super")


def show(soup: BeautifulSoup) -> Counter[OmissionKind]:
    """Take out of a page what readers never see; what a switch (展开全文) unfolds stays. Counts the characters of
    hidden sentences."""
    omitted: Counter[OmissionKind] = Counter()
    has_switch = _has_switch(soup)
    for element in soup(_FURNITURE):
        if element.name in ("iframe", "object", "embed") and _holds_document(element):
            omitted[OmissionKind.EMBEDDED] += 1
        element.decompose()
    for element in soup(_is_gone):
        if not element.decomposed and not (has_switch and _is_folded(element)):
            omitted[OmissionKind.UNSEEN] += _sentences(element)
            element.decompose()
    for text in soup.find_all(string=_SWITCH_ALONE):
        text.extract()
    for element in soup(_is_raised):
        element.replace_with(NavigableString(superscript(element.get_text(), _before(element))))
    return omitted


def _has_switch(soup: BeautifulSoup) -> bool:
    return any(
        _SWITCH.search(words)
        for text in soup.find_all(string=True)
        if not isinstance(text, PreformattedString) and 0 < len(words := text.strip()) <= _LONGEST_SWITCH
    )


def _holds_document(element: Tag) -> bool:
    source = str(element.get("src") or element.get("data") or "").lower()
    return ".pdf" in source or ".doc" in source


def _is_gone(element: Tag) -> bool:
    style = _style(element)
    return _is_hidden(element, style) or bool(
        _STRUCK.match(element.name) or _LINE_THROUGH.search(style) or _UNSEEN.search(style) or _is_white(element, style)
    )


def _is_hidden(element: Tag, style: str) -> bool:
    return element.has_attr("hidden") or "display:none" in style or "visibility:hidden" in style


def _is_folded(element: Tag) -> bool:
    """Hidden sentences, and enough of them."""
    if not _is_hidden(element, _style(element)):
        return False
    words = element.get_text()
    return len(words) >= _FOLDED and bool(_SENTENCE_END.search(words))


def _is_white(element: Tag, style: str) -> bool:
    named = str(element.get("color", "")).lower() in ("white", "#fff", "#ffffff")
    if not (_WHITE.search(style) or named):
        return False
    return not any(_GROUND.search(_style(one)) or one.has_attr("bgcolor") for one in (element, *element.parents))


def _sentences(element: Tag) -> int:
    words = element.get_text(strip=True)
    return len(words) if _SENTENCE_END.search(words) else 0


def _is_raised(element: Tag) -> bool:
    """Raised by its name or its style, or a link to a note below."""
    if element.name == "sup" or _RAISED.search(_style(element)):
        return not element.find("sup")
    link = str(element.get("href", "")) if element.name == "a" else ""
    return link.startswith("#") and len(link) > 1 and is_note_mark(element.get_text())


def _before(element: Tag) -> str:
    text = element.find_previous(string=True)
    return str(text).rstrip() if text else ""


def _style(element: Tag) -> str:
    return re.sub(r"\s", "", str(element.get("style", ""))).lower() if element.has_attr("style") else ""
