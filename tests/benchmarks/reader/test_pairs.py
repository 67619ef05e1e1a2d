"""What the reader learns from: what answers or says a text stands beside what is only near to it."""

from __future__ import annotations

from random import Random

import pytest

from benchmarks.evaluation.claims import ClaimCase
from benchmarks.harness.in_memory import Remembering, open_report
from benchmarks.question_encoder.examples import Example
from benchmarks.reader.pairs import Said, Sentences, claim_pairs, question_pairs, said_of
from rag.settings import EmbeddingSettings

TEXT = """甲县2025年政府工作报告

一、教育
新建小学3所，新增学位2000个。
二、城市
改造老旧小区12个。
三、农业
粮食总产量增长2.5%，连年丰收。
"""


@pytest.fixture(scope="module")
def sentences(tmp_path_factory: pytest.TempPathFactory) -> Sentences:
    folder = tmp_path_factory.mktemp("reader")
    report = folder / "甲县2025年政府工作报告.txt"
    report.write_text(TEXT, encoding="utf-8")
    embeddings = Remembering(folder, EmbeddingSettings())
    return Sentences(open_report(report, embeddings, folder), embeddings)


def seeded() -> Random:
    return Random(0)  # noqa: S311  # repeatable, not secret


def ordinal(sentences: Sentences, words: str) -> int:
    version = sentences.corpus.version
    return next(at for at, place in enumerate(version.order) if words in version.words(place))


def case(verdict: str, kind: str = "true") -> ClaimCase:
    return ClaimCase(
        "1", kind, "plain", "盖了三所小学", frozenset(verdict.split("|")), ("新建小学",), "甲县2025年政府工作报告"
    )


def test_a_question_stands_beside_what_answers_it_and_what_does_not(sentences: Sentences) -> None:
    told = frozenset({ordinal(sentences, "新建小学")})
    pairs = list(question_pairs([Example("甲", "要盖几所学校", "", (told,), told, 1.0)], sentences, seeded()))
    assert [pair.text for pair in pairs if pair.answers] == ["要盖几所学校 ▶ 一、教育：新建小学3所，新增学位2000个"]
    assert len(pairs) > 1
    assert {pair.said for pair in pairs} == {None}


@pytest.mark.parametrize(("verdict", "said"), [("agrees|roughly", Said.AGREES), ("differs", Said.DIFFERS)])
def test_a_claim_stands_beside_what_it_rests_on(sentences: Sentences, verdict: str, said: Said) -> None:
    first, *others = claim_pairs([case(verdict)], sentences, seeded())
    assert first.text.endswith("一、教育：新建小学3所，新增学位2000个")
    assert first.said is said
    assert {pair.said for pair in others} == {Said.NEITHER}


def test_a_sum_is_said_by_no_sentence_alone(sentences: Sentences) -> None:
    assert said_of(case("agrees", "derived")) is None
    assert {pair.said for pair in claim_pairs([case("agrees", "derived")], sentences, seeded())} == {Said.NEITHER}
