"""What is known of a sentence as an answer, and the order that comes of it."""

from __future__ import annotations

import pytest

from rag.index.vector_search import Hit
from rag.learned.logistic import sigmoid
from rag.retrieval.calibration import CALIBRATION
from rag.retrieval.query import Query, read
from rag.retrieval.ranking import Candidate, RankingFeatures, rank, weigh, worded
from rag.types import Question
from tests.fakes import make_scoped, make_version

VERSION = make_version()
CORPUS = make_scoped(VERSION)


def weighed(query: Query) -> dict[str, float]:
    return weigh(worded(query, CORPUS), query.fresh, CORPUS.lexical)


def ordinal_of(words: str) -> int:
    """Of the sentence that holds the words."""
    return next(i for i, at in enumerate(VERSION.order) if words in VERSION.passage(at, 0.0).text)


def ranked(text: str, years: tuple[int, ...] = (), hits: tuple[Hit, ...] = ()) -> list[Candidate]:
    """By its words alone, unless hits are given."""
    (query,) = read(Question(text))
    return rank(query, weighed(query), make_scoped(VERSION, years), hits)


def features(text: str, words: str, years: tuple[int, ...] = ()) -> RankingFeatures:
    """Of the sentence that holds ``words`` as an answer to the question."""
    at = ordinal_of(words)
    hits = (Hit(at, 0, 0.9), Hit(ordinal_of("予审议"), 0, 0.5))
    return next(c.features for c in ranked(text, years, hits) if c.ordinal == at)


def test_candidates_come_best_first() -> None:
    """By log-odds that are the calibrated sum of the features, each once."""
    found = ranked("新建小学几所", hits=(Hit(ordinal_of("新建小学"), 0, 0.9), Hit(ordinal_of("团结奋进"), 1, 0.8)))
    assert [c.logit for c in found] == sorted((c.logit for c in found), reverse=True)
    assert len({c.ordinal for c in found}) == len(found)
    assert all(c.logit == CALIBRATION.relevance.logit(c.features) for c in found)
    assert all(c.probability == sigmoid(c.logit) for c in found)


def test_the_sentence_that_holds_the_words_comes_first() -> None:
    """Without any vector."""
    assert ranked("新建小学几所")[0].ordinal == ordinal_of("新建小学")


def test_a_sentence_is_found_by_its_vector_alone() -> None:
    """Though it holds no word of the question; its clauses are kept, best first."""
    at = ordinal_of("老旧小区")
    hits = (Hit(at, 0, 0.7), Hit(at, 1, 0.9), Hit(ordinal_of("予审议"), 0, 0.1))
    found = ranked("Wohnungen", hits=hits)
    assert found[0].ordinal == at
    assert found[0].clauses == ((1, 0.9), (0, 0.7))


def test_meaning_is_measured_from_the_last_hit() -> None:
    """0 for a sentence found by its words alone, as for the last hit."""
    last = ordinal_of("予审议")
    found = {c.ordinal: c for c in ranked("新建小学", hits=(Hit(ordinal_of("老旧"), 0, 0.9), Hit(last, 0, 0.4)))}
    assert found[last].features.meaning == found[ordinal_of("新建小学")].features.meaning == 0
    assert found[ordinal_of("老旧")].features.meaning > 0


@pytest.mark.parametrize(
    ("years", "words", "agreement"),
    [
        ((), "5.8%", 0),
        ((2024,), "5.8%", 1),
        ((2025,), "5.8%", -1),
        ((2025,), "GDP增长6%", 1),
        ((2024, 2025), "GDP增长6%", 1),
        ((2030,), "GDP增长6%", -1),
        ((2024,), "予审议", 0),
    ],
)
def test_the_year_of_its_section_agrees_or_does_not(years: tuple[int, ...], words: str, agreement: float) -> None:
    """Front matter and an opening are on no year; a question without a year agrees with all."""
    assert features("增长多少", words, years).year == agreement


def test_a_sentence_may_name_another_year_than_its_section() -> None:
    """今年 in a review of 2024; but not as what something is held against."""
    version = make_version(
        "某区2025年政府工作报告\n\n各位代表:\n一、2024年工作回顾\n今年有17万大学生毕业。\n新建小学2所,较今年计划多。\n"
    )
    (query,) = read(Question("今年大学生毕业多少"))
    found = rank(query, {"大学": 1.0, "小学": 1.0}, make_scoped(version, (2025,)), ())
    assert [c.features.year for c in found if c.features.words] == [1.0, -1.0]


