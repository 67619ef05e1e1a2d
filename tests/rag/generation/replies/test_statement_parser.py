"""Whatever a model writes is read as statements with evidence numbers, and never raises."""

from __future__ import annotations

import json
import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rag.generation.replies.citation_markers import read_references
from rag.generation.replies.statement_parser import MOST, ReplyReader, read_reply
from rag.grounding.statement_check import DraftStatement

COUNT = 9
ANY_MARK = re.compile(r"[\[［【]\s*\d{1,3}\s*[\]］】]")

PIECES = [
    *"，。；：、 \n1239[]［］【】〔〕()（）<>*`|{}\"'¹①-^~.!？",
    *("GDP增长6%", "[1]", "[资料2]", "<think>", "</think>", "```", "```json\n", "<sup>1</sup>", "根据", "来源："),
    *("报告未提及", '{"text":"', "A. ", "(1)", "〈二〉", "[1-3]", "\n\n"),
]
replies = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)


def texts(reply: str) -> list[str]:
    return [draft.text for draft in read_reply(reply, COUNT)]


@pytest.mark.parametrize(
    ("mark", "numbers"),
    [
        ("[1]", (1,)),
        ("［1］", (1,)),
        ("【1】", (1,)),
        ("〔1〕", (1,)),
        ("(1)", (1,)),
        ("（1）", (1,)),
        ("[１]", (1,)),
        ("[^1]", (1,)),
        ("¹", (1,)),
        ("①", (1,)),
        ("<sup>1</sup>", (1,)),
        ("[1](#source)", (1,)),
        ("【1†source】", (1,)),
        ("[资料1]", (1,)),
        ("（资料1）", (1,)),
        ("（见第2句）", (2,)),
        ("（来源：[2]）", (2,)),
        ("[证据 1; 证据 2]", (1, 2)),
        ("[1,2]", (1, 2)),
        ("[1、2]", (1, 2)),
        ("[1][3]", (1, 3)),
        ("[1] [3]", (1, 3)),
        ("[2-4]", (2, 3, 4)),
        ("[2至4]", (2, 3, 4)),
        ("[source 3]", (3,)),
        ("[1][1]", (1,)),
    ],
)
@pytest.mark.parametrize("form", ["GDP增长6%左右。{}", "GDP增长6%左右{}。", "GDP增长6%左右 {}", "GDP增长6%左右{}\n"])
def test_marks_are_read_in_every_bracket_before_and_after_the_full_stop(
    form: str, mark: str, numbers: tuple[int, ...]
) -> None:
    assert read_reply(form.format(mark), COUNT) == [DraftStatement("GDP增长6%左右。", numbers)]


@pytest.mark.parametrize("mark", ["[10]", "[0]", "[99]", "[12345]", "【77】", "[资料40]"])
def test_marks_out_of_range_name_nothing_and_do_not_show(mark: str) -> None:
    assert read_reply(f"GDP增长6%。{mark}", COUNT) == [DraftStatement("GDP增长6%。", ())]


def test_a_statement_without_marks_names_nothing() -> None:
    assert read_reply("GDP增长6%左右", COUNT) == [DraftStatement("GDP增长6%左右。", ())]


@pytest.mark.parametrize(
    "text",
    [
        "国发〔2024〕12号印发。",
        "绿地10km²。",
        "奖励(100)元一次。",
        "检测(12项)完成。",
        "（一）加强建设。",
        "完成机器换人61台(套)。",
    ],
)
def test_brackets_of_the_report_stay(text: str) -> None:
    assert read_references(text, COUNT).text == text


@pytest.mark.parametrize(
    "reply",
    [
        "根据[1]，GDP增长6%。",
        "根据资料1，GDP增长6%。",
        "GDP增长6%，来源：1",
        "[1] GDP增长6%。",
        "**GDP增长6%**。[1]",
        "答案：GDP增长6%。[1]",
        "- GDP增长6%[1]",
        "1. GDP增长6%[1]",
        "一、GDP增长6%[1]",
        "> GDP 增长 6% [1]",
        "```\nGDP增长6%。[1]\n```",
        "以下是回答：\nGDP增长6%。[1]",
        "GDP增长6%。[1]\n\n参考资料：\n[1] 二、2025年工作安排，GDP增长7%。",
        "<think>GDP增长9%吗？[3]</think>\nGDP增长6%。[1]",
        "<think>\n先看[2]。\n</think>GDP增长6%。[1]<think>还有",
        "先看看第二条</think>GDP增长6%。[1]",
        '{"statements": [{"text": "GDP增长6%", "citations": [1]}]}',
        '```json\n[{"sentence": "GDP增长6%。", "evidence": ["1"]}]\n```\n以上。',
        '{"answer": "GDP增长6%。[1]"}',
        '["GDP增长6%[1]"]',
    ],
)
def test_what_stands_around_a_statement_is_left_out(reply: str) -> None:
    assert DraftStatement("GDP增长6%。", (1,)) in read_reply(reply, COUNT)
    assert not any("7%" in text or "9%" in text for text in texts(reply))


def test_sentences_of_one_line_are_statements_of_their_own() -> None:
    assert read_reply("GDP增长6%，投资增长7%。[1,2]外贸增长3%。[3] 其他[4]", COUNT) == [
        DraftStatement("GDP增长6%，投资增长7%。", (1, 2)),
        DraftStatement("外贸增长3%。", (3,)),
        DraftStatement("其他。", (4,)),
    ]


