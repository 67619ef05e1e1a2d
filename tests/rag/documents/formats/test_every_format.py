"""Word, PDF, web pages and Markdown give the words a reader sees, damaged files too."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rag.documents.formats.base import Content
from rag.documents.formats.html.page import read_html
from rag.documents.formats.markdown import read_markdown
from rag.documents.formats.pdf.reader import read_pdf
from rag.documents.formats.word.reader import read_word
from rag.documents.loader import load_report
from rag.documents.structure.outline import make_outline
from rag.errors import ReportError
from tests.pdfs import make_pdf, print_pages
from tests.rag.documents.files import LINES, page, word_file


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
