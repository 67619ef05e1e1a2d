"""A reply to a preview -> what is to be corrected of a report. Pure.

One line for each: 标题：…, 地区：…, 年份：…; 文件：… where the preview shows several reports.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from telegram import Message
from telegram.ext import filters

from bot.telegram.message_parsing import words

_LINE = re.compile(
    r"(?P<key>标题|题目|名称|地区|年份|年度|文件|title|region|year|file)\s*[：:]\s*(?P<value>\S.{0,199})", re.IGNORECASE
)
_KEYS = {
    "标题": "title",
    "题目": "title",
    "名称": "title",
    "地区": "region",
    "年份": "year",
    "年度": "year",
    "文件": "file",
}
_YEAR = re.compile(r"(?P<year>(?:19|20|21)\d\d)\s?年?")


@dataclass(frozen=True, slots=True)
class Corrections:
    values: Mapping[str, str | int]
    """The values by the keys of reports.toml."""
    file: str = ""


def read_corrections(text: str) -> Corrections | None:
    """None for a text of which any line is something else."""
    values: dict[str, str | int] = {}
    for line in filter(None, map(str.strip, text.splitlines())):
        found = _LINE.fullmatch(line)
        if found is None:
            return None
        key = _KEYS.get(found["key"], found["key"].lower())
        year = _YEAR.fullmatch(found["value"]) if key == "year" else None
        if key == "year" and year is None:
            return None
        values[key] = int(year["year"]) if year else found["value"].strip()
    file = str(values.pop("file", ""))
    return Corrections(values, file) if values else None


class Corrects(filters.MessageFilter):
    """Replies to the bot that correct a report."""

    def filter(self, message: Message) -> bool:
        return message.reply_to_message is not None and read_corrections(words(message)) is not None
