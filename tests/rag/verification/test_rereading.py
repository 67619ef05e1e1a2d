"""Claims that sentences leave open are read again, beside the nearest of them; figures still have to be there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest

from rag.index.vector_search import Hit
from rag.verification.search import PairReading
from rag.verification.service import MOST_REREAD, Finding, verify
from rag.verification.verdicts.judgement import Verdict
from tests.fakes import NoVectors, Searched, make_version

NAME = "甲县2025年政府工作报告"
TEXT = f"""{NAME}

一、2024年工作回顾
推动冰雪运动进校园，举办青少年轮滑赛6场。
"""
AGREES, DIFFERS, NEITHER = PairReading(4.0, -5.0, -5.0), PairReading(-5.0, 4.0, -5.0), PairReading(-5.0, -5.0, 4.0)


@dataclass
class FakeReader:
    said: PairReading
    read_so_far: list[tuple[str, str]] = field(default_factory=list)

    def read(self, claim: str, passage: str) -> PairReading:
        self.read_so_far.append((claim, passage))
        return self.said


class TwoWays(NoVectors):
    """Encodes a claim otherwise than a question."""

    def embed_query(self, _text: str) -> list[float]:
        return [1.0]

    def embed_text(self, _text: str) -> list[float]:
        return [2.0]


class Nearest(NoVectors):
    """The last sentence is near to everything, the others less."""

    def __init__(self, sentences: int) -> None:
        self._sentences = sentences

    def find(self, _vector: Sequence[float], _k: int, _reports: Sequence[int] | None = None) -> list[Hit]:
        return [Hit(at, 1, at + 1.0) for at in reversed(range(self._sentences))]


def found(claim: str, reader: FakeReader | None) -> Finding:
    served = Searched(make_version(TEXT, NAME))
    served.nearest = Nearest(len(served.version.order))
    (finding,) = verify(claim, served, TwoWays(), reader=reader).findings
    return finding


@pytest.mark.parametrize("claim", ["娃娃们在学校里也能玩雪了", "娃娃们的滑冰比赛有六场"])
def test_what_the_reader_is_sure_of_is_said(claim: str) -> None:
    reader = FakeReader(AGREES)
    assert found(claim, None).verdict.is_open
    finding = found(claim, reader)
    assert finding.verdict is Verdict.AGREES
    assert finding.citation is not None
    assert finding.citation.quote == TEXT.splitlines()[-1]
    assert reader.read_so_far == [(claim, "一、2024年工作回顾：推动冰雪运动进校园，举办青少年轮滑赛6场")]


@pytest.mark.parametrize("said", [DIFFERS, NEITHER])
def test_what_it_is_not_sure_of_stays_open(said: PairReading) -> None:
    claim = "娃娃们在学校里也能玩雪了"
    assert found(claim, FakeReader(said)).verdict is found(claim, None).verdict


@pytest.mark.parametrize(
    "claim",
    [
        "轮滑的比赛有九场",
        "轮滑的比赛搞了九回",
        "轮滑的比赛翻了倍",
        "They held nine skating contests",
        "A dozen contests were held",
    ],
)
def test_a_number_that_the_sentence_does_not_have_is_never_said(claim: str) -> None:
    reader = FakeReader(AGREES)
    assert not found(claim, reader).verdict.is_said
    assert reader.read_so_far == []


@pytest.mark.parametrize("when_or_where", ["上海的", "今年", "一季度"])
def test_another_place_or_time_is_never_said(when_or_where: str) -> None:
    assert not found(f"{when_or_where}娃娃们在学校里也能玩雪了", FakeReader(AGREES)).verdict.is_said


@pytest.mark.parametrize("claim", ["干部们的本事已经够大了", "干部们的本事没有短板"])
def test_what_the_sentence_finds_wanting_is_never_said_to_be_there(claim: str) -> None:
    reader, served = (
        FakeReader(AGREES),
        Searched(make_version(TEXT.replace("举办青少年轮滑赛6场", "干部能力还有欠缺"), NAME)),
    )
    served.nearest = Nearest(len(served.version.order))
    (finding,) = verify(claim, served, TwoWays(), reader=reader).findings
    assert not finding.verdict.is_said


@pytest.mark.parametrize("claim", ["轮滑的比赛今年计划办6场", "2019年轮滑的比赛有6场"])
def test_what_the_sentence_contradicts_is_never_said(claim: str) -> None:
    assert not found(claim, FakeReader(AGREES)).verdict.is_said


def test_what_only_an_encoder_with_one_way_finds_is_not_read_again() -> None:
    reader, served = FakeReader(AGREES), Searched(make_version(TEXT, NAME))
    served.nearest = Nearest(len(served.version.order))
    verify("娃娃们在学校里也能玩雪了", served, NoVectors(), reader=reader)
    assert reader.read_so_far == []


def test_what_sentences_decide_is_not_read_again() -> None:
    reader = FakeReader(NEITHER)
    assert found("举办青少年轮滑赛6场", reader).verdict is Verdict.AGREES
    assert reader.read_so_far == []


def test_so_many_claims_of_a_text_are_read_again_and_no_more() -> None:
    reader, people = FakeReader(NEITHER), ["老人", "大人", "小孩", "学生", "教师", "医生", "司机", "农民"]
    served = Searched(make_version(TEXT, NAME))
    served.nearest = Nearest(len(served.version.order))
    verified = verify("。".join(f"{one}们在学校里也能玩雪了" for one in people), served, TwoWays(), reader=reader)
    assert len(verified.findings) == len(people) > MOST_REREAD
    assert len(reader.read_so_far) == MOST_REREAD
