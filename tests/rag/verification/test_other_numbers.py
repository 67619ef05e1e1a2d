"""Numbers of a claim that are not read as figures stand in the sentence, or the claim is left open."""

from __future__ import annotations

import pytest

from rag.verification.reading import read_claim
from rag.verification.rereading.numbers import has_other_numbers
from tests.fakes import make_version

NAME = "甲县2025年政府工作报告"
REPORT = make_version(f"{NAME}\n\n一、2024年工作回顾\n推动产业发展。\n", NAME).reports[0]


@pytest.mark.parametrize(
    ("claim", "told"),
    [
        ("演出搞了九十回", "演出三十回"),
        ("戏台搭了九回", "戏台搭了19回"),
        ("产业到了千亿级", "打造百亿级产业"),
        ("Dozens of races took place", "举办比赛10场"),
        ("One village got a bridge", "桥梁建成"),
    ],
)
def test_a_number_that_is_not_there_is_missed(claim: str, told: str) -> None:
    assert has_other_numbers(read_claim(claim, REPORT), told)


@pytest.mark.parametrize(
    ("claim", "told"),
    [
        ("修了四好农村路", "“四好农村路”建设"),
        ("景区升成四A级", "晋升为国家4A级景区"),
        ("老百姓一直盼着的路通了", "道路通车"),
        ("学校多了三所", "新建学校"),
        ("Boye county society", "社会事业"),
    ],
)
def test_names_words_and_figures_that_are_read_are_none(claim: str, told: str) -> None:
    assert not has_other_numbers(read_claim(claim, REPORT), told)
