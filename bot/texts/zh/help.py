"""The Chinese texts that say what the bot does and how to use it. Pure. How to add one: ``bot.texts``."""

from __future__ import annotations

from typing import ClassVar


class HelpTexts:
    __slots__ = ()

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
