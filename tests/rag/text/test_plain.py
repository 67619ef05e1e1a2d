"""Text as printed and in plain characters: what is changed, and that every character keeps its place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.text.figures import find_figures
from rag.text.plain import fold, grams, make_plain, plain_text, simplify, without_zero_width
from rag.text.time_expressions import find_years
from rag.types import Span
from tests.paths import SEED


@pytest.mark.parametrize(
    ("printed", "plain"),
    [
        ("固定資產投資顯著增長", "固定资产投资显著增长"),
        ("着力打造乾净的環境", "着力打造干净的环境"),
        ("⼀、2024年⼯作回顾，粮⻝增产", "一、2024年工作回顾，粮食增产"),
        ("青\u200b禾\ufeff县\u00ad", "青禾县"),
        ("完成2 8 6 . 4亿元，增长6 . 3 %", "完成286.4亿元，增长6.3 %"),
        ("分别增长5 .1%和7.2%", "分别增长5.1%和7.2%"),
        ("2 0 2 4年P M 2 . 5平均浓度", "2024年PM2.5平均浓度"),
        ("| 1 | 2 | 3 |", "| 1 | 2 | 3 |"),
        ("第1 项 2 个，2024年 12 月", "第1 项 2 个，2024年 12 月"),
    ],
)
def test_text_is_compared_in_plain_characters(printed: str, plain: str) -> None:
    assert plain_text(printed) == plain


def test_a_text_in_plain_characters_stays() -> None:
    text = SEED.read_bytes().decode("utf-8")
    assert make_plain(text) == (text, None)


@given(st.text(alphabet="增長6.3 8%％亿元縣\u200b⼯作\n"))
def test_every_character_is_found_again(printed: str) -> None:
    """Each stretch of the plain text stands in the printed one, in order, and is plain the same."""
    plain = make_plain(printed)
    for start in range(len(plain.text)):
        span = plain.printed(Span(start, start + 1))
        assert len(span.of(printed)) == 1
        assert plain.plain(span.start) == start
        assert simplify(span.of(printed)) in (plain.text[start], span.of(printed))


@given(st.text())
def test_simplifying_keeps_offsets(text: str) -> None:
    assert len(simplify(text)) == len(text)


def test_figures_and_years_are_found_where_they_were_printed() -> None:
    text = "2\u200b0\u200b2\u200b4年地區生產總值完成2 8 6 . 4億元"
    amounts = [figure for figure in find_figures(text) if figure.unit]
    assert [(figure.span.of(text), figure.low) for figure in amounts] == [
        ("2 8 6 . 4億元", find_figures("286.4亿元")[0].low)
    ]
    assert [(mention.year, mention.span.of(text)) for mention in find_years(text)] == [
        (2024, "2\u200b0\u200b2\u200b4年")
    ]


@pytest.mark.parametrize(
    ("written", "value"),
    [("1，234亿元", "1,234亿元"), ("12，345，678元", "12,345,678元"), ("１，２３４亿元", "1,234亿元")],
)
def test_a_full_width_comma_may_stand_between_thousands(written: str, value: str) -> None:
    assert [figure.low for figure in find_figures(written)] == [figure.low for figure in find_figures(value)]


def test_a_full_width_comma_between_other_numbers_is_punctuation() -> None:
    assert len(find_figures("新增企业14家，450个岗位")) == 2
    assert len(find_figures("2024，100个项目")) == 2


def test_what_is_searched_is_folded() -> None:
    assert fold("經濟ＧＤＰ") == "经济gdp"
    assert grams("經\u200b濟") == {"经济"}


def test_what_is_shown_has_no_characters_without_width() -> None:
    assert without_zero_width("青\u200b禾縣") == "青禾縣"
