"""What a text leaves over of some words is weighed by its heaviest piece."""

from __future__ import annotations

from rag.text.plain import grams
from rag.verification.leftovers import heaviest_left, heaviest_unsaid


def left(words: str, held: str) -> float:
    return heaviest_left(words, frozenset(grams(held)))


def test_nothing_is_left_of_words_that_are_held() -> None:
    assert left("进出口总额增长", "进出口总额") == 0


def test_what_makes_a_part_of_the_whole_is_left() -> None:
    assert left("高新技术产品出口增长", "出口") > left("全年出口增长", "出口")


def test_the_heaviest_piece_counts_not_their_sum() -> None:
    assert left("超算算力", "算力") == left("超算算力、超算算力", "算力") > 0


def test_words_of_other_scripts_leave_nothing() -> None:
    assert left("per capita GDP", "人均") == 0


def test_a_word_that_stands_for_one_of_reports_is_said() -> None:
    held = frozenset(grams("机场旅客吞吐量增长14.2%"))
    assert heaviest_unsaid("坐飞机的人", held) < heaviest_left("坐飞机的人", held)
    assert heaviest_unsaid("老小区翻新", frozenset(grams("改造老旧小区"))) == 0
    assert heaviest_unsaid("老小区翻新", frozenset(grams("新建道路"))) > 0


def test_a_word_of_reports_weighs_as_it_is_written() -> None:
    held = frozenset(grams("新建口袋公园3个，改造老旧小区"))
    assert heaviest_unsaid("建口袋公园", held) < 0.5
    assert heaviest_unsaid("建口袋公园", frozenset(grams("改造老旧小区"))) > 1
