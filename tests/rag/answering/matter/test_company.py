"""A sentence among its neighbours."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from rag.answering.matter.company import Company, companies
from rag.answering.matter.question_coverage import held_by
from rag.engine import Answerer
from rag.retrieval.pipeline import read_question
from rag.types import Question
from tests.corpora import opened_answerer

REPORT = """湖山区2025年政府工作报告

各位代表:
一、2024年工作回顾
新建养老服务站3个。
二、2025年工作安排
（一）办好养老服务
新建养老服务站5个，改造农贸市场、公共厕所、停车场、老旧小区。
请专业人员上门。
支持社会力量兴办养老机构。
（二）改善交通
新建公路3公里。
"""

WHOLE = """湖山区2025年政府工作报告

各位代表:
一、2024年工作回顾
（一）增进民生福祉
新建老年食堂3个，为老年人助餐10万人次。
建成社区日间照料中心5个，发放高龄津贴200万元。
（二）改善交通
新建公路3公里。
二、2025年工作安排
新建公路5公里。
"""


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    with opened_answerer(tmp_path_factory.mktemp("home"), REPORT) as opened:
        yield opened


@pytest.fixture(scope="module")
def english(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    with opened_answerer(tmp_path_factory.mktemp("home"), WHOLE) as opened:
        yield opened


def found(question: str, answerer: Answerer) -> dict[str, Company]:
    served = answerer.corpus.current
    reading = read_question(Question(question), served, answerer.corpus.embeddings)
    excerpts = [one.candidate.excerpt for one in reading.relevant]
    beside = companies(reading, served.version, held_by(excerpts, reading.weights))
    return {excerpt.words: company for excerpt, company in zip(excerpts, beside, strict=True)}


def test_a_sentence_knows_what_stands_around_it(answerer: Answerer) -> None:
    """请专业人员上门 shares no word with the question; its neighbours do, and so does its heading."""
    held = found("今年养老服务有什么安排", answerer)
    inside, outside = held["请专业人员上门。"], held["新建公路3公里。"]
    assert inside.holds == outside.holds == 0
    assert inside.around > outside.around
    assert inside.titled > outside.titled


def test_the_first_of_a_section_has_none_before_it(answerer: Answerer) -> None:
    held = found("今年养老服务有什么安排", answerer)
    assert held["新建公路3公里。"].before == held["新建公路3公里。"].after < held["请专业人员上门。"].before


def test_one_measure_among_several_is_told_apart(answerer: Answerer) -> None:
    held = found("今年养老服务有什么安排", answerer)
    several = next(company for words, company in held.items() if words.startswith("新建养老服务站5个"))
    assert several.spread < held["支持社会力量兴办养老机构。"].spread
    assert several.enumerated > 0


def test_plans_agree_with_a_question_on_plans(answerer: Answerer) -> None:
    held = found("今年打算怎么办好养老", answerer)
    assert held["支持社会力量兴办养老机构。"].planned_asked == 1.0
    assert found("养老服务做了什么", answerer)["新建养老服务站3个。"].planned_asked == 1.0


def test_an_english_question_is_named_in_words_or_in_a_heading(answerer: Answerer) -> None:
    held = found("What is planned for elderly care?", answerer)
    assert held["支持社会力量兴办养老机构。"].unnamed == 0
    assert held["请专业人员上门。"].unnamed == 0


def test_a_section_is_told_in_whole_in_english_too(english: Answerer) -> None:
    """日间照料中心 names nothing of the question; it stands beside what does, as 新建公路 does not."""
    held = found("How does the district care for old people?", english)
    assert held["建成社区日间照料中心5个，发放高龄津贴200万元。"].unnamed == 1
    assert not any(words.startswith("新建公路") for words in held)
