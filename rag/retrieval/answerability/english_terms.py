"""An English question, a sentence -> whether the sentence holds what the question names. Pure.

Meanings across languages are near where nothing alike is meant: bridges and projects.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from rag.index.keyword_index import KeywordIndex
from rag.retrieval.query import Query
from rag.retrieval.ranking import Candidate
from rag.text.content_words import GENERAL, PLANNED
from rag.text.glossary import read_terms
from rag.text.pinyin import is_spelled_in, is_spelling
from rag.text.places import find_english_places
from rag.text.plain import grams

_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]+(?:'[a-z]{2,})?")
"""A word with a capital that does not open the sentence."""
_NEAREST = 5
"""Sentences looked through for a name."""
_TERM_HELD = 0.5
"""Share of the bigrams of a term from which a sentence is taken to hold it."""


def naming(query: Query, usable: Sequence[Candidate], lexical: KeywordIndex) -> frozenset[int]:
    """The ordinals of the sentences that hold, themselves or in their headings, one of the terms of the question; of
    the nearest also those that spell a name of it in characters (Luban, 鲁班), or hold its numbers where it has no
    term."""
    terms, names = telling_terms(query), _names(query.asked)
    held = {c.ordinal for c in usable if _holds_any(terms, lexical, c.ordinal)}
    near = {c.ordinal for c in usable[:_NEAREST] if any(is_spelled_in(name, c.excerpt.words) for name in names)}
    numbered = {c.ordinal for c in usable[:_NEAREST] if not terms and c.features.literal > 0}
    return frozenset(held | near | numbered)


def _names(question: str) -> tuple[str, ...]:
    """Names in pinyin, without those of places."""
    written = (word for word in _NAME.findall(question) if is_spelling(word))
    return tuple(word for word in written if not find_english_places(word))


@lru_cache(64)
def telling_terms(query: Query) -> tuple[str, ...]:
    """The official terms of an English question, without those that every report holds everywhere."""
    found = (forms for written, forms in read_terms(query.text) if not set(written.split()) <= GENERAL | PLANNED)
    return tuple(dict.fromkeys(form for forms in found for form in forms))


def _holds_any(terms: Sequence[str], lexical: KeywordIndex, ordinal: int) -> bool:
    return any(_share_held(term, lexical, ordinal) >= _TERM_HELD for term in terms)


def _share_held(term: str, lexical: KeywordIndex, ordinal: int) -> float:
    pairs = grams(term)
    return len(lexical.held(ordinal, pairs)) / len(pairs) if pairs else 0.0
