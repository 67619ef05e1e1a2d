"""Sentences and clauses: where they end, and the laws they keep for any text."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rag.text.segmentation import BLANKS, split_clauses, split_lines, split_sentences, strip
from rag.types import Span

REPORT_LIKE = st.lists(
    st.sampled_from(
        [
            *"，。；：！？、,;:!?（）()“”《》\"'—-|\n\r\t \u3000\u200b",
            "——",
            "GDP增长6%",
            "7.26亿元",
            "1,200",
            "全区",
            "一、",
            "(一)",
            "1.",
        ]
    ),
    max_size=60,
).map("".join)
ANY = st.one_of(REPORT_LIKE, st.text(max_size=200))


def sentences(text: str) -> list[str]:
    return [s.of(text) for line in split_lines(text) for s in split_sentences(text, strip(text, line))]


def clauses(text: str) -> list[str]:
    return [clause.of(text) for clause in split_clauses(text, Span(0, len(text)))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("第一句。第二句！第三句？末句", ["第一句。", "第二句！", "第三句？", "末句"]),
        ("投资7.26亿元;增长6%。AA+评级。", ["投资7.26亿元;增长6%。", "AA+评级。"]),
        ("拿出“人生能有几回搏?”的劲头,奋发有为。", ["拿出“人生能有几回搏?”的劲头,奋发有为。"]),
        ("他说：“我们要努力。”然后走了。", ["他说：“我们要努力。”", "然后走了。"]),
        ("好的。“一网通办”推进。", ["好的。", "“一网通办”推进。"]),
        ("完成(含上年结转。)100项。", ["完成(含上年结转。)100项。"]),
        ("《敢问路在何方？》获奖。", ["《敢问路在何方？》获奖。"]),
        ("引号“没有关上。下一句。", ["引号“没有关上。", "下一句。"]),
        ("好！！！真的吗？！", ["好！！！", "真的吗？！"]),
        ("见http://a.cn/?id=1页。", ["见http://a.cn/?id=1页。"]),
        ("\u3000\u3000各位代表:\n\n 现在报告。\r\n", ["各位代表:", "现在报告。"]),
        ('他说:"好。""对。"再说。', ['他说:"好。"', '"对。"', "再说。"]),
    ],
)
def test_sentences_end_at_their_mark_and_nowhere_else(text: str, expected: list[str]) -> None:
    """Marks inside quotes, brackets, numbers and addresses end nothing."""
    assert sentences(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("GDP增长6%,投资增长7%；外贸、消费稳定。", ["GDP增长6%", "投资增长7%", "外贸、消费稳定"]),
        ("投资1,200亿元，增长5%。", ["投资1,200亿元", "增长5%"]),
        ("全市首个——向山镇规划获批。", ["全市首个", "向山镇规划获批"]),
        ("——经济稳中有进。", ["经济稳中有进"]),
        ("建成“微改造，精提升”项目（含甲，乙），完工。", ["建成“微改造，精提升”项目（含甲，乙）", "完工"]),
        ("2024—2027年 ， 推进。", ["2024—2027年", "推进"]),
        ("| 文 号: | 无 |", ["文 号:", "无"]),
        ("，。", ["，。"]),
    ],
)
def test_clauses_lie_between_commas_semicolons_and_dashes(text: str, expected: list[str]) -> None:
    """Clauses come without the punctuation that parts them; a sentence of nothing else is one clause."""
    assert clauses(text) == expected


@given(ANY)
@settings(max_examples=100, deadline=None)
def test_sentences_hold_all_of_a_line_but_blanks(text: str) -> None:
    """In order, disjoint, not empty, without surrounding blanks; what they leave out is blank."""
    for line in split_lines(text):
        at = line.start
        for sentence in split_sentences(text, strip(text, line)):
            assert not text[at : sentence.start].strip(BLANKS)
            assert sentence.of(text).strip(BLANKS) == sentence.of(text) != ""
            at = sentence.end
        assert not text[at : line.end].strip(BLANKS)


@given(ANY)
@settings(max_examples=100, deadline=None)
def test_clauses_lie_in_their_sentence(text: str) -> None:
    """In order, disjoint, inside, never empty, and at least one."""
    for line in split_lines(text):
        for sentence in split_sentences(text, strip(text, line)):
            found = split_clauses(text, sentence)
            assert found
            at = sentence.start
            for clause in found:
                assert at <= clause.start < clause.end <= sentence.end
                at = clause.end


@pytest.mark.parametrize("character", [*'。，“”"（）(《》—-|1 .！\u3000a各', "“（", "”）", "。”"])
def test_time_is_linear_in_the_text(character: str) -> None:
    """50,000 characters of one kind take no more than a moment."""
    text = character * (50_000 // len(character))
    start = time.process_time()
    for sentence in split_sentences(text, Span(0, len(text))):
        split_clauses(text, sentence)
    assert time.process_time() - start < 3
