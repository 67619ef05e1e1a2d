"""Words of change as people say them -> as reports write them: 掉了两成 · 又添了两个 · 没让出过第一. Pure.

Read after ``rag.verification.spoken.figures``: whether it is a change or a new count is told by the figure that
follows.
"""

from __future__ import annotations

import re
from collections.abc import Callable

_SHARE = (
    r"(?=(?:近|约|超过|不到|足足|整整|大概|将近)?"
    r"(?:[0-9.]+ ?(?:%|个?百分点|个?点)|[一二三四五六七八九十百]{1,3}分之[一二三四五六七八九十]))"
)
_COUNT = r"(?=(?:近|约|超过|不到|足足|整整|大概|将近)?[0-9.一两三四五六七八九十百千万亿]+)"
_BAD = r"(?P<what>(?:PM ?2\.5|细颗粒物|可吸入颗粒物|PM ?10|浓度|污染|雾霾|空气质量|排放)[^，。,;；]{0,12}?)"
_MORE = "(?:又|猛|反而|还)?(?:多出来?|多卖|多挣|多花|多|猛涨|猛增|涨|长|高出?|蹿升|窜升|攀升|上去|往上走|走高|贵)了?"
_FEWER = "(?:又|反而|还)?(?:少|减|掉|跌|降|砍掉?|缩水?|往下[走掉]|下去|走低|便宜|回落)了?"
_NEW = "(?:又|再|还)?(?:新?添|新冒出来?|冒出来?|多出来?|多|新开|新来|新进)了?"

_POINTS = {"one": "1", "two": "2", "three": "3", "half a": "0.5"}
_THAN_COUNTRY = (
    r"\b(?:grew|rose|increased|climbed|was|is|were|are) (?:by )?(?P<gap>[0-9.]+|one|two|three|half a)"
    r" percentage points? (?:(?P<less>slower|lower|less|below)|faster|higher|more|above) (?:than )?"
    r"the (?:national|country's|country)(?: (?:rate|average|level|figure|pace))?"
)


def _than_country(found: re.Match[str]) -> str:
    """One percentage point faster than the national rate -> 高于全国1个百分点."""
    gap = found["gap"].lower()
    return f"{'低' if found['less'] else '高'}于全国{_POINTS.get(gap, gap)}个百分点"


_REWRITES: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), rewrite)
    for pattern, rewrite in (
        (rf"{_BAD}(?:变差|恶化|变坏|变糟|加重|(?:还|又|更|反而)?(?:变?重|变?浓)(?=了))了?", r"\g<what>上升"),
        (rf"{_BAD}(?:变好|好转|改善|优化)了?", r"\g<what>下降"),
        (rf"(?<![增上提拉下许更最差大几很众不]){_MORE}{_SHARE}", "增长"),
        (rf"(?<![下][降跌])(?<![减缩下至最不]){_FEWER}(?:了)?{_SHARE}", "下降"),
        (rf"(?<![减缩下花丢卖忘跑用至最不]){_FEWER}{_COUNT}", "减少"),
        (rf"(?<![增上提拉许更最差大几很众不]){_NEW}{_COUNT}", "新增"),
        (rf"(?<![不至最])多(?![云数])[\u3400-\u9fff]了{_SHARE}", "增长"),
        (rf"(?<![不至最减缺])少(?!数)[\u3400-\u9fff]了{_SHARE}", "下降"),
        (r"连着(?=[0-9一二三四五六七八九十])|一连(?=[0-9一二三四五六七八九十])", "连续"),
        (r"比全国(?:平均)?(?:水平)?(?:还|要|更)?(?:[高快多]|增长)出?了?", "高于全国"),
        (r"比全国(?:平均)?(?:水平)?(?:还|要|更)?(?:[低慢少]|下降)了?", "低于全国"),
        (r"往下走|往下掉|下滑", "下降"),
        (_THAN_COUNTRY, _than_country),
        (r"\b(?:fell|dropped|declined|decreased) (?:by )?", "decreased by "),
        (r"\b(?:rose|grew|climbed|jumped|surged|went up) (?:by )?(?!to)", "increased by "),
    )
)


def official(text: str) -> str:
    """The text, its spoken figures written already, with its words of change as reports have them."""
    for pattern, rewrite in _REWRITES:
        text = pattern.sub(rewrite, text)
    return text
