"""Questions on the report itself: who gave it, when, to which assembly, under which number."""

from __future__ import annotations

import pytest

from rag.answering.metadata_questions import find_particulars, find_titles
from rag.documents.loader import load_report
from rag.documents.snapshot import CorpusSnapshot
from rag.documents.structure.outline import make_outline
from tests.paths import SEED

REPORT = load_report(SEED)
VERSION = CorpusSnapshot("v1", (REPORT,), (make_outline(REPORT),))


def told(question: str) -> str:
    """The front matter that tells it, empty if the question is none on the report itself."""
    return "\n".join(VERSION.passage(at, 0.0).text for at in find_particulars(question, VERSION, (0,)))


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("这份报告是谁作的", "马鑫"),
        ("报告人是谁", "马鑫"),
        ("谁代表区政府作的报告", "马鑫"),
        ("Who gave this report?", "马鑫"),
        ("区长叫什么名字", "马鑫"),
        ("Who is the district head?", "马鑫"),
        ("报告是什么时候作的", "2024年12月23日"),
        ("作报告的日期", "2024年12月23日"),
        ("报告是哪一天作的", "2024年12月23日"),
        ("When was the report delivered?", "2024年12月23日"),
        ("On what date was the government work report given?", "2024年12月23日"),
        ("报告是在第几次会议上作的", "第五次会议"),
        ("At which session was the report given?", "第五次会议"),
        ("索引号是多少", "K16385692/202501-00009"),
        ("What is the index number?", "K16385692/202501-00009"),
        ("发布机构是哪里", "雨山区政府(政府办公室)"),
        ("Who is the publishing body?", "雨山区政府(政府办公室)"),
    ],
)
def test_facts_on_the_report_are_found_in_its_front_matter(question: str, words: str) -> None:
    """In Chinese and in English."""
    assert words in told(question)


@pytest.mark.parametrize(
    "question",
    [
        "报告里说谁获得了银奖",
        "报告中提到的会议有哪些",
        "报告提到什么时候投入使用",
        "副区长叫什么名字",
        "区委书记是谁",
        "Who is the deputy district head?",
        "GDP增长多少",
        "When does the report say the park will open?",
        "人民代表大会的议案办理了几件",
        "区政务公开做得怎么样",
        "",
    ],
)
def test_a_question_on_what_the_report_says_is_none_on_the_report(question: str) -> None:
    """It goes the way of all others."""
    assert told(question) == ""


def test_only_the_asked_reports_tell() -> None:
    """None asked, none told."""
    assert find_particulars("报告人是谁", VERSION, ()) == []


def test_a_fact_is_told_once() -> None:
    """Though the table stands in the source in two forms."""
    assert told("索引号是多少").count("K16385692") == 1


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("知识库里有哪些报告", True),
        ("这里收录了哪几份政府工作报告？", True),
        ("现在能查什么报告", True),
        ("Which reports are there?", True),
        ("有哪些报告提到了养老", False),
        ("报告里有哪些文件", False),
        ("报告有什么内容", False),
    ],
)
def test_the_reports_there_are_are_told_by_their_titles(question: str, asked: bool) -> None:
    found = [VERSION.passage(at, 0.0).text for at in find_titles(question, VERSION)]
    assert bool(found) is asked
    assert all("政府工作报告" in words for words in found)
