"""A claim that compares two figures of the report -> what they say to it. Pure."""

from __future__ import annotations

import re

from rag.verification.reading import Claimed
from rag.verification.search import Haul
from rag.verification.verdicts.judgement import Judgement, Verdict

_COMPARES = re.compile(
    r"比(?!例|重|较|赛|如|肩|武|亚)[^，。]{1,20}?(?:还|更|要)?(?:多|少|高|低|快|慢|长|短|大|小|增长|减少|下降|新增)|(?:高于|低于|多于|少于|快于|慢于|大于|小于|不及|赶不上|跑赢|超过了?)(?=[去今前明上][年]|[^0-9近约]{2,})"
    r"|没有.{1,10}(?:快|高|多|大)|不到(?=今年|去年|目标)|是去年的|是原|是上年的|(?:去年|前年|上年)的(?:一半|[0-9两三四]+倍)|[离距].{1,8}(?:还)?差|目标.{0,6}比.{1,6}翻|占.{0,12}(?:超过50%|一半|近50%)"
    r"|\b(?:higher|lower|more|less|fewer|above|below|faster|slower) than (?:last|this|the)\b|\babove last year",
    re.IGNORECASE,
)
_GROWTH = re.compile(r"比(?:去年|前年|上年|前一年|上一年)(?:同期)?(?:增长|下降|减少|新增|增加)?(?:近|约|超过)?[0-9.]+%")


def is_comparison(claimed: Claimed) -> bool:
    return bool(_COMPARES.search(claimed.text)) and not _GROWTH.search(claimed.text)


def judge_comparison(haul: Haul) -> Judgement:
    return Judgement(Verdict.UNCLEAR, 0 if haul.found else None)
