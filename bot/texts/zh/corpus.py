"""The Chinese texts of ``wenbao corpus``. Pure. How to add one: ``bot.texts``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar


class CorpusTexts:
    """Chinese; every other language has the same names."""

    __slots__ = ()

    # The versions
    version = "第 {number} 版，{made}，{sentences} 句，{id}"
    no_version = "还没有可用的版本。"
    kept = "可以退回的版本有 {count} 个，见 wenbao corpus list。"
    left_out = "没有读入：{reason}"
    next_start: ClassVar[Mapping[str, str]] = {  # by ``Why``
        "first": "下次启动第一次为报告建立索引。",
        "files": "CORPUS_DIR 里的文件有变化，下次启动或重新载入时生效。",
        "index": "索引不见了或者已损坏，下次启动重建。",
        "damaged": "数据库里的报告与发布时不一致，下次启动重新读取。",
        "program": "程序或向量模型有变化，下次启动重新建立索引。",
    }
    # What a change does
    report_added = "+ 报告 "
    report_removed = "- 报告 "
    report_changed = "~ 报告 "
    served_now = "现在使用第 {number} 版。"
    would_change = "没有发布；以上是会有的变化。"
    nothing_changed = "没有变化。"
    no_answer = "（不回答）"
    discarded = "已放弃第 {number} 版。"
    # What waits
    waits = "第 {number} 版等待发布，见 wenbao corpus publish 和 discard。"
    nothing_waits = "没有等待发布的版本。"
    understood = "{name}  （{file}）：{region}，{year}，{sections} 个标题，{sentences} 句"
    no_region = "没有地区"
    no_year = "没有年份"
    check = "  请核对：{doubts}"
    doubts_between = "；"
    # Questions and the record
    gap = "{question}  （问过 {asked} 次，{ups} 赞成，{downs} 反对）"
    no_gap = "没有待处理的问题。"
    pin_gone = "  （已不在报告里，不再使用）"
    nothing_recorded = "还没有改动过。"

    def more(self, count: int) -> str:
        return f"  ……还有 {count} 处"

    def held(self, count: int) -> str:
        return f"暂缓发布：有 {count} 个原来答对的问题会答错。"
