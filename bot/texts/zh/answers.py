"""The Chinese texts of answers and of verified claims. Pure. How to add one: ``bot.texts``."""

from __future__ import annotations

from typing import ClassVar


class AnswerTexts:
    __slots__ = ()

    # Answers
    small_talk = "我回答政府工作报告里的问题，发一个问题就行，例如：今年的主要目标是什么？"
    off_topic = "这个问题和政府工作报告无关，我只回答报告里的内容。"
    absent = "报告未提及。"
    other_year = "报告未提及：没有所问年份的内容。"
    other_place = "报告未提及：没有所问地方的内容。"
    ask_otherwise = "换个问法，或者看看相近的部分："
    related = "没有找到直接的回答，可能相关的原文："
    notes: ClassVar[dict[str, str]] = {  # by ``Note``, before what an answer does tell
        "not_so": "报告没有这样说，相关的原文：",
        "no_reason": "报告没有说明原因，相关的原文：",
        "no_definition": "报告没有解释这个词，相关的原文：",
        "not_comparable": "两个数字口径不同，不能直接比较：",
        "year_unknown": "报告没有写明下面的内容属于哪一年：",
        "not_settled": "这里没有前后两年的报告，不能对照目标和结果；相关的原文：",
        "planned": "报告说的是目标或计划，没有说结果：",
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
    claim_calculated: ClassVar[dict[str, str]] = {  # by ``Verdict``
        "agrees": "“{claim}”：一致，按报告的数字，{calculation}。",
        "roughly": "“{claim}”：基本一致，按报告的数字，{calculation}。",
        "differs": "“{claim}”：不一致，按报告的数字，{calculation}。",
    }
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
        "sum": "按报告的数字相加，结果不是这样",
        "year": "报告说的是另一年",
        "period": "报告说的是全年，或者另一段时间",
    }
    picture_not_fetched = "图片没有取到，请再发一次。"
    picture_too_large = "图片超过 {megabytes} MB，请发小一些的。"
    picture_without_words = "图片里没有认出文字。"
    read_in_picture = "图片里认出的文字：{words}"
    no_claims = "这段话里没有可以核实的说法：带数字的句子，或者说某事已经做了、将要做的句子，才能和报告对照。"

    def claims_left_out(self, count: int) -> str:
        return f"后面还有{count}条说法没有核对，请另发一次。"
