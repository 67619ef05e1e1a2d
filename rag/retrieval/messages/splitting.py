"""A message -> the questions in it, and whether it is small talk. Pure."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from rag.text.plain import grams

MOST = 10
"""Questions answered of one message."""
_END = re.compile(r"[?？]+|\n+")
_LEAST = 3
"""Bigrams under which a stretch is a question of its own only if it names something: 出口呢？"""
_NAMES_NOTHING = re.compile(r"[吗么嘛][?？]*$|^(?:那么?|请问|另外|还有|其次|最后)[,，:：]?$")
_SMALL_TALK = re.compile(
    r"^(?:你好|您好|嗨|哈喽|早上好|下午好|晚上好|在吗|谢谢|多谢|感谢|辛苦了|再见|拜拜|好的|收到|明白了?"
    r"|hi|hello|hey|thanks?(?: you)?|bye|你是谁|你叫什么|你能做什么|你会什么|who are you|what can you do"
    r"|帮助|帮帮?我|帮个?忙|求助|(?:使用)?(?:说明|帮助|方法|指南)|(?:功能)?菜单|怎么(?:用|使用|提问)|开始"
    r"|help(?: me)?|menu|start|usage)"
    r"[\s啊呀呢吗了哦~。.!！?？,，]*$",
    re.IGNORECASE,
)


def split_questions(text: str) -> tuple[str, ...]:
    """The questions in their order, none left out; only the text itself where it does not hold several. A sentence that
    asks nothing of its own belongs to the question after it."""
    bounds = [0, *(found.end() for found in _END.finditer(text)), len(text)]
    parts = [part for start, end in pairwise(bounds) if (part := text[start:end].strip())]
    questions: list[str] = []
    before = ""
    for part in parts if len(parts) > 1 else ():
        size = len(grams(part))
        if not size or is_small_talk(part):
            continue
        before = f"{before} {part}".strip()
        if size >= _LEAST or _names_something(part):
            questions.append(before)
            before = ""
    if before and questions:
        questions[-1] = f"{questions[-1]} {before}"
    return tuple(questions) if len(questions) > 1 else (text,)


def _names_something(part: str) -> bool:
    return part[-1] in "?？" and not _NAMES_NOTHING.search(part)


@lru_cache(64)  # a message is split by it, and each of its questions is asked
def is_small_talk(text: str) -> bool:
    return bool(_SMALL_TALK.match(text.strip()))
