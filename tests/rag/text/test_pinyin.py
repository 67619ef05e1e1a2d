"""Names in Latin letters are those of Chinese words if these spell them, in whole characters."""

from __future__ import annotations

import pytest

from rag.text.pinyin import is_spelled_in, is_spelling


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Yushan", "雨山区"),
        ("Ma'anshan", "马鞍山市"),
        ("Chongqing", "重庆"),
        ("Lüshun", "旅顺"),
        ("XIANGSHAN", "向山片区"),
    ],
)
def test_a_name_is_found_in_the_words_that_spell_it(name: str, text: str) -> None:
    assert is_spelled_in(name, text)


@pytest.mark.parametrize(
    ("name", "text"), [("Yushan", "花山区"), ("Yush", "雨山区"), ("Huawei", "化危为机"[:1]), ("", "雨")]
)
def test_a_part_of_a_character_and_another_name_are_not(name: str, text: str) -> None:
    assert not is_spelled_in(name, text)


@pytest.mark.parametrize(
    ("name", "spelled"), [("Huawei", True), ("Beijing", True), ("Officials", False), ("Long", False)]
)
def test_what_reads_like_pinyin_is_told_from_what_does_not(name: str, spelled: bool) -> None:
    assert is_spelling(name) is spelled
