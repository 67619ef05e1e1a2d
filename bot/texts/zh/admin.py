"""The Chinese texts that admins read. Pure. How to add one: ``bot.texts``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from bot.texts.zh.errors import ERRORS, WORDS


class AdminTexts:
    """Chinese; every other language has the same names."""

    __slots__ = ()

    # Help
    help = (
        "管理员：\n"
        "/corpus 现在用的是哪一版；/reload 重新读取报告文件夹；/versions 各个版本；/rollback 退回以前的版本；"
        "/remove 移出一份报告；/cancel 停止正在进行的更新；/audit 更改记录。\n"
        "把报告文件发给我，先看预览，再决定是否发布。"
    )
    commands: ClassVar[dict[str, str]] = {
        "corpus": "报告现状",
        "reload": "重新读取报告文件夹",
        "versions": "各个版本",
        "rollback": "退回以前的版本",
        "remove": "移出一份报告",
        "cancel": "停止正在进行的更新",
        "audit": "更改记录",
        "gaps": "没答好的问题",
        "pins": "核定过的出处",
        "pin": "为问题核定出处",
    }
    comma = "、"
    semicolon = "；"
    ellipsis = "……"

    # What is served
    current = "（现用）"
    none_yet = "还没有发布过版本。"
    report = "· {name}（{file}）"
    folder_changed = "报告文件夹有变化，/reload 查看并发布。"
    problem = "报告文件夹没有启用：{reason}"
    left_out = "没有读入：{reason}"
    waiting = "第 {number} 版等待发布（{who}，{at}）。"

    def version(self, number: int, at: str, sentences: int) -> str:
        return f"第 {number} 版，{at}，{sentences} 句"

    def kept(self, count: int) -> str:
        return f"保留 {count} 个版本，/versions 查看。"

    # An update in progress
    reading = "正在读取报告…"
    encoding = "正在建立索引：{done}/{total} 句段"
    encoding_left = "{encoding}，{left}"
    writing = "正在写入索引并核对…"
    downloading = "正在下载文件…"
    cancelling = "正在停止。"
    nothing_to_cancel = "现在没有正在进行的更新。"

    def seconds_left(self, count: int) -> str:
        return f"约剩 {count} 秒"

    def minutes_left(self, count: int) -> str:
        return f"约剩 {count} 分钟"

    # The preview
    preview = "第 {number} 版预览"
    replaced = "第 {number} 版还没有发布，它的预览就此作废。"
    unknown = "未识别"
    correctable = "标题、地区、年份不对，回复这条预览更正，例如“年份：2025”。"
    doubt = "请核对：{reasons}。"
    doubts: ClassVar[dict[str, str]] = {  # by ``Doubt``
        "no_title": "没有找到标题，用了文件名",
        "no_region": "没有找到地区",
        "no_year": "没有找到年份",
        "no_sections": "没有找到章节标题",
        "few_sentences": "句子很少",
        "long_sentences": "有特别长的句子，标点可能丢失",
        "garbled": "有乱码",
    }
    incomplete = "请留意：{parts}。"
    omissions: ClassVar[dict[str, str]] = {  # by ``OmissionKind``
        "scans": "{count} 页是图片，没有读入",
        "recognised": "{count} 页的文字是从图片识别的，可能有错",
        "pictures": "{count} 幅图片，里面的文字没有读入",
        "embedded": "{count} 个嵌入的文件或图表，没有读入",
        "cells": "{count} 张表格分不清各列",
        "unseen": "{count} 个看不见的字，不作依据",
    }
    on_pages = "（第 {pages} 页）"
    compared = "和现用的第 {number} 版相比："
    compared_with_nothing = "现在没有在用的版本，全部是新的。"
    reports_added = "新增报告：{names}"
    reports_removed = "移出报告：{names}"
    reports_changed = "有改动的报告：{names}"
    figures = "变化的数字："
    altered = "改写的句子："
    come = "新增的句子："
    gone = "删去的句子："
    nothing_lost = "核对问题：没有变差的回答。"
    refused = "（不回答）"

    def understood(self, file: str, region: str, year: int | str, sections: int, sentences: int) -> str:
        return f"文件 {file}；地区 {region}；年份 {year}；{sections} 个标题；{sentences} 句"

    def sentences(self, added: int, removed: int, altered: int) -> str:
        return f"新增 {added} 句，删去 {removed} 句，改写 {altered} 句"

    def more(self, count: int) -> str:
        return f"……还有 {count} 处"

    def lost(self, count: int) -> str:
        return f"核对问题：有 {count} 个原来答对，换版后答错。已暂缓发布："

    # Decisions
    publish = "发布"
    publish_anyway = "仍然发布"
    discard = "放弃"
    confirm_rollback = "确认退回"
    keep = "不变"
    no_change = "没有变化，不需要发布。"
    published = "第 {number} 版已发布。"
    folder_only = "报告文件夹已更新，版本不变。"
    discarded = "已放弃第 {number} 版。"
    rolled_back = "已退回第 {number} 版。"
    left = "没有改变。"
    choose_version = "退回哪一版？"
    no_other_version = "没有可以退回的版本。"
    ask_rollback = "退回第 {number} 版？"
    choose_report = "移出哪一份报告？选好后先看预览。"
    only_report = "只有一份报告，先加入另一份再移出。"

    # The record of changes
    record = "更改记录，新的在前："
    no_record = "还没有更改过。"
    record_line = "{at} {who}：{what}"
    did_publish = "发布第 {new} 版，原为第 {old} 版"
    did_publish_first = "发布第 {new} 版"
    did_rollback = "退回第 {new} 版，原为第 {old} 版"
    did_discard = "放弃"
    did_pin = "核定出处"
    did_unpin = "取消核定"
    by_terminal = "终端"
    by_start = "启动时"
    by_admin = "管理员 {number}"

    # Questions not answered well, and confirmed sources
    no_gaps = "没有待处理的问题。"
    candidates = "{question}\n\n哪一句是对的出处？按编号核定："
    no_candidates = "{question}\n\n没有找到相近的句子。"
    pinned = "已核定。以后问“{question}”，或问法极相近的问题，就答这一句：\n{quote}"
    pin_usage = "用 /pin 加引文编号回复机器人的一条回答，例如：/pin xifv5g3ebszo；或者在 /gaps 里按按钮。"
    gap_closed = "这个问题已经不在列表里了。"
    no_pins = "还没有核定过出处。"
    pin = "{number}. {question}\n{quote}"
    pin_gone = "（原句已不在现在的报告里，不再使用）"
    unpin = "取消"
    unpinned = "已取消核定。"
    back_to_list = "返回列表"

    def gaps(self, count: int, page: int, pages: int) -> str:
        return f"没答上或答得不好的问题 {count} 个（第 {page}/{pages} 页）。按编号给问题定一个出处："

    def gap(self, number: int, question: str, asked: int, ups: int, downs: int, faults: str, answer: str) -> str:
        return f"{number}. {question}\n问过 {asked} 次，👍 {ups}，👎 {downs}{faults}\n{answer}"

    def pins(self, count: int, page: int, pages: int) -> str:
        return f"核定过的出处 {count} 个（第 {page}/{pages} 页）。按编号取消："

    # Files sent
    kinds = "这种文件读不了，请发 {kinds}。"
    too_large = "文件超过 {megabytes} MB，机器人下载不了；请放进报告文件夹，再发 /reload。"
    not_downloaded = "文件没有下载成功，请再发一次。"

    # What does not work
    busy = "另一项更新正在进行，请等它结束；/cancel 可以停止它。"
    cancelled = "已停止，没有改变任何内容。"
    expired = "这个预览已经过期：报告或版本在这之后变了。请重新 /reload 或重新发文件。"
    held = "这一版会让原来答对的问题答错，已暂缓；/corpus 查看。"
    no_reports = "报告文件夹里没有报告。"
    unreadable = "报告读不了，没有改变任何内容：{reason}"
    failed = "没有成功，现用的版本不变：{reason}"
    errors: ClassVar[Mapping[str, str]] = ERRORS
    words: ClassVar[Mapping[str, str]] = WORDS
