"""What changed between two versions."""

from __future__ import annotations

from dataclasses import replace

from rag.corpus.diff.versions import VersionChange, compare
from rag.documents.snapshot import CorpusSnapshot
from rag.index.searchable_corpus import make_version
from rag.types import Report
from tests.corpora import HUSHAN, JIANGWAN

A = Report(name="湖山", text=HUSHAN, file="a.txt", sha256="a" * 64, body="湖山区政府")
B = Report(name="江湾", text=JIANGWAN, file="b.txt", sha256="b" * 64)


def version(*reports: Report) -> CorpusSnapshot:
    return make_version(reports)


def test_a_first_version_adds_everything() -> None:
    change = compare(None, version(A, B))
    assert change.reports_added == ("湖山", "江湾")
    assert "新建小学两所。" in change.sentences_added
    assert not change.empty
    assert change.summary == "+湖山 +江湾"


def test_equal_versions_differ_in_nothing() -> None:
    assert compare(version(A, B), version(A, B)).empty
    assert compare(version(A, B), version(B, A)).empty


def test_another_file_with_the_same_words_is_no_change() -> None:
    assert compare(version(A), version(replace(A, file="c.docx", sha256="c" * 64))).empty


def test_a_corrected_description_is_a_change_without_sentences() -> None:
    change = compare(version(A), version(replace(A, body="湖山区人民政府")))
    assert change.reports_changed == ("湖山",)
    assert change.sentences_added == change.sentences_removed == ()
    assert not change.empty


def test_a_changed_sentence_is_told_as_it_was_and_as_it_is() -> None:
    change = compare(version(A), version(replace(A, text=HUSHAN.replace("两所", "三所"))))
    assert change.sentences_removed == ("新建小学两所。",)
    assert change.sentences_added == ("新建小学三所。",)
    assert change.summary == "~湖山"


def test_a_sentence_said_once_more_is_one_added() -> None:
    change = compare(version(A), version(replace(A, text=f"{HUSHAN}新建小学两所。\n")))
    assert change.sentences_added == ("新建小学两所。",)


def test_a_sentence_that_moved_changes_nothing() -> None:
    """Within its report; from another report it is that report's."""
    moved = HUSHAN.replace("新建小学两所。", "").replace("新增市场主体", "新建小学两所。新增市场主体")
    change = compare(version(A), version(replace(A, text=moved)))
    assert change.sentences_added == change.sentences_removed == ()


def test_taking_back_tells_the_opposite() -> None:
    there, back = compare(version(A), version(A, B)), compare(version(A, B), version(A))
    assert there.reports_added == back.reports_removed == ("江湾",)
    assert sorted(there.sentences_added) == sorted(back.sentences_removed)
    assert back.summary == "-江湾"


def test_what_was_encoded_says_nothing_about_what_changed() -> None:
    assert VersionChange(1, 2, encoded=7).empty


def test_a_figure_that_changed_stands_beside_what_it_was() -> None:
    """With the words that bound it, in the sentence it belongs to, whatever else was added."""
    text = HUSHAN.replace("增长6%左右", "增长6.5%以上").replace("3000人", "3200人").replace("新建小学", "全年新建小学")
    change = compare(version(A), version(replace(A, text=text)))
    assert change.figures == (("6%左右", "6.5%以上"), ("3000人", "3200人"))
    assert [(altered.old[:4], altered.new[:4]) for altered in change.sentences_altered] == [
        ("主要预期", "主要预期"),
        ("新建小学", "全年新建"),
    ]


def test_sentences_are_paired_within_their_report_and_each_once() -> None:
    """Two that became one leave the less like one removed; the same words of another report are no partner."""
    twice = HUSHAN + "新建中学三所。\n"
    change = compare(version(replace(A, text=twice), B), version(replace(A, text=HUSHAN.replace("两所", "五所")), B))
    assert [(a.old, a.new, a.figures) for a in change.sentences_altered] == [
        ("新建小学两所。", "新建小学五所。", (("两所", "五所"),))
    ]
    assert compare(version(A), version(replace(B, text=HUSHAN))).sentences_altered == ()


def test_names_with_numbers_in_them_are_no_figures() -> None:
    """PM2.5 stays a name; what it measures is the figure."""
    before, after = (replace(A, text=f"湖山\n\n一、回顾\n\nPM2.5平均浓度为{n}微克。\n") for n in (31, 29))
    assert compare(version(before), version(after)).figures == (("31微克", "29微克"),)


def test_a_sentence_that_is_new_has_no_partner() -> None:
    change = compare(version(A), version(replace(A, text=f"{HUSHAN}建成湿地公园一座，开放面积8公顷。\n")))
    assert change.sentences_altered == ()
    assert change.sentences_added == ("建成湿地公园一座，开放面积8公顷。",)
