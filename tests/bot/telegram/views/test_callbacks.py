"""Callback data is short, says everything, and is read strictly."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.telegram.views.callbacks import (
    Action,
    BackToAnswer,
    OpenContents,
    OpenSection,
    OpenSource,
    RemoveAnswer,
    read_action,
)

ids = st.text("abcdefghijklmnopqrstuvwxyz234567", min_size=12, max_size=12)
actions = st.one_of(
    st.builds(OpenSource, ids, st.integers(-9999, 9999), st.booleans()),
    st.builds(OpenSection, ids, st.integers(0, 99), st.integers(0, 9999)),
    st.builds(OpenContents),
    st.builds(BackToAnswer),
    st.builds(RemoveAnswer),
)


@given(actions)
def test_data_leads_back_to_its_action_in_64_bytes(action: Action) -> None:
    assert read_action(action.data) == action
    assert 1 <= len(action.data.encode()) <= 64


@given(st.one_of(st.text(), st.from_regex(r"[spc]:[a-z2-7]{0,13}(:-?\d{0,5}){0,3}", fullmatch=True)))
def test_data_made_by_hand_is_an_action_or_nothing(data: str) -> None:
    """Whatever is read could have been a button of ours."""
    action = read_action(data)
    assert action is None or (read_action(action.data) == action and action.data[0] == data[0])
