"""What a reader sees of a Word file is read, wherever it stands; what nobody sees is not."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import docx
import pytest
from docx.oxml import parse_xml

from rag.documents.formats.word.reader import read_word
from rag.types import Omission, OmissionKind
from tests.rag.documents.files import repacked, saved, word_file

NAMES = " ".join(
    f'xmlns:{prefix}="{name}"'
    for prefix, name in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "v": "urn:schemas-microsoft-com:vml",
        "o": "urn:schemas-microsoft-com:office:office",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    }.items()
)


def body(*elements: str) -> bytes:
    """A Word file with these elements in its body; ``<w:…>`` without their namespaces."""
    document = docx.Document()
    for element in elements:
        opening, _, rest = element.partition(">")
        closed = opening.endswith("/")
        opening = opening.removesuffix("/")
        document.element.body.insert(-1, parse_xml(f"{opening} {NAMES}{'/' if closed else ''}>{rest}"))
    return saved(document)


def paragraph(*runs: str) -> str:
    return f"<w:p>{''.join(runs)}</w:p>"


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


RAISED = '<w:vertAlign w:val="superscript"/>'
BOXED = "<w:txbxContent><w:p><w:r><w:t>高速公路全长68.4公里。</w:t></w:r></w:p></w:txbxContent>"
DRAWN = (
    "<w:drawing><wp:inline><a:graphic><a:graphicData><wps:wsp>"
    f"<wps:txbx>{BOXED}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing>"
)
PICT = f"<w:pict><v:shape><v:textbox>{BOXED}</v:textbox></v:shape></w:pict>"

BOTH = (
    f'<mc:AlternateContent><mc:Choice Requires="wps">{DRAWN}</mc:Choice><mc:Fallback>{PICT}</mc:Fallback>'
    "</mc:AlternateContent>"
)


@pytest.mark.parametrize(
    ("runs", "text"),
    [
        ([run("技改项目25"), run("3", RAISED), run("个")], "技改项目25个"),
        ([run("基站412"), run("[5]", RAISED), run("座")], "基站412座"),
        ([run("面积18.6km"), run("2", RAISED), run("。")], "面积18.6km²。"),
        ([run("约3×10"), run("4", RAISED), run("个")], "约3×10⁴个"),
        ([run("技改项目25³个，18.6km²")], "技改项目25个，18.6km²"),
        ([run("收入25"), run("3", '<w:position w:val="10"/>'), run("个")], "收入25个"),
        ([run("CO"), run("2", '<w:vertAlign w:val="subscript"/>'), run("排放")], "CO2排放"),
    ],
)
def test_marks_of_notes_are_no_digits(runs: list[str], text: str) -> None:
    """Exponents are."""
    assert read_word(body(paragraph(*runs)), "a.docx").text == text


@pytest.mark.parametrize(
    ("equation", "text"),
    [
        ("<m:r><m:t>2.17</m:t></m:r>", "2.17"),
        ("<m:f><m:num><m:r><m:t>3</m:t></m:r></m:num><m:den><m:r><m:t>4</m:t></m:r></m:den></m:f>", "3/4"),
        ("<m:sSup><m:e><m:r><m:t>km</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup>", "km²"),
    ],
)
def test_equations_are_read(equation: str, text: str) -> None:
    shown = paragraph(run("收入"), f"<m:oMath>{equation}</m:oMath>", run("亿元"))
    assert read_word(body(shown), "a.docx").text == f"收入{text}亿元"


def test_fields_links_and_content_controls_show_their_results() -> None:
    begun, told, ended = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    result = f"{begun}<w:r><w:instrText>REF 99</w:instrText></w:r>{told}{run('泊位')}{ended}"
    control = f"<w:sdt><w:sdtPr/><w:sdtContent>{run('3150')}</w:sdtContent></w:sdt>"
    link = f"<w:hyperlink>{run('个')}</w:hyperlink>"
    box = '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>'
    assert read_word(body(paragraph(result, control, link, box)), "a.docx").text == "泊位3150个☑"


@pytest.mark.parametrize(
    "properties",
    [
        "<w:vanish/>",
        "<w:strike/>",
        "<w:dstrike/>",
        '<w:color w:val="FFFFFF"/>',
    ],
)
def test_what_nobody_sees_is_no_evidence_and_is_told(properties: str) -> None:
    content = read_word(body(paragraph(run("增长6%"), run("，税收77亿元", properties), run("。"))), "a.docx")
    assert content.text == "增长6%。"
    assert content.omissions == (Omission(OmissionKind.UNSEEN, 7),)


def test_white_words_on_a_ground_are_seen() -> None:
    white = run("项目", '<w:color w:val="FFFFFF"/>')
    dark = '<w:tcPr><w:shd w:val="clear" w:fill="1F4E79"/></w:tcPr>'
    table = f"<w:tbl><w:tr><w:tc>{dark}{paragraph(white)}</w:tc><w:tc>{paragraph(run('投资'))}</w:tc></w:tr>"
    rows = f"<w:tr><w:tc>{paragraph(run('大桥'))}</w:tc><w:tc>{paragraph(run('3亿元'))}</w:tc></w:tr></w:tbl>"
    assert read_word(body(table + rows), "a.docx").text == "大桥｜投资：3亿元"


@pytest.mark.parametrize(
    "shape",
    [
        DRAWN,
        PICT,
        BOTH,
    ],
    ids=["drawing", "old", "both"],
)
def test_a_text_box_is_read_once_after_its_paragraph(shape: str) -> None:
    text = read_word(body(paragraph(run("专栏1"), f"<w:r>{shape}</w:r>"), paragraph(run("后文"))), "a.docx").text
    assert text == "专栏1\n高速公路全长68.4公里。\n后文"


def test_notes_stand_under_a_heading_of_their_own_at_the_end() -> None:
    notes = (
        f'<w:footnotes {NAMES}><w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'
        f'<w:footnote w:id="1">{paragraph("<w:r><w:footnoteRef/></w:r>", run("链长制：由领导担任链长。"))}</w:footnote>'
        "</w:footnotes>"
    )
    data = body(paragraph(run("推行链长制"), '<w:r><w:footnoteReference w:id="1"/></w:r>', run("。")))
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    data = changed(data, "word/_rels/document.xml.rels", related("rId90", kind, "footnotes.xml"))
    content_type = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    data = changed(data, "[Content_Types].xml", overridden("/word/footnotes.xml", content_type))
    data = repacked(data, "word/footnotes.xml", notes.encode())
    assert read_word(data, "a.docx").text == "推行链长制。\n注释\n链长制：由领导担任链长。"


@pytest.mark.parametrize(
    ("element", "kind"),
    [
        ('<w:altChunk r:id="rId9"/>', OmissionKind.EMBEDDED),
        (paragraph('<w:r><w:object><o:OLEObject ProgID="Excel.Sheet"/></w:object></w:r>'), OmissionKind.EMBEDDED),
        (
            paragraph(
                '<w:r><w:drawing><wp:inline><wp:extent cx="5000000" cy="3000000"/><a:graphic>'
                '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"/></a:graphic>'
                "</wp:inline></w:drawing></w:r>"
            ),
            OmissionKind.PICTURES,
        ),
        (
            paragraph(
                '<w:r><w:drawing><wp:inline><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/'
                '2006/chart"/></a:graphic></wp:inline></w:drawing></w:r>'
            ),
            OmissionKind.EMBEDDED,
        ),
    ],
    ids=["document", "object", "picture", "chart"],
)
def test_what_cannot_be_read_is_told(element: str, kind: OmissionKind) -> None:
    content = read_word(body(paragraph(run("正文")), element), "a.docx")
    assert content.text.strip() == "正文"
    assert content.omissions == (Omission(kind, 1),)


def test_a_small_picture_is_no_loss() -> None:
    small = (
        '<w:r><w:drawing><wp:inline><wp:extent cx="500000" cy="500000"/><a:graphic>'
        '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"/></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )
    assert read_word(body(paragraph(run("正文"), small)), "a.docx").omissions == ()


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(run(text))}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


DOWN, GOES_ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
TWO = '<w:gridSpan w:val="2"/>'


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def test_merged_cells_and_rows_that_begin_later_keep_their_columns() -> None:
    head = row(cell("指标", DOWN), cell("2024年", TWO), cell("2025年"))
    under = row(cell("", GOES_ON), cell("计划"), cell("实际"), cell("计划"))
    first = row(cell("投资"), cell("7%"), cell("8%"), cell("9%"))
    later = row(cell("4%"), cell("5%"), cell("6%"), properties='<w:gridBefore w:val="1"/>')
    assert read_word(body(table(head, under, first, later)), "a.docx").text.split("\n") == [
        "投资｜2024年计划：7%｜2024年实际：8%｜2025年计划：9%",
        "｜2024年计划：4%｜2024年实际：5%｜2025年计划：6%",
    ]


def test_a_row_that_a_tracked_change_deletes_is_not_read() -> None:
    rows = (
        row(cell("指标"), cell("增速")),
        row(cell("投资"), cell("7%")),
        row(cell("消费"), cell("5%"), properties="<w:del/>"),
    )
    assert read_word(body(table(*rows)), "a.docx").text == "投资｜增速：7%"


def test_a_table_in_a_table_is_read_after_its_row() -> None:
    inner = table(row(cell("项目"), cell("投资")), row(cell("大桥"), cell("3亿元")))
    holding = f"<w:tc><w:tcPr/>{inner}<w:p/></w:tc>"
    outer = table(row(cell("指标"), cell("增速"), cell("附")), row(cell("投资"), cell("7%"), holding))
    assert read_word(body(outer), "a.docx").text.split("\n") == ["投资｜增速：7%", "大桥｜投资：3亿元"]


@pytest.mark.parametrize("rows", [1, 2])
def test_a_table_of_one_column_only_places_its_paragraphs(rows: int) -> None:
    held = f"<w:tc><w:tcPr/>{paragraph(run('一、回顾'))}{paragraph(run('增长6%。'))}</w:tc>"
    assert read_word(body(table(*[row(held)] * rows)), "a.docx").text.split("\n") == ["一、回顾", "增长6%。"] * rows


def test_the_strict_dialect_is_read() -> None:
    strict = (
        (
            b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        ),
        (b"http://schemas.openxmlformats.org/officeDocument/2006/", b"http://purl.oclc.org/ooxml/officeDocument/"),
    )

    def rewrite(part: bytes) -> bytes:
        for default, name in strict:
            part = part.replace(default, name)
        return part

    data = word_file("增长6%。")
    for part in zipfile.ZipFile(io.BytesIO(data)).namelist():
        if part.endswith((".xml", ".rels")):
            data = changed(data, part, rewrite)
    assert read_word(data, "a.docx").text == "增长6%。"


def changed(data: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """A Word file with one part changed."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for part in old.namelist():
            new.writestr(part, change(old.read(part)) if part == name else old.read(part))
    return made.getvalue()


def related(number: str, kind: str, target: str) -> Callable[[bytes], bytes]:
    line = f'<Relationship Id="{number}" Type="{kind}" Target="{target}"/></Relationships>'
    return lambda part: part.replace(b"</Relationships>", line.encode())


def overridden(part_name: str, content_type: str) -> Callable[[bytes], bytes]:
    line = f'<Override PartName="{part_name}" ContentType="{content_type}"/></Types>'
    return lambda part: part.replace(b"</Types>", line.encode())
