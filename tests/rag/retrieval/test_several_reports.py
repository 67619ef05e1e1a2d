"""Several reports at once: a question is answered from the report it is on, and says which that is."""

from __future__ import annotations

import asyncio
import io
import re
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.cli.chat.loop import ChatLoop
from bot.cli.output.console import Screen
from bot.cli.output.session import Session
from bot.core.answer_text import said
from bot.texts import ZH
from rag.corpus.service import CorpusService
from rag.engine import Answerer
from rag.index.builder import build
from rag.retrieval.pipeline import read_question
from rag.settings import CorpusSettings
from rag.types import Answer, Question, Status

YUSHAN = """雨山区2025年政府工作报告
一、2024年工作回顾
全年GDP增长6%左右,固定资产投资增长10%。新建口袋公园8处。改造老旧小区14个,惠及居民5485户。粮食产量稳定在3.2万吨。
深入推进“一网通办”,高频事项全程网办率达95%。完成第五次经济普查。空气质量优良天数比例83.1%。
二、2025年工作安排
主要预期目标是:GDP增长6.2%,固定资产投资增长7%,新增城镇就业4000人。开工建设梅山小学。持续加强基层治理,深化信访工作法治化。
新建充电桩200个。大力弘扬优秀传统文化,办好群众性文体活动。严守耕地保护红线,建设高标准农田1800亩。
"""
YUSHAN_BEFORE = """雨山区2024年政府工作报告
一、2023年工作回顾
全年GDP增长5.5%左右,固定资产投资增长8%。新建口袋公园5处。建成梅山污水处理厂。举办广场舞大赛12场。
新增专精特新企业9家。完成区级机构改革。常态化开展扫黑除恶,命案全部侦破。农村卫生厕所普及率达98%。
二、2024年工作安排
主要预期目标是:GDP增长7%,固定资产投资增长9%,新增城镇就业3800人。新建停车泊位1200个。推进河长制,整治黑臭水体3条。
发展集成电路产业。加强学前教育,普惠园覆盖率达91%。完善社区养老,新建助餐点6个。
"""
HUASHAN = """花山区2025年政府工作报告
一、2024年工作回顾
全年GDP增长5.1%,固定资产投资增长4%。常住人口达到41.2万人。完成外贸进出口3.1亿美元。建成图书馆分馆2座。
新增高新技术企业33家。医保参保率达99%。整治餐饮油烟扰民76起。开通公交专线3条。
二、2025年工作安排
主要预期目标是:GDP增长8%,固定资产投资增长5%,新增城镇就业5200人。推动商圈改造。举办马拉松赛事。培育网络主播500名。
推进燃气管道更新42公里。完善退役军人服务。加强安全生产监管,不发生较大事故。
"""
NAMES = {text: text.split("\n", 1)[0] for text in (YUSHAN, YUSHAN_BEFORE, HUASHAN)}


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    folder = tmp_path_factory.mktemp("reports")
    for number, text in enumerate(NAMES):
        Path(folder / f"{number}.txt").write_text(text, encoding="utf-8")
    corpus = CorpusService(CorpusSettings(corpus_dir=folder, data_dir=tmp_path_factory.mktemp("data")), build)
    corpus.open()
    yield Answerer(corpus)
    corpus.close()


