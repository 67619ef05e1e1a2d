"""Questions in one message."""

from __future__ import annotations

import pytest

from rag.retrieval.several_questions import is_small_talk, split_questions


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("去年GDP增长多少？", ("去年GDP增长多少？",)),
        ("去年GDP增长多少？今年新建几所小学？", ("去年GDP增长多少？", "今年新建几所小学？")),
        ("去年GDP增长多少\n今年新建几所小学", ("去年GDP增长多少", "今年新建几所小学")),
        ("真的吗？去年GDP增长多少？", ("真的吗？去年GDP增长多少？",)),
        ("去年GDP增长多少？？？", ("去年GDP增长多少？？？",)),
        ("去年GDP增长多少？出口呢？", ("去年GDP增长多少？", "出口呢？")),
        ("出口？进口？就业？", ("出口？", "进口？", "就业？")),
        ("你好！\n去年GDP增长多少？\n出口呢？", ("去年GDP增长多少？", "出口呢？")),
        ("去年GDP增长多少？真的吗？新建几所小学？", ("去年GDP增长多少？", "真的吗？ 新建几所小学？")),
        ("去年GDP增长多少？新建几所小学？真的吗？", ("去年GDP增长多少？", "新建几所小学？ 真的吗？")),
    ],
)
def test_a_message_is_split_where_it_holds_several_questions(text: str, parts: tuple[str, ...]) -> None:
    assert split_questions(text) == parts


@pytest.mark.parametrize("text", ["你好", "您好！", " 谢谢啊~", "Hello!", "who are you?", "收到。"])
def test_small_talk_is_recognised(text: str) -> None:
    """A greeting, thanks, a question on the bot, with or without punctuation."""
    assert is_small_talk(text)


@pytest.mark.parametrize("text", ["你好，GDP增长多少", "谢谢哪些企业", "hi-tech industry", "感谢信有几封"])
def test_a_question_after_a_greeting_is_a_question(text: str) -> None:
    """Politeness does not cost the answer."""
    assert not is_small_talk(text)
