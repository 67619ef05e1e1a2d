"""A cited sentence is shown in the paragraph it stands in, and the paragraphs around it can be read."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.citation_status import CitationStatus, find_paragraph, find_standing
from bot.core.permalinks import Account
from bot.telegram.message_builder import MAX_TEXT, utf16_length
from bot.telegram.views.actions import OpenSource
from bot.telegram.views.source import render_source
from bot.texts import ZH
from rag.documents.snapshot import CorpusSnapshot
from tests.fakes import TEXT, make_version

VERSION = make_version()
LINES = [line for line in TEXT.splitlines() if line.strip()]


def standing(words: str, version: CorpusSnapshot = VERSION) -> CitationStatus:
    """The sentence that holds the words."""
    at = version.reports[0].text.index(words)
    number = next(s.id for s in version.outlines[0].sentences if s.start <= at < s.end)
    found = find_standing(number, None, version)
    assert found
    return found


def test_the_paragraph_is_the_whole_line_and_the_cited_words_are_the_sentence() -> None:
    paragraph = find_paragraph(standing("新增学位"))
    assert paragraph is not None
    assert paragraph.text == next(line for line in LINES if "新增学位" in line)
    assert [span.of(paragraph.text) for span in paragraph.cited] == ["新建小学2所、幼儿园3所,新增学位2400个。"]


def test_a_sentence_over_two_lines_shows_both() -> None:
    text = "标题\n\n一、回顾\n前一句。这句话在行尾\n断开了。后一句。\n"
    version = make_version(text)
    start, end = text.index("这句话"), text.index("后一句")
    broken = replace(version.outlines[0].sentences[-1], id="abcdefghijkl", start=start, end=end)
    joined = replace(version, outlines=(replace(version.outlines[0], sentences=(broken,)),))
    paragraph = find_paragraph(standing("这句话", joined))
    assert paragraph is not None
    assert paragraph.text == "前一句。这句话在行尾\n断开了。后一句。"
    assert (paragraph.has_previous, paragraph.has_next) == (True, False)


def test_all_paragraphs_can_be_reached_and_none_beyond() -> None:
    """The buttons end where the report does."""
    first = standing(LINES[0])
    walked = [find_paragraph(first, shift) for shift in range(len(LINES) + 1)]
    assert [p.text for p in walked if p] == LINES
    assert [(p.has_previous, p.has_next) for p in walked if p][:: len(LINES) - 1] == [(False, True), (True, False)]
    assert walked[-1] is None
    assert find_paragraph(first, -1) is None


def test_neighbours_stand_under_their_own_section() -> None:
    target = standing("主要预期目标")
    after, before = find_paragraph(target, 1), find_paragraph(target, -2)
    assert after is not None
    assert before is not None
    assert after.section == ("二、2025年工作安排", "(一)聚焦产业强区。")
    assert before.section[0] == "一、2024年工作回顾"


def test_an_unknown_sentence_has_no_place() -> None:
    assert find_standing("abcdefghijkl", None, VERSION) is None


@settings(max_examples=50, deadline=None)
@given(st.integers(1, 2000), st.sampled_from(["字", "😀", "，", "甲乙，", "𠮷。"]))
def test_a_paragraph_of_any_length_fits_into_a_message_with_its_cited_words(times: int, filler: str) -> None:
    version = make_version(f"标题\n\n一、回顾\n{filler * times}\n目标是GDP增长6%。{filler * times}\n")
    found = standing("目标是GDP", version)
    paragraph = find_paragraph(found)
    assert paragraph is not None
    message = render_source(
        found, paragraph, OpenSource("abcdefghijkl"), 1, ZH, Account("wenbao_test_bot", has_inline=True)
    )
    assert utf16_length(message.text) <= MAX_TEXT
    assert "目标是GDP增长6%。" in message.text
