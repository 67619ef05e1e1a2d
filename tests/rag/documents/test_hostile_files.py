"""Files made to harm: each is refused in one sentence, or read as the words that are in it; nothing hangs."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from rag.documents import loader as load
from rag.documents.formats.html.page import read_html
from rag.documents.loader import load_report
from rag.documents.structure.outline import make_outline
from rag.errors import ReportError
from tests.pdfs import Line, make_pdf
from tests.rag.documents.files import LINES, W, page, word_file

WORDS = "全年增长6%，好于预期，各项工作扎实推进。"
PDF = make_pdf([[Line(WORDS, 90, 700)]])
XREF = PDF.index(b"\nxref") + 1


def nested_word(levels: int) -> bytes:
    """A table in a table in a table."""
    opened, closed = "<w:tbl><w:tr><w:tc>" * levels, "</w:tc></w:tr></w:tbl>" * levels
    body = f"{opened}<w:p><w:r><w:t>{WORDS}</w:t></w:r></w:p>{closed}"
    return word_with(f'<?xml version="1.0"?><w:document {W}><w:body>{body}</w:body></w:document>'.encode())


def word_with(document: bytes) -> bytes:
    """A Word file with this part as its text."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word_file("文"))) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            new.writestr(part.filename, document if part.filename == "word/document.xml" else old.read(part))
    return made.getvalue()


HIDDEN = f"<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>{WORDS}</w:t></w:r></w:p>"


def document(body: str) -> bytes:
    """The text of a Word file."""
    relations = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    return f'<?xml version="1.0"?><w:document {W} {relations}><w:body>{body}</w:body></w:document>'.encode()


def pictured() -> bytes:
    """A page that was photographed."""
    drawing = "http://schemas.openxmlformats.org/drawingml/2006"
    frame = f'<wp:inline xmlns:wp="{drawing}/wordprocessingDrawing"><wp:extent cx="5000000" cy="7000000"/>'
    picture = f'<a:graphic xmlns:a="{drawing}/main"><a:graphicData uri="{drawing}/picture"/></a:graphic></wp:inline>'
    return document(f"<w:p><w:r><w:drawing>{frame}{picture}</w:drawing></w:r></w:p>")


