"""Tables of indicators as reports have them, made by chance from a seed, as files of each format; and what each cell of
them is asked by."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from html import escape
from itertools import chain
from typing import NamedTuple

from rag.text.plain import display_width
from tests.pdfs import Drawn, Line, Ruled, make_pdf

_INDICATORS = """
地区生产总值/亿元 规模以上工业增加值/亿元 固定资产投资/亿元 社会消费品零售总额/亿元 外贸进出口总额/万美元
实际使用外资/万美元 一般公共预算收入/亿元 税收收入/亿元 城镇居民人均可支配收入/元 农村居民人均可支配收入/元
城镇新增就业/人 城镇登记失业率/%
森林覆盖率/% 空气优良天数比率/% 粮食总产量/万吨 蔬菜产量/万吨 生猪出栏/万头 水产品产量/万吨 高标准农田/万亩
节水灌溉面积/万亩 新建公园绿地/座 新增停车泊位/个 改造老旧小区/个 改造燃气管网/公里 新改建农村公路/公里
新建污水管网/公里 城区集中供热面积/万平方米
接待游客/万人次 旅游综合收入/亿元 快递业务量/万件 电信业务总量/亿元 全社会用电量/亿千瓦时
光伏装机容量/万千瓦 高新技术企业/家
科技型中小企业/家 发明专利授权/件 研发经费投入/亿元 技术合同成交额/亿元 新登记经营主体/户
规模以上服务业企业/家 新建学校/所
新增学位/个 新增托位/个 养老床位/张 家庭医生签约/万人 基本医疗保险参保/万人 养老保险参保/万人
农村低保标准/元 改造危房/户
图书馆藏书/万册 文化惠民演出/场 体育健身设施/处 法律援助案件/件 信访积案化解/件 安全生产检查/次 消防站点/个
电动汽车充电桩/个
公交线路/条 共享单车投放/辆 港口货物吞吐量/万吨 铁路货运量/万吨 民航旅客吞吐量/万人次 存款余额/亿元
贷款余额/亿元 保费收入/亿元
农村电商销售额/亿元 蓝莓种植面积/亩 中药材种植面积/亩 水库除险加固/座 河道治理/公里 造林面积/亩
垃圾处理量/万吨 再生水利用率/%
农产品加工业产值/亿元 建筑业总产值/亿元 商品房销售面积/万平方米 新开工项目/个 招商引资到位资金/亿元
出口创汇/万美元
"""
"""Each with its unit."""


class Spanned(NamedTuple):
    """A cell with the rows and columns that it covers."""

    text: str
    rows: int = 1
    columns: int = 1


class Asked(NamedTuple):
    """A cell of a table, and what has to be found of it."""

    question: str
    indicator: str
    row: str
    year: int
    value: str
    """With its unit."""

    @property
    def figure(self) -> str:
        """Without it."""
        return re.match(r"[\d.]+", self.value)[0]  # type: ignore[index]  # they all begin with one


@dataclass(frozen=True, slots=True)
class Table:
    title: str
    heads: tuple[tuple[Spanned, ...], ...]
    body: tuple[tuple[Spanned, ...], ...]
    asked: tuple[Asked, ...]
    note: str = ""
    """The line between title and table."""
    inside: bool = False
    """It stands in a table that only places it."""
    spared: tuple[int, int] = (0, 0)
    """Columns that its rows leave free on the left and on the right, where the format can."""

    @property
    def width(self) -> int:
        return sum(cell.columns for cell in self.heads[0])


class Chance:
    """Draws indicators, each once, and their values."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)  # noqa: S311  # no secret
        self._left = _INDICATORS.split()
        self._random.shuffle(self._left)

    def indicator(self) -> tuple[str, str]:
        name, _, unit = self._left.pop().partition("/")
        return name, unit

    def value(self, unit: str) -> str:
        if unit == "%":
            return f"{self._random.uniform(1, 99):.1f}"
        if unit in ("亿元", "万吨", "万人次", "公里") and self._random.random() < 0.7:
            return f"{self._random.uniform(2, 900):.2f}"
        return str(self._random.randrange(12, 98_000))

    def question(self, name: str, year: int, word: str) -> str:
        forms = ("{year}年{name}{word}是多少", "{name}{year}年{word}多少", "{year}年{word}{name}是多少")
        return self._random.choice(forms).format(year=year, name=name, word=word)


