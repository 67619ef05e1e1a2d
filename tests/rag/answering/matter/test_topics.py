"""A matter as a whole, told in statements."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from rag.engine import Answerer
from rag.types import Question
from tests.corpora import opened_answerer

PROBLEMS = (
    "我们也清醒看到，发展中还存在一些问题和不足：经济总量还不够大，新兴产业比重不高，重大项目偏少，"
    "教育、医疗等优质供给有待提高，生态环境治理任务依然繁重，少数干部作风不够扎实。"
)
REPORT = f"""湖山区2025年政府工作报告

各位代表:
一、2024年工作回顾
新建小学两所，新增学位1200个。
{PROBLEMS}
二、2025年工作安排
优化教育资源布局，以优质均衡为目标，开工建设湖滨中学，建成城南小学、河西幼儿园，推进湖东、花园、南山三所学校开园办学，完善集团化办学的办法。
"""


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    with opened_answerer(tmp_path_factory.mktemp("home"), REPORT) as opened:
        yield opened


@pytest.mark.parametrize("question", ["发展中还存在哪些问题和不足？", "报告说了哪些不足？"])
async def test_what_a_colon_announces_is_told_whole(question: str, answerer: Answerer) -> None:
    answer = await answerer.answer(Question(question))
    assert "重大项目偏少" in answer.text
    assert "作风不够扎实" in answer.text


async def test_one_item_of_the_list_is_told_alone(answerer: Answerer) -> None:
    """The question names it, and not what the colon announces."""
    answer = await answerer.answer(Question("生态环境治理怎么样"))
    assert "作风" not in answer.text


async def test_what_is_planned_is_not_cut_to_the_clause_that_names_the_matter(answerer: Answerer) -> None:
    answer = await answerer.answer(Question("今年教育有什么安排"))
    assert "建成城南小学、河西幼儿园" in answer.text
