"""What is shown is safe, and nothing that can be seen counts as empty."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.sanitize import is_visible, printable


@given(st.text())
def test_a_text_made_safe_stays_as_it_is(text: str) -> None:
    assert printable(printable(text)) == printable(text)


@given(st.text())
def test_a_text_is_as_visible_as_what_is_shown_of_it(text: str) -> None:
    """The two functions never disagree."""
    assert is_visible(text) == is_visible(printable(text))


@given(st.characters(exclude_categories=("Cc", "Cf", "Z", "M")))
def test_every_character_with_a_shape_is_visible(character: str) -> None:
    """Also one that Unicode has not assigned or that was half a surrogate pair: a box is shown for it."""
    assert is_visible(character)


@pytest.mark.parametrize("text", ["", " \t\n", "\u200d", "\u202e", "\u2028", "\x1b", "\u030a", "\u0301", "\ufe0f"])
def test_blanks_controls_and_marks_alone_cannot_be_seen(text: str) -> None:
    assert not is_visible(text)


def test_marks_that_telegram_removes_are_removed_at_once() -> None:
    """So that the length of what is sent is the length of what was counted."""
    assert printable("A\u030ang\u0333st\u033f") == "Angst"
