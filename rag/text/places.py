"""Text -> the administrative divisions it names, and whether they are the report's own. Pure.

Names are those of GB/T 2260 (administrative division codes of China), all editions, as packaged by ``gb2260``; the
table beside this file is made from it by ``benchmarks/divisions.py``.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import NamedTuple

_SUFFIXES = ("特别行政区", "自治区", "自治州", "自治县", "地区", "新区", "省", "市", "区", "县", "州", "盟", "旗")
_LEVELS = {"国": 0, "省": 1, "市": 2, "区": 3, "县": 3}
_GENERIC = {"市辖区", "老城区", "新城区", "市中区", "城中区", "中心区"}
_LONGEST = 15
# ISO 3166-2:CN, as written in English.
_ENGLISH = {
    "Anhui": "安徽", "Beijing": "北京", "Chongqing": "重庆", "Fujian": "福建", "Gansu": "甘肃", "Guangdong": "广东",
    "Guangxi": "广西", "Guizhou": "贵州", "Hainan": "海南", "Hebei": "河北", "Heilongjiang": "黑龙江", "Henan": "河南",
    "Hong Kong": "香港", "Hubei": "湖北", "Hunan": "湖南", "Inner Mongolia": "内蒙古", "Jiangsu": "江苏",
    "Jiangxi": "江西", "Jilin": "吉林", "Liaoning": "辽宁", "Macau": "澳门", "Macao": "澳门", "Ningxia": "宁夏",
    "Qinghai": "青海", "Shaanxi": "陕西", "Shandong": "山东", "Shanghai": "上海", "Shanxi": "山西", "Sichuan": "四川",
    "Tianjin": "天津", "Tibet": "西藏", "Xinjiang": "新疆", "Yunnan": "云南", "Zhejiang": "浙江",
}  # fmt: skip
_IN_ENGLISH = re.compile(rf"(?<!, )\b(?:{'|'.join(_ENGLISH)})\b", re.IGNORECASE)
_SMALLER = re.compile(r"\b(?:district|county)\b", re.IGNORECASE)


_ZONES = tuple(
    (re.compile(asked), re.compile(told))
    for asked, told in (
        ("经开区|经济(?:技术)?开发区|(?<!产业)开发区", "经开区|开发区|园区"),
        ("高新(?:技术产业开发)?区", "高新区|高新技术产业开发区|园区"),
        ("综保区|保税区", "综保区|保税"),
    )
)
"""Kinds of development zones: how a question names them, and how a report does."""


def short_name(name: str) -> str:
    """The name as people say it: 安徽省 -> 安徽; a name of one character keeps its suffix."""
    for suffix in _SUFFIXES:
        if name.endswith(suffix) and len(name) - len(suffix) >= 2:
            return name.removesuffix(suffix)
    return name


def find_places(text: str) -> tuple[str, ...]:
    """Divisions named in ``text``, in order, each as it is written there; the longest name wins where several fit."""
    names, found, at = _names(), [], 0
    while at < len(text):
        name = next(
            (text[at:end] for end in range(min(len(text), at + _LONGEST), at + 1, -1) if text[at:end] in names), ""
        )
        if name:
            found.append(name)
        at += len(name) or 1
    return tuple(dict.fromkeys(found))


def find_english_places(text: str) -> tuple[str, ...]:
    """Provinces named in English, in order, by their short Chinese names: What is Henan's target -> 河南.

    None where they only say in which province a place lies: Yushan District of Anhui; Hefei, Anhui.
    """
    if _SMALLER.search(text):
        return ()
    return tuple(dict.fromkeys(_ENGLISH[found[0].title()] for found in _IN_ENGLISH.finditer(text)))


@cache
def own_names(region: str | None) -> frozenset[str]:
    """How a report of this region is named in a question: its name, the name without suffix, 全区, 我区, 本区 …"""
    if not region:
        return frozenset()
    level = region[-1] if region[-1] in _LEVELS else ""
    words = {f"{word}{level}" for word in ("全", "我", "本")} if level else set()
    return frozenset({region, short_name(region)} | words)


def find_scopes(text: str) -> tuple[str, ...]:
    """Words that widen or narrow the place without naming it: 全国, 全省, 全市, 全区 …"""
    return tuple(word for level in _LEVELS for word in (f"全{level}",) if word in text)


def find_zones(asked: str) -> tuple[re.Pattern[str], ...]:
    """For each kind of zone that is named, how a report names it: the figures of a zone are not its region's."""
    return tuple(told_as for asked_as, told_as in _ZONES if asked_as.search(asked))


def is_within(region: str | None, place: str) -> bool:
    """True if ``region`` lies in ``place`` (雨山区 in 马鞍山市, 马鞍山, 安徽), by the codes' hierarchy."""
    return place in _ancestors(region or "")


class _Division(NamedTuple):
    upper: bool
    """A province or prefecture."""
    above: tuple[str, ...]
    """The divisions it lies in, or lay in once."""


@cache
def _divisions() -> dict[str, _Division]:
    lines = files("rag.text").joinpath("divisions.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines)
    return {name: _Division(bool(upper), tuple(above.split())) for name, upper, above in rows}


@cache
def _names() -> frozenset[str]:
    """Every name of three characters or more, and the short names of provinces and prefectures."""
    upper = {name for name, division in _divisions().items() if division.upper}
    names = {name for name in _divisions() if len(name) >= 3} | {short_name(name) for name in upper - _GENERIC}
    return frozenset(name for name in names if len(name) >= 2) - _GENERIC


@cache
def _ancestors(region: str) -> frozenset[str]:
    division = _divisions().get(region)
    above = division.above if division else ()
    return frozenset(above) | {short_name(name) for name in above}
