"""Text -> the places it names in English. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from rag.text.divisions import COUNTRY, divisions
from rag.text.glossary import read_terms
from rag.text.places.place import Place
from rag.types import Span

_KINDS_IN_ENGLISH = r"(?:district|county|city|banner|prefecture|town|new area)"
_SMALLER = re.compile(r"\b(?:district|county)\b", re.IGNORECASE)
_NAMED_SMALLER = re.compile(rf"\b([A-Z][a-z]+(?:'[a-z]+)?) {_KINDS_IN_ENGLISH}\b", re.IGNORECASE)
_WORD = re.compile(r"[A-Za-z]+(?:'(?!s\b)[a-z]+)?")
_MOST_WORDS = 4
_SHORTEST = 4
"""Letters of a name; shorter ones are words: Man, He."""
_NATIONAL = ("national", "nationally", "nationwide", "the country", "the whole country")
_WORLD = ("global", "globally", "worldwide")


def find_english_places(text: str) -> tuple[Place, ...]:
    """Places named in English, in order.

    A larger place is not among them where it only says where another one lies: Yushan District of Anhui; Hefei, Anhui.
    """
    if not re.search("[A-Za-z]", text):
        return ()
    if smaller := tuple(_smaller(text)):
        return smaller
    if _SMALLER.search(text):
        return ()
    return tuple(_larger(text))


def _smaller(text: str) -> Iterator[Place]:
    for match in _NAMED_SMALLER.finditer(text):
        if codes := _english_names().get(match[1].lower()):
            yield Place(_chinese_name(codes), Span(*match.span()), codes)


def _larger(text: str) -> Iterator[Place]:
    names, within_terms = _large_english_names(), _words_of_terms(text)
    words = list(_WORD.finditer(text))
    at = 0
    while at < len(words):
        spans = (Span(words[at].start(), word.end()) for word in reversed(words[at : at + _MOST_WORDS]))
        span = next((span for span in spans if span.of(text).lower() in names), None)
        if span and not (text[: span.start].endswith(", ") or set(span.of(text).lower().split()) <= within_terms):
            codes = names[span.of(text).lower()]
            yield Place(_chinese_name(codes), span, codes)
        at += 1 + span.of(text).count(" ") if span else 1


def _words_of_terms(text: str) -> frozenset[str]:
    """The words of longer terms: of China-Europe freight trains no place is asked."""
    terms = (written for written, official in read_terms(text) if official)
    return frozenset(word for written in terms if " " in written for word in written.split())


@cache
def _english_names() -> Mapping[str, frozenset[str]]:
    names: dict[str, frozenset[str]] = {}
    for division in divisions():
        for name in division.english:
            names[name.lower()] = names.get(name.lower(), frozenset()) | {division.code}
    return names


@cache
def _large_english_names() -> Mapping[str, frozenset[str]]:
    """Countries, provinces and cities; a county is named with its kind."""
    large = {name: frozenset(filter(_is_large, codes)) for name, codes in _english_names().items()}
    listed = {name: codes for name, codes in large.items() if codes and len(name) >= _SHORTEST}
    return listed | dict.fromkeys(_NATIONAL, frozenset({COUNTRY})) | dict.fromkeys(_WORLD, frozenset({"001"}))


def _is_large(code: str) -> bool:
    return not code.isdigit() or len(code) == len("001") or code.endswith("00")


@cache
def _chinese_name(codes: frozenset[str]) -> str:
    """The Chinese name of the largest of them."""
    code = min(codes, key=lambda code: (-code.count("0"), code))
    division = next(division for division in divisions() if division.code == code)
    return min(division.forms, key=len, default=division.name)
