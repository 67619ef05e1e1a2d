"""A claim as people write it -> the same in the words of the report. Pure.

Relative years become the years that a reader of the report means, abbreviations their official forms, and what is only
a way of speaking (花了 before an amount) is left out. Nothing is left out that a fact could hang on.
"""

from __future__ import annotations

import re
from functools import lru_cache

from rag.grounding.figures import Evidence
from rag.grounding.statement_check import is_chinese
from rag.text.figures import FigureKind, find_figures
from rag.text.figures.numerals import fold
from rag.text.glossary import read_terms
from rag.text.time_expressions import find_years, readers_calendar

# Doing and having, said without naming what is done: 花了2.65亿, 办了38项.
_DOING = re.compile(
    r"(?:一共|总共|大家|总计)?(?:花费?|搞|弄|办|做|砸|拿)(?:了|掉|出了?)?(?=[约超近]?[0-9一二两三四五六七八九十百千])"
)
_MEANING = re.compile(r"正?准备|预备|想要")
_OURS = re.compile(r"(?:我们|咱们?|俺们?)(?=[区市省县镇这])|(?<=[区市省县])(?:里|这边|那边)|政府(?=[投花给新改建])")


@lru_cache(1024)
def in_report_words(claim: str, evidence: Evidence) -> str:
    text = _officially(_in_years(claim, evidence), evidence)
    if is_chinese(text):
        text = _DOING.sub(" ", _OURS.sub("", _MEANING.sub("计划", text)))
    for figure in reversed(find_figures(text)):
        if figure.kind is FigureKind.NAME:  # PM2.5是25: no word goes across the end of a name
            text = f"{text[: figure.span.end]} {text[figure.span.end :]}"
    return text


def _in_years(claim: str, evidence: Evidence) -> str:
    calendar = readers_calendar(evidence.report)
    for mention in reversed(find_years(claim)):
        year = calendar.year(mention)
        if mention.word is not None and year is not None and is_chinese(claim):
            claim = f"{claim[: mention.span.start]}{year}年{claim[mention.span.end :]}"
    return claim


def _officially(claim: str, evidence: Evidence) -> str:
    """社零 and GDP in a Chinese claim as the sentence has it, where it has it otherwise."""
    if not is_chinese(claim):
        return claim
    source = fold(evidence.text).lower()
    for words, official in read_terms(claim):
        written = words.replace(" ", "")
        form = next((form for form in official if fold(form).lower() in source), None)
        if form and written not in source:
            claim = form.join(re.split(re.escape(written), claim, flags=re.IGNORECASE))
    return claim
