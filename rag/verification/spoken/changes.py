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
_BAD = r"(?P<what>(?:PM ?2\.5|PM ?10|浓度|污染|雾霾|空气质量|排放)[^，。,;；]{0,12}?)"
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
        (rf"{_BAD}(?:变差|恶化|变坏|变糟)了?", r"\g<what>上升"),
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
        ("压着?([^，,]{1,8}?)一头|压过|盖过|力压", r"超过\1"),
        (r"^(?:盼|等|拖|念叨|吵|讲)了[^，,的0-9]{1,6}的(?=[\u3400-\u9fff]{3})", ""),
        ("只多不少|不减反增|不降反升", "增加"),
        ("只少不多|不增反减", "减少"),
        ("一[家个所户人件项座处条村笔](?:都|也)?[不没]有?[漏落少剩]下?|一点不[剩落]|没有一[家个户件项套]没.", "全部"),
        (r"(?<!是)并?不是[^，,。]{1,14}(?:[，,](?:而|就)?|而)是", "是"),
        (r"[，,](?:而|并|可)?不是[^，,。]{1,12}$", ""),
        (r"还?(?:没有?|未)(?:做到|实现)?(?:全|完全|都)[^，,。0-9]{1,6}[，,](?=[^，,。]{0,12}[0-9])", ""),
    )
)


def plain(text: str) -> str:
    """The text with ways of speaking that say more than their words as reports write them: 只多不少 · 政府也承认. Read
    before ``official``: a denial that denies nothing, and who is said to have admitted it."""
    for pattern, said in _PLAIN:
        text = pattern.sub(said, text)
    return text
