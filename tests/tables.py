"""Tables of indicators as reports have them, made by chance from a seed; and the question for each of their cells."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import NamedTuple

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
