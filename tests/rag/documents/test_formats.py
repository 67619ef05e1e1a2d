"""Word, PDF, web pages and Markdown give the words a reader sees; what could do harm is refused."""

from __future__ import annotations

import contextlib
import io
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from hypothesis import given, settings
from hypothesis import strategies as st

from rag.documents.formats.base import Content
from rag.documents.formats.html.page import read_html
from rag.documents.formats.markdown import read_markdown
from rag.documents.formats.pdf import reader as pdf
from rag.documents.formats.pdf import scans
from rag.documents.formats.pdf.reader import read_pdf
from rag.documents.formats.word.reader import read_word
from rag.documents.loader import load_report
from rag.documents.structure.outline import make_outline
from rag.errors import ReportError
from tests.paths import SEED
from tests.pdfs import Filled, Line, make_pdf, print_pages

LINES = SEED.read_text("utf-8").split("\n")[11:]
"""The seed report without the table above it."""
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


@cache
def word_file(*lines: str) -> bytes:
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    return saved(document)


def saved(document: docx.document.Document) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def page(body: str, head: str = "") -> bytes:
    return f'<html><head><meta charset="utf-8">{head}</head><body>{body}</body></html>'.encode()


def repacked(data: bytes, name: str, content: bytes) -> bytes:
    """A Word file with one part more."""
    stream = io.BytesIO(data)
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.docx", word_file(*LINES)),
        ("a.pdf", make_pdf(print_pages(LINES, head="雨山区政府工作报告"))),
        ("a.html", page("<div>首页</div><div>" + "".join(f"<p>&nbsp;&nbsp;{line}</p>" for line in LINES) + "</div>")),
        ("a.md", "\n\n".join(LINES).encode()),
        ("a.md", "\n".join(LINES).encode()),
    ],
    ids=["docx", "pdf", "html", "md", "md of single lines"],
)
def test_formats_give_the_sections_and_sentences_of_the_text(tmp_path: Path, name: str, data: bytes) -> None:
    """The same ids, so the same words under the same headings."""
    texts = tmp_path / "雨山区2025年政府工作报告.txt"
    texts.write_text("\n".join(LINES), "utf-8")
    other = tmp_path / f"雨山区2025年政府工作报告{Path(name).suffix}"
    other.write_bytes(data)
    expected, found = make_outline(load_report(texts)), make_outline(load_report(other))
    assert [section.path for section in found.sections] == [section.path for section in expected.sections]
    assert [sentence.id for sentence in found.sentences] == [sentence.id for sentence in expected.sentences]


def test_word_tables_and_corrections_read_as_shown() -> None:
    """Rows become lines; inserted words are there, deleted words are not; line breaks and tabs stay."""
    document = docx.Document()
    paragraph = document.add_paragraph("增长6%")
    run = "<w:r><w:t>{}</w:t></w:r>"
    paragraph._p.append(parse_xml(f"<w:ins {W}>{run.format('左右')}</w:ins>"))
    paragraph._p.append(parse_xml(f"<w:del {W}><w:r><w:delText>以上</w:delText></w:r></w:del>"))
    paragraph.add_run("。\t好\n的")
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "文 号:", "无"
    document.add_paragraph("末段")
    assert read_word(saved(document), "a.docx").text == "增长6%左右。\t好\n的\n| 文 号: | 无 |\n末段"


def test_what_word_does_not_print_is_not_read() -> None:
    """Hidden runs, soft hyphens, paragraphs and ends of paragraphs that a tracked change deletes."""
    document = docx.Document()
    deleted = f'<w:pPr {W}><w:rPr><w:del w:id="1" w:author="a"/></w:rPr></w:pPr>'
    document.add_paragraph("投资增\u00ad长6%").add_run("（内部）").font.hidden = True
    first = document.add_paragraph("新建小学两所，")
    document.add_paragraph("扩建一所。")
    gone = document.add_paragraph()
    gone._p.append(parse_xml(f"<w:del {W}><w:r><w:delText>删去。</w:delText></w:r></w:del>"))
    document.add_paragraph("未完")
    for paragraph in (first, gone, document.paragraphs[-1]):
        paragraph._p.insert(0, parse_xml(deleted))
    assert read_word(saved(document), "a.docx").text == "投资增长6%\n新建小学两所，扩建一所。\n未完"


