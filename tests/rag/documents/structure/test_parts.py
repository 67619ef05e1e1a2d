"""Where the body of a report begins and ends, its parts by wording and by the file's marks, its annexes, its years."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pytest
from docx import Document

from rag.documents.loader import load_report
from rag.documents.structure.outline import make_outline
from rag.types import Outline, Report, SentenceKind

OPENING = "各位代表：\n现在，我代表县人民政府，向大会报告工作。\n"
REVIEWED = "全年地区生产总值增长6.3%，新增就业5230人，群众收入稳步提高，各项任务如期完成。\n"
PLANNED = "地区生产总值增长6.5%左右，新增就业5000人以上，新建改扩建学校6所，新增学位2400个。\n"


def outline(text: str, year: int | None = 2025, delivered: date | None = None) -> Outline:
    return make_outline(Report("甲县2025年政府工作报告", text, "a.txt", "0", year=year, delivered=delivered))


def years(found: Outline) -> dict[str, int | None]:
    return {section.path[-1]: section.year for section in found.sections if section.path}


def front(text: str, found: Outline) -> str:
    return "".join(text[s.start : s.end] for s in found.sentences if s.kind is SentenceKind.FRONT)


@pytest.mark.parametrize(
    "heading",
    ["一、一年来的工作", "一、五年来工作回顾", "一、过去一年工作", "一、五年政府工作回顾", "一、一年接着一年干"],
)
def test_a_heading_may_begin_with_a_number_of_years(heading: str) -> None:
    """一、二、三产业 is no heading."""
    text = f"甲县2025年政府工作报告\n{OPENING}{heading}\n{REVIEWED}二、2025年工作安排\n{PLANNED}"
    assert list(years(outline(text))) == [heading, "二、2025年工作安排"]
    text = f"甲县2025年政府工作报告\n{OPENING}一、二、三产业协调发展。\n{REVIEWED}"
    assert years(outline(text)) == {}


def test_parts_may_be_named_and_their_items_numbered() -> None:
    text = (
        f"甲县2025年政府工作报告\n{OPENING}2024年工作回顾\n过去一年成绩很大。\n（一）经济运行稳中向好。\n{REVIEWED}"
        f"2025年工作安排\n今年任务很重。\n一、建设产业体系\n{PLANNED}二、推进乡村振兴\n{PLANNED}"
    )
    found = outline(text)
    paths = list(dict.fromkeys(section.path for section in found.sections if section.path))
    assert paths == [
        ("2024年工作回顾",),
        ("2024年工作回顾", "（一）经济运行稳中向好。"),
        ("2025年工作安排",),
        ("2025年工作安排", "一、建设产业体系"),
        ("2025年工作安排", "二、推进乡村振兴"),
    ]
    assert "5230" not in front(text, found)


@pytest.mark.parametrize("line", ["三、四季度增速加快。", "三、五年内建成这条铁路。", "二、三产业协调发展。"])
def test_two_numerals_that_count_something_open_no_part(line: str) -> None:
    text = f"甲县2025年政府工作报告\n{OPENING}一、2024年工作回顾\n{REVIEWED}{line}\n{REVIEWED}"
    assert list(years(outline(text))) == ["一、2024年工作回顾"]


@pytest.mark.parametrize("heading", ["一、加快农业发展", "结束语", "（一）加快农业发展"])
def test_a_long_text_before_the_first_heading_is_no_front_matter(heading: str) -> None:
    """What is told before the first heading belongs to the report; title and introduction do not."""
    text = f"甲县2025年政府工作报告\n{OPENING}{REVIEWED * 20}{heading}\n{PLANNED}"
    found = outline(text)
    assert "5230" not in front(text, found)
    assert "向大会报告工作" in front(text, found)
    told = next(sentence for sentence in found.sentences if "5230" in text[sentence.start : sentence.end])
    assert found.sections[told.section].year is None


def test_a_text_without_a_full_stop_is_not_all_front_matter() -> None:
    text = "甲县政务服务指南\n办理时限为5个工作日\n收费标准为每件20元\n咨询电话每天8点到18点接听\n"
    assert front(text, outline(text)) == "甲县政务服务指南"


def test_a_table_of_contents_is_no_part() -> None:
    """Also where a file has it on one line."""
    text = (
        f"目 录\n一、2024年工作回顾…………1（一）经济运行…………2二、2025年工作安排…………6\n甲县县长 陈立\n{OPENING}"
        f"一、2024年工作回顾\n{REVIEWED}二、2025年工作安排\n{PLANNED}"
    )
    assert years(outline(text)) == {"一、2024年工作回顾": 2024, "二、2025年工作安排": 2025}


def test_a_report_that_a_page_repeats_begins_with_its_first_part() -> None:
    """Only in a table of contents do parts follow each other without a sentence."""
    body = f"一、2024年工作回顾\n{REVIEWED}二、2025年工作安排\n{PLANNED}"
    text = f"甲县2025年政府工作报告\n{OPENING}{body}{body}"
    assert "5230" not in front(text, outline(text))


@pytest.mark.parametrize("annex", ["附件", "附件1", "附件：2025年十件民生实事", "名词解释"])
def test_an_annex_is_a_section_of_its_own(annex: str) -> None:
    """What is numbered in it stands below, and it speaks of no year unless it says so."""
    text = (
        f"甲县2025年政府工作报告\n{OPENING}一、2024年工作回顾\n{REVIEWED}二、2025年工作安排\n{PLANNED}"
        f"{annex}\n一、稳定和扩大就业\n{PLANNED}二、改造老旧小区\n{PLANNED}"
    )
    found = outline(text)
    assert (annex, "一、稳定和扩大就业") in {section.path for section in found.sections}
    assert years(found)[annex] is None


def test_an_annex_is_on_the_year_in_its_title() -> None:
    text = f"甲县2025年政府工作报告\n{OPENING}一、2024年工作回顾\n{REVIEWED}附件\n2025年民生实事\n一、就业\n{PLANNED}"
    found = outline(text)
    assert {section.path: section.year for section in found.sections}[("附件", "2025年民生实事", "一、就业")] == 2025


@pytest.mark.parametrize(
    "tail",
    [
        "责任编辑：李四\n扫一扫在手机打开当前页\n相关链接\n乙县召开会议，张三强调要抓好落实。\n",
        "本作品是中华人民共和国的\n法律\n、\n法规\n，属于公有领域。\n注：这一条不总是适用。\nPublic domain\n",
        "收藏\n|\n分享到:\n分享到微信\n×\n",
        "主办：甲县人民政府 承办：甲县人民政府办公室\n地址：甲县中心路1号。\n",
        "· 乙县召开防汛会议 2025-01-03\n· 丙县领导调研春耕 2025-01-02\n",
        "关于我们 | 网站声明 | 联系我们\n您是第123456位访问者\n",
        "热点新闻\n乙县一季度经济运行平稳，实现开门红。\n",
        "（此件公开发布）\n附件下载：\n甲县政府工作报告.pdf\n",
        "关于做好春耕工作的通知\n乙县领导调研\n丙县新闻发布会\n丁县召开会议\n",
    ],
)
def test_what_a_page_has_behind_a_report_is_left_out(tail: str) -> None:
    body = f"甲县2025年政府工作报告\n{OPENING}一、2024年工作回顾\n{REVIEWED * 12}二、2025年工作安排\n{PLANNED * 12}"
    found = outline(body + tail)
    assert max(sentence.end for sentence in found.sentences) <= len(body)
    assert found.sections[-1].end == len(body + tail)


def test_lines_on_who_is_responsible_between_the_items_of_an_annex_end_nothing() -> None:
    """What a page has behind a report begins after its last numbered item."""
    body = f"甲县2025年政府工作报告\n{OPENING}一、2024年工作回顾\n{REVIEWED * 12}二、2025年工作安排\n{PLANNED * 12}"
    items = ("一、稳定和扩大就业", "二、改造老旧小区", "三、修建农村公路")
    annex = "附件\n2025年民生实事\n" + "".join(f"{item}\n{PLANNED}主办单位：县教育局、县交通局\n" for item in items)
    found = outline(body + annex + "主办：甲县人民政府办公室\n地址：甲县中心路1号。\n")
    told = {section.path[-1] for section in found.sections if section.path}
    assert told.issuperset(items)
    assert max(sentence.end for sentence in found.sentences) <= len(body + annex)
    assert any("县交通局" in (body + annex)[s.start : s.end] for s in found.sentences)


@pytest.mark.parametrize("heading", ["※注释※", "【名词解释】", "注释", "■ 术语说明 ■", "备注与出处"])
def test_notes_that_end_with_a_page_number_stay(heading: str) -> None:
    """They are no links: a sentence ends within them."""
    body = f"甲县2025年政府工作报告\n{OPENING}一、2024年工作回顾\n{REVIEWED * 12}二、2025年工作安排\n{PLANNED * 12}"
    terms = ("四个不摘", "双控", "河长制", "一网通办", "双减")
    notes = "".join(f"[{n}]“{term}”：是指{term}的各项要求。(见第{n}页)\n" for n, term in enumerate(terms, 1))
    text = f"{body}{heading}\n{notes}"
    told = "".join(text[s.start : s.end] for s in outline(text).sentences)
    assert all(f"是指{term}" in told for term in terms)


def test_dates_at_the_end_of_an_annex_stay() -> None:
    body = f"甲县2025年政府工作报告\n{OPENING}一、2024年工作回顾\n{REVIEWED * 12}二、2025年工作安排\n{PLANNED * 12}"
    annex = "附件：民生实事\n新建中心小学 教育局 2025-12-31\n改造农村公路 交通局 2025-10-31\n"
    assert max(sentence.end for sentence in outline(body + annex).sentences) == len(body + annex) - 1


@pytest.mark.parametrize(
    ("heading", "opening", "year"),
    [
        ("一、2024年工作回顾", "", 2024),
        ("一、过去一年工作回顾", "", 2024),
        ("一、过去五年工作回顾", "", None),
        ("一、“十四五”发展成就", "", None),
        ("一、在奋斗中取得新成效", "2024年，是很不平凡的一年。", 2024),
        ("一、在奋斗中取得新成效", "一年来，我们坚持稳中求进。", 2024),
        ("一、在奋斗中取得新成效", "", None),
        ("一、牢记使命奋勇争先", "今年是“十四五”收官之年。", 2025),
        ("一、工作回顾和工作安排", "", None),
        ("一、今后五年总体要求", "", None),
        ("一、今后五年总体要求和2025年工作", "", 2025),
    ],
)
def test_a_part_speaks_of_the_year_of_which_there_is_evidence(heading: str, opening: str, year: int | None) -> None:
    """In its heading, or in its first sentences; else of none."""
    text = f"甲县2025年政府工作报告\n{OPENING}{heading}\n{opening}{REVIEWED}"
    assert years(outline(text))[heading] == year


def test_this_year_is_that_of_the_speech() -> None:
    """A report given in December reviews 今年."""
    text = f"甲县2025年政府工作报告\n{OPENING}一、在奋斗中取得新成效\n今年以来，我们坚持稳中求进。{REVIEWED}"
    assert years(outline(text, delivered=date(2024, 12, 20)))["一、在奋斗中取得新成效"] == 2024


def test_an_item_on_several_years_is_on_none_of_them() -> None:
    items = f"（一）“十四五”发展成就。{REVIEWED}（二）经济稳中向好。{REVIEWED}"
    text = f"甲县2025年政府工作报告\n{OPENING}一、2024年工作回顾\n{items}"
    found = years(outline(text))
    assert (found["（一）“十四五”发展成就。"], found["（二）经济稳中向好。"]) == (None, 2024)


LINES = (
    (0, "甲县2025年政府工作报告"),
    (None, "各位代表：现在，我代表县人民政府，向大会报告工作。"),
    (1, "2024年工作回顾"),
    (2, "经济运行稳中向好"),
    (None, REVIEWED.strip()),
    (2, "民生福祉持续增进"),
    (None, REVIEWED.strip()),
    (1, "2025年工作安排"),
    (2, "建设产业体系"),
    (None, PLANNED.strip()),
)
PATHS = [
    ("2024年工作回顾",),
    ("2024年工作回顾", "经济运行稳中向好"),
    ("2024年工作回顾", "民生福祉持续增进"),
    ("2025年工作安排",),
    ("2025年工作安排", "建设产业体系"),
]


def as_word() -> bytes:
    document = Document()
    for level, line in LINES:
        document.add_paragraph(line) if level is None else document.add_heading(line, level)
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


def as_html() -> bytes:
    tags = [("p" if level is None else f"h{level + 1}", line) for level, line in LINES]
    body = "".join(f"<{tag}>{line}</{tag}>" for tag, line in tags)
    return f"<html><meta charset=utf-8><body>{body}</body></html>".encode()


def as_markdown() -> bytes:
    return "\n\n".join(line if level is None else f"{'#' * (level + 1)} {line}" for level, line in LINES).encode()


@pytest.mark.parametrize(
    ("name", "data"),
    [("a.docx", as_word()), ("a.html", as_html()), ("a.md", as_markdown())],
    ids=["docx", "html", "md"],
)
def test_the_levels_of_the_files_own_headings_are_kept(tmp_path: Path, name: str, data: bytes) -> None:
    """Styles of Word, elements of a page, signs of Markdown; the title is none of the body's."""
    (tmp_path / name).write_bytes(data)
    found = make_outline(load_report(tmp_path / name))
    assert list(dict.fromkeys(section.path for section in found.sections if section.path)) == PATHS
    assert years(found)["民生福祉持续增进"] == 2024


def test_a_short_text_of_broken_lines_keeps_its_numbers() -> None:
    """Half of its lines end a paragraph; the others have one length exactly."""
    body = (
        f"甲县2025年政府工作报告\n{OPENING}一、2024年工作回顾\n（一）经济。\n{REVIEWED * 3}（二）民生。\n{REVIEWED * 3}"
    )
    lines = [line[i : i + 20] for line in body.splitlines() for i in range(0, len(line), 20)]
    text = "\n".join(lines) + "\n"
    sentences = [text[s.start : s.end].replace("\n", "") for s in outline(text).sentences]
    assert sentences.count(REVIEWED.strip()) == 6