@pytest.mark.parametrize(
    ("text", "words", "tense"),
    [
        ("计划增长多少", "GDP增长6%", 1),
        ("计划增长多少", "5.8%", -1),
        ("增长了多少", "5.8%", 1),
        ("增长多少", "5.8%", 0),
    ],
)
def test_a_target_is_looked_for_in_the_plan_and_a_result_in_the_review(text: str, words: str, tense: float) -> None:
    """Where the question says which; else the section does not matter."""
    assert features(text, words).tense == tense


def test_a_year_asked_for_outweighs_the_tense() -> None:
    """计划 with 2024年 asks for what was planned for 2024."""
    assert features("2024年计划增长多少", "5.8%", (2024,)).tense == 0


@pytest.mark.parametrize(
    ("text", "words", "figure", "unit"),
    [
        ("新建几所小学", "新建小学", 1, 1),
        ("有多少家企业", "新建小学", 1, -1),
        ("有多少家企业", "专精特新", 1, 1),
        ("团结奋进了多少", "团结奋进", -1, 0),
        ("团结奋进了吗", "团结奋进", 0, 0),
    ],
)
def test_a_question_for_a_number_wants_one_in_its_unit(text: str, words: str, figure: float, unit: float) -> None:
    """Without a unit any number does; without a number asked for it does not matter."""
    found = features(text, words)
    assert (found.figure, found.unit) == (figure, unit)


@pytest.mark.parametrize(
    ("text", "literal"), [("2400个学位是真的吗", 1), ("999个学位是真的吗", -1), ("学位有吗", 0), ("“学位2400”", 1)]
)
def test_numbers_and_quoted_terms_of_the_question_are_looked_for(text: str, literal: float) -> None:
    """As they are written."""
    assert features(text, "新建小学").literal == literal


@pytest.mark.parametrize(("text", "items"), [("有哪些学校", 1), ("有没有学校", 0)])
def test_a_question_for_the_members_of_a_list_wants_an_enumeration(text: str, items: float) -> None:
    """小学2所、幼儿园3所 is one."""
    assert features(text, "新建小学").items == items


def test_headings_and_front_matter_are_marked() -> None:
    """Front matter is none to avoid where a name is asked for."""
    assert features("民生福祉", "得到新改善").heading == 1
    assert features("政府工作", "某区2025年").front == 1
    assert features("谁的政府工作", "某区2025年").front == 0


def test_years_weigh_nothing_as_words() -> None:
    """They are a property of the section, and stand in many sentences by chance."""
    (query,) = read(Question("2024年新建小学"))
    assert set(weighed(query)) == set(weighed(read(Question("新建小学"))[0]))


def test_common_words_weigh_less_than_rare_ones() -> None:
    """多少 is in most questions."""
    (query,) = read(Question("新增学位多少"))
    weights = weighed(query)
    assert weights["多少"] < weights["学位"]


def test_the_words_of_an_ellipsis_outweigh_those_it_leans_on() -> None:
    """GDP was the question before; its words are still there for what they say besides."""
    (query,) = read(Question("那小学呢", ("GDP目标是增长多少",)))
    weights = weighed(query)
    assert weights["小学"] > 5 * max(weight for gram, weight in weights.items() if gram != "小学")
    assert weights["gd"] > 0
    assert rank(query, weights, CORPUS, ())[0].ordinal == ordinal_of("新建小学")


def test_a_question_that_nothing_is_like_finds_nothing() -> None:
    """No hit, no shared word, no candidate."""
    assert ranked("Zebra") == []


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("地区生产总值目标是多少", "gdp目标是多少"),
        ("GDP目标是多少", "gdp目标是多少"),
        ("What is the GDP growth target?", "gdp"),
    ],
)
def test_a_term_is_searched_for_in_the_form_that_the_corpus_uses(asked: str, told: str) -> None:
    """The report of the test says GDP in its plan, and 地区生产总值 in its review."""
    (query,) = read(Question(asked))
    assert told in worded(query, CORPUS) or "生产总值" in worded(query, CORPUS)
