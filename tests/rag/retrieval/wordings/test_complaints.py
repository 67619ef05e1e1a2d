"""What is hard, dear or slow is looked for by its matter."""

from __future__ import annotations

import pytest

from rag.retrieval.query import read
from rag.retrieval.wordings.complaints import without_complaint
from rag.types import Form, Question


@pytest.mark.parametrize(
    ("text", "matter"),
    [
        ("停车难", "停车"),
        ("看病贵？", "看病"),
        ("办事慢", "办事"),
        ("养老难", "养老"),
        ("怎么解决看病难的问题？", "看病"),
        ("企业融资难、融资贵打算怎么缓解？", "企业融资 、融资"),
        ("政府打算怎么解决停车难的问题？", "停车"),
    ],
)
def test_a_complaint_is_searched_by_what_it_is_about(text: str, matter: str) -> None:
    assert without_complaint(text) == matter
    assert read(Question(text))[0].text == matter


@pytest.mark.parametrize(
    "text",
    [
        "困难群众怎么救助",
        "增速是快还是慢？",
        "怎么解决群众的急难愁盼问题",
        "看病难不难",
        "贵州粮食产量",
        "停车泊位新增多少",
    ],
)
def test_other_words_with_these_characters_are_left(text: str) -> None:
    assert without_complaint(text) == text


def test_a_complaint_alone_asks_what_is_done_about_it() -> None:
    """Not for a figure, however short it is."""
    assert read(Question("上学难"))[0].form is Form.TOPIC
    assert read(Question("出行难"))[0].form is Form.TOPIC
