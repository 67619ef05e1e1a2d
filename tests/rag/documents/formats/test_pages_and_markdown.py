"""What a reader sees of a web page or a Markdown file is read; what nobody sees is not."""

from __future__ import annotations

import pytest

from rag.documents.formats.html.page import read_html
from rag.documents.formats.markdown import read_markdown
from rag.types import Omission, OmissionKind

PROSE = "<p>过去一年，全县生产总值增长6%，好于预期，各项工作扎实推进。</p>"
TABLE = (
    "<table><tr><td rowspan=2>指标</td><td rowspan=2>单位</td><td colspan=2>2024年</td></tr>"
    "<tr><td>计划</td><td>实际</td></tr>"
    "<tr><td>接待游客</td><td>万人次</td><td>350</td><td>365.7</td></tr></table>"
)
ROW = "接待游客｜2024年计划：350万人次｜2024年实际：365.7万人次"


def page(body: str) -> bytes:
    return f'<meta charset="utf-8"><body><div>{PROSE}{body}{PROSE}</div></body>'.encode()


def html(body: str) -> list[str]:
    """The lines between the two paragraphs of prose."""
    return read_html(page(body), "a.html").text.split("\n")[1:-1]


def markdown(source: str) -> str:
    return read_markdown(source.encode(), "a.md").text


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<p>技改项目25<sup>3</sup>个</p>", "技改项目25个"),
        ("<p>基站412<sup>[5]</sup>座</p>", "基站412座"),
        ("<p>基站412<a href='#_ftn5'>[5]</a>座</p>", "基站412座"),
        ("<p>基站412<span style='vertical-align: super'>5</span>座</p>", "基站412座"),
        ("<p>面积18.6km<sup>2</sup>。</p>", "面积18.6km²。"),
        ("<p>技改项目25³个</p>", "技改项目25个"),
        ("<p>占比<del>50%</del><s>49%</s>48%</p>", "占比48%"),
        ("<p>占比<span style='text-decoration:line-through'>50%</span>48%</p>", "占比48%"),
    ],
)
def test_figures_of_a_page_are_not_changed(body: str, text: str) -> None:
    """Marks of notes are no digits, and what is struck is not said."""
    assert html(body) == [text]


@pytest.mark.parametrize(
    "hidden",
    [
        "<div style='display: none'>{}</div>",
        "<div hidden>{}</div>",
        "<p style='color:#FFFFFF'>{}</p>",
        "<p><font color=white>{}</font></p>",
        "<p style='font-size:0'>{}</p>",
        "<p style='opacity:0'>{}</p>",
    ],
)
def test_what_nobody_sees_of_a_page_is_no_evidence(hidden: str) -> None:
    """It is told."""
    words = "全县税收收入达到77亿元，增长17%，财政实力迈上了新的台阶，各项支出得到保障。"
    content = read_html(page(hidden.format(words)), "a.html")
    assert len(content.text.split("\n")) == 2
    assert content.omissions == (Omission(OmissionKind.UNSEEN, len(words)),)


def test_white_words_on_a_ground_are_seen() -> None:
    """As in the head of a table."""
    assert html("<div style='background:#1f4e79'><p style='color:#fff'>主要指标</p></div>") == ["主要指标"]


@pytest.mark.parametrize("switch", ["<a>展开全文</a>", "<span class=more>点击查看更多</span>", "<div>显示全部</div>"])
def test_what_a_page_folds_away_behind_a_switch_is_read(switch: str) -> None:
    """The switch itself is not."""
    rest = "<p>二、2025年工作安排</p><p>新建改扩建学校6所，新增学位2400个，启动县中医院迁建工程，总投资3.8亿元。</p>"
    lines = html(f"<div style='display:none'>{rest}</div>{switch}")
    assert lines[0] == "二、2025年工作安排"
    assert lines[1].startswith("新建改扩建学校6所")
    assert len(lines) == 2


@pytest.mark.parametrize("caption", ["", "<caption>附表</caption>"])
def test_merged_heads_of_a_page_are_read(caption: str) -> None:
    assert html(TABLE.replace("<table>", f"<table>{caption}"))[-1] == ROW


def test_a_picture_and_an_embedded_document_are_told() -> None:
    """Icons are not."""
    body = "<p><img src=a.jpg width=700 height=500><img src=share-icon.png></p><iframe src='annex.pdf'></iframe>"
    assert read_html(page(body), "a.html").omissions == (
        Omission(OmissionKind.PICTURES, 1),
        Omission(OmissionKind.EMBEDDED, 1),
    )


def test_html_in_markdown_is_read_like_a_page() -> None:
    assert markdown(f"一、回顾\n\n{TABLE}\n\n后文") == f"一、回顾\n{ROW}\n后文"


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("占比~~50%~~48%", "占比48%"),
        ("增长5~6%，投资7~8亿元", "增长5~6%，投资7~8亿元"),
        ("技改项目25<sup>3</sup>个", "技改项目25个"),
        ("面积18.6km<sup>2</sup>", "面积18.6km²"),
        ("推行链长制[^1]。\n\n[^1]: 链长制：由领导担任链长。", "推行链长制。\n注释\n链长制：由领导担任链长。"),
        ("- [x] 建成水厂3座\n- [ ] 建成电站2座", "☑ 建成水厂3座\n□ 建成电站2座"),
        ("1. 甲项目\n1. 乙项目", "1.甲项目\n2.乙项目"),
        ("城镇化率52\\.9\\%", "城镇化率52.9%"),
        ("第一行<br>第二行", "第一行\n第二行"),
    ],
)
def test_signs_of_markdown_are_read_as_they_are_shown(source: str, text: str) -> None:
    assert markdown(source) == text


def test_a_picture_in_markdown_is_told() -> None:
    assert read_markdown("正文\n\n![附表](a.png)".encode(), "a.md").omissions == (Omission(OmissionKind.PICTURES, 1),)
