"""Report files: what is read of them, what they say about themselves, and what is refused with which sentence."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from rag.documents import loader as load
from rag.documents.loader import load_report
from rag.documents.structure.outline import make_outline
from rag.errors import ReportError
from tests.paths import SEED

TEXT = (
    "甲县2025年政府工作报告\r\n2024年12月23日在甲县第十届人民代表大会第五次会议上\r\n一、2024年工作回顾\r\n增长6%。\r\n"
)


def write(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def test_the_seed_report_is_read_unchanged() -> None:
    """Its text is the decoded file; place, body, date, year and speaker are read from it."""
    report = load_report(SEED)
    assert report.text == SEED.read_bytes().decode("utf-8")
    assert (report.name, report.region, report.body) == ("雨山区2025年政府工作报告", "雨山区", "雨山区政府(政府办公室)")
    assert (report.delivered, report.year, report.speaker) == (date(2024, 12, 23), 2025, "马鑫")
    assert len(report.sha256) == 64


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "gb18030"])
def test_encodings_give_the_same_text(tmp_path: Path, encoding: str) -> None:
    """A byte order mark is no part of the text; line ends stay as they are."""
    report = load_report(write(tmp_path, "a.txt", TEXT.encode(encoding)))
    assert report.text == TEXT


def test_utf_16_without_a_mark_is_recognised(tmp_path: Path) -> None:
    """In the order of bytes that Windows writes."""
    assert load_report(write(tmp_path, "a.txt", TEXT.encode("utf-16-le"))).text == TEXT


@pytest.mark.parametrize(
    ("title", "name", "region", "year"),
    [
        ("甲县2025年政府工作报告", "甲县2025年政府工作报告", "甲县", 2025),
        ("2026年乙市人民政府工作报告", "2026年乙市人民政府工作报告", "乙市", 2026),
        ("政府工作报告", "丙区2025年政府工作报告", "丙区", 2025),
        ("政 府 工 作 报 告", "丙区2025年政府工作报告", "丙区", 2025),
    ],
)
def test_name_place_and_year_come_from_the_title(tmp_path: Path, title: str, name: str, region: str, year: int) -> None:
    """A bare 政府工作报告 is told apart by the assembly it was given to and the year after a winter date."""
    text = f"{title}\n2024年12月23日在丙区第十届人民代表大会第五次会议上\n区长 张三\n一、工作回顾\n增长6%。\n"
    report = load_report(write(tmp_path, "报告.txt", text.encode()))
    assert (report.name, report.region, report.year) == (name, region, year)


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_what_a_report_says_of_itself_is_found_whatever_ends_its_lines(tmp_path: Path, end: str) -> None:
    """As Windows and old Macs write them."""
    lines = ["丙区2025年政府工作报告", "2025年1月15日在丙区第十届人民代表大会第五次会议上", "丙区人民政府区长 张三"]
    report = load_report(write(tmp_path, "a.txt", end.join([*lines, "", "一、2024年工作回顾", "增长6%。"]).encode()))
    assert (report.name, report.region, report.year) == ("丙区2025年政府工作报告", "丙区", 2025)
    assert (report.body, report.delivered, report.speaker) == ("丙区人民政府", date(2025, 1, 15), "张三")


def test_full_width_digits_are_read_like_others(tmp_path: Path) -> None:
    """In the title, the date and the headings; the text stays as it is."""
    text = (
        "丙区２０２５年政府工作报告\n２０２５年１月１５日在丙区第十届人民代表大会第五次会议上\n丙区人民政府区长 张三\n"
        "各位代表：现在报告工作。\n２０２４年工作回顾\n增长６%。\n２０２５年工作安排\n增长７%。\n"
    )
    report = load_report(write(tmp_path, "a.txt", text.encode()))
    assert (report.name, report.region, report.year) == ("丙区2025年政府工作报告", "丙区", 2025)
    assert (report.delivered, report.speaker) == (date(2025, 1, 15), "张三")
    assert report.text == text
    sections = make_outline(report).sections[1:]
    assert [(section.path, section.year) for section in sections] == [
        (("２０２４年工作回顾",), 2024),
        (("２０２５年工作安排",), 2025),
    ]


def test_a_file_without_a_title_is_named_after_itself(tmp_path: Path) -> None:
    """The year of the plan is read from its heading."""
    text = "各位代表：\n一、2023年工作回顾\n增长6%。\n二、2024年工作安排\n增长7%。\n"
    report = load_report(write(tmp_path, "丁县报告.txt", text.encode()))
    assert (report.name, report.year, report.speaker, report.delivered) == ("丁县报告", 2024, None, None)


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.txt", b"", "contains no text"),
        ("a.txt", " \n\u3000\ufeff\n".encode(), "contains no text"),
        ("a.md", b"# \n", "contains no text"),
        ("a.txt", b"\xff\xfea", "cannot be read as UTF-16"),
        ("a.txt", bytes(range(256)) * 20, "not a text file"),
        ("a.docm", b"PK", "may contain macros"),
        ("a.doc", b"\xd0\xcf", "old Word file"),
        ("a.exe", b"MZ", "send .docx"),
        ("a", b"text", "format"),
    ],
)
def test_what_cannot_be_read_is_refused(tmp_path: Path, name: str, data: bytes, words: str) -> None:
    """In one sentence that names the file and says what to do."""
    with pytest.raises(ReportError) as caught:
        load_report(write(tmp_path, name, data))
    message = str(caught.value)
    assert words in message
    assert message.startswith(name)
    assert "\n" not in message


def test_missing_and_large_files_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before anything is read."""
    with pytest.raises(ReportError, match=r"missing\.txt cannot be read"):
        load_report(tmp_path / "missing.txt")
    (tmp_path / "folder.txt").mkdir()
    with pytest.raises(ReportError, match=r"folder\.txt cannot be read"):
        load_report(tmp_path / "folder.txt")
    monkeypatch.setattr(load, "MAX_BYTES", 10)
    with pytest.raises(ReportError, match=r"a\.txt is larger"):
        load_report(write(tmp_path, "a.txt", b"x" * 11))
