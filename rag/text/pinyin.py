"""A name in Latin letters, a Chinese text -> whether the text holds it, spelled in pinyin without tones. Pure.

Every reading of a character counts: 重 is zhong and chong. The readings are those of the Unihan database as pypinyin
has them.
"""

from __future__ import annotations

import os
import re
import unicodedata
from functools import cache

_LETTERS = re.compile("[^a-z]")
_VOWEL = re.compile("[aeiouv]")  # 嗯 is read ng
_HAN = re.compile(r"[\u3400-\u9fff]+")
_LONGEST = 6
"""Letters of a syllable: zhuang."""


def is_spelled_in(name: str, text: str) -> bool:
    """Ma'anshan in 马鞍山市; whole characters only."""
    return bool(find_spelled(name, text))


def find_spelled(name: str, text: str) -> str:
    """The first characters of the text that the name spells; none where there are none."""
    letters = _letters(name)
    places = (at for run in _HAN.finditer(text) for at in range(*run.span())) if letters else ()
    return next((said for at in places if (said := _spelled(letters, text, at)) is not None), "")


def is_spelling(name: str) -> bool:
    """It can be read as pinyin of two syllables at least: Huawei."""
    return any(count > 1 for count in _syllables_of(_letters(name)))


def _spelled(letters: str, text: str, at: int) -> str | None:
    """The characters of the text from ``at`` on that, one reading of each, give the letters; None where none do."""
    if not letters:
        return ""
    for reading in _readings(text[at]) if at < len(text) else ():
        if letters.startswith(reading) and (rest := _spelled(letters[len(reading) :], text, at + 1)) is not None:
            return text[at] + rest
    return None


def _syllables_of(letters: str) -> frozenset[int]:
    """The numbers of syllables that the letters can be cut into."""
    ways: list[set[int]] = [{0}, *(set() for _ in letters)]
    for end in range(1, len(letters) + 1):
        for start in range(max(0, end - _LONGEST), end):
            if letters[start:end] in _syllables():
                ways[end] |= {count + 1 for count in ways[start]}
    return frozenset(ways[-1])


def _letters(name: str) -> str:
    return _LETTERS.sub("", name.lower().replace("ü", "v"))


def _readings(letter: str) -> tuple[str, ...]:
    return _table().get(letter, ())


@cache
def _table() -> dict[str, tuple[str, ...]]:
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")  # its phrases take thirty megabytes, and are not needed here
    from pypinyin.constants import PINYIN_DICT  # 0.2 s that only English statements need

    return {chr(code): tuple(dict.fromkeys(map(_plain, told.split(",")))) for code, told in PINYIN_DICT.items()}


@cache
def _syllables() -> frozenset[str]:
    """The syllables of the characters in common use."""
    return frozenset(
        reading
        for letter, readings in _table().items()
        if "\u4e00" <= letter <= "\u9fa5"
        for reading in readings
        if _VOWEL.search(reading)
    )


def _plain(reading: str) -> str:
    """The syllable without tones; ü is written v, as in passports."""
    marked = unicodedata.normalize("NFD", reading).replace("u\u0308", "v")
    return "".join(letter for letter in marked if letter.isascii() and letter.isalpha())
