"""Opening of a report's text -> the facts on the report itself: title, date, speaker, index number, … Pure.

Two sources are read: the metadata table that government sites put above a document (labels of 政府信息公开目录, e.g.
索引号, 发布机构, 成文日期) and the lines under the title that say when, before which assembly and by whom the report
was given.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from rag.text.figures import plain_digits
from rag.types import Span

_HEAD = 3000
"""Characters at the start of a text in which a report tells about itself."""

_CELL = re.compile(r"[^|\n\r]+")
_DATE = re.compile(r"([12]\d{3})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日")
_DELIVERED = re.compile(_DATE.pattern + r"[，,]?\s*(?:[^\n。|]{0,20}?在)\s*([^。|]{2,60}?(?:会议|大会))\s*(?:上|的)")
_POSITIONS = "省长|市长|区长|县长|州长|旗长|盟长|镇长|乡长|主席|总理|行政长官"
_SURNAME_BEFORE = re.compile(rf"日\s*([\u4e00-\u9fff]{{2,4}})((?:代理?)?(?:{_POSITIONS}))在")
_SPEAKER = re.compile(
    rf"((?:[\u4e00-\u9fff]{{1,20}}?(?:政府|省|市|区|县|州|旗|盟|镇|乡|国务院))?(?:代理?)?(?:{_POSITIONS}))"
    r"[ \t\u3000\xa0:：]*"
    r"([\u4e00-\u9fff](?:[ \t\u3000\xa0]{0,4}[\u4e00-\u9fff]){1,2}|[\u4e00-\u9fff]{1,6}(?:·[\u4e00-\u9fff]{1,8})+)"
    r"(?=\s*(?:同志)?\s*(?:[所作向代]|$))",
    re.MULTILINE,
)
_BLANK = r"[ \t\u3000\xa0]{0,20}"
_TITLE = re.compile(
    rf"^{_BLANK}([^\s|。！？：:，](?:[^\n|。！？：:，]{{0,40}}?)工{_BLANK}作{_BLANK}报{_BLANK}告){_BLANK}$",
    re.MULTILINE,
)
_SOURCE = re.compile(r"^[ \t\u3000]*来\s*源\s*[:：]\s*([^\n|：:]{2,30}?)[ \t\u3000]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Fact:
    """Something a report says about itself: ``text[span.start:span.end] == value``."""

    label: str
    """索引号, 发布机构, 成文日期, … as in the table without blanks; or 标题, 日期, 会议, 报告人, 职务, 来源."""
    value: str
    span: Span


@lru_cache(maxsize=4)
def make_facts(text: str) -> tuple[Fact, ...]:
    """The facts found at the head of ``text``, in order, each label and value once."""
    head = _head(text)
    found = [*_table_facts(head), *_line_facts(head)]
    facts = [replace(fact, value=fact.span.of(text)) for fact in found]
    once = {(fact.label, fact.value): fact for fact in sorted(facts, key=lambda fact: fact.span, reverse=True)}
    return tuple(sorted(once.values(), key=lambda fact: fact.span))


def fact_value(facts: tuple[Fact, ...], *labels: str) -> str | None:
    """The value of the first fact that carries one of the labels, the labels in order of preference."""
    return next((fact.value for label in labels for fact in facts if fact.label == label), None)


def delivered_on(text: str) -> date | None:
    """The date on which the report was given to the assembly."""
    match = _DELIVERED.search(_head(text))
    return _calendar_date(match) if match else None


def delivered_span(text: str) -> Span | None:
    """From the date to 会议上: one phrase, also where the source breaks it over two lines."""
    match = _DELIVERED.search(_head(text))
    return Span(match.start(), match.end()) if match else None


def _head(text: str) -> str:
    """The start of a text, character for character, with one kind of digits and of line ends."""
    return plain_digits(text[:_HEAD]).replace("\r\n", " \n").replace("\r", "\n")


def _calendar_date(match: re.Match[str]) -> date | None:
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None


def _table_facts(head: str) -> list[Fact]:
    """``| label: | value | label: | value |``: a cell that ends with a colon labels the cells up to the next label."""
    facts = []
    at = 0
    for line in head.splitlines(keepends=True):
        if line.lstrip().startswith("|"):
            facts += _row_facts(head, at, at + len(line))
        at += len(line)
    return facts


def _row_facts(head: str, start: int, end: int) -> list[Fact]:
    facts = []
    label = ""
    for cell in _CELL.finditer(head, start, end):
        words = cell[0].strip()
        if words.endswith((":", "：")):
            label = re.sub(r"\s", "", words[:-1])
        elif words and label:
            begin = cell.start() + cell[0].index(words)
            facts.append(Fact(label, words, Span(begin, begin + len(words))))
            label = ""
    return facts


def _line_facts(head: str) -> list[Fact]:
    facts = []
    if title := _TITLE.search(head):
        facts.append(_fact("标题", title, 1))
    if source := _SOURCE.search(head):
        facts.append(_fact("来源", source, 1))
    if given := _DELIVERED.search(head):
        date_end = _DATE.match(head, given.start())
        if date_end:
            facts.append(Fact("日期", date_end[0], Span(*date_end.span())))
        facts.append(_fact("会议", given, 4))
        facts += _speaker_facts(head, given)
    return facts


def _speaker_facts(head: str, given: re.Match[str]) -> list[Fact]:
    """Who gave the report: behind the date (日龚正市长在…), or in the words and the line after the assembly."""
    if before := _SURNAME_BEFORE.search(head, given.start(), given.end()):
        return [_fact("报告人", before, 1), _fact("职务", before, 2)]
    after = _SPEAKER.search(head, given.end(), given.end() + 60)
    return [_fact("职务", after, 1), _fact("报告人", after, 2)] if after else []


def _fact(label: str, match: re.Match[str], group: int) -> Fact:
    return Fact(label, match[group], Span(*match.span(group)))
