"""The units that tables give once, for a row, a column or the whole table, and the cells they belong to. Pure."""

from __future__ import annotations

import re

from rag.text.figures.units import UNIT

_SCALE = "[十百千万亿]{0,3}"
_WORDS = re.compile(rf"(?:{_SCALE}{UNIT}|[百千万亿]{{1,2}}|{_SCALE}{UNIT}/{_SCALE}{UNIT}|[%‰])")
_IN_BRACKETS = re.compile(r"[（(〔\[]\s*(?:计量)?(?:单位)?\s*[：:]?\s*([^（）()〔〕\[\]]{1,12}?)\s*[）)〕\]]$")
_AFTER_COMMA = re.compile(r"[，,/]\s*([^，,/（）()]{1,6})$")
_GIVEN = re.compile(
    r"(?:计量)?单位\s*[：:]\s*([^\s，,。；;（）()|｜]{1,12}(?:\s*[、，,]\s*[^\s，,。；;（）()|｜]{1,8})*)"
)
_SEVERAL = re.compile("[、，,]")
_NONE = re.compile(r"[-—–−―/／\\.…·*]*")
_NUMBER = r"[-+−－±]?(?:\d{1,3}(?:[,，]\d{3})+|\d+)(?:\.\d+)?"
_FIGURE = re.compile(
    rf"((?:[≥≤>＞<＜~～≈]|约|超|近|大于|小于|不低于|不高于|不少于|高于|低于|增长|下降|提高|降低|增加|减少)?\s*{_NUMBER}"
    rf"(?:\s*[-—–~～至]+\s*{_NUMBER})?)(\s*[+＋]|\s*(?:左右|以上|以下|以内|以外)|\s*（(?:预计|预期|快报|初步)[^（）]{{0,4}}）)?"
)
GROWTH = re.compile(r"增长|增速|增幅|降幅|涨幅|同比|环比|比重|占比|完成率|进度|±|[增升降减]率|增减")
_COUNTED_OTHERWISE = re.compile(r"序号|编号|排名|位次|名次|年份|年度|数$|数量$")


def is_empty(text: str) -> bool:
    """Whether a cell holds nothing, or the dash that stands for it."""
    return bool(_NONE.fullmatch(text.strip()))


def is_figure(text: str) -> bool:
    """Whether a cell holds a number, whose unit may stand elsewhere."""
    return bool(_FIGURE.fullmatch(text.strip()))


def is_unit(words: str) -> bool:
    return bool(_WORDS.fullmatch(words.strip()))


def own_unit(name: str) -> tuple[str, str]:
    """The name of a row or column without the unit that it ends with, and that unit: 投资（亿元）. Empty if none."""
    for pattern in (_IN_BRACKETS, _AFTER_COMMA):
        found = pattern.search(name)
        if found and is_unit(found[1]) and found.start():
            return name[: found.start()].rstrip(), found[1]
    return name, ""


def given_units(words: str) -> tuple[str, ...]:
    """The units in a line such as 单位：亿元、%."""
    found = _GIVEN.search(words)
    return tuple(unit.strip() for unit in _SEVERAL.split(found[1])) if found else ()


def table_unit(given: tuple[str, ...], column: str) -> str:
    """The unit of a column, of those given for a whole table."""
    if _COUNTED_OTHERWISE.search(column):
        return ""
    shares = [unit for unit in given if unit in ("%", "％", "‰")]
    others = [unit for unit in given if unit not in shares]
    fitting = shares if GROWTH.search(column) else others or ([] if len(shares) != 1 else shares)
    return fitting[0] if len(fitting) == 1 else ""


def with_unit(value: str, unit: str) -> str:
    """A number with its unit, before 左右 and the like; anything else as it is."""
    found = _FIGURE.fullmatch(value.strip())
    if not found or not unit or is_empty(unit):
        return value
    return f"{found[1]}{unit}{(found[2] or '').strip()}"


_YEAR = re.compile(r"(?:19|20)\d\d\s*年?")
_VALUE = re.compile(rf"{_FIGURE.pattern}\s*(?:{_WORDS.pattern})?(?:左右|以上|以下|以内)?")


def is_value(text: str) -> bool:
    """Whether a cell holds a number with or without its unit, which is not a year: data, and no name of a column."""
    return bool(_VALUE.fullmatch(text.strip())) and not _YEAR.fullmatch(text.strip())
