"""The Chinese texts on figures and targets. Pure. How to add one: ``bot.texts``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar


class LedgerTexts:
    """Chinese; every other language has the same names."""

    __slots__ = ()

    title = "{region}{year}年目标对账"
    main_targets = "主要目标"
    compared = "目标见《{report}》，结果见《{following}》。"
    alone = "目标见《{report}》；下一年的报告还没有，结果无从对照。"
    statuses: ClassVar[Mapping[str, str]] = {
        "met": "达到",
        "missed": "未达到",
        "about": "接近",
        "not_comparable": "无法比较",
        "not_mentioned": "下一份报告未提及",
        "pending": "只有一份报告",
    }
    columns = ("目标", "结果", "结论")
    figure_columns = ("年份", "数字", "报告", "引文编号")
    softened = "目标或结果带“左右”等字样，两个数字都列出，由读者判断"
    strict = "目标说的是超过，结果正好相等"
    open_result = "结果的说法定不出是否达到，两个数字都列出"
    obstacles: ClassVar[Mapping[str, str]] = {
        "measure": "一个是总量，一个是增速、比重或名次",
        "unit": "单位不同",
        "added": "一个是新增，一个是存量",
        "years": "结果是几年合计或平均",
        "scope": "指标的范围或口径不同",
        "words": "结果只有文字，没有数字",
    }
    no_targets = "这份报告里没有带数字的目标。"
    no_report = "没有这个地方或年份的报告。现有：{reports}。"
    which_region = "报告来自好几个地方（{regions}），请写明问哪个地方的目标。"
    no_figures = "没有符合条件的数字。"

    # Charts
    year = "{year}年"
    growth = "增速"
    chart_of_years = "{region}{indicator}"
    chart_of_regions = "{year}年各地{indicator}"
    chart_of_targets = "{year}年各地{indicator}目标"
    first_of = "（{count}个中的前{shown}个）"
    colon = "："
    results = "结果"
    aims = "目标"
    chart = "图表"
    chart_usage = "在 /chart 后面写上指标，可以加地方或年份，例如：/chart GDP增速"
    one_figure = "只有一个数字，画不成图："
    cannot_draw = "这里没有装画图的部件，运行程序的人可以用 {command} 安装。数字如下："

    # Watches
    watch_usage = "在 /watch 后面写上指标，可以加地方，例如：/watch GDP增速。新版报告里它的数字变了，就在这里告诉一次。"
    watched = "已关注{indicator}，新版报告里它的数字变了，就在这里告诉一次。现在是："
    watching = "在关注："
    stop = "不再关注"
    watching_nothing = "没有关注任何指标。"
    unwatched = "不再关注{indicator}。"
    not_watched = "没有关注这个指标。"
    too_many_watches = "最多关注 {most} 个指标，请先用 /unwatch 取消一些。"
    region_to_watch = "报告来自好几个地方（{regions}），请写明哪个地方，例如：/watch {region} {indicator}"
    changed = "{indicator}的数字有变化"
    before = "原来"
    after = "现在"
    not_there_before = "没有这个数字"
    no_longer_there = "报告里没有这个数字了"

    def more_changes(self, count: int) -> str:
        return f"还有 {count} 处变化。"

    def drawn_from(self, report: str, others: int) -> str:
        return f"来源：《{report}》" + (f"等{others + 1}份报告" if others else "")

    def count(self, total: int) -> str:
        return f"共 {total} 个带数字的目标"
