"""Word files give the words that Word prints; what could do harm is refused."""

from __future__ import annotations

import docx
import pytest
from docx.oxml import parse_xml

from rag.documents.formats.word.reader import read_word
from rag.errors import ReportError
from tests.rag.documents.files import W, repacked, saved, word_file


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
