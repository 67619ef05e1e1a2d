"""What is left of a quote that is too long is the part that answers."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.telegram.message_builder import utf16_length
from bot.telegram.views.excerpts import ELLIPSIS, clauses, shorten
from rag.types import Span

TEXT = "主要预期目标是:GDP增长6%,固定资产投资增长7%,规上工业增加值增长8%,居民收入增长与经济增长同步。"


def mark(words: str) -> Span:
    at = TEXT.index(words)
    return Span(at, at + len(words))


def shown(room: int, *marks: Span) -> str:
    return "".join(piece.text for piece in shorten(TEXT, marks, room))


def test_what_fits_stays_whole() -> None:
    assert shown(len(TEXT), mark("GDP增长6%")) == TEXT


def test_the_clauses_nearest_to_the_answer_stay() -> None:
    """Gaps are shown, at both ends and in between."""
    assert shown(30, mark("固定资产投资增长7%")) == "…固定资产投资增长7%,规上工业增加值增长8%,…"
    assert shown(28, mark("GDP增长6%"), mark("居民收入")) == "…GDP增长6%,…居民收入增长与经济增长同步。"


def test_numbers_are_never_cut() -> None:
    """8% without its sign, or 5,000 without its thousands, would be other figures."""
    assert shown(12, mark("规上工业增加值增长8%")) == "…规上工业增加值增长…"
    assert [span.of("达5,000元,增3.5%") for span in clauses("达5,000元,增3.5%")] == ["达5,000元,", "增3.5%"]


def test_without_marks_the_beginning_stays() -> None:
    assert shown(20) == "主要预期目标是:GDP增长6%,…"


def test_no_room_shows_nothing() -> None:
    assert shown(2, mark("GDP增长6%")) == ""


texts = st.text(
    st.one_of(st.sampled_from("增长6%,，。;、\n😀𠮷"), st.characters(exclude_categories=["Cs"])), max_size=200
)


@settings(max_examples=100, deadline=None)
@given(texts, st.data(), st.integers(0, 120))
def test_what_is_shown_fits_and_stands_in_the_text_in_that_order(text: str, data: st.DataObject, room: int) -> None:
    """Nothing is added but the signs of a gap; what is bold is marked."""
    cuts = st.integers(0, len(text))
    marks = [Span(min(m), max(m)) for m in data.draw(st.lists(st.tuples(cuts, cuts), max_size=3))]
    pieces = shorten(text, marks, room)
    assert sum(utf16_length(piece.text) for piece in pieces) <= room
    at = 0
    for piece in pieces:
        if piece.text == ELLIPSIS and not piece.bold:
            continue
        at = text.index(piece.text, at) + len(piece.text)
    assert not any(piece.bold for piece in pieces) or any(m.end > m.start for m in marks)


@settings(max_examples=100, deadline=None)
@given(texts)
def test_clauses_tile_the_text(text: str) -> None:
    assert "".join(span.of(text) for span in clauses(text)) == text