Columns = Sequence[tuple[int, str]]
"""Year and word of each: 2024, 实际."""
PLAIN: Columns = ((2023, "实际"), (2024, "实际"), (2025, "目标"))


def _rows(chance: Chance, count: int, columns: Columns) -> list[tuple[str, str, list[str], list[Asked]]]:
    """Name, unit, values and questions of each row."""
    rows = []
    for _ in range(count):
        name, unit = chance.indicator()
        values: list[str] = []
        while len(values) < len(columns):
            value = chance.value(unit)
            values += [value] if value not in values else []
        asked = [
            Asked(chance.question(name, year, word), name, name, year, value + unit)
            for value, (year, word) in zip(values, columns, strict=True)
        ]
        rows.append((name, unit, values, asked))
    return rows


def _spans(*texts: str) -> tuple[Spanned, ...]:
    return tuple(map(Spanned, texts))


def _headings(columns: Columns) -> list[str]:
    return [f"{year}年{word}" for year, word in columns]


def plain(chance: Chance, title: str, count: int = 5) -> Table:
    """A column of units."""
    rows = _rows(chance, count, PLAIN)
    heads = (_spans("指标名称", "计量单位", *_headings(PLAIN)),)
    body = tuple(_spans(name, unit, *values) for name, unit, values, _ in rows)
    return Table(title, heads, body, tuple(chain.from_iterable(row[3] for row in rows)))


def units_in_names(chance: Chance, title: str) -> Table:
    rows = _rows(chance, 5, PLAIN)
    heads = (_spans("项目", *_headings(PLAIN)),)
    body = tuple(_spans(f"{name}（{unit}）", *values) for name, unit, values, _ in rows)
    return Table(title, heads, body, tuple(chain.from_iterable(row[3] for row in rows)))


def numbered(chance: Chance, title: str) -> Table:
    """A column that counts the rows, and rows that name a group."""
    rows = _rows(chance, 6, PLAIN)
    heads = (_spans("序号", "指标", "单位", *_headings(PLAIN)),)
    body = []
    for number, (name, unit, values, _) in enumerate(rows, start=1):
        if number in (1, 4):
            body.append((Spanned(f"{'一二'[number // 4]}、{('经济发展', '民生保障')[number // 4]}", 1, 6),))
        body.append(_spans(str(number), name, unit, *values))
    return Table(title, heads, tuple(body), tuple(chain.from_iterable(row[3] for row in rows)))


def two_levels(chance: Chance, title: str) -> Table:
    columns: Columns = ((2024, "计划"), (2024, "实际"), (2025, "计划"))
    rows = _rows(chance, 5, columns)
    heads = (
        (Spanned("指标", 2), Spanned("单位", 2), Spanned("2024年", 1, 2), Spanned("2025年")),
        _spans("计划", "实际", "计划"),
    )
    body = tuple(_spans(name, unit, *values) for name, unit, values, _ in rows)
    return Table(title, heads, body, tuple(chain.from_iterable(row[3] for row in rows)))


def transposed(chance: Chance, title: str) -> Table:
    """A year in each row, an indicator in each column."""
    columns: Columns = ((2022, ""), (2023, ""), (2024, ""))
    rows = _rows(chance, 3, columns)
    heads = (_spans("年份", *(f"{name}（{unit}）" for name, unit, _, _ in rows)),)
    body = tuple(_spans(f"{year}年", *(values[at] for _, _, values, _ in rows)) for at, (year, _) in enumerate(columns))
    asked = (one._replace(row=f"{one.year}年") for one in chain.from_iterable(row[3] for row in rows))
    return Table(title, heads, body, tuple(asked))


def with_empty_cells(chance: Chance, title: str) -> Table:
    """What is not told is asked of nobody."""
    rows = _rows(chance, 5, PLAIN)
    body, asked = [], []
    for number, (name, unit, values, questions) in enumerate(rows):
        empty = number % 3
        body.append(_spans(name, unit, *("" if at == empty else value for at, value in enumerate(values))))
        asked += [one for at, one in enumerate(questions) if at != empty]
    return Table(title, (_spans("指标", "单位", *_headings(PLAIN)),), tuple(body), tuple(asked))


def captioned(chance: Chance, title: str) -> Table:
    """The unit of all cells stands above."""
    columns: Columns = ((2023, "实际"), (2024, "实际"), (2025, "计划"))
    rows = []
    while len(rows) < 3:
        rows += [row for row in _rows(chance, 1, columns) if row[1] == "亿元"]
    heads = (_spans("项目", *_headings(columns)),)
    body = tuple(_spans(name, *values) for name, _, values, _ in rows)
    return Table(title, heads, body, tuple(chain.from_iterable(row[3] for row in rows)), note="单位：亿元")


