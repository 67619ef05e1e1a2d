"""With the model that is shipped, what a report says in quite other words is found, and is not denied for them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from rag.corpus.service import CorpusService
from rag.engine import Answerer
from rag.index.builder import build
from tests.corpora import corpus_settings, opened_answerer

REPORT = """天津市2025年政府工作报告

各位代表：
一、2024年工作回顾
新梅江公园北段、柳林公园二期和56个口袋公园向市民开放。市场化引进疏解功能资源在津新设机构1981家。
456个小区完成临时用电治理、60万户居民用上舒心电。
粮食总产量连续18年保持在100万吨以上。推动设立河口国家公园。“12345”热线办结率97%。
二、2025年工作安排
城镇新增就业18万人以上。完成500所中小学体育场地升级改造。
"""


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    with opened_answerer(tmp_path_factory.mktemp("home"), REPORT) as opened:
        yield opened


def verdicts(answerer: Answerer, claim: str) -> set[str]:
    findings = answerer.verify(claim).findings
    assert findings
    return {finding.verdict.value for finding in findings}


@pytest.mark.parametrize(
    "claim",
    [
        "去年有56个口袋公园开门迎客，新梅江公园北段也能进去逛了",
        "去年从北京引来了差不多两千家疏解机构",
        "今年城里起码要添十八万个饭碗",
    ],
)
def test_it_is_said(answerer: Answerer, claim: str) -> None:
    assert verdicts(answerer, claim) <= {"agrees", "roughly"}


@pytest.mark.parametrize(
    "claim",
    ["六十万户人家不用再愁临时电老跳闸", "打的粮十八年没跌下过一百万吨", "今年有五百个学校的操场要翻修"],
)
def test_words_that_only_seem_to_narrow_or_deny_do_not(answerer: Answerer, claim: str) -> None:
    assert "differs" not in verdicts(answerer, claim)


@pytest.mark.parametrize(
    "claim",
    [
        "去年有57个口袋公园开门迎客",
        "去年从北京引来了差不多三千家疏解机构",
        "热线一百件里能办妥八十七件",
        "今年城镇新增就业要到28万人以上",
    ],
)
def test_what_is_altered_is_not_said(answerer: Answerer, claim: str) -> None:
    assert not verdicts(answerer, claim) & {"agrees", "roughly"}


def test_a_cell_of_a_table_says_what_is_claimed_in_its_words(tmp_path: Path) -> None:
    """However far it lies from the claim as answers lie from questions."""
    report = tmp_path / "reports" / "青禾县2025年政府工作报告.md"
    report.parent.mkdir()
    report.write_text(
        "# 青禾县2025年政府工作报告\n\n## 一、2024年工作回顾\n\n"
        "全年新开工项目62个，完成投资41亿元。改造老旧小区18个。新增停车泊位2300个。\n\n## 附：主要指标\n\n"
        "| 指标 | 2023年实际 | 2024年实际 | 2025年目标 |\n|---|---|---|---|\n"
        "| 地区生产总值 | 215.3亿元 | 228.6亿元 | 增长6%左右 |\n| 粮食总产量 | 38.2万吨 | 38.9万吨 | 39万吨 |\n"
        "| 接待游客 | 312万人次 | 365.7万人次 | 420万人次 |\n| 森林覆盖率 | 43.2% | 43.6% | 43.9% |\n"
        "| 城镇新增就业 | 4210人 | 4536人 | 4500人以上 |\n| 新建学校 | 3所 | 4所 | 5所 |\n",
        encoding="utf-8",
    )
    with closing(CorpusService(corpus_settings(tmp_path), build)) as corpus:
        corpus.open()
        answerer = Answerer(corpus)
        assert verdicts(answerer, "2024年接待游客365.7万人次") == {"agrees"}
        assert verdicts(answerer, "2024年接待游客375.7万人次") == {"differs"}
