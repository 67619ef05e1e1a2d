"""The Chinese texts of the pages and of ``wenbao serve``. Pure. How to add one: ``bot.texts``."""

from __future__ import annotations


class WebTexts:
    """Chinese; every other language has the same names."""

    __slots__ = ()

    serving = "正在 http://{listen} 提供服务，接口说明见 /openapi.json；按 Ctrl-C 结束。"
    exported = "已写入 {count} 份报告，从 {page} 打开。"
    page = "［网页］"  # a link, after the place of a quote
    tag = "zh-CN"
    name = "政府工作报告"
    reports = "报告"
    outline = "目录"
    skip = "跳到正文"
    field = "问题或关键词"
    search = "搜索"
    ask = "提问"
    found = "“{words}”的搜索结果"
    separator = "，"
    unchanged = "标出的这句话和现在的报告一致。"
    not_here = "没有这个页面"
    withdrawn = "这份报告已经撤下。下面是它最后的文本（第{version}版，{date}）。"
    crowded = "同时提问的人太多，请稍后再试。"
    no_report = "这里没有这份报告：可能已经撤下，或者地址不完整。"
    no_page = "地址不对；从首页可以找到全部报告。"
    no_words = "请在上面写下问题或关键词。"
    too_long = "最多写 {most} 个字符。"
    too_many = "请求太多了，请 {seconds} 秒后再试。"
    trouble = "现在答不了"
    too_slow = "用的时间太长，请稍后再试，或者问短一些。"
