"""The Chinese texts that users read. Pure. How to add one: ``bot.texts``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from bot.texts.zh.admin import AdminTexts
from bot.texts.zh.answers import AnswerTexts
from bot.texts.zh.commands import CommandTexts
from bot.texts.zh.corpus import CorpusTexts
from bot.texts.zh.doctor import DoctorTexts
from bot.texts.zh.help import HelpTexts
from bot.texts.zh.ledger import LedgerTexts
from bot.texts.zh.web import WebTexts
from bot.types import AnswerFault


class Texts(HelpTexts, AnswerTexts):
    """Chinese; every other language has the same names."""

    __slots__ = ()

    language = "zh"
    admin = AdminTexts()
    ledger = LedgerTexts()
    command_help = CommandTexts()
    corpus = CorpusTexts()
    doctor = DoctorTexts()
    web = WebTexts()

    # Votes
    voted = "已记下。"
    ask_fault = "哪里不对？"
    faults: ClassVar[dict[AnswerFault, str]] = {
        AnswerFault.FIGURE: "数字不对",
        AnswerFault.SOURCE: "出处不对",
        AnswerFault.UNANSWERED: "没答到",
        AnswerFault.OTHER: "其他",
    }

    # Buttons
    source = "原文"
    share = "分享"
    copy = "复制"
    more_actions = "更多"
    remove = "删除"
    previous = "‹ 上一段"
    next = "下一段 ›"
    back = "返回回答"

    def rest(self, count: int) -> str:
        return f"其余{count}条"

    up = "返回上级"
    contents = "目录"
    previous_page = "‹ 上一页"
    next_page = "下一页 ›"
    open_private = "看回答"
    old_button = "这个按钮已经失效。"

    # Citations and sections
    page = "（第{page}页）"  # after the place of a quote
    recognised = "（识别稿）"  # of words that were recognised in a picture
    unchanged = "这句话自引用时（{since}）以来没有变化。"
    changed = "这句话在引用之后改动过{since}。"
    left = "这句话已不在现在的报告里{since}。下面是引用时的原文。"
    since = "（{moment}起）"
    moment = "第{version}版，{date}"
    as_cited = "引用时："
    as_now = "现在："
    unknown_citation = "没有这个编号的引文。"
    gone = "找不到这个位置。"
    answer_gone = "这条回答已经打不开了，请把问题再发一次。"

    # Reports
    only_report = "现在只有一份报告：{name}。"
    choose_report = "选一份报告，以后的问题只问这一份；问题里写明别的地方或年份的，照问题来。\n现在：{name}"
    all_reports = "全部报告"
    only_administrators_choose = "群里只有管理员可以选报告；在问题里写明地方或年份，就会从那份报告回答。"
    report_gone = "这份报告已经不在了，请重新发 /reports。"

    # Groups
    may_be_twice = "（发送时程序中断过，这条可能发了两遍。）"
    removed = "（这条回答已删除）"  # in place of an answer that is too old to be deleted
    not_yours = "只有提问的人和群管理员可以删除这条回答。"
    only_administrators = "只有群管理员可以这样做。"
    quiet_in_groups = "/quiet 只在群里有用：打开以后，我在群里不回答，只给一个私聊链接。"
    quiet_on = "从现在起，这个群里的问题只在私聊里回答；再发一次 /quiet 恢复。"
    quiet_off = "从现在起，这个群里的问题又在群里回答。"
    answered_in_private = "这个群里的问题在私聊里回答。"

    # Personal data
    privacy = (
        "这里保存的：你问过的问题、给出的回答和它引用的句子、你对回答的评价，以及你选的报告和语言；图片不保存，认出的文字按问题保存。\n"
        "你的 Telegram 编号不保存，只保存用本机密钥算出的一串字，名字和用户名都不保存。\n"
        "问题、回答和评价保存 {days} 天，过期自动删除；处理完的消息只留编号一天，不留内容。\n"
        "管理员能看到没答好的问题和票数，看不到是谁问的；核定过出处的问题只留文字，不留是谁问的。\n"
        "用 /watch 关注的指标一直保存，连同发通知要用的聊天编号；/unwatch 删除。\n"
        "/forget 立即删除与你有关的全部内容。"
    )
    forgotten = "已删除：你问过的问题、相应的回答、评价、选择和关注都不再保存。"

    # What does not work
    empty_corpus = "现在没有可以问的报告，请等管理员放入报告后再问。"
    too_costly = "这条消息要算的太多，没有算完；请写短一些，或者一次只问一个问题。"
    search_failed = "检索暂时不能用，请过一会儿再问。"
    model_failed = "语言模型暂时不能用，请过一会儿再问。"
    storage_failed = "数据暂时读不出来，请过一会儿再试。"
    busy = "报告正在更新，请过一会儿再试。"
    failed = "这次没有成功，请过一会儿再试。"
    slow_down = "问得有点快，请一分钟以后再问。"
    too_fast = "一分钟里发得太多，这一条先不收，请过一分钟再发。"

    def waiting_already(self, count: int) -> str:
        return f"你还有 {count} 个问题没有答完，这一条先不收，请等答完再发。"

    def queue_full(self, count: int) -> str:
        """``count``: the questions before this one."""
        return f"现在问的人多，前面还有 {count} 个问题在等，这一条先不收，请过几分钟再发。"

    # The terminal
    terminal_examples = "例如："
    terminal_cite_usage = "在 /cite 后面写上上一个回答里引文的编号，例如：/cite 1；或者写引文的 12 位编号。"
    terminal_start = "直接输入问题，回车得到回答。/help 查看用法，/quit 或 Ctrl-D 结束。"
    terminal_help = (
        "直接输入问题；可以接着上一个问题追问。\n"
        "回答里的 [1] 是引文编号，引文在回答下面，加粗的是回答所依据的字句；/cite 1 打开它所在的段落。\n"
        "/verify 加一段话：逐条和报告对照；/targets 加地方、年份：目标对账。\n"
        "/reports 选择问哪份报告，/sections 浏览报告目录，/help 查看用法，/quit 或 Ctrl-D 结束。\n"
        "上、下箭头找回以前输入过的话。"
    )

    def terminal_reports_here(self, names: Sequence[str]) -> str:
        shown = "、".join(f"《{name}》" for name in names[:3])
        return f"可以问{shown}等 {len(names)} 份报告。" if len(names) > 3 else f"可以问{shown}。"

    terminal_reports = "/reports 加编号选一份，以后的问题只问这一份；问题里写明别的地方或年份的，照问题来。"
    indexing: ClassVar[dict[str, str]] = {  # by ``Why``
        "first": "第一次使用，先为报告建立索引。",
        "files": "报告有变化，重新建立索引。",
        "program": "程序或向量模型有变化，重新建立索引。",
        "index": "索引不见了或者已损坏，重新建立。",
        "damaged": "数据库里的报告与发布时不一致，重新读取。",
    }
    indexing_bar = "建立索引"
