"""Text of a report -> whether it speaks to a language model instead of to the reader. Pure.

A report can be quoted whatever it says. But a sentence that gives orders to a model is kept from the model, and no
statement of the model may rest on it.
"""

from __future__ import annotations

import re

from rag.text.plain import fold

_WHICH = "(?:以上|之前|前面|先前|上述|上面|此前|所有|一切|任何|全部|其他|你的?|原有|系统)"
_RULES = "(?:指令|指示|要求|规则|提示词?|设定|命令|限制|约束|约定|设置|内容|原句|资料)"
_ORDER = re.compile(
    rf"(?:忽略|忽视|无视|忘记|忘掉|抛开|跳过|不要?(?:理会|遵守|遵循|管)|不必(?:理会|遵守)|覆盖|绕过).{{0,6}}{_WHICH}?.{{0,6}}{_RULES}"
    r"|(?:系统|初始|隐藏的?)(?:提示|指令|消息|设定)|提示词"
    r"|(?:人工智能|语言模型|聊天机器人|AI|智能)(?:助手|系统)?[,，:：]?(?:请|必须|应当|须|务必|只能)"
    r"|(?:你|您)(?:现在|今后|从现在起|接下来|将|已经?|不再)?(?:是|扮演|必须|只能|应当|须|务必|需要|可以|不受)"
    r"|(?:请|务必|必须|只能|一律|直接|始终|总是)(?:[^,，。;；]{0,8})?(?:回答|回复|输出|打印|复述|写出|说出|翻译)(?!好|各?界)"
    r"|(?:回答|回复)(?:本|这个?|任何|所有|每个|用户的?)(?:问题|提问)?|(?:回答|回复|输出|打印)[:：]"
    r"|(?:ignore|disregard|forget|override|bypass).{0,30}(?:instruction|rule|prompt|previous|above|prior|everything)"
    r"|system ?prompt|\bprompts?\b|jailbreak|developer mode|\bdan\b|new instructions?"
    r"|\byou (?:are|must|should|will|can|have to|may)\b|\bact as\b|pretend|role ?play|as an ai\b|language model"
    r"|\b(?:reply|respond|answer|output|print|repeat|say|write|translate)\b.{0,20}"
    r"(?::|with|only|exactly|the following|everything|\")"
    r"|<\|?/?(?:im_start|im_end|system|user|assistant|s|think)\b|\[/?inst\]|^\s*(?:system|assistant|user|human)\s*:"
)


def gives_orders(text: str) -> bool:
    """True for a sentence that tells a model what to do."""
    return bool(_ORDER.search(fold(text)))
