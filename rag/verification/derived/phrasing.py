"""The words of a claim that compares -> the two sides as they are said, and the relation claimed between them. Pure.

跟去年比，今年的任务少了20万亩 is put as 今年的任务比去年少了20万亩 first; a comma before what compares goes without
saying.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import NamedTuple

from rag.verification.wording import make_wording


class Way(StrEnum):
    """The relation claimed between the left side and the right one."""

    MORE = "more"
    LESS = "less"
    SHARE = "share"
    """The left side is that part of the right one."""
    TIMES = "times"
    """The left side is that many times the right one."""
    APART = "apart"
    """They differ by so much, whichever is more."""


class Phrase(NamedTuple):
    """A comparison as it is said."""

    left: str
    right: str
    way: Way
    more: str
    """The word that says more or less; empty for other ways."""
    gap: str
    """The difference, share or multiple; empty where none is said."""


_MORE = (
    "多(?![元样式])|高(?![速铁新技校标])|快(?![递讯])|长(?![三江期者])|大(?![学型湾豆桥])|重(?![点大庆])"
    "|增长|增加|新增|提高"
)
_LESS = "少(?![数年])|低(?![保空碳])|慢|短|小(?![巨微区学型时康麦])|轻|下降|减少"
_NUMBER = r"[0-9一二两三四五六七八九十百半]"
_OVER = rf"高于|多于|快于|大于|长于|跑赢|超过(?!{_NUMBER})"
_UNDER = rf"低于|少于|慢于|小于|短于|不及|赶不上|不如|不到(?!{_NUMBER})"
_PART = r"[^，,]{0,4}(?:[0-9.]+%|[一二三四五六七八九十]分之[一二三四五六七八九])"
_BOUND = "不到|不足|超过|接近|将近|近|约"
_SHARE = (
    rf"(?:{_BOUND})?(?:一半|[0-9.]+%|[一二三四五六七八九十]分之[一二三四五六七八九])"
    "(?:左右|上下|以上|还?多一?点?|一点)?"
)
_SAID = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        (
            rf"^(?P<left>[^，,]{{2,40}}?)(?<!占)比(?!例|重|较|值|赛|如|武|亚)(?P<right>[^，,]{{1,30}}?)(?:还|更|要|都|反而|也)*"
            rf"(?:(?P<more>{_MORE})|(?P<less>{_LESS}))[出了些得]?(?P<gap>[^，,]{{0,24}})$"
        ),
        (
            rf"^(?P<left>[^，,]{{2,40}}?)(?:还|都|仍|也)?(?:只有|只是|仅有?|(?<!人)才|只|(?<![作成])为|是|等于|相当于|(?={_BOUND}))"
            rf"(?P<bound>{_BOUND})?(?P<right>[^，,]{{2,24}}?)的(?P<share>{_SHARE})$"
        ),
        rf"^(?P<left>[^，,]{{2,40}}?)(?:还|都|仍)?(?:(?P<more>{_OVER})|(?P<less>{_UNDER}))(?P<right>[^，,]{{2,30}})$",
        r"^(?P<left>[^，,]{2,40}?)没有?(?P<right>[^，,]{2,30}?)(?P<less>快|高|多|大|长)$",
        r"^(?P<left>[^，,]{2,40}?)是(?P<right>[^，,]{2,30}?)的(?P<times>[^，,0-9]{0,2}[0-9一二两三四五六七八九十.]+倍(?:还?多|以上|有余)?)$",
        rf"^(?P<right>[^，,]{{2,24}}?)(?:里头?|中)，?(?P<left>[^，,]{{2,20}}?)占[了到据]?(?P<share>{_PART})$",
        rf"^(?P<left>[^，,]{{2,24}}?)占[了到据]?(?P<right>[^，,]{{2,24}}?)的(?:比例|比重)?(?P<share>{_PART}|{_SHARE})$",
        rf"^(?P<left>[^，,]{{2,24}}?)占[了到据]?(?P<right>[^，,]{{2,24}}?)(?P<share>{_SHARE})$",
        (
            r"^(?P<left>[^，,]{2,24}?)(?:和|与|跟)(?P<right>[^，,]{2,24}?)(?:之间)?"
            rf"(?:相差|差了?|的?差距(?:是|为|有|达到?)?)(?P<apart>(?:{_BOUND})?[0-9.][^，,]{{0,12}})$"
        ),
        (
            r"^(?P<left>[a-z0-9' ]{4,60}?) (?:is|was|are|were|grew|stands) (?:set )?"
            r"(?:(?P<more>higher|more|above|faster|larger)|(?P<less>lower|less|fewer|below|slower|smaller)) (?:than )?"
            r"(?P<right>[a-z0-9' ]{4,60})$"
        ),
        (
            r"^(?P<left>[a-z0-9' ]{4,60}?) (?:increased by|grew|climbed|rose) (?:(?P<more>more quickly|faster|more)"
            r"|(?P<less>more slowly|slower|less)) than (?:those (?:in|of) |that of |in )?(?P<right>[a-z0-9' ]{4,60})$"
        ),
    )
)
_LED_BY_BASE = re.compile(
    rf"^(?:跟|和|与|同|比起)(?P<base>[^，,]{{1,16}}?)(?:相比|比起来|比|来说)?[，,](?P<left>[^，,]{{2,30}}?)"
    rf"(?P<rest>(?:{_MORE}|{_LESS})[出了些得]?(?:(?:{_BOUND})?{_NUMBER}[^，,]{{0,12}})?)$"
)
_BASE = "[去前上]年|年初|目标|计划"
_THAN_BASE = re.compile(rf"[，,]?较(?=(?:{_BASE})[^，,]{{0,12}}?(?:{_MORE}|{_LESS}))")
_OF_BOTH = re.compile(
    r"^(?P<before>[^，,]{0,12})城乡(?P<what>[^，,]{2,14}?)(?=(?:之间)?(?:的?差距|相差|差了?)[^，,]{0,4}[0-9])"
)
_NOW = re.compile(
    rf"^(?P<left>[^，,]{{0,20}}今年[^，,]{{1,24}}?|[^，,]{{2,24}}?今年)(?:差不多|又)?(?P<rest>(?:增加|减少|下降|多|少|砍)了?(?:{_BOUND})?{_NUMBER}[^，,]{{0,8}})$"
)
"""A change that is implicitly compared with last year: 今年营造林少了24万亩."""
_SURPLUS = re.compile(
    rf"(?:外贸|对外贸易|贸易|进出口|货物贸易)?(?P<sort>[顺逆]差)(?:[是为有达到]|达到)?(?=(?:{_BOUND})?[0-9])"
)
_RATIO = re.compile(
    r"城乡(?:居民)?(?P<what>[^，,]{0,6}收入)(?:之)?比[是为达到降缩小扩大至了]{1,4}(?P<times>[0-9.]+)(?:[:：比]1)?$"
)
_THAN_BEFORE = re.compile(
    "比(?:[去前上]年|[前上]一年|往年|以前|之前|过去)(?:同期)?(?:还|又|要|更|是)*(?:(?P<more>[多高大])|[少低小])[了些]?(?=$|[，,])"
)
_TO_COME = re.compile("今年|明年|目标|计划|任务")
_COMMA = re.compile(
    rf"[，,](?:却|还|反而|反倒|也|又|就|都|定[得的]|(?:总|个|件|人|户)?[数额]量?|总量|规模|面积)*(?=(?:比(?!例|重|较|如)|(?:{_OVER}|{_UNDER}|只有|仅|才|是|不足)(?:{_BASE})))"
)
_TOPIC_FIRST = re.compile(
    r"^(?P<topic>[^，,0-9]{2,16})[，,](?P<before>[^，,]{0,8}(?:今年|明年|[0-9]{4}年))(?P<aim>[^，,]{0,4}(?:目标|任务|计划))(?=比)"
)
"""The thing before what is aimed at of it: 城镇新增就业，今年定的目标比去年少."""
_IDLE = re.compile("一下子|大概|大约|[，,](?=相差|差距)")


def put_plainly(text: str) -> str:
    """The text with what compares in the order that reports have, in one clause."""
    text = _IDLE.sub("", text.strip(" 。.!！呢啦哦嘛吧呀"))
    text = _OF_BOTH.sub(r"\g<before>城镇\g<what>和农村\g<what>", text)
    if led := _LED_BY_BASE.match(text):
        text = f"{led['left']}比{led['base']}{led['rest']}"
    text = _TOPIC_FIRST.sub(r"\g<before>\g<topic>的\g<aim>", text)
    return _COMMA.sub("", _THAN_BASE.sub("比", text))


def put_otherwise(text: str) -> str:
    """The text with a comparison that goes without saying: with last year, of exports and imports, of town and country;
    unchanged where there is none."""
    if now := _NOW.match(text):
        return f"{now['left']}比去年{now['rest'].replace('砍', '减少')}"
    text = _SURPLUS.sub(lambda found: "出口比进口多" if found["sort"] == "顺差" else "进口比出口多", text)
    return _RATIO.sub(r"城镇居民\g<what>是农村居民\g<what>的\g<times>倍", text)


def put_as_change(text: str) -> str:
    """The text with 增加 or 减少 for 比前一年多 and 比前一年少, where that is about a thing: one year had more than the
    one before."""
    found = _THAN_BEFORE.search(text)
    if found is None or _TO_COME.search(text) or not make_wording(text[: found.start()]).terms:
        return text
    return f"{text[: found.start()]}{'增加' if found['more'] else '减少'}{text[found.end() :]}"


def read_phrase(text: str) -> Phrase | None:
    """``text``: put plainly; None where two sides cannot be told apart."""
    found = next((match for pattern in _SAID if (match := pattern.match(text))), None)
    if found is None:
        return None
    groups = {name: said for name, said in found.groupdict().items() if said}
    share = groups.get("share", "").replace("一半", "50%")
    gap = (
        groups.get("bound", "") + share
        if share
        else groups.get("gap") or groups.get("times") or groups.get("apart", "")
    )
    return Phrase(groups["left"], groups["right"], _way(groups), groups.get("more") or groups.get("less", ""), gap)


def is_of_base(text: str) -> bool:
    """Whether the claim states a share of an earlier value, or a difference: 只有去年的六成, 城乡收入相差3万元.
    ``text``: put plainly."""
    phrase = read_phrase(text)
    if phrase is None:
        return False
    return phrase.way is Way.APART or (phrase.way is Way.SHARE and re.search(_BASE, phrase.right) is not None)


def _way(groups: dict[str, str]) -> Way:
    if "apart" in groups:
        return Way.APART
    if "share" in groups:
        return Way.SHARE
    if "times" in groups:
        return Way.TIMES
    return Way.MORE if "more" in groups else Way.LESS