def zipped(part: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr(part, "<a/>")
    return made.getvalue()


def flate_bomb() -> bytes:
    """A page whose content is some thousand times its size."""
    content = zlib.compress(b"(" + b"a" * 120_000_000 + b") Tj")
    start, rest = PDF.split(b"5 0 obj", 1)
    return (
        start
        + b"5 0 obj\n<< /Filter /FlateDecode /Length %d >>\nstream\n" % len(content)
        + content
        + b"\nendstream"
        + rest
    )


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.txt", PDF, "a PDF file"),
        ("a.md", word_file("文"), "a Word file"),
        ("a.pdf", word_file("文"), "a Word file"),
        ("a.docx", PDF, "a PDF file"),
        ("a.docx", page("<p>网页</p>"), "a web page"),
        ("a.txt", b"\xef\xbb\xbf\n<!doctype HTML><p>text", "a web page"),
        ("a.txt", rb"{\rtf1 text}", "RTF"),
        ("a.html", bytes.fromhex("d0cf11e0a1b11ae1") + bytes(500), "old Office file"),
        ("a.txt", b"\0" * 1000, "invalid characters"),
        ("a.txt", "一、回顾\n全年\0增长6%。\n".encode(), "invalid characters"),
        ("a.txt", "全年增长\ud800".encode("utf-8", "surrogatepass"), "not a text file"),
        ("a.txt", "全年增长6%。".encode("utf-16")[:-1], "UTF-16"),
        ("a.md", ("![" * 11_000).encode(), "brackets"),
        ("a.docx", nested_word(3000), "cannot be read as a Word file"),
        ("a.docx", word_with(b"<w:document"), "cannot be read as a Word file"),
        ("a.docx", word_file("文")[:-30], "damaged"),
        ("a.docx", b"PK\x05\x06" + bytes(18), "is not a Word file"),
        ("a.docx", zipped("xl/workbook.xml"), "is not a Word file"),
        ("a.pdf", PDF[:XREF], "damaged"),
        ("a.docx", word_with(pictured()), "only pictures"),
        ("a.docx", word_with(document('<w:altChunk r:id="rId9"/>')), "another document inside it"),
        ("a.docx", word_with(document(HIDDEN)), "invisible text"),
        ("a.md", b"![](page1.png)", "only pictures"),
        ("a.html", page('<iframe src="report.pdf"></iframe>'), "another document inside it"),
        ("a.html", page(""), "contains no text"),
        ("a.pdf", PDF.replace(b"/DescendantFonts [", b"/DescendantFonts [ 3 0 R "), "cannot be read as a PDF"),
    ],
)
def test_what_lies_or_harms_is_refused(tmp_path: Path, name: str, data: bytes, words: str) -> None:
    """By a sentence that names the file."""
    (tmp_path / name).write_bytes(data)
    with pytest.raises(ReportError, match=words) as caught:
        load_report(tmp_path / name)
    assert str(caught.value).startswith(name)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "change",
    [
        lambda pdf: pdf.replace(b"/Count 1", b"/Count 999999999"),
        lambda pdf: pdf.replace(b"/Kids [4 0 R] /Count 1", b"/Kids [2 0 R] /Count 1"),
        lambda pdf: pdf.replace(b"/Kids [4 0 R] /Count 1", b"/Kids [4 0 R 2 0 R] /Count 9"),
        lambda pdf: pdf.replace(b"/Parent 2 0 R", b"/Parent 4 0 R"),
        lambda pdf: pdf.replace(b"/Contents 5 0 R", b"/Contents [5 0 R 4 0 R]"),
        lambda pdf: pdf.replace(b"/Root 1 0 R", b"/Root 1 0 R /Prev %d" % XREF),
        lambda pdf: pdf.replace(b"/Root 1 0 R", b"/Root 1 0 R /Prev 0"),
        lambda _pdf: flate_bomb(),
    ],
    ids=[
        "pages without end",
        "only itself",
        "and itself",
        "page in itself",
        "page as its content",
        "objects in a circle",
        "no objects before",
        "bomb",
    ],
)
def test_pdf_files_that_refer_to_themselves_are_read(tmp_path: Path, change: Callable[[bytes], bytes]) -> None:
    (tmp_path / "a.pdf").write_bytes(change(PDF))
    assert load_report(tmp_path / "a.pdf").text == WORDS


def test_a_file_of_too_many_characters_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(load, "MAX_CHARACTERS", 10)
    (tmp_path / "a.txt").write_text(WORDS, encoding="utf-8")
    with pytest.raises(ReportError, match="more than 10 characters"):
        load_report(tmp_path / "a.txt")


@pytest.mark.parametrize("charset", ["utf-7", "idna", "zlib_codec", "rot13", "unicode_escape", "没有"])
def test_a_page_that_declares_no_charset_of_pages_is_read_as_what_it_is(charset: str) -> None:
    assert WORDS in read_html(f'<meta charset="{charset}"><p>{WORDS}</p>'.encode(), "a.html").text


@pytest.mark.parametrize(
    "markup",
    [
        "<table>" * 1000 + "<tr><td>",
        "<p " + 'a="b" ' * 50_000 + ">",
        "<title>" + " -" * 50_000 + "</title><p>",
        "<p>" + "\n \n" * 50_000,
        "<!DOCTYPE a [" + "".join(f'<!ENTITY l{n} "&l{n - 1};&l{n - 1};">' for n in range(1, 60)) + "]><p>",
        "<p onclick='evil()'><img src=x onerror=evil()><iframe src=//evil.example></iframe>",
    ],
    ids=["tables", "attributes", "title", "blanks", "entities", "script"],
)
def test_pages_made_to_exhaust_are_read(markup: str) -> None:
    """The words in them, and nothing else."""
    assert read_html(f"{markup}{WORDS}".encode(), "a.html").text.split("\n")[-1] == WORDS


