"""A claim is read together with words of a report, by the model that comes with the program."""

from __future__ import annotations

import math

import pytest

from rag.errors import SettingsError
from rag.types import Span
from rag.verification.rereading import reader as claim_reader
from rag.verification.rereading.reader import ClaimReader, pair_of, passage_of

SENTENCE = "新建小学3所，新增学位2000个，改造老旧小区12个，粮食连年丰收。"


@pytest.fixture(scope="module")
def reader() -> ClaimReader:
    return ClaimReader()


def clauses(text: str) -> list[Span]:
    ends = [at + 1 for at, sign in enumerate(text) if sign in "，。"]
    return [Span(start, end) for start, end in zip([0, *ends], ends, strict=False)]


def test_without_room_for_it_nothing_is_read_and_that_is_said_once(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    tried: list[object] = []

    def is_full(learned: object) -> None:
        tried.append(learned)
        raise SettingsError("There is no room.")

    monkeypatch.setattr(claim_reader, "load_adapted", is_full)
    reader = ClaimReader()
    assert [reader.read("盖了三所小学", "教育：新建小学3所。") for _ in range(2)] == [None, None]
    assert len(tried) == len(caplog.records) == 1


def test_the_log_odds_are_of_three_things_one_of_which_holds(reader: ClaimReader) -> None:
    reading = reader.read("盖了三所小学", "教育：新建小学3所。")
    assert reading
    assert sum(1 / (1 + math.exp(-odds)) for odds in reading) == pytest.approx(1, abs=1e-4)


def test_other_words_for_the_same_agree_and_another_matter_does_not(reader: ClaimReader) -> None:
    passage = "民生：新建公办幼儿园5所，改造老旧小区12个。"
    same, other = reader.read("娃娃们多了五个公家的幼儿园", passage), reader.read("地铁二号线通车了", passage)
    assert same
    assert other
    assert same.agrees > other.agrees
    assert same.neither < 0 < other.neither


def test_a_passage_is_the_nearest_clause_with_those_beside_it_that_have_room() -> None:
    assert passage_of(("民生",), SENTENCE, clauses(SENTENCE), 1) == f"民生：{SENTENCE}"
    long = "，".join(["甲" * 30, "乙" * 30, "丙" * 30, "丁" * 30]) + "。"
    assert passage_of((), long, clauses(long), 3) == f"：{'丙' * 30}，{'丁' * 30}。"
    assert passage_of((), long, clauses(long), 9) == passage_of((), long, clauses(long), 3)


def test_long_texts_are_cut() -> None:
    endless = "丙" * 300
    assert len(passage_of(("章" * 50, "节"), endless, [Span(0, 300)], 0)) == 20 + 1 + 110
    assert pair_of("甲" * 300, "乙") == f"{'甲' * 120} ▶ 乙"
