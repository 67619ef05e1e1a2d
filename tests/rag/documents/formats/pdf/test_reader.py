"""What a reader sees of a PDF file is read, in the order it is read in; what nobody sees is not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest

from rag.documents.formats.pdf import scans
from rag.documents.formats.pdf.reader import read_pdf
from rag.errors import ReportError
from rag.types import Omission, OmissionKind
from tests.pdfs import Drawn, Filled, Line, Passwords, Ruled, make_pdf

PROSE = "发展稳中有进态势良好，各项工作扎实推进。"
ROWS = [
    ["指标名称", "单位", "2023年实际", "2024年实际"],
    ["外贸进出口总额", "万美元", "8420", "9135"],
    ["森林覆盖率", "%", "43.2", "43.6"],
    ["接待游客", "万人次", "312", ""],
]
READ = [
    "外贸进出口总额｜2023年实际：8420万美元｜2024年实际：9135万美元",
    "森林覆盖率｜2023年实际：43.2%｜2024年实际：43.6%",
    "接待游客｜2023年实际：312万人次",
]
EDGES = (60, 200, 280, 380, 480)


def lines(*pages: Sequence[Drawn]) -> list[str]:
    return read_pdf(make_pdf(pages), "a.pdf").text.split("\n")


def cells(rows: Sequence[Sequence[str]], top: float, right: bool = False) -> Iterator[Line]:
    """The words of a table, each at the left of its column; figures at its right if so."""
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            if text:
                width = sum(12 if ord(c) > 127 else 6 for c in text)
                x = EDGES[column + 1] - 8 - width if right and column > 1 else EDGES[column] + 4
                yield Line(text, x, top - 20 * number - 14, 12)


def ruled(rows: int, top: float, down: Sequence[float] = EDGES) -> Iterator[Ruled]:
    yield from (Ruled(EDGES[0], top - 20 * i, EDGES[-1], top - 20 * i) for i in range(rows + 1))
    yield from (Ruled(x, top, x, top - 20 * rows) for x in down)


@pytest.mark.parametrize("down", [EDGES, EDGES[1:-1]], ids=["closed", "open at the sides"])
def test_a_ruled_table_is_read_row_by_row(down: Sequence[float]) -> None:
    drawn = [Line(PROSE, 60, 780), *ruled(4, 700, down), *cells(ROWS, 700), Line(PROSE, 60, 560)]
    assert lines(drawn) == [PROSE, *READ, PROSE]


@pytest.mark.parametrize("right", [False, True], ids=["left", "right"])
def test_a_table_without_ruled_lines_is_read_by_its_alignment(right: bool) -> None:
    """Also one that has only a line above, below and under its head."""
    across = [Ruled(60, y, 480, y) for y in (702, 682, 618)]
    drawn = [Line(PROSE, 60, 780), *cells(ROWS, 700, right), Line(PROSE, 60, 560)]
    assert lines(drawn) == lines([*across, *drawn]) == [PROSE, *READ, PROSE]


def test_a_table_goes_on_on_the_next_page() -> None:
    """With its head repeated, and without."""
    first = [Line(PROSE, 60, 780), *ruled(3, 700), *cells(ROWS[:3], 700)]
    end = Line("以上指标按初步统计数计算。", 60, 560)
    assert lines(first, [*ruled(1, 780), *cells(ROWS[3:], 780), end]) == [PROSE, *READ, end.text]
    again = [*ruled(2, 780), *cells([ROWS[0], ROWS[3]], 780), end]
    assert lines(first, again) == [PROSE, *READ, end.text]


def test_merged_heads_are_read() -> None:
    """Where the line between two places is missing, they are one cell."""
    heads = [
        Line("指标", 64, 676, 12),
        Line("2024年", 300, 686, 12),
        Line("计划", 290, 666, 12),
        Line("实际", 390, 666, 12),
    ]
    body = [Line("接待游客（万人次）", 64, 646, 12), Line("350", 290, 646, 12), Line("365.7", 390, 646, 12)]
    across = [Ruled(60, 700, 480, 700), Ruled(280, 680, 480, 680), Ruled(60, 660, 480, 660), Ruled(60, 640, 480, 640)]
    down = [Ruled(x, 640, x, 700) for x in (60, 280, 480)] + [Ruled(380, 640, 380, 680)]
    assert lines([*heads, *body, *across, *down]) == ["接待游客｜2024年计划：350万人次｜2024年实际：365.7万人次"]


def test_words_broken_in_a_narrow_cell_are_one() -> None:
    rows = [["指标", "单位", "2023年", "2025年"], ["能耗下降", "%", "2.9", "完成省下达"]]
    drawn = [*ruled(1, 700), *cells(rows[:1], 700), Line("任务", 384, 652, 12)]
    drawn += cells(rows[1:], 684)
    drawn += [Ruled(60, 640, 480, 640), *(Ruled(x, 640, x, 680) for x in EDGES)]
    assert lines(drawn) == ["能耗下降｜2023年：2.9%｜2025年：完成省下达任务"]


def test_a_long_name_that_touches_its_figure_is_taken_from_it() -> None:
    """The other rows show where the column begins."""
    rows = [
        ["项目", "2023年", "2024年"],
        ["教育（亿元）", "3.2", "3.5"],
        ["城乡医疗卫生与计划生育（亿元）", "2.1", "2.3"],
    ]
    rows.append(["住房（套）", "120", "98"])
    edges = (60, 240, 320)
    drawn = [
        Line(text, x, 700 - 20 * at, 12) for at, row in enumerate(rows) for text, x in zip(row, edges, strict=True)
    ]
    assert lines(drawn) == [
        "教育｜2023年：3.2亿元｜2024年：3.5亿元",
        "城乡医疗卫生与计划生育｜2023年：2.1亿元｜2024年：2.3亿元",
        "住房｜2023年：120套｜2024年：98套",
    ]


def test_cells_that_cannot_be_told_apart_are_doubted_and_not_joined() -> None:
    """Their digits stay apart."""
    rows = [("投资", "7.1", "8.2"), ("消费", "5.3", "6.4"), ("就业", "9", "8")]
    places = [(64, 200, 300), (64, 230, 330), (64, 265, 380)]
    drawn = [Line(PROSE, 60, 780)]
    for number, (row, xs) in enumerate(zip(rows, places, strict=True)):
        drawn += [Line(text, x, 700 - 20 * number, 12) for text, x in zip(row, xs, strict=True)]
    drawn.append(Line("合计数为二百三十多亿元的样子", 190, 640, 12))
    drawn.append(Line("一", 64, 640, 12))
    content = read_pdf(make_pdf([drawn]), "a.pdf")
    assert "投资 7.1 8.2" in content.text.split("\n")
    assert [one.kind for one in content.omissions] == [OmissionKind.CELLS]


def test_two_columns_are_read_one_after_the_other() -> None:
    """A title over both stands before them."""
    words = "去年全县经济稳中有进，工业投资消费都有增长，城乡面貌焕然一新，群众的获得感明显增强。"
    left = [Line(words[i : i + 14], 60, 760 - 20 * row) for row, i in enumerate(range(0, 42, 14))] * 1
    columns = []
    for x, text in ((60, words * 4), (320, words.replace("去年", "今年") * 4)):
        columns += [Line(text[i : i + 16], x, 740 - 20 * (i // 16)) for i in range(0, len(text), 16)]
    title = Line("青禾县二〇二五年政府工作报告全文（会议文件之二，请予审议）", 100, 780)
    assert left
    assert lines([title, *columns]) == [title.text, words * 4, words.replace("去年", "今年") * 4]


@pytest.mark.parametrize("rotate", [90, 180, 270])
def test_a_page_that_is_shown_turned_is_read(rotate: int) -> None:
    drawn = [Line(PROSE, 500 if rotate == 90 else 100, 100, turned=True)]
    assert read_pdf(make_pdf([drawn], rotate=rotate), "a.pdf").text == PROSE


def test_a_file_that_opens_without_a_password_is_read() -> None:
    """What its owner forbids is to change it."""
    drawn = [Line(PROSE, 60, 780)]
    assert read_pdf(make_pdf([drawn], passwords=Passwords("owner")), "a.pdf").text == PROSE
    with pytest.raises(ReportError, match="protected by a password"):
        read_pdf(make_pdf([drawn], passwords=Passwords("owner", "user")), "a.pdf")


def test_a_table_that_is_set_sideways_is_read() -> None:
    """It lies on the page as on a page of its own."""
    drawn: list[Drawn] = [Ruled(700 - line.y, line.x, 700 - line.to_y, line.to_x) for line in ruled(4, 600)]
    drawn += [Line(line.text, 700 - line.y, line.x, line.size, turned=True) for line in cells(ROWS, 600)]
    assert lines(drawn) == READ


@pytest.mark.parametrize(
    "unseen",
    [
        Line("初稿：税收77亿元。", 60, 700, mode=3),
        Line("初稿：税收77亿元。", 60, 700, grey=1),
        Line("初稿：税收77亿元。", 60, 900),
    ],
    ids=["invisible", "white", "off the page"],
)
def test_what_nobody_sees_is_no_evidence_and_is_told(unseen: Line) -> None:
    content = read_pdf(make_pdf([[Line(PROSE, 60, 780), unseen]]), "a.pdf")
    assert content.text == PROSE
    assert content.omissions == (Omission(OmissionKind.UNSEEN, 10, (1,)),)


def test_white_words_on_a_ground_are_seen() -> None:
    assert lines([Filled(50, 690, 400, 40), Line(PROSE, 60, 700, grey=1)]) == [PROSE]


def test_marks_of_notes_are_no_digits() -> None:
    """Exponents are."""
    note = [
        Line("技改项目25", 60, 700),
        Line("3", 130, 706, 7),
        Line("个，面积18.6km", 134, 700),
        Line("2", 232, 706, 7),
    ]
    assert lines([*note, Line("。", 236, 700)]) == ["技改项目25个，面积18.6km²。"]


def test_the_digits_of_a_number_may_be_set_apart() -> None:
    digits = [Line(character, 130 + 11 * at, 700) for at, character in enumerate("286.4")]
    assert lines([Line("生产总值为", 60, 700), *digits, Line("亿元。", 186, 700)]) == ["生产总值为286.4亿元。"]


def test_pages_that_are_pictures_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing recognises the words in them."""
    monkeypatch.setattr(scans, "is_installed", lambda: False)
    scan = [Filled(0, 0, 595, 842, picture=True)]
    content = read_pdf(make_pdf([[Line(PROSE, 60, 780)], scan, scan]), "a.pdf")
    assert content.text == PROSE
    assert content.omissions == (Omission(OmissionKind.SCANS, 2, (2, 3)),)


def test_words_laid_unseen_over_a_scan_are_read_and_told() -> None:
    """A machine has recognised them in the picture."""
    drawn = [Filled(0, 0, 595, 842, picture=True), Line(PROSE, 60, 780, mode=3)]
    content = read_pdf(make_pdf([drawn]), "a.pdf")
    assert content.text == PROSE
    assert content.omissions == (Omission(OmissionKind.RECOGNISED, 1, (1,)),)


def test_a_picture_among_text_is_told() -> None:
    drawn = [Line(PROSE, 60, 780), Filled(60, 400, 400, 300, picture=True), Filled(60, 100, 40, 40, picture=True)]
    assert read_pdf(make_pdf([drawn]), "a.pdf").omissions == (Omission(OmissionKind.PICTURES, 1, (1,)),)