@pytest.mark.parametrize(
    "line",
    [
        "发展" * 50_000,
        "（“《" * 30_000,
        "（一）" * 30_000,
        "| " * 50_000,
        "—" * 100_000,
        "工" + " " * 100_000,
        "2025年" * 30_000,
    ],
    ids=["words", "brackets", "markers", "cells", "dashes", "blanks", "years"],
)
def test_a_line_of_a_hundred_thousand_characters_is_read(tmp_path: Path, line: str) -> None:
    (tmp_path / "a.txt").write_text(f"{line}\n一、回顾\n{WORDS}", encoding="utf-8")
    outline = make_outline(load_report(tmp_path / "a.txt"))
    assert outline.sections[-1].path == ("一、回顾",)


def test_marks_that_turn_the_direction_of_writing_stay_in_a_text_file(tmp_path: Path) -> None:
    """Its text is the decoded file, unchanged; what is shown of it is made harmless where it is shown."""
    (tmp_path / "a.txt").write_text("一、回顾\n增长\u202e%6\u202c。\n", encoding="utf-8")
    assert "\u202e" in load_report(tmp_path / "a.txt").text


SHAPES = {
    "editor": "<div class=l><ul><li><a href=a>机构概况</a></ul></div><div class=r><h2>{title}</h2><div>"
    "发布日期：2025-01-08 阅读次数：<span>12</span>次 【字体：<a href=#>大</a>】</div>"
    "<div class=TRS_UEDITOR>{paragraphs}</div>"
    "<p>扫一扫在手机打开当前页</p></div>",
    "tables": "<table><tr><td><a href=x>栏目一</a></td><td><table><tr><td align=center><b>{title}</b></td></tr>"
    "<tr><td>作者：区府办 点击数：22</td></tr><tr><td>{breaks}</td></tr></table></td></tr></table>",
    "print": "<center><h3>{title}</h3></center><hr>{paragraphs}<hr><center><input type=button value=打印>"
    "<a href='javascript:window.close()'>【关闭窗口】</a></center>",
    "divs": "<div class=a><div class=b>{divs}</div></div>",
    "form": "<form id=aspnetForm><div><a href=/>首页</a>|<a href=/z>政务公开</a></div>"
    "<div class=con>{paragraphs}</div></form>",
    "news": "<div>{paragraphs}</div><div class=rel><h3>相关新闻</h3><ul>"
    + "<li><a href=1>区长主持召开第九次常务会议，研究部署安全生产等工作。</a>" * 15
    + "</ul></div><div style='display:none'>各位代表，隐藏的一句话，不应该出现在这里。</div>",
}


@pytest.mark.parametrize("shape", SHAPES)
def test_the_article_alone_is_taken_from_pages_as_sites_build_them(shape: str) -> None:
    """In GB 2312 as declared; with a foot of contacts, licences and advice, which pages for printing lack."""
    title, lines = "雨山区2025年政府工作报告", [line.strip() for line in LINES if line.strip()]
    body = SHAPES[shape].format(
        title=title,
        paragraphs="".join(f"<p>\u3000\u3000{line}</p>" for line in lines),
        breaks="<br>".join(f"&nbsp;&nbsp;{line}" for line in lines),
        divs="".join(f"<div><div><span>{line[:7]}<span>{line[7:]}</span></span></div></div>" for line in lines),
    )
    head = '<meta http-equiv="Content-Type" content="text/html; charset=gb2312">'
    foot = "<div><p>主办：雨山区人民政府办公室　皖ICP备05001234号。</p><p>建议使用IE9.0以上浏览器浏览。</p></div>"
    foot = "" if shape == "print" else foot
    markup = f"<html><head>{head}<title>{title}_雨山区人民政府</title></head><body>{body}{foot}</body></html>"
    assert read_html(markup.encode("gb18030"), "a.html").text.split("\n") == [title, *lines]
