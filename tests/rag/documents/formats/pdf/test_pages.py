"""PDF files give their paragraphs without running heads; what holds no text is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from rag.documents.formats.pdf import reader as pdf
from rag.documents.formats.pdf import scans
from rag.documents.formats.pdf.reader import read_pdf
from rag.documents.loader import load_report
from rag.errors import ReportError
from tests.paths import SEED
from tests.pdfs import Filled, Line, make_pdf, print_pages
from tests.rag.documents.files import LINES


def test_pdf_lines_are_joined_without_running_heads_and_page_numbers() -> None:
    """Across pages too; page offsets tell where each page begins."""
    content = read_pdf(make_pdf(print_pages(LINES, head="雨山区政府工作报告", rows=9)), "a.pdf")
    assert content.text == "\n".join(LINES)
    assert content.pages[0] == 0
    assert list(content.pages) == sorted(content.pages)
    assert all(0 <= start < len(content.text) for start in content.pages)


def test_words_of_a_pdf_file_are_found_on_their_pages(tmp_path: Path) -> None:
    """Counted from 1; a paragraph that runs over two pages stands on both, pages without text are counted."""
    paragraphs = [f"第{n}段，" + "说明各项工作的情况，" * 4 + f"到此是第{n}段的末尾。" for n in "一二三四五六"]
    pages = print_pages(paragraphs, rows=3)
    (tmp_path / "a.pdf").write_bytes(make_pdf([*pages[:2], [], *pages[2:]]))
    report = load_report(tmp_path / "a.pdf")
    for number, page in enumerate([*pages[:2], [], *pages[2:]], start=1):
        for line in page[:-1]:
            words = line.text.strip()[-6:]
            if report.text.count(words) == 1:
                assert report.page(report.text.index(words)) == number
    assert report.page(report.text.index("第六段，")) > report.page(report.text.index("第二段，"))  # type: ignore[operator]
    assert load_report(SEED).page(100) is None


def test_a_title_set_like_the_running_head_stays() -> None:
    """Only the outermost of two lines with the same words is furniture."""
    body = [Line(f"第{n}句话写在这一行上面，说明各项工作的情况。", 90, 700 - 28 * n) for n in range(10)]
    pages = [[Line("甲县政府工作报告", 240, 800, 10), *body, Line(f"第 {n} 页", 290, 40, 10)] for n in range(1, 5)]
    pages[0].insert(1, Line("甲县政府工作报告", 200, 760, 22))
    lines = read_pdf(make_pdf(pages), "a.pdf").text.split("\n")
    assert lines.count("甲县政府工作报告") == 1
    assert not any("页" in line for line in lines)


@pytest.mark.parametrize(("indent", "apart"), [(28, 0), (0, 14)], ids=["indented", "set apart"])
def test_paragraphs_that_are_set_off_are_told_by_that(indent: int, apart: int) -> None:
    """Lines of proportional characters end here and there, and the last one of a paragraph may be full."""
    paragraphs = [f"第{n}段，" + "说明各项工作的情况，" * 7 + "到此为止。" for n in "一二三四五六"]
    lines, y = [], 800
    for paragraph in paragraphs:
        y -= apart
        for number, start in enumerate(range(0, len(paragraph), 26)):
            stop = start + 26 if number != 1 else start + 22
            first = start if number != 2 else start - 4
            y -= 20
            lines.append(Line(paragraph[first:stop], 90 + indent * (number == 0), y))
    assert read_pdf(make_pdf([lines]), "a.pdf").text.split("\n") == paragraphs


def test_what_is_drawn_twice_to_look_bold_is_read_once() -> None:
    bold = [Line("工作回顾", 90, 660), Line("工作回顾", 90.3, 660)]
    body = Line("发展稳中有进态势良好。", 90, 620)
    assert read_pdf(make_pdf([[*bold, body]]), "a.pdf").text.split("\n")[0] == "工作回顾"


def test_gaps_between_chinese_and_latin_are_no_blanks() -> None:
    """A string set in pieces reads as printed; a wide gap between words is a blank."""
    pieces = [
        Line("增长", 90, 700),
        Line("6%", 121, 700),
        Line("左右。", 138, 700),
        Line("县长", 90, 660),
        Line("张三", 140, 660),
    ]
    assert read_pdf(make_pdf([[*pieces, Line("发展稳中有进态势良好。", 90, 620)]]), "a.pdf").text.split("\n")[:2] == [
        "增长6%左右。",
        "县长 张三",
    ]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "damaged"),
        (b"%PDF-1.4 nothing", "damaged"),
        (make_pdf([[Filled(0, 0, 595, 842, picture=True)]]), "looks scanned"),
        (make_pdf([[]]).replace(b"/Root 1 0 R", b"/Root 1 0 R /Encrypt << /Filter /Standard /V 1 /R 2 >>"), "a PDF"),
    ],
)
def test_pdf_files_without_text_are_refused(monkeypatch: pytest.MonkeyPatch, data: bytes, words: str) -> None:
    """Scanned where nothing recognises words in pictures, damaged, protected."""
    monkeypatch.setattr(scans, "is_installed", lambda: False)
    with pytest.raises(ReportError, match=words):
        read_pdf(data, "a.pdf")


def test_a_protected_pdf_file_is_said_to_be_protected() -> None:
    """Also by the newer ways to encrypt (AES)."""
    keys = "".join(
        f"/{key} <{'00' * size}> " for key, size in (("O", 48), ("U", 48), ("OE", 32), ("UE", 32), ("Perms", 16))
    )
    handler = "/StdCF << /AuthEvent /DocOpen /CFM /AESV3 /Length 32 >>"
    locked = (
        f"<< /Filter /Standard /V 5 /R 6 /P -4 /CF << {handler} >> /StmF /StdCF /StrF /StdCF {keys}>> /ID [<00><00>]"
    )
    data = make_pdf([[Line("发展稳中有进态势良好。", 90, 620)]])
    with pytest.raises(ReportError, match="protected by a password"):
        read_pdf(data.replace(b"/Root 1 0 R", f"/Root 1 0 R /Encrypt {locked}".encode()), "a.pdf")


def test_pdf_files_of_too_many_pages_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Before all their pages are read."""
    monkeypatch.setattr(pdf, "_MAX_PAGES", 2)
    with pytest.raises(ReportError, match="more than 2 pages"):
        read_pdf(make_pdf([[], [], []]), "a.pdf")
