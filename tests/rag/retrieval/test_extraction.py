"""The clauses that answer: always the report's own words, and as many as make sense alone."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rag.documents.snapshot import CorpusSnapshot
from rag.retrieval.extraction import Extract, extract, extract_front
from rag.retrieval.query import read
from rag.retrieval.ranking import weigh, worded
from rag.retrieval.segments import REACH
from rag.types import Question, SentenceKind
from tests.fakes import make_candidate, make_scoped, make_version

HEAD = "某区2025年政府工作报告\n\n各位代表:\n一、2024年工作回顾\n"


def extract_from(sentence: str, question: str, scores: dict[int, float]) -> tuple[CorpusSnapshot, Extract]:
    """From the last prose sentence of a report, the clauses of which scored so."""
    version = make_version(f"{HEAD}过去一年不平凡。\n{sentence}\n")
    ordinal = max(i for i, at in enumerate(version.order) if version.sentence(at).kind is SentenceKind.PROSE)
    (query,) = read(Question(question))
    held = len(version.sentence(version.order[ordinal]).clauses)
    clauses = tuple((index, score) for index, score in scores.items() if index < held)
    found = make_candidate(version, ordinal, clauses)
    corpus = make_scoped(version)
    return version, extract(query, weigh(worded(query, corpus), "", corpus.lexical), version, found)


def said(sentence: str, question: str, scores: dict[int, float] | None = None) -> str:
    return extract_from(sentence, question, scores or {})[1].text


PIECES = ["预计全年", "GDP增长6%", "增长3%", "其中", "改造14个老旧小区", "惠及居民5485户", "计划", "😀", "稳居全省前列"]


@given(
    st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from([",", "，", ";", "；"])), min_size=1, max_size=9),
    st.sampled_from(["GDP增长多少", "谁的小区", "哪些小区", "居民多少户", "?"]),
    st.dictionaries(st.integers(0, 8), st.floats(0, 1), max_size=4),
)
@settings(max_examples=80, deadline=None)
def test_an_extract_is_a_stretch_of_its_sentence(
    pieces: list[tuple[str, str]], question: str, scores: dict[int, float]
) -> None:
    """It begins and ends with a clause, its text ends with the words of its span, and grows to REACH at most."""
    sentence = "".join(part for piece in pieces for part in piece)[:-1] + "。"
    version, found = extract_from(sentence, question, scores)
    held = version.sentence(version.order[found.ordinal])
    words = found.span.of(version.reports[0].text)
    assert held.start <= found.span.start < found.span.end <= held.end
    assert found.span.start in {clause.start for clause in held.clauses}
    assert found.span.end in {clause.end for clause in held.clauses}
    assert found.text.endswith(words)
    assert found.text.removesuffix(words) in ("", "预计", "计划")


def test_only_the_clause_that_answers_is_said() -> None:
    """The others are on other things."""
    sentence = "新建小学2所，新增停车泊位5447个，成立医疗集团。"
    assert said(sentence, "新增停车泊位多少个", {1: 0.9}) == "新增停车泊位5447个"


def test_the_next_indicator_of_a_row_is_left_out() -> None:
    """It is as near in meaning and gives a number too, and is not what was asked for."""
    sentence = "全年GDP增长6%左右;规上工业增加值增长12%左右;固定资产投资增长10%。"
    found = said(sentence, "规上工业增加值涨了多少", {0: 0.9, 1: 0.92, 2: 0.91})
    assert found == "规上工业增加值增长12%左右"


def test_a_time_that_is_asked_for_is_taken_in() -> None:
    """What is to be ready is told first, and when a clause later."""
    sentence = "推进办公点改造，预计明年春节后投入使用。"
    assert said(sentence, "办公点什么时候能用", {0: 0.9}) == "推进办公点改造，预计明年春节后投入使用"


def test_a_leaning_clause_takes_its_subject() -> None:
    """增长3% says nothing without what grew."""
    sentence = "新建小学2所，外贸进出口总额2.16亿美元，增长3%，新增学位2400个。"
    assert said(sentence, "增幅是几", {2: 0.9}) == "外贸进出口总额2.16亿美元，增长3%"


def test_what_leans_on_the_answer_is_taken_in() -> None:
    """How far it grew belongs to how much it was."""
    sentence = "新建小学2所，改造老旧小区14个，惠及居民5485户，新增学位2400个。"
    assert said(sentence, "老旧小区改造几个", {1: 0.9}) == "改造老旧小区14个，惠及居民5485户"


def test_nothing_leans_over_a_semicolon() -> None:
    """A segment after it has its own subject."""
    sentence = "固定资产投资增长10%；增长3%的是外贸进出口。"
    assert said(sentence, "外贸进出口增长多少", {1: 0.9}) == "增长3%的是外贸进出口"


def test_leaning_stops_at_reach() -> None:
    """A long subject is left out rather than drown the answer."""
    subject = "深入推进" + "高" * REACH
    assert said(f"{subject}，增长3%。", "增幅是几", {1: 0.9}) == "增长3%"


@given(st.integers(10, 80), st.integers(1, 6))
@settings(max_examples=30, deadline=None)
def test_widening_respects_reach(length: int, leaning: int) -> None:
    """However many clauses lean: beyond REACH there is only what was the answer before."""
    clauses = [f"改造老旧小区{'大' * length}", *(f"惠及居民{n}00户" for n in range(1, leaning + 1))]
    text = said("，".join(clauses) + "。", "惠及居民100户吗", {1: 0.95})
    assert len(text) <= REACH


@pytest.mark.parametrize("modal", ["预计", "力争", "计划"])
def test_an_intention_governs_the_later_segments(modal: str) -> None:
    """What is only expected is never told as a fact."""
    sentence = f"{modal}全年生产总值增长6%；固定资产投资增长10%；外贸增长3%。"
    assert said(sentence, "固定资产投资增长多少", {1: 0.9}) == f"{modal}固定资产投资增长10%"


def test_an_intention_is_not_said_twice() -> None:
    """Where the extract opens with it, or with one of its own."""
    sentence = "预计全年生产总值增长6%；力争固定资产投资增长10%。"
    assert said(sentence, "生产总值增长多少", {0: 0.9}) == "预计全年生产总值增长6%"
    assert said(sentence, "固定资产投资增长多少", {1: 0.9}) == "力争固定资产投资增长10%"


def front(text: str, words: str) -> str:
    version = make_version(text)
    ordinal = next(i for i, at in enumerate(version.order) if words in version.passage(at, 0.0).text)
    return extract_front(version, ordinal).text


def test_a_row_of_the_metadata_table_is_read_as_labels_and_values() -> None:
    """Blanks inside a label are typography; an empty cell says nothing."""
    text = f"| 索 引 号: | K1/2025 | 组配分类: | 政府工作报告 |\n| 文 号: | 无 | |\n{HEAD}很好。\n"
    assert front(text, "K1/2025") == "索引号:K1/2025；组配分类:政府工作报告"
    assert front(text, "无") == "文号:无"


def test_a_line_broken_in_the_source_is_joined() -> None:
    """Without the dashes before it."""
    text = f"{HEAD[:14]}\n——2024年12月23日在某区第十五届\n人民代表大会第五次会议上\n区长 张三\n各位代表:\n很好。\n"
    shown = front(text, "2024年12月23日")
    assert shown.startswith("2024年12月23日在某区第十五届人民代表大会第五次会议上")
    assert not re.search(r"\n", shown)


def test_a_number_asked_for_is_taken_in_with_its_subject() -> None:
    """It stands a clause after the words of the question; nothing is taken in where none follows."""
    assert (
        said("清理规范节庆、论坛,各类活动压减75%,得到企业和群众好评。", "节庆论坛清理了百分之几")
        == "清理规范节庆、论坛,各类活动压减75%"
    )
    assert said("清理规范节庆、论坛,得到企业和群众好评。", "节庆论坛清理了百分之几") == "清理规范节庆、论坛"


def test_a_number_too_far_from_its_subject_is_told_by_its_own_clause() -> None:
    """两大 counts the makers, and is no figure of the output."""
    told = said(
        "乳业要提升竞争力，支持两大乳企推进全球化战略，优化产品结构，加快布局奶酪、乳清、乳铁蛋白等精深加工产业，"
        "扩大奶粉、酸奶、冰品市场份额，力争乳业产业链产值突破2500亿元。",
        "乳业产业链要到多少产值",
        {0: 0.9, 1: 0.9},
    )
    assert told.endswith("产值突破2500亿元")


def test_a_rank_is_told_in_words() -> None:
    assert said("举办惠民演出6000余场，女排勇夺世俱杯亚军。", "女排去年世俱杯打了第几名") == "女排勇夺世俱杯亚军"