@pytest.mark.parametrize(
    ("style", "shown"),
    [
        ("chineseCounting", "一二三"), ("decimal", "123"), ("upperRoman", "I II III"), ("lowerLetter", "abc"),
        ("ideographTraditional", "甲乙丙"), ("chineseLegalSimplified", "壹贰叁"), ("decimalEnclosedCircle", "①②③"),
    ],
)  # fmt: skip
def test_a_list_of_word_that_begins_anew_is_counted_anew(style: str, shown: str) -> None:
    """In each way of counting."""
    level = f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{style}"/><w:lvlText w:val="%1、"/></w:lvl>'
    anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    document = docx.Document()
    numbering = document.part.numbering_part.element
    numbering.insert(0, parse_xml(f'<w:abstractNum {W} w:abstractNumId="90">{level}</w:abstractNum>'))
    for number, override in ((91, ""), (92, anew)):
        numbering.append(parse_xml(f'<w:num {W} w:numId="{number}"><w:abstractNumId w:val="90"/>{override}</w:num>'))
    for number in (91, 91, 91, 92, 92):
        properties = document.add_paragraph("做强工业")._p.get_or_add_pPr()
        properties.append(parse_xml(f'<w:numPr {W}><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'))
    numbers = [line.partition("、")[0] for line in read_word(saved(document), "a.docx").text.split("\n")]
    expected = shown.split() if " " in shown else list(shown)
    assert numbers == [*expected, *expected[:2]]


def test_automatic_numbers_of_word_are_part_of_the_text() -> None:
    """一、 and （一） that Word counts by itself stand before their paragraphs; bullets add nothing."""
    document = docx.Document()
    levels = [("chineseCountingThousand", "%1、"), ("chineseCounting", "（%2）"), ("bullet", "•")]
    shown = "".join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{style}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for i, (style, text) in enumerate(levels)
    )
    numbering = document.part.numbering_part.element
    numbering.insert(0, parse_xml(f'<w:abstractNum {W} w:abstractNumId="90">{shown}</w:abstractNum>'))
    numbering.append(parse_xml(f'<w:num {W} w:numId="91"><w:abstractNumId w:val="90"/></w:num>'))
    for level, words in [(0, "回顾"), (1, "产业"), (1, "项目"), (2, "其他"), (0, "安排"), (1, "民生")]:
        properties = document.add_paragraph(words)._p.get_or_add_pPr()
        properties.append(parse_xml(f'<w:numPr {W}><w:ilvl w:val="{level}"/><w:numId w:val="91"/></w:numPr>'))
    lines = read_word(saved(document), "a.docx").text.split("\n")
    assert lines == ["一、回顾", "（一）产业", "（二）项目", "其他", "二、安排", "（一）民生"]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "not a Word file"),
        (b"PK\x03\x04" + bytes(100), "damaged"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + bytes(100), "password"),
        (repacked(word_file("文"), "word/vbaProject.bin", b"code"), "macros"),
        (repacked(word_file("文"), "word/more.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'), "entities"),
        (repacked(word_file("文"), "word/more.xml", '<!DOCTYPE a [<!ENTITY b "c">]>'.encode("utf-16")), "entities"),
        (repacked(word_file("文"), "word/bomb.xml", bytes(40_000_000)), "expands to"),
        (repacked(b"", "other.txt", b"text"), "not a Word file"),
        (word_file("文").replace(b"word/document.xml", b"word/documen_.xml"), "Word file"),
    ],
)
def test_word_files_that_lie_or_carry_more_than_text_are_refused(data: bytes, words: str) -> None:
    """Damaged, encrypted, with macros or entities, or made to explode."""
    with pytest.raises(ReportError, match=words):
        read_word(data, "a.docx")


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


FURNISHED = """
<div class="nav"><ul><li><a href="1">首页</a></li><li><a href="2">政务公开专栏。</a></li></ul></div>
<script>document.write("各位代表，这是脚本。")</script><div style="display: none">这是隐藏的一句话，读者看不到它。</div>
<table><tr><td>索 引 号：</td><td>K16/2025</td></tr><tr><td>发布机构：</td><td>甲县政府</td></tr></table>
<h1>甲县2025年政府工作报告</h1><p>浏览次数：12 <a href="#">打印</a></p>
<div id="zoom"><p>2024年12月23日在甲县第十届人民代表大会第五次会议上<br>县长&nbsp;张三</p>
<p>\u3000\u3000一、2024年工作回顾</p><p>&nbsp; 过去一年，全县生产总值增长<b>6</b>%，
好于预期\u00ad。<a href="#n1">[1]</a></p>
<table><tr><th>指标</th><th>增速</th></tr><tr><td>投资</td><td>7%</td></tr></table>
<p>过去的成绩来之不易，我们要倍加珍惜，再接再厉。</p></div>
<div><p><a href="3">图解：2025年政府工作报告来了，一图读懂。</a></p></div>
<footer>主办：甲县人民政府办公室，本网站支持IPv6访问。</footer>
"""