def test_english_is_cut_at_full_stops_and_not_in_numbers() -> None:
    reply = "1. GDP will grow by 6.5% [1]. Trade reached $2.16 billion in 2024. [2]\n"
    assert read_reply(reply, COUNT) == [
        DraftStatement("GDP will grow by 6.5%.", (1,)),
        DraftStatement("Trade reached $2.16 billion in 2024.", (2,)),
    ]


@pytest.mark.parametrize(
    "reply",
    [
        "报告未提及。",
        "根据所给原句，报告没有提到这个问题。",
        "报告中没有相关信息。",
        "无法从原句中得知[1]。",
        "抱歉，我不能回答。",
        "The report does not mention this.",
        "There is no information on this [2].",
        "2025年新建停车场的数量，报告没有说明。[2]",
        "停车场的投资，报告未提及具体数字。[2]",
        "新建停车场3个，没有提到投资额。",
    ],
)
def test_a_model_that_finds_nothing_makes_no_statement(reply: str) -> None:
    reader = ReplyReader(COUNT)
    assert [*reader.feed(reply), *reader.close()] == []
    assert reader.nothing_found


@pytest.mark.parametrize(
    ("reply", "told"),
    [
        ("2025年推行“三张清单”，报告没有列出是哪三张。[2]", "2025年推行“三张清单”。"),
        ("新建停车场3个，总投资2亿元，没有说明在哪里。[2]", "新建停车场3个，总投资2亿元。"),
        ("It plans 3 car parks, but does not say where.[2]", "It plans 3 car parks."),
    ],
)
def test_what_a_statement_leaves_open_is_cut_off(reply: str, told: str) -> None:
    """The rest answers."""
    reader = ReplyReader(COUNT)
    assert [*reader.feed(reply), *reader.close()] == [DraftStatement(told, (2,))]
    assert not reader.nothing_found


@pytest.mark.parametrize(
    "reply", ["", " \n\n", "<think>", "[1]", "[1][2]\n", "。。。", "```", "{", "[", '{"a":', "|||", "[[[["]
)
def test_an_empty_reply_makes_no_statement(reply: str) -> None:
    assert read_reply(reply, COUNT) == []


def test_repeating_the_evidence_is_no_answer() -> None:
    reader = ReplyReader(COUNT)
    assert reader.feed("[1]〈二、2025年工作安排，2025年〉主要预期目标是:GDP增长6%。\n") == []
    assert reader.echoed


def test_a_reply_that_goes_round_in_circles_is_not_read_on() -> None:
    reader = ReplyReader(COUNT)
    drafts = [draft for _ in range(10) for draft in reader.feed("GDP增长6%。[1]\n")]
    assert drafts == [DraftStatement("GDP增长6%。", (1,))]
    assert reader.ended


def test_a_sentence_without_an_end_is_not_read_on() -> None:
    reader = ReplyReader(COUNT)
    assert [*reader.feed("增长" * 5_000), *reader.close()] == []
    assert reader.ended


def test_a_long_list_is_cut_off() -> None:
    assert len(read_reply("\n".join(f"第{n}件事。[1]" for n in range(50)), COUNT)) == MOST


def test_each_statement_is_given_as_soon_as_it_is_complete() -> None:
    reader = ReplyReader(COUNT)
    given = [
        [draft.text for draft in reader.feed(piece)] for piece in ("GDP增长", "6%。", "[1", "]", "外", "贸3%\n", "。")
    ]
    assert given == [[], [], [], [], ["GDP增长6%。"], ["外贸3%。"], []]


@given(replies, st.lists(st.integers(1, 7), min_size=1, max_size=8))
@settings(max_examples=100)
def test_how_a_reply_is_cut_into_pieces_changes_nothing(reply: str, sizes: list[int]) -> None:
    reader = ReplyReader(COUNT)
    drafts: list[DraftStatement] = []
    at = turn = 0
    while at < len(reply):
        size = sizes[turn % len(sizes)]
        drafts += reader.feed(reply[at : at + size])
        at, turn = at + size, turn + 1
    assert drafts + reader.close() == read_reply(reply, COUNT)


def test_a_mark_with_emphasis_in_it_is_a_mark() -> None:
    assert read_reply("新建小学两所[1*]。", COUNT) == [DraftStatement("新建小学两所。", (1,))]
    assert read_reply("[0*]", COUNT) == []


@given(st.one_of(st.text(), replies))
@settings(max_examples=100)
def test_no_text_is_too_odd_to_be_read(reply: str) -> None:
    for draft in read_reply(reply, COUNT):
        assert not ANY_MARK.search(draft.text)
        assert not set(draft.text) & {"\n", "\r", "\u202e", "\0"}
        assert all(1 <= number <= COUNT for number in draft.numbers)


@given(
    st.recursive(
        st.none() | st.integers() | st.text(max_size=9), lambda v: st.lists(v) | st.dictionaries(st.text(max_size=4), v)
    )
)
@settings(max_examples=60)
def test_any_json_is_read(value: object) -> None:
    assert all(draft.text for draft in read_reply(json.dumps(value), COUNT))


@pytest.mark.parametrize(
    "piece", ["[", "(", "<", "[1", "根据", "[资料", " ", "，", "[1,", "（见", "¹", "1. ", '{"a":', "<think", "来源 "]
)
def test_reading_takes_time_linear_in_the_length(piece: str) -> None:
    started = time.process_time()
    read_reply(piece * 3_000, COUNT)
    assert time.process_time() - started < 2.0


def test_deeply_nested_json_is_left_out() -> None:
    assert read_reply("[" * 9_000, COUNT) == []
    assert read_reply('{"a":' * 9_000, COUNT) == []
