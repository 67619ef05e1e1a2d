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

from rag.text.figures import find_figures, plain_digits
from rag.text.plain import make_plain, plain_text, without_zero_width
from rag.types import Span

_HEAD = 3000
"""Characters at the start of a text in which a report tells about itself."""

_CELL = re.compile(r"[^|\n\r]+")
_YEAR = r"(?P<year>[12]\d{3}|[一二][〇○零九][〇○零一二三四五六七八九]{2})"
_MONTH = r"(?P<month>\d{1,2}|十[一二]?|[一二三四五六七八九])"
_DAY = r"(?P<day>\d{1,2}|[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])"
_DATE = re.compile(rf"{_YEAR}\s*年\s*{_MONTH}\s*月\s*{_DAY}\s*日")
_MEETING = r"(?P<meeting>[^。|]{2,60}?(?:会议|大会))"
_DELIVERED = re.compile(rf"{_DATE.pattern}[）)]?[，,]?\s*(?:[^\n。|]{{0,24}}?在)\s*{_MEETING}\s*(?:上|的)")
_DELIVERED_BEFORE = re.compile(rf"在\s*{_MEETING}\s*上?[\s（(—–-]*{_DATE.pattern}")
"""The date on the line under that of the assembly."""
_DATED = re.compile(
    rf"(?:^[ \t\u3000（(〔\[—–-]{{0,12}}|工作报告[ \u3000]?[（(〔][ \u3000]?){_DATE.pattern}[ \u3000）)〕\]]{{0,4}}$",
    re.MULTILINE,
)
"""A date that stands alone under the title, or in brackets after it."""
_ASSEMBLY = re.compile(rf"^[ \t\u3000—–-]{{0,12}}在\s{{0,4}}{_MEETING}\s{{0,4}}上[ \t\u3000]{{0,8}}$", re.MULTILINE)
"""The line of an assembly whose date stands below that of the speaker."""
_BLANK = r"[ \t\u3000\xa0]{0,20}"
_POSITIONS = r"[省市区县州旗盟镇乡][ \u3000]{0,4}长|主席|总理|行政长官"
_SURNAME_BEFORE = re.compile(rf"日\s*(?P<name>[\u4e00-\u9fff]{{2,4}})(?P<position>(?:代理?)?(?:{_POSITIONS}))在")
_OFFICE = (
    r"(?:[\u4e00-\u9fff]{1,20}?(?:政府|省|市|区|县|州|旗|盟|镇|乡|国务院))?"
    rf"(?:代理?)?(?:{_POSITIONS})"
)
_GIVEN_BY = re.compile(rf"日\s*(?P<position>{_OFFICE})[ \t\u3000\xa0]*(?P<name>[\u4e00-\u9fff·]{{2,8}}?)在")
_SPEAKER = re.compile(
    rf"(?P<position>{_OFFICE})"
    r"[ \t\u3000\xa0:：]*"
    r"(?P<name>[\u4e00-\u9fff](?:[ \t\u3000\xa0]{0,4}[\u4e00-\u9fff]){1,2}"
    r"|[\u4e00-\u9fff]{1,6}(?:·[\u4e00-\u9fff]{1,8})+"
    r"|(?<=[ \t\u3000\xa0:：])[\u4e00-\u9fff]{4,5})"
    r"(?=\s*(?:同志)?\s*(?:[所作向代]|$))",
    re.MULTILINE,
)
_HAN = r"[\u4e00-\u9fff]"
_NAME_ONLY = rf"(?!各位|同志){_HAN}(?:{_BLANK}{_HAN}){{1,4}}|{_HAN}{{1,6}}(?:·{_HAN}{{1,8}})+"
_SPEAKER_BELOW = re.compile(
    rf"(?P<position>{_OFFICE}){_BLANK}\n\s{{0,20}}(?P<name>{_NAME_ONLY}){_BLANK}$", re.MULTILINE
)
"""The office on one line, the name on the next."""
_SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康"
    "毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐梅莫庄辛管祝左涂谷祁耿牟卜詹关苗"
    "凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强柴车冉房边辜吉饶刁瞿戚丘古米池滕晋苑邬臧畅宫尚谌娄邝蔺应冀喻连蒲巩栗"
    "习胥宗和时敖荀闫肖付"
)
"""The most frequent of the Ministry of Public Security's lists, which hold nineteen people of twenty."""
_LONG_SURNAMES = "欧阳|司马|上官|诸葛|皇甫|尉迟|慕容|司徒|令狐|夏侯|公孙|轩辕"
_NAME_ALONE = re.compile(
    rf"^{_BLANK}(?P<name>(?:{_LONG_SURNAMES}|[{_SURNAMES}])(?:{_BLANK}[\u4e00-\u9fff]){{1,2}}){_BLANK}$", re.MULTILINE
)
"""A line with nothing but a name, which stands for the speaker's under that of an assembly."""
_OPENING = 400
"""Characters in which the speaker stands where no assembly is named."""
_TITLE = re.compile(
    rf"^{_BLANK}(?:[•·●◆■]{_BLANK})?([^\s|。！？：:，>＞»/•·●◆■](?:[^\n|。！？：:，>＞»/]{{0,40}}?)工{_BLANK}作{_BLANK}报{_BLANK}告)"
    rf"{_BLANK}(?:[（(〔][^\n）)〕]{{0,24}}[）)〕])?{_BLANK}$",
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
    plain = make_plain(text)
    head = _head(plain.text)
    found = [*_table_facts(head), *_line_facts(head)]
    facts = [
        replace(fact, value=without_zero_width(plain.printed(fact.span).of(text)), span=plain.printed(fact.span))
        for fact in found
    ]
    once = {(fact.label, fact.value): fact for fact in sorted(facts, key=lambda fact: fact.span, reverse=True)}
    return tuple(sorted(once.values(), key=lambda fact: fact.span))


def fact_value(facts: tuple[Fact, ...], *labels: str) -> str | None:
    """The value of the first fact that carries one of the labels, the labels in order of preference."""
    return next((fact.value for label in labels for fact in facts if fact.label == label), None)


def delivered_on(text: str) -> date | None:
    """The date on which the report was given to the assembly."""
    match = _delivery(_head(plain_text(text)))
    return _calendar_date(match) if match else None


def delivered_span(text: str) -> Span | None:
    """The span from the date to 会议上: one phrase, also where the source breaks it over two lines."""
    match = _delivery(_head(text))
    return Span(match.start(), match.end()) if match and "meeting" in match.groupdict() else None


def _delivery(head: str) -> re.Match[str] | None:
    """The date with the assembly; else one that stands alone between the title and the first words of the speech."""
    before = head.partition("各位代表")[0]
    dated = _DATED.search(before) if len(before) < len(head) or len(head) < _OPENING else None
    return _DELIVERED.search(head) or _DELIVERED_BEFORE.search(before) or dated


def _head(text: str) -> str:
    """The start of a text, character for character, with one kind of digits and of line ends."""
    return plain_digits(text[:_HEAD]).replace("\r\n", " \n").replace("\r", "\n")


def _calendar_date(match: re.Match[str]) -> date | None:
    figures = find_figures(_DATE.search(match[0])[0])  # type: ignore[index]
    parts = figures[0].literal.split("-") if figures else []
    try:
        return date(*map(int, parts))
    except (ValueError, TypeError):
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
    given, assembly = _delivery(head), _assembly(head)
    if given:
        facts.append(Fact("日期", given["year"], Span(given.start("year"), head.index("日", given.start("day")) + 1)))
    if given and "meeting" in given.groupdict():
        facts.append(_fact("会议", given, "meeting"))
    elif assembly:
        facts.append(_fact("会议", assembly, "meeting"))
    facts += _speaker_facts(head, given, assembly)
    return facts


def _assembly(head: str) -> re.Match[str] | None:
    return _ASSEMBLY.search(head.partition("各位代表")[0])


def _speaker_facts(head: str, given: re.Match[str] | None, assembly: re.Match[str] | None) -> list[Fact]:
    """The speaker of the report: after the date (日龚正市长在…), or on the lines after the assembly."""
    found = given and (_SURNAME_BEFORE.search(head, *given.span()) or _GIVEN_BY.search(head, *given.span()))
    found = found or _speaker_below(head, given if given and "meeting" in given.groupdict() else assembly or given)
    if not found:
        return []
    office = [_fact("职务", found, "position")] if "position" in found.groupdict() else []
    return [*office, _fact("报告人", found, "name")]


def _speaker_below(head: str, line: re.Match[str] | None) -> re.Match[str] | None:
    """Office and name; else, between the line of the assembly and the salutation, a name alone."""
    if line is None:
        return _SPEAKER.search(head, 0, _OPENING)
    salutation = head.find("各位代表", line.end(), line.end() + _OPENING)
    end = salutation if salutation >= 0 else line.end()
    return (
        _SPEAKER.search(head, line.end(), line.end() + 60)
        or _SPEAKER_BELOW.search(head, line.end(), end)
        or _NAME_ALONE.search(head, line.end(), end)
    )


def _fact(label: str, match: re.Match[str], group: int | str) -> Fact:
    return Fact(label, match[group], Span(*match.span(group)))
