"""Callback data is short and complete, is read strictly, and can always be read again."""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.telegram.views.actions import (
    Action,
    AskQuestion,
    AskRollback,
    BackToAnswer,
    ChooseLanguage,
    ChooseReport,
    Decision,
    Discard,
    GapAction,
    Leave,
    OpenChart,
    OpenContents,
    OpenGap,
    OpenGaps,
    OpenMore,
    OpenPins,
    OpenReports,
    OpenRest,
    OpenSection,
    OpenSource,
    OpenTargets,
    Publish,
    PutPin,
    RemoveAnswer,
    RemovePin,
    RemoveReport,
    Rollback,
    Unwatch,
    Vote,
    VoteOn,
)
from bot.telegram.views.callbacks import carries, read_action, write_action
from bot.types import AnswerFault

IN_CHATS: list[tuple[str, Action]] = [
    ("s:xifv5g3ebszo:0", OpenSource("xifv5g3ebszo")),
    ("s:xifv5g3ebszo:-12", OpenSource("xifv5g3ebszo", -12)),
    ("p:xifv5g3ebszo:3", OpenSource("xifv5g3ebszo", 3, alone=True)),
    ("c:xifv5g3ebszo:0:0", OpenSection("xifv5g3ebszo", 0)),
    ("c:xifv5g3ebszo:2:14", OpenSection("xifv5g3ebszo", 2, 14)),
    ("c", OpenContents()),
    ("c:3", OpenContents(3)),
    ("r:0", OpenReports()),
    ("r:12", OpenReports(12)),
    ("r=xifv5g3ebszo", ChooseReport("xifv5g3ebszo")),
    ("r=", ChooseReport()),
    ("a", BackToAnswer()),
    ("m", OpenRest()),
    ("o", OpenMore()),
    ("l:en", ChooseLanguage("en")),
    ("w:12:figure", VoteOn(12, AnswerFault.FIGURE)),
    ("q:2025年GDP目标增长多少？", AskQuestion("2025年GDP目标增长多少？")),
    ("d", RemoveAnswer()),
    ("kp:7", Publish(7)),
    ("kf:7", Publish(7, force=True)),
    ("kd:7", Discard(7)),
    ("ka:3", AskRollback(3)),
    ("kr:3:7", Rollback(3, 7)),
    ("kx:0:7", RemoveReport(0, 7)),
    ("kl", Leave()),
    ("G:0", OpenGaps()),
    ("G:2", OpenGaps(2)),
    ("P:1", OpenPins(1)),
    ("g:0f3a9c5d7e12", OpenGap("0f3a9c5d7e12")),
    ("k:0f3a9c5d7e12:xifv5g3ebszo", PutPin("0f3a9c5d7e12", "xifv5g3ebszo")),
    ("x:0f3a9c5d7e12", RemovePin("0f3a9c5d7e12")),
    ("t:xifv5g3ebszo:2", OpenTargets("xifv5g3ebszo", 2)),
    ("h:xifv5g3ebszo:1", OpenChart("xifv5g3ebszo", 1)),
    ("j:xifv5g3ebszo:0", OpenChart("xifv5g3ebszo", 0, by_region=True)),
    ("u:0f3a9c5d7e12", Unwatch("0f3a9c5d7e12")),
    ("v+", Vote(good=True)),
    ("v-", Vote(good=False)),
    ("v-:figure", Vote(good=False, fault=AnswerFault.FIGURE)),
    ("v-:source", Vote(good=False, fault=AnswerFault.SOURCE)),
    ("v-:unanswered", Vote(good=False, fault=AnswerFault.UNANSWERED)),
    ("v-:other", Vote(good=False, fault=AnswerFault.OTHER)),
]
"""Recorded from buttons that stand in chats; new forms are added, none is ever changed."""

ids = st.text("abcdefghijklmnopqrstuvwxyz234567", min_size=12, max_size=12)
keys = st.text("0123456789abcdef", min_size=12, max_size=12)
pages, numbers = st.integers(0, 9999), st.integers(0, 999_999_999)
actions = st.one_of(
    st.builds(OpenSource, ids, st.integers(-9999, 9999), st.booleans()),
    st.builds(OpenSection, ids, st.integers(0, 99), pages),
    st.builds(OpenContents, pages),
    st.builds(OpenReports, pages),
    st.builds(OpenTargets, ids, pages),
    st.builds(ChooseReport, st.one_of(ids, st.just(""))),
    st.sampled_from([BackToAnswer(), RemoveAnswer(), Leave(), Vote(good=True)]),
    st.builds(Vote, st.just(False), st.sampled_from(AnswerFault)),
    st.builds(Publish, numbers, st.booleans()),
    st.builds(Discard, numbers),
    st.builds(AskRollback, numbers),
    st.builds(Rollback, numbers, numbers),
    st.builds(RemoveReport, numbers, numbers),
    st.builds(OpenGaps, pages),
    st.builds(OpenPins, pages),
    st.builds(OpenGap, keys),
    st.builds(PutPin, keys, ids),
    st.builds(RemovePin, keys),
)


@pytest.mark.parametrize(("data", "action"), IN_CHATS)
def test_buttons_in_chats_go_on_working(data: str, action: Action) -> None:
    assert read_action(data) == action
    assert write_action(action) == data


def test_every_kind_of_button_is_on_record() -> None:
    assert {type(action) for _, action in IN_CHATS} == set(get_args(Action))


@given(actions)
def test_data_leads_back_to_its_action_in_64_bytes(action: Action) -> None:
    assert read_action(write_action(action)) == action
    assert 1 <= len(write_action(action).encode()) <= 64


@given(
    st.one_of(
        st.text(),
        st.from_regex(r"[spcrkvgGPx]:[a-z2-7]{0,13}(:-?\d{0,5}){0,3}", fullmatch=True),
        st.from_regex(r"k[pfdarxl]:\d{0,10}(:\d{0,10})?", fullmatch=True),
    )
)
def test_data_made_by_hand_is_an_action_or_nothing(data: str) -> None:
    """Whatever is read could have been a button of ours."""
    action = read_action(data)
    assert action is None or (read_action(write_action(action)) == action and write_action(action)[0] == data[0])


@pytest.mark.parametrize("data", [None, 7, "", "s:xifv5g3ebszo", "c:99999", "kp:", "kp:١", "g:12", "v+:figure", "v-:"])
def test_data_of_no_button_is_no_action(data: object) -> None:
    assert read_action(data) is None


def test_a_handler_takes_the_actions_of_its_kind() -> None:
    is_decision, is_about_gaps = carries(Decision), carries(GapAction)
    assert [is_decision(data) for data in ("kp:7", "G:0", "a", None)] == [True, False, False, False]
    assert [is_about_gaps(data) for data in ("P:1", "kl")] == [True, False]