READERS = {
    read_pdf: make_pdf(print_pages(LINES[:5])),
    read_word: word_file(*LINES[:5]),
    read_html: page(FURNISHED),
    read_markdown: "# 甲县\n\n| 投资 | 7% |\n|---|---|\n".encode(),
}


@pytest.mark.parametrize("read", READERS, ids=lambda read: read.__name__)
@given(st.binary(max_size=30), st.floats(0, 1))
@settings(max_examples=30, deadline=None)
def test_damaged_files_are_read_or_refused(read: Callable[[bytes, str], Content], noise: bytes, place: float) -> None:
    """Whatever stands in a file, its reader gives text or raises ReportError."""
    data = READERS[read]
    at = int(place * len(data))
    with contextlib.suppress(ReportError):
        assert isinstance(read(data[:at] + noise + data[at + len(noise) :], "a").text, str)


@pytest.mark.parametrize("encoding", ["utf-8", "gb2312"])
def test_web_pages_are_read_without_their_furniture(encoding: str) -> None:
    """Title, table of facts and article stay; menus, scripts, hidden words, related links and the foot go."""
    markup = (
        f'<html><head><meta http-equiv="Content-Type" content="text/html; charset={encoding}"></head><body>{FURNISHED}'
    )
    content = read_html(markup.encode("gb18030" if encoding == "gb2312" else encoding), "a.html")
    assert content.text.split("\n") == [
        "| 索 引 号： | K16/2025 |",
        "| 发布机构： | 甲县政府 |",
        "甲县2025年政府工作报告",
        "2024年12月23日在甲县第十届人民代表大会第五次会议上",
        "县长 张三",
        "一、2024年工作回顾",
        "过去一年，全县生产总值增长6%，好于预期。",
        "投资｜增速：7%",
        "过去的成绩来之不易，我们要倍加珍惜，再接再厉。",
    ]


def test_the_title_a_site_gives_is_kept() -> None:
    """Where the article itself has none: from the meta element, or the window title without the site's name."""
    article = "<p>过去一年，全县生产总值增长6%，好于预期。</p><p>今年，我们要继续努力，再创佳绩。</p>"
    meta = '<meta name="ArticleTitle" content="甲县政府工作报告">'
    assert read_html(page(article, meta), "a.html").text.startswith("甲县政府工作报告\n过去一年")
    title = "<title>乙县政府工作报告 - 乙县人民政府</title>"
    assert read_html(page(article, title), "a.html").text.startswith("乙县政府工作报告\n过去一年")


def test_web_pages_made_to_exhaust_are_refused_or_read() -> None:
    """Too large, too many elements; deep nesting and entities do no harm."""
    with pytest.raises(ReportError, match="larger than"):
        read_html(b"x" * 9_000_000, "a.html")
    with pytest.raises(ReportError, match="elements"):
        read_html(b"<b>" * 300_000, "a.html")
    deep = b"<div>" * 20_000 + "过去一年，全县生产总值增长6%，好于预期。".encode()
    assert read_html(deep, "a.html").text.strip() in ("", "过去一年，全县生产总值增长6%，好于预期。")
    entities = '<!DOCTYPE html [<!ENTITY a "很多很多">]><p>过去一年，全县生产总值增长6%，好于预期&a;。</p>'
    assert "很多" not in read_html(entities.encode(), "a.html").text


def test_paragraphs_of_markdown_are_joined_where_all_its_lines_are_of_one_width() -> None:
    """A paragraph of three lines alone does not tell that."""
    paragraphs = [f"第{n}段，" + "说明各项工作的情况，" * 8 + "到此为止。" for n in "一二三四五六"]
    source = "\n\n".join("\n".join(p[i : i + 35] for i in range(0, len(p), 35)) for p in paragraphs)
    assert read_markdown(source.encode(), "a.md").text.split("\n") == paragraphs


def test_markdown_marks_are_left_out() -> None:
    """Headings, emphasis beside Chinese punctuation, links, lists, tables, front matter, wrapped lines."""
    source = """---
title: 甲县
---
# 甲县2025年政府工作报告

**（一）抓产业。**增长*6%*，见[附表](http://example.org)。

1. 做强工业
2. 做优农业
- 其他

| 指标 | 增速 |
|---|---|
| 投资 | **7%** |
"""
    assert read_markdown(source.encode(), "a.md").text.split("\n") == [
        "甲县2025年政府工作报告",
        "（一）抓产业。增长6%，见附表。",
        "1.做强工业",
        "2.做优农业",
        "其他",
        "投资｜增速：7%",
    ]
