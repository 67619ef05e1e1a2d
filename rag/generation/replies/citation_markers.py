"""Text with marks -> the evidence numbers they name, and the text without them. Pure.

A model is asked for ``[1]`` and writes ［1］, 【1】, 〔1〕, [资料1], [1,2], [1-3], (1), ¹, ①, [^1], [1](#a), 根据资料1.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from rag.text.figures import plain_digits

_DIGITS = r"[0-9０-９]{1,6}"
_FEW = r"[0-9０-９]{1,3}"
_GAP = r"[ \t\u3000]{0,2}"
_WORD = (
    r"(?:\^|[#＃]|第|参考资料|资料|证据|依据|来源|出处|参考|引用|引自|句子|句|注释|注|编号|见|报告|原文|文献|根据"
    r"|sources?|ref(?:erence)?s?\.?|evidence|sentences?|cit(?:ation|e)s?:?|docs?|documents?|no\.|numbers?|notes?|passages?|see)"
)
_LABEL = rf"(?:{_WORD}{_GAP}[:：]?{_GAP}){{0,3}}"
_JOIN = rf"{_GAP}(?:[,，、;；&/|]|和|与|及|and|[-–—~～]|至|到|to|[ \t]){_GAP}"
_AFTER = r"(?:号|句话|句|条|页|则)?(?:†[^\[\]【】]{0,40})?"
_LIST = rf"{_LABEL}{_DIGITS}{_AFTER}(?:{_JOIN}{_LABEL}{_DIGITS}{_AFTER}){{0,12}}"
_NAMED = rf"{_WORD}{_GAP}[:：]?{_GAP}{_LIST}"
_SQUARE = rf"[\[［【〖「]{_GAP}(?P<square>{_LIST}){_GAP}[\]］】〗」](?:\([^()\s]{{0,80}}\))?"
_TORTOISE = rf"〔{_GAP}(?P<tortoise>{_LABEL}{_FEW}(?:{_JOIN}{_FEW}){{0,12}}){_GAP}〕"
_ROUND_NAMED = rf"[(（]{_GAP}(?P<round_named>{_NAMED}){_GAP}[)）]"
_ONE = rf"[\[［【]{_GAP}{_LIST}{_GAP}[\]］】]"
_WRAPPED = rf"[(（]{_GAP}{_LABEL}(?P<wrapped>{_ONE}(?:(?:{_JOIN})?{_ONE}){{0,8}}){_GAP}[)）]"
# Bare digits in round brackets may be the report's own; at the end of a clause they are taken for a mark.
_ROUND = rf"[(（]{_GAP}(?P<round>{_FEW}(?:{_JOIN}{_FEW}){{0,12}}){_GAP}[)）](?={_GAP}(?:[。！？!?.,，;；\[［【(（]|$))"
_RAISED = r"(?<![A-Za-z])(?P<raised>[⁰¹²³⁴-⁹]{1,3}(?:[,，][⁰¹²³⁴-⁹]{1,3}){0,12})"
_CIRCLED = r"(?P<circled>[①-⑳㉑-㉟]{1,12})"
_TAGGED = rf"(?<![A-Za-z])<sup>{_GAP}[\[(]?(?P<tagged>{_FEW}(?:{_JOIN}{_FEW}){{0,12}})[\])]?{_GAP}</sup>"
_EITHER = f"{_TAGGED}|{_WRAPPED}|{_SQUARE}|{_TORTOISE}|{_ROUND_NAMED}|{_ROUND}|{_RAISED}|{_CIRCLED}"
_BY = r"(?:根据|依据|按照|参照|参见|详见|引自|来自|如|见|according to|as (?:stated|shown|mentioned) in|based on|per)"
_SAYS = r"(?:所述|所示|所说|可知|可见|显示|指出|提到|表明|表示|中的?(?:内容|信息|数据)?|的(?:内容|信息|数据)){0,2}"
_BARE = rf"(?:第|参考资料|资料|证据|依据|来源|出处|句子|sources?|evidence|sentences?){_GAP}[:：]?{_GAP}"
_LED_BARE = rf"(?P<led>{_BARE}{_FEW}{_AFTER}(?:{_JOIN}{_LABEL}{_FEW}{_AFTER}){{0,6}})"
_LED = rf"{_BY}{_GAP}(?:{_EITHER.replace('?P<', '?P<led_')}|{_LED_BARE}){_SAYS}[,，:：]?"
_CLOSING = (
    rf"[ \t—–-]{{0,4}}(?:参考资料|资料|证据|来源|出处|引用|sources?|evidence|citations?){_GAP}[:：]?{_GAP}"
    rf"(?P<closing>{_FEW}(?:{_JOIN}{_FEW}){{0,12}})(?={_GAP}[。.]?$)"
)
_MARK = re.compile(f"{_LED}|{_EITHER}|{_CLOSING}", re.IGNORECASE | re.MULTILINE)
_TAGS = re.compile(r"</?(?:sup|sub|cite|ref|a|b|i|u|em|strong|p|br|span|li|ul|ol)(?:\s[^<>]{0,100})?/?>", re.IGNORECASE)
_EMPTY = re.compile(rf"[(（\[［【〔]{_GAP}(?:{_LABEL}|[,，、;；]){_GAP}[)）\]］】〕]", re.IGNORECASE)
_RAISED_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_ANY_NUMBER = re.compile(r"[0-9]+")
_RANGE = re.compile(rf"(?<![0-9])([0-9]+){_AFTER}{_GAP}(?:[-–—~～]|至|到|to){_GAP}{_LABEL}([0-9]+)", re.IGNORECASE)
_LONGEST_RANGE = 30


class Referenced(NamedTuple):
    text: str
    """The text without marks."""
    numbers: tuple[int, ...]
    """Named by the marks, 1..count, in order of first mention; those out of range are left out."""


def read_references(text: str, count: int) -> Referenced:
    """Take the marks out of ``text``; ``count``: how many sentences of evidence there are to be named.

    Repeated until nothing changes, for taking one mark out can join the halves of another.
    """
    named: dict[int, None] = {}
    while True:
        left, found = _read_once(text, count)
        named.update(dict.fromkeys(found))
        if left == text:
            return Referenced(text, tuple(named))
        text = left


def mark_at(text: str, at: int) -> int:
    """The end of the mark that begins at ``at`` in ``text``; ``at`` itself where none does."""
    found = _MARK.match(text, at)
    return found.end() if found else at


def _read_once(text: str, count: int) -> tuple[str, list[int]]:
    named: list[int] = []

    def take(found: re.Match[str]) -> str:
        kind = (found.lastgroup or "").removeprefix("led_")
        numbers = list(_numbers(found[found.lastgroup or 0], kind, count))
        within = [n for n in numbers if 1 <= n <= count]
        if kind in ("round", "raised") and len(within) < len(numbers):
            return found[0]
        named.extend(within)
        return ""

    return _EMPTY.sub("", _TAGS.sub("", _MARK.sub(take, text))), named


def _numbers(written: str, kind: str, count: int) -> Iterator[int]:
    if kind == "circled":
        yield from (_circled(c) for c in written)
        return
    if kind == "raised":
        yield from _raised(written, count)
        return
    plain = plain_digits(written)
    for span in _RANGE.finditer(plain):
        first, last = int(span[1]), int(span[2])
        yield from range(first, min(last, first + _LONGEST_RANGE) + 1)
    yield from (int(number) for number in _ANY_NUMBER.findall(plain))


def _circled(letter: str) -> int:
    return ord(letter) - (ord("①") - 1 if letter <= "⑳" else ord("㉑") - 21)


def _raised(written: str, count: int) -> Iterator[int]:
    """¹² is 12 where there are as many, else 1 and 2."""
    for run in _ANY_NUMBER.findall(written.translate(_RAISED_DIGITS)):
        if int(run) <= count:
            yield int(run)
        else:
            yield from map(int, run)
