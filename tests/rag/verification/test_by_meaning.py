"""With the model that is shipped, what a report says in quite other words is found, and is not denied for them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from rag.engine import Answerer
from tests.corpora import opened_answerer

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