def test_a_chat_in_the_terminal_asks_the_report_it_chose(
    answerer: Answerer, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """By its number; until it chooses all again."""
    lines = "/reports\n/reports 3\nGDP目标是多少\n/reports 9\n/reports 0\n"
    monkeypatch.setattr("sys.stdin", io.StringIO(lines))
    with asyncio.Runner() as runner:
        ChatLoop(Session(answerer, runner, Screen(ZH, several_reports=True)), ZH).run()
    names = [report.name for report in answerer.corpus.current.version.reports]
    shown = capsys.readouterr().out
    listed = f"✓ 0 {ZH.all_reports}\n" + "".join(f"  {n} {name}\n" for n, name in enumerate(names, 1))
    chosen = listed.replace("✓ 0", "  0").replace("  3 ", "✓ 3 ")
    first, answered, last = re.split(rf"{re.escape(chosen)}{re.escape(ZH.terminal_reports)}\n", shown)
    assert first == last == f"{listed}{ZH.terminal_reports}\n"
    assert [name for name in names if name in answered] == [names[2]]


def cited(answer: Answer) -> list[str]:
    return [citation.report for citation in answer.citations]


@pytest.mark.parametrize("text", ["雨山区常住人口多少人", "雨山区2024年常住人口达到多少万人", "雨山区有多少常住人口"])
async def test_what_only_another_region_gives_is_not_in_the_report(answerer: Answerer, text: str) -> None:
    """The words are all there, in the other region's report."""
    answer = await answerer.answer(Question(text))
    assert answer.status is not Status.ANSWERED
    found = {passage.report for passage in answerer.search(Question(text), 20)}
    assert found <= {NAMES[YUSHAN], NAMES[YUSHAN_BEFORE]}


async def test_an_answer_names_the_region_where_there_are_several(answerer: Answerer) -> None:
    """花山区's figure, said to be 花山区's."""
    answer = await answerer.answer(Question("花山区2024年常住人口达到多少"))
    assert answer.text.startswith("花山区：")
    assert cited(answer) == [NAMES[HUASHAN]]


async def test_the_report_that_the_chat_chose_is_the_one_asked(answerer: Answerer) -> None:
    """No region in the question: the chosen report decides."""
    found = answerer.search(Question("GDP增长多少", report=NAMES[HUASHAN]), 20)
    assert {passage.report for passage in found} == {NAMES[HUASHAN]}


def told(answer: Answer) -> list[tuple[str, str]]:
    """For each statement what stands before it, and the first percentage in it."""
    return [tuple(re.findall(r"^.*?：|[\d.]+%", line)[:2]) for line in answer.text.split("\n")]  # type: ignore[misc]


async def test_two_regions_that_are_named_are_both_answered_for(answerer: Answerer) -> None:
    """Each from its own report, each said to be of its region."""
    answer = await answerer.answer(Question("2025年雨山区和花山区的GDP增长目标分别是多少"))
    assert told(answer) == [("雨山区2025年：", "6.2%"), ("花山区2025年：", "8%")]
    assert cited(answer) == [NAMES[YUSHAN], NAMES[HUASHAN]]


async def test_a_region_that_says_nothing_is_not_answered_for_by_the_other(answerer: Answerer) -> None:
    """常住人口 of both: 花山区 alone gives it."""
    answer = await answerer.answer(Question("雨山区和花山区2024年常住人口达到多少"))
    assert cited(answer) == [NAMES[HUASHAN]]
    assert answer.silent == ("雨山区",)
    assert ZH.silent_on.format(region="雨山区") in said(answer, ZH)


async def test_a_region_without_a_report_is_told_where_it_is_compared(answerer: Answerer) -> None:
    answer = await answerer.answer(Question("2025年花山区和博望区的GDP增长目标分别是多少"))
    assert cited(answer) == [NAMES[HUASHAN]]
    assert (answer.missing, answer.silent) == (("博望区",), ())
    assert ZH.no_report_on.format(region="博望区") in said(answer, ZH)


@pytest.mark.parametrize(
    ("text", "report", "said"),
    [
        ("雨山区今年GDP增长目标是多少", YUSHAN, ("雨山区2025年：", "6.2%")),
        ("雨山区去年GDP增长了多少", YUSHAN, ("雨山区2024年：", "6%")),
        ("雨山区去年的GDP增长目标是多少", YUSHAN_BEFORE, ("雨山区2024年：", "7%")),
        ("雨山区2023年GDP增长多少", YUSHAN_BEFORE, ("雨山区2023年：", "5.5%")),
        ("雨山区2024年政府工作报告里今年的GDP增长目标", YUSHAN_BEFORE, ("雨山区2024年：", "7%")),
        ("雨山区2024年政府工作报告里去年GDP增长了多少", YUSHAN_BEFORE, ("雨山区2023年：", "5.5%")),
    ],
)
async def test_the_report_that_tells_of_the_year_answers(
    answerer: Answerer, text: str, report: str, said: tuple[str, str]
) -> None:
    """Targets of a year from its own report, results from the next; 去年 of a report that is named is its own."""
    answer = await answerer.answer(Question(text))
    assert told(answer) == [said]
    assert cited(answer) == [NAMES[report]]


async def test_the_newest_report_answers_where_no_year_is_asked_for(answerer: Answerer) -> None:
    """But what it does not hold, the one before does, and the answer says of which year that is."""
    newest = await answerer.answer(Question("雨山区GDP增长目标是多少"))
    assert set(cited(newest)) == {NAMES[YUSHAN]}
    older = await answerer.answer(Question("雨山区要新建多少个停车泊位"))
    assert older.text == "雨山区2024年：新建停车泊位1200个。[1]"


async def test_targets_of_two_years_are_cited_from_two_reports(answerer: Answerer) -> None:
    """Not from the review of the one year and the plan of the other in one report."""
    answer = await answerer.answer(Question("雨山区去年和今年的GDP增长目标分别是多少"))
    assert told(answer) == [("雨山区2024年：", "7%"), ("雨山区2025年：", "6.2%")]
    assert cited(answer) == [NAMES[YUSHAN_BEFORE], NAMES[YUSHAN]]


PROVINCES = {
    region: f"""{region}2025年政府工作报告
一、2024年工作回顾
全省生产总值增长{growth}%,城镇新增就业{jobs}万人。新改建农村公路{roads}公里。{only}
二、2025年工作安排
主要预期目标是:生产总值增长{growth}%以上,城镇新增就业{jobs}万人以上。新增高新技术企业{firms}家。
"""
    for region, growth, jobs, roads, firms, only in (
        ("安徽省", 5.8, 75, 2600, 3000, "巢湖蓝藻面积减少38%。"),
        ("江苏省", 5.7, 143, 2330, 4000, "海上风电装机突破1180万千瓦。"),
    )
}
QUESTIONS = (
    "{}2024年城镇新增就业多少万人",
    "{}今年的生产总值目标",
    "去年{}新改建农村公路多少公里",
    "{}巢湖蓝藻面积减少了多少",
    "海上风电装机突破多少,问的是{}",
    "{}新建口袋公园几处",
)
ENGLISH = ("What is {}'s GDP growth target for 2025?", "How much offshore wind power does {} have?")


@pytest.fixture(scope="module")
def three(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    folder = tmp_path_factory.mktemp("three")
    for number, text in enumerate((YUSHAN, *PROVINCES.values())):
        Path(folder / f"{number}.txt").write_text(text, encoding="utf-8")
    corpus = CorpusService(CorpusSettings(corpus_dir=folder, data_dir=tmp_path_factory.mktemp("data")), build)
    corpus.open()
    yield Answerer(corpus)
    corpus.close()


@pytest.mark.parametrize(
    ("name", "region"),
    [("雨山区", "雨山区"), ("安徽", "安徽省"), ("江苏省", "江苏省"), ("Anhui", "安徽省"), ("Jiangsu", "江苏省")],
)
async def test_a_question_on_one_region_is_never_answered_from_another(three: Answerer, name: str, region: str) -> None:
    """Not even where the other's words fit better, or are the only ones that fit."""
    for question in ENGLISH if name.isascii() else QUESTIONS:
        answer = await three.answer(Question(question.format(name)))
        assert {citation.report for citation in answer.citations} <= {f"{region}2025年政府工作报告"}, question


@pytest.mark.parametrize("text", ["安徽GDP增速", "安徽去年GDP增长多少", "安徽2025年新建几个充电桩"])
def test_a_report_is_asked_as_if_those_of_other_regions_were_not_there(
    three: Answerer, tmp_path: Path, text: str
) -> None:
    """Words that only they use are not held against it: the one says GDP, the other 生产总值."""
    (tmp_path / "a.txt").write_text(PROVINCES["安徽省"], encoding="utf-8")
    with closing(CorpusService(CorpusSettings(corpus_dir=tmp_path, data_dir=tmp_path / "data"), build)) as alone:
        alone.open()
        readings = [read_question(Question(text), c.current, c.embeddings) for c in (alone, three.corpus)]
    assert readings[0].decision.confidence == pytest.approx(readings[1].decision.confidence, abs=0.02)


@pytest.mark.parametrize("name", ["安徽", "Anhui"])
async def test_the_region_named_is_the_one_that_answers(three: Answerer, name: str) -> None:
    """In Chinese and in English."""
    question = "安徽2025年生产总值目标是多少" if name == "安徽" else "What is Anhui's GDP growth target for 2025?"
    answer = await three.answer(Question(question))
    assert cited(answer) == ["安徽省2025年政府工作报告"]
