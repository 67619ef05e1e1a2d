"""The Chinese texts that users read. Pure. How to add one: ``bot.texts``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from bot.texts.terminal.zh_commands import CommandTexts
from bot.texts.terminal.zh_corpus import CorpusTexts
from bot.texts.terminal.zh_doctor import DoctorTexts
from bot.texts.zh_admin import AdminTexts
from bot.texts.zh_ledger import LedgerTexts
from bot.texts.zh_web import WebTexts
from bot.types import Fault


class Texts:
    """Chinese; every other language has the same names."""

    __slots__ = ()

    language = "zh"
    admin = AdminTexts()
    ledger = LedgerTexts()
    command_help = CommandTexts()
    corpus = CorpusTexts()
    doctor = DoctorTexts()
    web = WebTexts()

    # Help
    start = (
        "这里可以问政府工作报告里的内容，每句回答都附报告原文。\n"
        "直接发一个问题就行，例如：今年的主要目标是什么？\n"
        "/sections 浏览报告目录，/help 查看用法。"
    )
    start_in_group = (
        "我回答政府工作报告里的问题，每句回答都附报告原文。\n"
        "在群里发 /ask 加问题，或者 @ 我，或者回复我的消息；别的消息我不读。\n"
        "群管理员可以用 /quiet 让我只在私聊里回答。"
    )
    help = (
        "私聊：直接发问题；改了问题，回答会跟着改。\n"
        "群里：发 /ask 加问题，或者 @ 我，或者回复我的消息；用 /ask 回复别人的消息，就是问那条消息。\n"
        "别的消息我不理会。群管理员可以用 /quiet 让我只在私聊里回答。\n"
        "/verify 加一段话，或者用它回复一条消息（图片也行）：逐条和报告对照；@ 我并写“属实吗”回复也行。\n"
        "回答里的 [1] 是引文编号：点开下面的引文看原话，点“原文”按钮看它所在的段落。\n"
        "引用回答里的一部分，可以问“这句出自哪里”、“展开说说”，或者接着问别的。\n"
        "报告里没有的内容，回答是“报告未提及”。\n"
        "/reports 选择问哪份报告，/sections 浏览报告目录，/cite 加编号打开一条引文，/language 选择语言。\n"
        "/targets 加地方、年份：目标对账，上一年定的目标，下一年的报告怎么说。\n"
        "/chart 加指标：把它各年或各地的数字画成图。\n"
        "/watch 加指标：新版报告里它的数字变了就告诉一次；/unwatch 取消。"
    )
    commands: ClassVar[dict[str, str]] = {
        "ask": "问一个问题",
        "verify": "核实一段话",
        "reports": "选择问哪份报告",
        "sections": "浏览报告目录",
        "targets": "目标对账",
        "chart": "把一个指标画成图",
        "watch": "关注一个指标的变化",
        "unwatch": "不再关注",
        "cite": "打开一条引文",
        "quiet": "群管理员：只在私聊里回答",
        "language": "选择语言",
        "privacy": "保存了什么",
        "forget": "删除与我有关的内容",
        "help": "用法",
        "start": "开始",
    }
    ask_usage = "在 /ask 后面写上问题，例如：/ask 今年的主要目标是什么；也可以用 /ask 回复一条消息。"
    verify_usage = "在 /verify 后面写上要核实的话，或者用 /verify 回复那条消息；消息可以是图片。"
    cite_usage = "在 /cite 后面写上引文编号或链接，例如：/cite abcdefgh2345"
    inline_usage = "写关键词，就能发送报告原话"
    guest_usage = "在 @{username} 后面写上问题，例如：@{username} 今年的主要目标是什么；也可以 @ 我回复一条消息。"
    unknown_command = "没有这个命令。直接发问题就行，/help 查看用法。"
    text_only = "我只读文字，请把问题写出来；要核实图片里的话，用 /verify 回复图片。"

    def asked(self, question: str) -> str:
        return f"问：{question}"

    # Language
    choose_language = "我用哪种语言说话？报告的原文不变。"
    languages: ClassVar[dict[str, str]] = {"auto": "自动", "zh": "中文", "en": "English"}
    language_chosen = "以后用中文。"
    language_followed = "以后跟随你的 Telegram 的语言。"

    # What the bot's profile shows
    description = (
        "问政府工作报告，得到带原文的回答：每句话都能点开它在报告里的出处，报告里没有的就说“报告未提及”。\n"
        "直接发问题，中文、英文都行；也可以把我加进群，用 /ask 提问。"
    )
    short_description = "问政府工作报告，每句回答都附原文出处。"

    # What is said to the bot
    about = (
        "我是问报，回答政府工作报告里的问题，每句回答都附报告原文；报告里没有的，回答“报告未提及”。\n"
        "直接发一个问题就行，/help 查看用法。"
    )
    welcome = "不客气。还有问题，直接发给我就行。"
    nothing_before = "还不知道你说的是哪条回答。先问一个问题，或者回复那条回答再说。"
    nothing_cited = "那条回答没有引用原文。"
    no_more = "报告里没有更多直接相关的内容了。"
    further = "相关的原文还有："
    overview_question = "总结一下这份报告"

    def no_item(self, count: int) -> str:
        return f"那条回答一共只有{count}条。"

    # Answers
    small_talk = "我回答政府工作报告里的问题，发一个问题就行，例如：今年的主要目标是什么？"
    off_topic = "这个问题和政府工作报告无关，我只回答报告里的内容。"
    absent = "报告未提及。"
    other_year = "报告未提及：没有所问年份的内容。"
    other_place = "报告未提及：没有所问地方的内容。"
    ask_otherwise = "换个问法，或者看看相近的部分："
    related = "没有找到直接的回答，可能相关的原文："
    notes: ClassVar[dict[str, str]] = {  # by ``Note``, before what an answer does tell
        "no_reason": "报告没有说明原因，相关的原文：",
        "no_definition": "报告没有解释这个词，相关的原文：",
        "not_comparable": "两个数字口径不同，不能直接比较：",
        "year_unknown": "报告没有写明下面的内容属于哪一年：",
    }
    also_unanswered = "报告未提及：{question}"
    no_report_on = "没有收录{region}的报告。"
    silent_on = "{region}的报告未提及。"
    quoted_in_chinese = "（报告是中文的，以下为原文。）"  # before statements in another language than the question
    postponed = "一次答不了这么多，这几个请再发一次：{questions}"
    semicolon = "；"
    confirmed = "（已核定：管理员为这个问题确认过出处）"
    looking = "正在查报告……"  # where the bot is a guest, until there is an answer
    nothing_found = "没有找到相关的段落。"

    def parts_unread(self, report: str, others: int) -> str:
        named = f"《{report}》等 {others + 1} 份报告" if others else f"《{report}》"
        return f"{named}有些部分没有读入（图片或嵌入的文件），也许写在那里。"

    def more_statements(self, count: int) -> str:
        return f"还有{count}条相关的原文。"

    # Claims
    claim_agrees = "“{claim}”：一致。"
    claim_agrees_on = "“{claim}”：一致，报告说的是{year}年。"  # the claim names no year
    claim_differs = "“{claim}”：不一致，{otherwise}。"
    claim_roughly = "“{claim}”：基本一致，报告说的是“{words}”。"
    claim_unclear = "“{claim}”：无法核实，报告里相近的话见引文。"
    claim_not_in_report = "“{claim}”：报告未提及。"
    otherwise_words = "报告说的是“{words}”"
    otherwise_year = "报告说的是{year}年"
    otherwise: ClassVar[dict[str, str]] = {  # by ``Aspect``, where there are no words to show
        "figure": "报告说的数字不同",
        "direction": "报告说的增减正相反",
        "progress": "报告说的是另一种进度：计划和已完成不能互换",
        "denial": "报告说的正相反",
        "level": "报告说的级别不同",
        "count": "报告说的范围不同：新增和累计不能互换",
        "part": "报告里这个数字说的是另一项，或者只是一部分",
        "name": "报告里的名称或次序不同",
        "comparison": "按报告的数字比较，结果不是这样",
        "year": "报告说的是另一年",
    }
    picture_not_fetched = "图片没有取到，请再发一次。"
    picture_too_large = "图片超过 {megabytes} MB，请发小一些的。"
    picture_without_words = "图片里没有认出文字。"
    read_in_picture = "图片里认出的文字：{words}"
    no_claims = "这段话里没有可以核实的说法：带数字的句子，或者说某事已经做了、将要做的句子，才能和报告对照。"

    def claims_left_out(self, count: int) -> str:
        return f"后面还有{count}条说法没有核对，请另发一次。"

    # Votes
    voted = "已记下。"
    ask_fault = "哪里不对？"
    faults: ClassVar[dict[Fault, str]] = {
        Fault.FIGURE: "数字不对",
        Fault.SOURCE: "出处不对",
        Fault.UNANSWERED: "没答到",
        Fault.OTHER: "其他",
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
