"""What is said to the bot rather than asked of a report is told apart by the whole message."""

from __future__ import annotations

import pytest

from bot.core.utterances import Meaning, Utterance, read_utterance

SAID = {
    Meaning.HELP: ["帮助", "怎么用", "怎么用？", "help", "使用说明", "你怎么用", "how do I use this?"],
    Meaning.REPORTS: ["有哪些报告", "有哪些报告？", "现在有什么报告", "what reports are there?"],
    Meaning.IDENTITY: ["你是谁", "你是谁？", "你能做什么", "who are you"],
    Meaning.THANKS: ["谢谢", "谢谢你！", "好的，谢谢", "thanks", "thank you"],
    Meaning.SUMMARY: ["总结一下", "概括一下", "总结一下这份报告", "summarize"],
    Meaning.ENGLISH: ["换成英文", "用英文说", "翻译成英文", "in English please", "English"],
    Meaning.CHINESE: ["换成中文", "in Chinese"],
    Meaning.MORE: ["还有呢", "还有呢？", "还有吗", "继续", "anything else?", "more"],
    Meaning.CONTEXT: [
        "再详细点",
        "再详细一点",
        "展开说说",
        "说得具体点",
        "能再详细说说吗",
        "tell me more",
        "more details",
    ],
    Meaning.ORIGIN: [
        "这句出自哪里",
        "这个数字出自哪里？",
        "出处呢",
        "原文",
        "哪里说的",
        "where is this from?",
        "source?",
    ],
    Meaning.REASON: ["为什么", "为什么呢？", "why?"],
}
ASKED = [
    "帮助困难群众的措施",
    "GDP是多少",
    "报告里为什么没有提到房价",
    "有哪些报告提到充电桩",
    "还有多少老旧小区没有改造",
    "第四条地铁线什么时候开工",
    "总结一下养老方面的工作",
    "哪里有充电桩",
    "英语教育",
    "停车位在哪里新增",
    "2025年",
    "which section covers employment",
    "",
]


@pytest.mark.parametrize(("meaning", "text"), [(meaning, text) for meaning, texts in SAID.items() for text in texts])
def test_what_is_said_to_the_bot_is_understood(meaning: Meaning, text: str) -> None:
    assert read_utterance(text) == Utterance(meaning)


@pytest.mark.parametrize("text", ASKED)
def test_a_question_to_the_report_is_no_utterance(text: str) -> None:
    assert read_utterance(text) is None


@pytest.mark.parametrize(
    ("text", "number"),
    [("第四条呢", 4), ("第4条", 4), ("那第十二个呢？", 12), ("第二点是什么", 2), ("the third one?", 3)],
)
def test_an_item_is_asked_for_by_its_number(text: str, number: int) -> None:
    assert read_utterance(text) == Utterance(Meaning.ITEM, number)
