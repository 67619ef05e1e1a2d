"""Text -> the official Chinese words for the abbreviations and English terms in it. Pure.

The terms stand in ``glossary.tsv`` beside this file, with the published sources they follow. Inflected English is read
by the detachment rules of WordNet's morphy (morphy(7WN)), with only the words of the glossary as its dictionary.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache, lru_cache

from rag.text.plain import fold
from rag.text.word_tables import rows_of

# A Latin word or number is one unit, any other character too: 5G基站 and R & D are read like 5G 基站 and R&D.
_UNIT = re.compile(r"[a-z0-9]+|[^\sa-z0-9]")
_APOSTROPHE = re.compile("['’]")
_HYPHEN = re.compile("[-‐‑–]")
_SPELLINGS = (  # British to American, in the text as in the glossary: other words are changed alike in both
    (re.compile("is(?=(?:e[ds]?|ing|ations?)(?![a-z]))"), "iz"),
    (re.compile("our"), "or"),
    (re.compile("tre(?=s?(?![a-z]))"), "ter"),
    (re.compile("programme"), "program"),
)
_ENDINGS = (
    ("s", ""),
    ("es", ""),
    ("ies", "y"),
    ("men", "man"),
    ("ed", ""),
    ("ed", "e"),
    ("ied", "y"),
    ("ing", ""),
    ("ing", "e"),
)
_OFFICIAL = ("glossary.tsv",)
_COLLOQUIAL = ("glossary.tsv", "colloquial.tsv")
_SHORTEST = 2  # letters that must stand before an ending: EVs


@dataclass(slots=True)
class _Node:
    """Units read so far; ``official`` is None where no term ends."""

    official: tuple[str, ...] | None = None
    after: dict[str, _Node] = field(default_factory=dict)


@lru_cache(64)
def official_terms(text: str) -> tuple[str, ...]:
    """Official forms of the terms found, in order, less those the text has already; the longest term wins."""
    folded = fold(text)
    found = dict.fromkeys(form for _, official in read_terms(text) for form in official)
    return tuple(form for form in found if fold(form) not in folded)


@lru_cache(64)
def read_terms(text: str, *, colloquial: bool = False) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Every word of the text in order, the words of a term together, each with its official forms; none if no term.

    ``colloquial``: what people say (老百姓, 芯片) is read as well; ``colloquial.tsv`` goes before the glossary.
    """
    units = _units(text)
    readings = [_readings(unit) for unit in units]
    glossary = _glossary(_COLLOQUIAL if colloquial else _OFFICIAL)
    at, terms = 0, []
    while at < len(units):
        end, official = _longest(readings, at, glossary)
        terms.append((" ".join(units[at:end]), official))
        at = end
    return tuple(terms)


@lru_cache(64)
def _units(text: str) -> tuple[str, ...]:
    return tuple(_UNIT.findall(_spelled(fold(text))))


def load_terms(file: str = "glossary.tsv") -> dict[str, tuple[str, ...]]:
    """The rows of a table: written -> official forms; none for a word that only keeps others from being read."""
    _head, *rows = rows_of("rag.text", file)
    return {written: tuple([form for form in official.split("|") if form != written]) for written, official in rows}


@cache
def _glossary(tables: tuple[str, ...]) -> _Node:
    terms = {written: official for table in tables for written, official in load_terms(table).items()}
    root = _Node()
    for written, official in zip(_spelled(fold("\n".join(terms))).split("\n"), terms.values(), strict=True):
        node = root
        for unit in _UNIT.findall(written):
            if unit not in node.after:
                node.after[unit] = _Node()
            node = node.after[unit]
        node.official = official
    return root


def _spelled(folded: str) -> str:
    """Farmers' and farmer's are read as farmers, high-tech as high tech, centre as center."""
    spelled = _HYPHEN.sub(" ", _APOSTROPHE.sub("", folded))
    for british, american in _SPELLINGS:
        spelled = british.sub(american, spelled)
    return spelled


def _readings(unit: str) -> tuple[str, ...]:
    """The unit as written, then what it may be a form of."""
    if len(unit) <= _SHORTEST or not unit.isascii():
        return (unit,)
    return (unit, *_stems(unit))


def _stems(word: str) -> list[str]:
    stems = []
    for ending, lemma in _ENDINGS:
        if word.endswith(ending) and len(word) >= _SHORTEST + len(ending):
            stem = word.removesuffix(ending) + lemma
            stems.append(stem)
            if ending in ("ed", "ing") and stem[-2] == stem[-1]:  # planned
                stems.append(stem[:-1])
    return stems


def _longest(readings: list[tuple[str, ...]], at: int, glossary: _Node) -> tuple[int, tuple[str, ...]]:
    """End and official forms of the longest term at ``at``; the next unit and nothing where there is none."""
    best: tuple[int, tuple[str, ...]] = (at + 1, ())
    nodes = [glossary]
    for end in range(at, len(readings)):
        nodes = [node.after[unit] for node in nodes for unit in readings[end] if unit in node.after]
        if not nodes:
            break
        official = next((node.official for node in nodes if node.official is not None), None)
        if official is not None:
            best = (end + 1, official)
    return best
