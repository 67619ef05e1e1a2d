"""Cited words are followed from a report as it was into today's: unchanged, changed, or gone."""

from __future__ import annotations

import pytest

from rag.corpus.diff.citation_tracking import Fate, trace
from rag.documents.snapshot import CorpusSnapshot
from rag.types import Report, Span
from tests.fakes import TEXT, make_version

GDP = "主要预期目标是:GDP增长6%,固定资产投资增长7%。"
SCHOOLS = "新建小学2所、幼儿园3所,新增学位2400个。"


def traced(words: str, now: str | CorpusSnapshot, old: str = TEXT) -> tuple[Fate, str] | None:
    """What became of the words, and how they read now."""
    report = make_version(old).reports[0]
    version = make_version(now) if isinstance(now, str) else now
    at = report.text.index(words)
    found = trace(report, Span(at, at + len(words)), version)
    return (found.fate, found.span.of(version.reports[found.report].text)) if found else None


def test_words_that_stand_where_they_stood_are_unchanged() -> None:
    assert traced(GDP, TEXT.replace("2400", "2500")) == (Fate.UNCHANGED, GDP)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("二、2025年工作安排", "二、今年的工作安排"),
        ("GDP增长6%,", "GDP增长 6%，"),
        ("固定资产投资增长7%。", "固定资产投资增长7%;财政收入增长3%。"),
        ("总体要求是稳中求进。主要", "总体要求是稳中求进;主要"),
    ],
    ids=["under another heading", "set differently", "gone on with", "joined to another sentence"],
)
def test_words_divided_or_set_otherwise_are_unchanged(old: str, new: str) -> None:
    found = traced(GDP, TEXT.replace(old, new))
    assert found
    assert found[0] is Fate.UNCHANGED
    assert "固定资产投资增长7%" in found[1]


def test_words_that_moved_are_unchanged() -> None:
    moved = TEXT.replace(SCHOOLS, "").replace("惠及居民5000户。", f"惠及居民5000户。{SCHOOLS}")
    assert traced(SCHOOLS, moved) == (Fate.UNCHANGED, SCHOOLS)


@pytest.mark.parametrize(
    "new",
    [
        "主要预期目标是:GDP增长6.5%左右,固定资产投资增长7%。",
        "今年的主要预期目标是:GDP增长6%左右,固定资产投资增长7%以上,财政收入增长3%。",
    ],
)
def test_a_sentence_reworded_in_its_place_is_the_changed_one(new: str) -> None:
    assert traced(GDP, TEXT.replace(GDP, new)) == (Fate.CHANGED, new)


@pytest.mark.parametrize("new", ["", "新时代新征程催人奋进。", "社会消费品零售总额增长4%,外贸进出口保持稳定。"])
def test_a_sentence_taken_out_or_replaced_by_another_is_gone(new: str) -> None:
    assert traced(GDP, TEXT.replace(GDP, new)) is None


def test_of_two_sentences_made_one_only_the_closer_one_is_changed() -> None:
    """The other is gone: one new sentence does not stand for two former ones."""
    old = TEXT.replace(GDP, "培育专精特新企业10家以上。培育专精特新企业8家。")
    new = TEXT.replace(GDP, "培育专精特新企业12家以上。")
    assert traced("培育专精特新企业10家以上。", new, old) == (Fate.CHANGED, "培育专精特新企业12家以上。")
    assert traced("培育专精特新企业8家。", new, old) is None


def test_equal_words_under_another_heading_do_not_stand_for_changed_ones() -> None:
    """The review and the plan may say the same; when the plan changes, the review is no proof that it did not."""
    old = TEXT.replace("过去一年", "GDP增长6%。过去一年").replace(GDP, "GDP增长6%。")
    new = TEXT.replace("过去一年", "GDP增长6%。过去一年").replace(GDP, "GDP增长6.5%。")
    plan = old.rindex("GDP增长6%。")
    report = make_version(old).reports[0]
    found = trace(report, Span(plan, plan + 8), make_version(new))
    assert found
    assert (found.fate, found.span.of(new)) == (Fate.CHANGED, "GDP增长6.5%。")


def test_a_report_of_another_name_is_another_report() -> None:
    """Next year's does not change this year's; the same file under a corrected title does not either."""
    assert traced(GDP, make_version(TEXT.replace("2025", "2026"), name="某区2026年政府工作报告")) is None
    assert traced(GDP, make_version(TEXT, name="某区2025年报告")) == (Fate.UNCHANGED, GDP)


def test_a_report_rewritten_from_end_to_end_takes_its_words_along() -> None:
    report = Report(name="某区2025年政府工作报告", text=TEXT, file="report.txt", sha256="")
    version = make_version("全新的报告\n\n一、回顾\n没有一句相同的话。\n", name=report.name)
    assert all(trace(report, Span(at, at + 20), version) is None for at in range(0, len(TEXT) - 20, 40))
