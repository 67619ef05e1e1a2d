"""What a claim adds up is added up from the figures of the report, and told with the calculation."""

from __future__ import annotations

from typing import Any

import pytest

from bot.core.documents.json_documents import verification_document
from bot.core.verification_answer import as_answer
from bot.texts import ZH
from rag.verification import service
from rag.verification.derived import decision
from rag.verification.derived.sum_parsing import read_sum
from rag.verification.reading import Claimed, read_claim
from rag.verification.search import Haul, search
from rag.verification.service import Finding
from tests.fakes import FakeAnswerer, FakeCorpus, Served, make_version

TEXT = """某省2025年政府工作报告

一、2024年工作回顾
办理人大代表建议246件、政协委员提案330件。新建高标准农田252万亩、改造提升43万亩。
完成“保交楼”项目198个20.1万套、“保交房”项目561个10.3万套。改造老旧小区118个。
新建学校40所，其中小学15所。粮食产量超过500万吨，水果产量约200万吨。新增科技型企业120家，科技型企业总数达900家。
电子信息、高端装备制造、现代消费品营业收入分别达到2000亿元、1800亿元、1400亿元。
二、2025年工作安排
改造老旧小区70个。
"""
VERSION = make_version(TEXT, "某省2025年政府工作报告")


def finding(claim: str) -> Finding:
    return FakeAnswerer(corpus=FakeCorpus(Served(VERSION))).verify(claim).findings[-1]


@pytest.mark.parametrize(
    ("claim", "calculation"),
    [
        ("去年办理的人大代表建议和政协委员提案一共576件", "246+330=576"),
        ("去年新建和改造提升高标准农田共295万亩", "252+43=295"),
        ("保交楼和保交房合计30.4万套", "20.1+10.3=30.4"),
        ("保交楼、保交房项目加起来759个", "198+561=759"),
        ("去年和今年改造老旧小区总共188个", "118+70=188"),
        ("保交楼、保交房项目两样加一块是759个", "198+561=759"),
        ("电子信息、高端装备、现代消费品三个产业营收加一块5200亿", "2000+1800+1400=5200"),
    ],
)
def test_a_true_sum_agrees_and_shows_how(claim: str, calculation: str) -> None:
    found = finding(claim)
    assert (found.verdict, found.calculation) == ("agrees", calculation)


def test_the_calculation_is_shown() -> None:
    verified = FakeAnswerer(corpus=FakeCorpus(Served(VERSION))).verify("保交楼和保交房合计32.4万套")
    assert as_answer(verified, ZH).text == "“保交楼和保交房合计32.4万套”：不一致，按报告的数字，20.1+10.3=30.4。[1]"


def test_a_sum_over_two_sentences_cites_both() -> None:
    verified = FakeAnswerer(corpus=FakeCorpus(Served(VERSION))).verify("去年和今年改造老旧小区总共188个")
    answer = as_answer(verified, ZH)
    assert answer.text.endswith("118+70=188。[1][2]")
    marks = [mark for citation in answer.citations for mark in citation.highlights]
    assert [VERSION.reports[0].text[mark.start : mark.end] for mark in marks] == ["118个", "70个"]
    claim = verification_document(verified, None).claims[0]
    assert (claim.calculation, [one.quote for one in claim.further]) == ("118+70=188", ["改造老旧小区70个。"])


def test_a_sum_within_a_sentence_marks_its_figures_there() -> None:
    found = finding("去年办理的人大代表建议和政协委员提案一共576件")
    assert found.citation
    marks = [VERSION.reports[0].text[mark.start : mark.end] for mark in found.citation.highlights]
    assert (marks, found.further) == (["246件", "330件"], ())


@pytest.mark.parametrize(
    "claim",
    [
        "去年办理的人大代表建议和政协委员提案一共586件",
        "保交楼和保交房合计32.4万套",
        "去年和今年改造老旧小区总共198个",
        "电子信息、高端装备、现代消费品三个产业营收加一块超过6000亿",
    ],
)
def test_another_total_differs(claim: str) -> None:
    found = finding(claim)
    assert (found.verdict, found.aspect) == ("differs", "sum")


@pytest.mark.parametrize(
    "claim",
    [
        pytest.param("去年办理的人大代表建议和信访件一共676件", id="an operand that is not told"),
        pytest.param("电子信息、高端装备、现代消费品三个产业利润加一块5200亿", id="what is told of each is another"),
        pytest.param("去年新建学校和医院一共158所", id="figures that make up the total only by chance"),
        pytest.param("去年新建学校和小学一共55所", id="a part and its whole"),
        pytest.param("去年粮食和水果产量合计705万吨", id="near what is told with 超过 and 约"),
        pytest.param("去年新增高新技术企业和科技型企业共210家", id="an operand that is not told, of a like name"),
    ],
)
def test_what_cannot_be_added_up_is_not_decided(claim: str) -> None:
    assert finding(claim).verdict in ("unclear", "not_in_report")


def test_one_text_costs_no_more_searches_than_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    searched: list[str] = []

    def counted(claimed: Claimed, *rest: Any) -> Haul:
        searched.append(claimed.text)
        return search(claimed, *rest)

    monkeypatch.setattr(decision, "search", counted)
    text = "".join(
        f"去年{name}人员和{name}车辆、{name}房屋一共{number}个。"
        for number, name in enumerate("甲乙丙丁戊己庚辛壬癸", 30)
    )
    found = FakeAnswerer(corpus=FakeCorpus(Served(VERSION))).verify(text)
    assert len(searched) <= len(found.findings) + service.MOST_SIDES


@pytest.mark.parametrize(
    ("claim", "operands"),
    [
        ("去年改造燃气管道和供水管道合计100公里", [("改造燃气管道", 2024), ("供水管道", 2024)]),
        ("去年和今年改造老旧小区共188个", [("改造老旧小区", 2024), ("改造老旧小区", 2025)]),
        ("这两年改造老旧小区共188个", [("改造老旧小区", 2024), ("改造老旧小区", 2025)]),
    ],
)
def test_operands_have_words_and_a_year(claim: str, operands: list[tuple[str, int]]) -> None:
    report = VERSION.reports[0]
    adds = read_sum(read_claim(claim, report), report)
    assert adds is not None
    assert [(operand.words, operand.year) for operand in adds.operands] == operands


@pytest.mark.parametrize(
    "claim",
    ["去年全省共新增企业100家", "中国共产党成立100周年", "城乡居民收入增速和物价涨幅合计9%", "公共图书馆和博物馆300个"],
)
def test_nothing_else_is_a_sum(claim: str) -> None:
    report = VERSION.reports[0]
    assert read_sum(read_claim(claim, report), report) is None
