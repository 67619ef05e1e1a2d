"""Ways of speaking that say more than their words -> as reports write it: 没让出过第一 · 只多不少 · 政府也承认. Pure.

Read before ``rag.verification.spoken.changes``: a denial that denies nothing, and who is said to have admitted it.
"""

from __future__ import annotations

import re

_FIRST = r"(?:[^，,。]{0,4}?)(?:第一|头名|首位|榜首|冠军|老大)"
_LARGEST = "多大高长快"
_PLAIN: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), said)
    for pattern, said in (
        (
            r"(?:政府|官方|报告|省里|市里|区里|县里)(?:自己|里面?)?(?:也|都|并)?(?:没有?|不|未|从不)?(?:承认|否认|回避|遮着|遮掩|讳言|藏着)了?(?:[，,]|$)",
            "",
        ),
        (rf"没有?(?:让出|丢|掉出|跌出|旁落|让)过?(?={_FIRST})", "保持"),
        (
            rf"(全国|全省|全市|全球)?没有?(?:谁|人|哪个?[省市区县]份?)?比[^，,。]{{1,8}}?更([{_LARGEST}])的?",
            r"全国最\2",
        ),
        (
            r"\bno other (?:province|region|city|place|county)\b(.{1,40}?) as (?:many|much)(.{1,40}?) as\b",
            r"全国最多 \1 \2",
        ),
        (
            r"([快慢高低多少大小长短])[，,](?:足足|整整|整)?\1[了出](?=近|约|超过|[0-9一二两三四五六七八九十百千])",
            r"\1",
        ),
        ("只多不少|不减反增|不降反升", "增加"),
        ("只少不多|不增反减", "减少"),
        ("一[家个所户人件]不[漏落少]|一点不[剩落]|一个不[剩落少]", "全部"),
    )
)


def plain(text: str) -> str:
    for pattern, said in _PLAIN:
        text = pattern.sub(said, text)
    return text
