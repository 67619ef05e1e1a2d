"""Figures as they are written, one or any."""

from __future__ import annotations

from hypothesis import strategies as st

from rag.text.figures import Figure, find_figures


def only(text: str) -> Figure:
    """The one figure of a text."""
    (figure,) = find_figures(text)
    return figure


UNITS = ("个", "家", "%", "个百分点", "元", "美元", "人次", "亩")
MARKS = (("", ""), ("约", ""), ("近", ""), ("超", ""), ("不低于", ""), ("不超过", ""))
MOVES = ("增长", "下降", "提高到", "降至", "")
figures = st.tuples(st.sampled_from(MOVES), st.sampled_from(MARKS), st.integers(1, 99_999), st.sampled_from(UNITS))
