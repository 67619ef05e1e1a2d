"""What is denied or intended is told apart from words that only look like it."""

from __future__ import annotations

import pytest

from rag.text.progress import is_denied, is_intended


@pytest.mark.parametrize(
    "text", ["没有完成任务", "没出过大的事故", "没有进国家的都市圈试点", "not built", "一点都不往土里埋", "零违约"]
)
def test_what_did_not_happen_is_denied(text: str) -> None:
    assert is_denied(text)


@pytest.mark.parametrize(
    "text", ["九万户没有房证的人家", "城里没工作的人占5.5%", "没爹没妈的孩子每月1900元", "以前从没批过"]
)
def test_what_people_lack_is_not_a_denial(text: str) -> None:
    assert not is_denied(text)


@pytest.mark.parametrize(
    "text", ["社会消费品零售总额增长5%", "全社会用电量419亿千瓦时", "人大会议召开", "人均预期寿命达到78.5岁"]
)
def test_a_society_intends_nothing(text: str) -> None:
    """会 is a word only where it is not the end of another, and what is expected of a life is no plan."""
    assert not is_intended(text)
    assert is_intended("社会保障会更好")
