"""What is denied or intended is told apart from words that only look like it."""

from __future__ import annotations

import pytest

from rag.text.progress import is_denied, is_intended, is_not_as_far


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


@pytest.mark.parametrize(
    ("claim", "clause", "less"),
    [
        ("机场去年通航了", "瑞金机场建成校飞", True),
        ("免税店去年就开业了", "市内免税店获批", True),
        ("电站开工了", "抽水蓄能电站纳入国家规划", True),
        ("乙烯项目投产了", "120万吨乙烯项目主体完工", True),
        ("机场建成了", "瑞金机场建成校飞", False),
        ("高速通车了", "长太高速建成", False),
        ("高速建成了", "长太高速通车运营", False),
        ("免税店获批了", "市内免税店获批", False),
        ("入选试点城市", "获批国家试点城市", False),
    ],
)
def test_a_later_step_than_is_told_is_not_told(claim: str, clause: str, *, less: bool) -> None:
    assert is_not_as_far(claim, clause) is less
