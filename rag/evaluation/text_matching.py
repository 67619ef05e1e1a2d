"""Answer -> whether its text holds given words, and which of its figures no cited quote holds. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from fractions import Fraction

from rag.text.figures import find_figures
from rag.types import Answer, Statement

_CALCULATION = re.compile(r"(?P<sum>-?\d+(?:\.\d+)?(?:[+-]-?\d+(?:\.\d+)?)+)=(?P<result>-?\d+(?:\.\d+)?)")
_EXACT = Fraction(1, 10**9)
_THOUSANDS = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?![\d,])")
_LISTED = re.compile(r"(?<=\d[.,])\s+(?=\d)")
"""The blanks of a list of numbers: In 2025, 134 projects."""


def plain(text: str) -> str:
    """An answer's text without its marks."""
    return re.sub(r"\[\d+\]", "", text)


def holds(text: str, gold: str) -> bool:
    """True if ``gold`` stands in ``text``, width, spaces and case folded, a number never as part of a longer one."""
    words, wanted = folded(text), folded(gold)
    left = r"(?<!\d)(?<!\d[.,])" if wanted[:1].isdigit() else ""
    right = r"(?!\d)(?![.,]\d)" if wanted[-1:].isdigit() else ""
    return bool(wanted) and re.search(left + re.escape(wanted) + right, words) is not None


def loose_figures(answer: Answer) -> tuple[str, ...]:
    """Numbers written in the answer that stand in no cited quote; the year a cited section speaks of is not loose."""
    quotes = [folded(citation.quote) for citation in answer.citations]
    years = {f"{citation.year}" for citation in answer.citations}
    years |= {f"{year + step}" for year in (c.year for c in answer.citations) if year for step in (-1, 1)}
    loose: list[str] = []
    for statement in answer.statements:
        derived = _derived(statement, quotes) | _converted(statement, answer)
        numbers = re.findall(r"\d+(?:\.\d+)?", folded(statement.text))
        told = (n for n in numbers if n not in years and n not in derived)
        loose += [n for n in told if not any(holds(quote, n) for quote in quotes)]
    return tuple(loose)


def _converted(statement: Statement, answer: Answer) -> frozenset[str]:
    """The numbers of amounts that a cited quote gives in another unit: 570 million yuan for 5.7亿元."""
    told = {(one.low, one.high, one.unit) for citation in answer.citations for one in find_figures(citation.quote)}
    said = (one for one in find_figures(statement.text) if (one.low, one.high, one.unit) in told)
    return frozenset(number for one in said for number in re.findall(r"\d+(?:\.\d+)?", folded(one.literal)))


def _derived(statement: Statement, quotes: Sequence[str]) -> frozenset[str]:
    """The numbers of a calculation whose operands stand in cited quotes and whose result is right; else none."""
    found = _CALCULATION.fullmatch(statement.calculation)
    if found is None:
        return frozenset()
    operands = re.findall(r"-?\d+(?:\.\d+)?", found["sum"].replace("+-", "-"))
    values = [Fraction(operand) for operand in operands]
    result = Fraction(found["result"])
    cited = all(any(holds(quote, operand.lstrip("-")) for quote in quotes) for operand in operands)
    return frozenset((found["result"],)) if cited and abs(sum(values, Fraction(0)) - result) < _EXACT else frozenset()


def folded(text: str) -> str:
    """Width, case and blanks folded, and 1,994 written as 1994."""
    plain_width = unicodedata.normalize("NFKC", text)
    whole = _THOUSANDS.sub(lambda found: found[0].replace(",", ""), plain_width)
    return re.sub(r"\s", "", _LISTED.sub(";", whole)).lower()
