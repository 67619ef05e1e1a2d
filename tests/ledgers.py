"""Two reports of one region in a row, and versions made of such without a file or an index."""

from __future__ import annotations

from rag.documents.snapshot import CorpusSnapshot
from rag.index.searchable_corpus import make_version
from rag.ledger.figures.reading import read_rows
from rag.ledger.figures.row import Row
from rag.types import Report

PLANNED = """湖山市2025年政府工作报告

一、2024年工作回顾

(一)经济稳中有进。全市生产总值增长5.8%，固定资产投资增长9%。

二、2025年工作安排

主要预期目标是:生产总值增长6%左右，城镇新增就业3万人，城镇调查失业率5.5%以内，居民消费价格涨幅2%左右。

(一)壮大产业。新增高新技术企业300家、专精特新企业100家左右，实施亿元以上技改项目120项以上，力争外贸进出口总额突破500亿元。

(二)改善民生。改造老旧小区40个，新改建农村公路200公里，更新改造住宅老旧电梯150台，新建口袋公园12个。
"""
REVIEWED = """湖山市2026年政府工作报告

一、2025年工作和“十四五”回顾

(一)经济稳中有进。全市生产总值2100亿元、增长6.2%，城镇新增就业3.4万人，城镇调查失业率5.1%。

(二)产业加快升级。新增高新技术企业280家、专精特新企业96家，实施亿元以上重点技改项目126个，进出口总额500亿元。

(三)民生持续改善。改造城镇老旧小区45个，住宅老旧电梯更新改造全面完成。

五年来，我们坚持项目为王。口袋公园达90个，农村公路建设累计完成投资30亿元。

二、2026年工作安排

主要预期目标是:生产总值增长5.5%左右，城镇新增就业3万人。新改建农村公路150公里。
"""


def report_of(text: str, year: int, region: str = "湖山市") -> Report:
    return Report(
        name=f"{region}{year}年政府工作报告", text=text, file=f"{year}.txt", sha256="0", region=region, year=year
    )


def two_years(planned: str = PLANNED, reviewed: str = REVIEWED) -> CorpusSnapshot:
    return make_version((report_of(planned, 2025), report_of(reviewed, 2026)))


def rows_of(text: str, year: int = 2025) -> tuple[Row, ...]:
    """The rows of a report with this text."""
    return read_rows(make_version((report_of(text, year),)), 0)


def planned_rows(sentence: str) -> tuple[Row, ...]:
    """The rows of a sentence in the plan of 2025."""
    return rows_of(f"湖山市2025年政府工作报告\n\n一、2025年工作安排\n\n{sentence}\n")


def reviewed_rows(sentence: str) -> tuple[Row, ...]:
    """The rows of a sentence on 2025 in the report of 2026."""
    return rows_of(f"湖山市2026年政府工作报告\n\n一、2025年工作回顾\n\n{sentence}\n", 2026)
