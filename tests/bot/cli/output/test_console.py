"""The terminal shows what a person asked to see."""

from __future__ import annotations

from io import StringIO

from rich.console import Console

from bot.cli.output.console import Screen
from bot.texts import ZH
from tests.fakes import make_version

REPORT = """某区2025年政府工作报告

一、2024年工作回顾

即将过去的一年，我们迎难而上。

——经济运行稳中有进。预计全年生产总值增长6%左右，财政收入增长5%，固定资产投资增长10%。
——人民生活不断改善。预计居民人均可支配收入增长5%，新建学校三所，新增就业3000人。

这一年，我们主要做了以下工作：

(一)致力抓项目、扩投资，经济引擎持续发力。新开工项目30个，完成投资20亿元。
(二)聚力锻长板、补短板，产业体系持续优化。新增企业15家，新建平台2家。
"""


def test_a_heading_is_listed_once() -> None:
    """Also where its section goes on after those below it."""
    version = make_version(REPORT)
    paths = [section.path for section in version.outlines[0].sections]
    assert paths.count(("一、2024年工作回顾",)) > 1
    screen = Screen(ZH, console=Console(file=(shown := StringIO()), width=80))
    screen.show_sections(version)
    assert shown.getvalue().count("一、2024年工作回顾") == 1