def make_tables(seed: int) -> list[Table]:
    """One of each kind."""
    chance = Chance(seed)
    made: list[tuple[Callable[[Chance, str], Table], str]] = [
        (captioned, "主要经济指标"),
        (plain, "经济社会发展主要指标"),
        (units_in_names, "重点领域指标"),
        (numbered, "年度任务指标"),
        (two_levels, "计划执行情况"),
        (transposed, "历年主要数据"),
        (with_empty_cells, "部门指标"),
        (lambda chance, title: plain(chance, title, 11), "分年度指标"),
    ]
    tables = [make(chance, f"附表{at} {title}") for at, (make, title) in enumerate(made, start=1)]
    tables[1] = replace(tables[1], inside=True)
    tables[2:4] = replace(tables[2], spared=(1, 0)), replace(tables[3], spared=(1, 2))
    return tables


PROSE = (
    "青禾县2025年政府工作报告",
    "各位代表：现在，我代表县人民政府，向大会报告工作。",
    "一、2024年工作回顾",
    "一年来，全县上下团结奋进，各项事业都有新的进步。",
    "二、2025年工作安排",
    "做好今年的工作，要坚持稳中求进，抓好各项任务的落实。",
)


def flat(table: Table) -> list[list[str]]:
    """The table without merged cells: names of columns joined, groups in the first cell."""
    columns = [""] * table.width
    for (_, column), cell in _placed(table.heads).items():
        for at in range(column, column + cell.columns):
            columns[at] += cell.text
    rows = [[cell.text for cell in row] for row in table.body]
    return [columns, *([*row, *[""] * (table.width - len(row))] for row in rows)]


def _placed(rows: Sequence[Sequence[Spanned]]) -> dict[tuple[int, int], Spanned]:
    """Each cell at the place of its upper left corner."""
    placed: dict[tuple[int, int], Spanned] = {}
    taken: set[tuple[int, int]] = set()
    for row, cells in enumerate(rows):
        column = 0
        for cell in cells:
            while (row, column) in taken:
                column += 1
            placed[row, column] = cell
            taken |= {(r, c) for r in range(row, row + cell.rows) for c in range(column, column + cell.columns)}
            column += cell.columns
    return placed


def as_markdown(tables: Sequence[Table]) -> bytes:
    parts = [*PROSE]
    for table in tables:
        head, *rows = [f"| {' | '.join(row)} |" for row in flat(table)]
        parts += [table.title, *([table.note] if table.note else [])]
        parts.append("\n".join([head, f"|{'---|' * table.width}", *rows]))
    return "\n\n".join(parts).encode()


def as_text(tables: Sequence[Table]) -> bytes:
    """Set with blanks: words at the left of their column, figures at the right."""
    parts = ["\n\n".join(PROSE)]
    for table in tables:
        rows = flat(table)
        wide = [max(display_width(row[at]) for row in rows if any(row[1:])) + 3 for at in range(table.width)]
        lines = ["".join(map(_set, row, wide)).rstrip() for row in rows]
        parts.append("\n".join([table.title, *([table.note] if table.note else []), *lines]))
    return "\n\n".join(parts).encode()


def _set(words: str, width: int) -> str:
    blanks = " " * (width - 3 - display_width(words))
    return f"{blanks}{words}   " if words[:1].isdecimal() and not words.endswith("年") else f"{words}{blanks}   "


def as_html(tables: Sequence[Table]) -> bytes:
    body = "".join(f"<p>{line}</p>" for line in PROSE)
    for table in tables:
        rows = "".join(
            f"<tr>{''.join(f'<td rowspan={c.rows} colspan={c.columns}>{escape(c.text)}</td>' for c in row)}</tr>"
            for row in (*table.heads, *table.body)
        )
        markup = f"<table>{rows}</table>"
        body += f"<p>{table.title}</p>" + (f"<p>{table.note}</p>" if table.note else "")
        body += f"<table><tr><td>{markup}</td></tr></table>" if table.inside else markup
    return f"<!doctype html><html><head><title>{PROSE[0]}</title></head><body>{body}</body></html>".encode()


WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def as_word(tables: Sequence[Table], empty: bytes) -> bytes:
    """``empty``: a Word file whose text is replaced."""
    body = "".join(map(_paragraph, PROSE))
    for table in tables:
        markup = _word_table(table)
        body += _paragraph(table.title) + (_paragraph(table.note) if table.note else "")
        body += f"<w:tbl><w:tr><w:tc>{markup}<w:p/></w:tc></w:tr></w:tbl>" if table.inside else markup
        body += "<w:p/>"
    document = f'<?xml version="1.0"?><w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(empty)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            new.writestr(part, document if part == "word/document.xml" else old.read(part))
    return made.getvalue()


def _paragraph(words: str) -> str:
    return f"<w:p><w:r><w:t>{escape(words)}</w:t></w:r></w:p>" if words else "<w:p/>"


def _word_table(table: Table) -> str:
    rows = (*table.heads, *table.body)
    placed = _placed(rows)
    markup = ""
    for row in range(len(rows)):
        cells = ""
        column = 0
        while column < table.width:
            above = next(r for r in range(row, -1, -1) if (r, column) in placed)
            cell = placed[above, column]
            merged = f'<w:vMerge w:val="{"restart" if above == row else "continue"}"/>' if cell.rows > 1 else ""
            spanned = f'<w:tcPr><w:gridSpan w:val="{cell.columns}"/>{merged}</w:tcPr>'
            cells += f"<w:tc>{spanned}{_paragraph(cell.text if above == row else '')}</w:tc>"
            column += cell.columns
        before, after = table.spared
        spared = f'<w:trPr><w:gridBefore w:val="{before}"/><w:gridAfter w:val="{after}"/></w:trPr>'
        markup += f"<w:tr>{spared}{cells}</w:tr>"
    return f"<w:tbl>{markup}</w:tbl>"


TOP, BOTTOM, LEFT, RIGHT = 800, 60, 50, 550
NAMES = 130
"""Points for the column of names; the others share the rest."""
ROW, SIZE = 20, 9


def as_pdf(tables: Sequence[Table]) -> bytes:
    """Ruled, but for every third table; one after another, broken over the pages."""
    pages: list[list[Drawn]] = [[]]
    y = float(TOP)
    for line in PROSE:
        pages[-1].append(Line(line, LEFT, y, 12))
        y -= ROW
    for number, table in enumerate(tables):
        y -= ROW
        for words in filter(None, (table.title, table.note)):
            if y < BOTTOM + 4 * ROW:
                pages.append([])
                y = TOP
            pages[-1].append(Line(words, LEFT, y, 12))
            y -= ROW
        ruled = number % 3 != 2
        for part in _parts(table, int((y - BOTTOM) / ROW)):
            if part.starts_page:
                pages.append([])
                y = TOP
            pages[-1] += _drawn(part, table.width, y, ruled)
            y -= ROW * part.height
    return make_pdf(pages)


class Part(NamedTuple):
    """The rows of a table on one page."""

    cells: dict[tuple[int, int], Spanned]
    height: int
    starts_page: bool


def _parts(table: Table, room: int) -> Iterator[Part]:
    """With the head again on each page."""
    rows = list(table.body)
    starts = room < len(table.heads) + 2
    room = int((TOP - BOTTOM) / ROW) if starts else room
    while rows:
        held = (*table.heads, *rows[: room - len(table.heads)])
        yield Part(_placed(held), len(held), starts)
        rows = rows[room - len(table.heads) :]
        starts, room = True, int((TOP - BOTTOM) / ROW)


def _drawn(part: Part, width: int, top: float, ruled: bool) -> Iterator[Drawn]:
    narrow = 45.0
    numbered = any(cell.text == "序号" for cell in part.cells.values())
    first = [narrow, NAMES] if numbered else [float(NAMES)]
    edges = [float(LEFT)]
    for at in range(width):
        rest = (RIGHT - LEFT - sum(first)) / (width - len(first))
        edges.append(edges[-1] + (first[at] if at < len(first) else rest))
    for (row, column), cell in part.cells.items():
        left, right = edges[column], edges[min(column + cell.columns, width)]
        upper, lower = top - ROW * row, top - ROW * (row + cell.rows)
        if cell.text:
            yield Line(cell.text, left + 4, (upper + lower) / 2 - 4, SIZE)
        if ruled:
            yield from (Ruled(left, y, right, y) for y in (upper, lower))
            yield from (Ruled(x, upper, x, lower) for x in (left, right))
