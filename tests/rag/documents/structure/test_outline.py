"""Outlines: the seed report, years, ids, and the laws for any text."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from rag.documents.loader import load_report
from rag.documents.structure.outline import make_outline
from rag.types import Outline, Report, Section, SentenceKind
from tests.paths import SEED
from tests.rag.documents.structure.test_sections import BODY, text_of


def report(text: str, year: int | None = 2025) -> Report:
    return Report(name="甲县2025年政府工作报告", text=text, file="甲县.txt", sha256="0", year=year)


@pytest.fixture(scope="module")
def seed() -> Report:
    return load_report(SEED)


def test_the_seed_report_has_the_sections_its_reader_sees(seed: Report) -> None:
    """Six bullets, seven items in parts one and two, four in part three, their run-in headings, and the tails."""
    sections = make_outline(seed).sections
    deep = [section.path for section in sections if len(section.path) == 3]
    tails = [section for section in sections if len(section.path) == 1 and section.heading_end == section.start]
    assert len(deep) == 5 * 3 + 2 * 4 + 7 * 3
    assert sum(len(section.path) == 2 for section in sections) == 6 + 7 + 7 + 4
    assert [seed.text[s.start : s.start + 4] for s in tails] == ["这一年,", "一年来,", "各位代表"]


@pytest.mark.parametrize(
    ("words", "path"),
    [
        ("主要预期目标是", ("二、2025年工作安排",)),
        ("这些成绩的取得", ("一、2024年工作回顾",)),
        ("实干书写精彩", ("三、进一步加强政府自身建设",)),
        ("投入5.7亿元", ("一、2024年工作回顾", "——人民生活水平不断改善。")),
        ("严控“三公”经费", ("三、进一步加强政府自身建设", "(四)守规矩,坚持廉洁从政。")),
        (
            "投资7.26亿元实施",
            ("一、2024年工作回顾", "(五)倾力提气质、升品质,城乡面貌持续焕新。", "城市功能加快升级完善。"),
        ),
        (
            "推深做实“皖美红色物业”",
            ("一、2024年工作回顾", "(六)竭力惠民生、增福祉,人民生活持续改善。", "多元化增进社会治理水平。"),
        ),
        (
            "1.33万人次坚守堤防",
            ("一、2024年工作回顾", "(六)竭力惠民生、增福祉,人民生活持续改善。", "多维度防范化解社会风险。"),
        ),
        (
            "开工建设梅山小学",
            ("二、2025年工作安排", "(六)坚定不移增进民生福祉,在回应群众期盼上聚焦发力", "做优普惠性民生。"),
        ),
    ],
)
def test_sentences_of_the_seed_report_stand_in_their_sections(seed: Report, words: str, path: tuple[str, ...]) -> None:
    """Also where a stray line break parts a heading from its text."""
    outline = make_outline(seed)
    at = seed.text.index(words)
    sentence = next(s for s in outline.sentences if s.start <= at < s.end)
    assert outline.sections[sentence.section].path == path
    assert sentence.kind is SentenceKind.PROSE


def test_front_matter_of_the_seed_report_can_be_cited(seed: Report) -> None:
    """Rows of the table, the date line that its source breaks in two, and the speaker are sentences."""
    front = [s for s in make_outline(seed).sentences if s.kind is SentenceKind.FRONT]
    words = [seed.text[s.start : s.end] for s in front]
    assert "| 索 引 号: | K16385692/202501-00009 |" in words
    assert "——2024年12月23日在雨山区第十五届\n人民代表大会第五次会议上" in words
    assert "区人民政府区长 马鑫" in words
    assert {s.section for s in front} == {0}


def test_headings_are_sentences_of_their_kind(seed: Report) -> None:
    """A heading is one sentence, numbered or run in, with its mark or without."""
    outline = make_outline(seed)
    headings = [s for s in outline.sentences if s.kind is SentenceKind.HEADING]
    opened = [section for section in outline.sections if section.heading_end > section.start]
    assert [(s.start, s.end) for s in headings] == [(section.start, section.heading_end) for section in opened]
    assert [seed.text[s.start : s.end] for s in headings] == [section.path[-1] for section in opened]


def years(text: str, year: int | None = 2025) -> list[int | None]:
    return [section.year for section in make_outline(report(text, year)).sections]


def test_years_come_from_headings_or_from_the_order_of_the_parts() -> None:
    """The heading's own year, else the one above; review before plan, and the plan's year behind it."""
    front = ["甲县政府工作报告", "各位代表："]
    named = text_of(*front, "一、2023年回顾", "(一)抓产业", "…", "二、2024年安排", "…", "三、加强自身建设", "…")
    assert years(named, 2024) == [None, 2023, 2023, 2024, 2024]
    unnamed = text_of("一、工作回顾", "…", "二、主要任务", "…", "三、自身建设", "…")
    assert years(unnamed) == [2024, 2025, 2025]
    assert years(unnamed, None) == [None, None, None]
    assert years(text_of("一、二〇二四年工作回顾", "…"), None) == [2024]
    assert years(text_of("一、过去五年工作回顾", "…", "二、2025年工作", "…")) == [None, 2025]


def test_years_of_the_seed_report(seed: Report) -> None:
    """Part one reviews 2024, part two plans 2025, part three goes on with the plan."""
    found = {s.path[0]: s.year for s in make_outline(seed).sections if s.path}
    assert list(found.values()) == [2024, 2025, 2025]


def test_an_annex_speaks_of_no_year() -> None:
    """名词解释 behind the plan has none."""
    assert years(text_of("一、2025年安排", "…", "名词解释", "1.两新：设备更新。")) == [2025, None]


def test_lines_broken_at_a_fixed_width_are_one_paragraph() -> None:
    """Sentences run over the line breaks of a text that was wrapped by hand, to columns or to characters."""
    words = f"一年来我们坚持稳中求进,{BODY}" * 8
    text = "一、回顾\n" + "\n".join(words[i : i + 30] for i in range(0, len(words), 30)) + "\n"
    assert len(make_outline(report(text)).sentences) == 1 + 2 * 8


@pytest.mark.parametrize("width", [27, 32, 40])
def test_a_sentence_that_ends_before_the_width_ends_its_paragraph(width: int) -> None:
    """Without indents and blank lines, a paragraph may end close to the margin: the next word would have fitted."""
    words = ("增加就业岗位并完善公共服务体系，" * 20)[: 5 * width - 3] + "好。"
    paragraphs = [words, words, "各位代表！" + words, "一年来，" + words]
    lines = [p[i : i + width] for p in paragraphs for i in range(0, len(p), width)]
    text = "一、回顾\n（一）抓就业。" + BODY[:10] + "。\n" + "\n".join(lines) + "\n"
    outline = make_outline(report(text))
    assert outline.sections[-1].path == ("一、回顾",)
    assert text[outline.sections[-1].start :].startswith("各位代表！")
    assert sum("\n" in text[s.start : s.end].strip() for s in outline.sentences) == 4


FIGURES = "新增公园141座、累计达到973座，完成投资8374.2亿元，居民收入增长4.2%，建成高标准农田8.8万亩，"


@pytest.mark.parametrize("width", [27, 30, 33, 36, 40])
@pytest.mark.parametrize("start", ["\n　　", "\n\n", "\n\n　　"], ids=["indented", "blank line", "both"])
def test_where_paragraphs_are_set_apart_that_tells_where_one_begins(width: int, start: str) -> None:
    """However full the lines are: numbers are not broken, and a last line may be full."""
    words = [f"经济运行稳中向好。{FIGURES * n}各项工作都取得了新的进展。" for n in range(1, 9)]
    paragraphs = ["一、2024年工作回顾", *(w[: max(width * 2, len(w) // width * width) - 1] + "。" for w in words)]
    text = start.join("\n".join(broken(paragraph, width)) for paragraph in paragraphs)
    outline = make_outline(report(text))
    plain = make_outline(report("\n".join(paragraphs)))
    assert ["".join(text[s.start : s.end].split()) for s in outline.sentences] == [
        "\n".join(paragraphs)[s.start : s.end] for s in plain.sentences
    ]


def broken(paragraph: str, width: int) -> list[str]:
    """The lines of a paragraph, of so many characters at most; numbers and closing marks stay with what is before."""
    lines = [""]
    for token in re.findall(r"[!-~]+|.[，。、]*", paragraph):
        if len(lines[-1] + token) > width:
            lines.append("")
        lines[-1] += token
    return lines


def test_ids_outlive_an_insertion(seed: Report) -> None:
    """A paragraph more changes no id of another sentence; a second run changes none at all."""
    before = [s.id for s in make_outline(seed).sentences]
    mark = "(二)坚定不移厚植发展后劲"
    more = Report(name=seed.name, text=seed.text.replace(mark, f"另外,还要抓好收尾工作。\n{mark}"), file="", sha256="")
    assert [s.id for s in make_outline(seed).sentences] == before
    assert set(before) < {s.id for s in make_outline(more).sentences}


def test_ids_depend_on_words_not_on_their_setting() -> None:
    """Blanks and full-width forms of the same words leave the id as it is; the same words again get another one."""
    plain = make_outline(report("一、回顾\nGDP增长6%。好的成绩。好的成绩。\n"))
    wide = make_outline(report("一、回顾\r\n\u3000\u3000ＧＤＰ增长6％。好的成绩。 好的成绩。\r\n"))
    assert [s.id for s in plain.sentences] == [s.id for s in wide.sentences]
    assert len({s.id for s in plain.sentences}) == 4
    assert all(len(s.id) == 12 and set(s.id) <= set("abcdefghijklmnopqrstuvwxyz234567") for s in plain.sentences)


FRAGMENTS = st.lists(
    st.sampled_from(
        [
            *("一、2024年工作回顾\n", "二、2025年工作安排\n", "三、", "（一）抓产业。", "(二)惠民生\n", "1.", "(1)"),
            *("——经济向好。", "一是", "二是", "项目招引更精更准。", "项目谋划更深更细。", "推进城市更新。", BODY),
            *(
                "各位代表！",
                "一年来，",
                "第一部分 回顾\n",
                "名词解释\n",
                "| 文 号: | 无 |",
                "2025年1月14日在甲县第一届\n会议上",
            ),
            *("\n", "\r\n", "\n\n", "\u3000\u3000", " ", "“", "”", "（", "）", "。", "，", "："),
        ]
    ),
    max_size=40,
).map("".join)


@example("\xad")
@given(st.one_of(FRAGMENTS, st.text(max_size=200)))
@settings(max_examples=100, deadline=None)
def test_laws_of_outlines(text: str) -> None:
    """Sections tile the text; sentences follow each other, each in one section, with an id of their own."""
    outline = make_outline(report(text))
    assert_tiles(text, outline.sections)
    assert_sentences(outline)
    assert make_outline(report(text)) == outline


def assert_tiles(text: str, sections: tuple[Section, ...]) -> None:
    ends = [section.end for section in sections]
    assert [section.start for section in sections] == [0, *ends[:-1]]
    assert ends[-1] == len(text)
    for section in sections:
        assert section.start <= section.heading_end <= section.end
        heading = text[section.start : section.heading_end]
        assert not heading or "".join(heading.splitlines()) == section.path[-1]


def assert_sentences(outline: Outline) -> None:
    at = 0
    for sentence in outline.sentences:
        section = outline.sections[sentence.section]
        assert max(at, section.start) <= sentence.start < sentence.end <= section.end
        assert sentence.clauses
        assert all(sentence.start <= c.start < c.end <= sentence.end for c in sentence.clauses)
        at = sentence.end
    assert len({sentence.id for sentence in outline.sentences}) == len(outline.sentences)


@pytest.mark.parametrize(
    "fragment",
    [
        "一、甲\n",
        "（一）甲\n",
        "甲\n",
        "发展产业。",
        "——好。坏坏坏坏坏。\n",
        "各位代表！\n",
        "“发展。",
        " \n",
        "附件\n好。\n",
    ],
)
def test_time_is_linear_in_the_length_of_a_report(fragment: str) -> None:
    """20,000 characters of one kind, in an item of a report, take no more than a moment."""
    text = "一、2024年工作回顾\n（一）抓产业。\n" + fragment * (20_000 // len(fragment))
    start = time.process_time()
    make_outline(report(text))
    assert time.process_time() - start < 5


def test_a_line_above_a_table_is_the_heading_of_its_rows() -> None:
    """Also where the line with its unit stands between; a row is one sentence of one clause."""
    text = (
        "某区2025年政府工作报告\n\n各位代表:\n一、2024年工作回顾\n过去一年增长6%。\n二、2025年工作安排\n今年增长7%。\n"
        "附件1：主要指标\n单位：亿元\n1.投资｜2024年：7亿元｜说明：新建。续建。\n2.消费｜2024年：8亿元\n"
        "附件2 重点项目\n大桥｜投资：3亿元\n"
    )
    outline = make_outline(report(text))
    rows = [s for s in outline.sentences if "｜" in text[s.start : s.end]]
    assert [outline.sections[row.section].path for row in rows] == [("附件1：主要指标",)] * 2 + [("附件2 重点项目",)]
    assert [outline.sections[row.section].year for row in rows] == [None] * 3
    assert [clause.of(text) for clause in rows[0].clauses] == ["1.投资｜2024年：7亿元｜说明：新建。续建。"]
