"""A statement in another language than its sentences -> what of it they do not carry. Pure.

Words are not compared: figures, units, years, places, names and denial are. A figure is taken to belong to the words
of its own part of the statement; as far as the glossary knows these, no other figure of the sentences may suit them
better.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from rag.grounding.english_check import ACTS
from rag.grounding.figures import Evidence, FailureReason, check
from rag.text.divisions import own_names
from rag.text.english_words import GENERAL, LIGHT
from rag.text.figure_labels import Labelled, label
from rag.text.figures import Direction, Figure, FigureKind, difference, find_figures
from rag.text.figures.modifiers import turns
from rag.text.figures.units import PERCENT
from rag.text.glossary import official_terms, read_terms
from rag.text.ngrams import fold, grams
from rag.text.pinyin import is_spelled_in, is_spelling
from rag.text.time_expressions import find_years
from rag.types import Span

_BREAK = re.compile(r"[,;:.](?=\s|$)|\b(?:and|with|while|plus|as well as|including|of which|benefiting|serving)\b")
_DENIES = re.compile(
    r"\b(?:not|no|never|none|without|neither|nor|cannot|fail(?:s|ed|ure)?|reject(?:s|ed)?|cancel(?:s|led|ed)?|ban(?:s|ned)?"
    r"|halt(?:s|ed)?|stop(?:s|ped)?|suspend(?:s|ed)?|abolish(?:es|ed)?|deny|denied|denies|refuse[sd]?|scrap(?:s|ped)?)\b|n't\b",
    re.IGNORECASE,
)
_DENIAL = re.compile(r"[未不无没非免禁止停零]|取消|撤销|拒绝|放弃|杜绝|难|废")
_UNDOES = re.compile(
    r"\b(?:los(?:e|es|t|ing|ses)|clos(?:e[sd]|ures?|ing)|shut|demolish(?:ed|es)?|destroy(?:ed|s)?|dismiss(?:ed|al)?"
    r"|laid off|lay offs?|arrest(?:ed|s)?|bankrupt(?:cy)?|die[sd]?|kill(?:ed|s)?|embezzl\w{1,6}|resign(?:ed|s)?"
    r"|collaps(?:e[sd]?|ing)|withdr[ae]w\w{0,3}|missed|abandon(?:ed|s)?)\b",
    re.IGNORECASE,
)
_UNDOING = re.compile(r"[失关闭拆撤裁损亏毁罚死亡退]")
_PHRASAL = re.compile(
    r"\b(set(?:s|ting)?|stepp?(?:s|ed|ing)?|speed(?:s|ing)?|sped|ma[kd]e|makes|buil[dt]|opened) up\b", re.IGNORECASE
)
"""Verbs whose "up" is not a direction."""
_ROUGH = re.compile(
    r"\b(?:dozens?|scores of|hundreds|thousands|millions|billions|doubl(?:e[sd]?|ing)|tripl(?:e[sd]?|ing)|twice|thrice"
    r"|quadrupl(?:e[sd]?|ing)|halv(?:e[sd]?|ing)|couple of|decades?|centur(?:y|ies))\b",
    re.IGNORECASE,
)
"""Numbers that are not read as figures, and so cannot be compared."""
_BARE = re.compile(r"[.,;]?(?:\s|$)(?!\s*(?:[a-z%]|[A-Z]{2}))")
_ZERO = re.compile(r"\bzero-(?=[a-z])", re.IGNORECASE)
"""zero-waste (无废), zero-carbon (零碳): no number."""
_ITEMS = " items"
_NUMERALS = "一二三四五六七八九十"
_NAME = re.compile(r"[A-Z][A-Za-z0-9'’-]*")
_CAPITAL_WORDS = (
    "january february march april may june july august september october november december monday tuesday wednesday "
    "thursday friday saturday sunday district city county province town township village government people's party "
    "state national republic congress committee council report work china chinese prc plan five-year i rmb cny usd us "
    "yuan primary school new street road avenue park square river lake mount mountain east west north south central no"
)
_CAPITALS = frozenset(_CAPITAL_WORDS.split())
_TIED = 0.1
"""Share of the telling words of a statement that have to stand in its sentences."""
_OPENING_WORDS = (
    "women women's change changes range guide guides dance none one he she these those they there some main more fine "
    "nine gain gains long can hence since sure same come began people"
)
_OPENERS = frozenset(_OPENING_WORDS.split())
"""Words that open sentences and happen to be spelled like pinyin."""


def judge_foreign(text: str, cited: Sequence[Evidence]) -> frozenset[str]:
    """The checks that it fails; none if the cited sentences carry it."""
    text = _spelled_out(_ZERO.sub("no-", _PHRASAL.sub(r"\1   ", text)))
    failures = [
        failure
        for failure in check(text, cited).failures
        if not _is_forgiven(failure.reason, failure.span, text, cited)
    ]
    lacks = {failure.reason.value for failure in failures}
    lacks |= {FailureReason.NAME_ABSENT.value for name in _names(text) if not _is_known(name, text, cited)}
    if _DENIES.search(text) and not any(_DENIAL.search(one.text) for one in cited):
        lacks.add("denial")
    if _UNDOES.search(text) and not any(_UNDOING.search(one.text) for one in cited):
        lacks.add("denial")
    if not _is_tied(text, cited):
        lacks.add("words")
    if _ROUGH.search(text):
        lacks.add(FailureReason.FIGURE_ABSENT.value)
    if _is_out_of_order(text, cited):
        lacks.add(FailureReason.INDICATOR_DIFFERS.value)
    return frozenset(lacks)


def _is_tied(text: str, cited: Sequence[Evidence]) -> bool:
    """Some of what it speaks of stands in its sentences, as far as the glossary knows the words: not that the mayor was
    arrested."""
    for figure in reversed(find_figures(text)):
        text = f"{text[: figure.full.start]} {text[figure.full.end :]}"
    context = fold("\n".join("\n".join([one.text, *one.section]) for one in cited))
    words = [(word, forms) for word, forms in read_terms(text) if word[0].isalpha() and word not in LIGHT | GENERAL]
    tied = sum(_stands(word, forms, context) for word, forms in words)
    return tied >= max(1, _TIED * len(words)) or not words


def _stands(word: str, forms: Sequence[str], context: str) -> bool:
    """Two characters of a form at least: 老人 for 老年人."""
    known = (*forms, *ACTS.get(word, ()))
    return any(len(set(fold(form)) & set(context)) > 1 for form in known if len(form) > 1) or is_spelled_in(
        word, context
    )


def _is_forgiven(reason: FailureReason, span: Span, text: str, cited: Sequence[Evidence]) -> bool:
    """The figure stands in a sentence, and no other one of its kind suits its words better; or it is one of a name."""
    figure = next((one for one in find_figures(text) if one.full == span), None)
    if figure is None:
        return False
    if reason is FailureReason.FIGURE_ABSENT:
        return figure.kind is FigureKind.ORDINAL and _stands_in_name(figure, cited)
    return reason is FailureReason.INDICATOR_DIFFERS and _suits(figure, _words_of(figure, text), cited)


def _words_of(figure: Figure, text: str) -> str:
    """Its part of the statement; all that leads to it, where the noun that it counts is not said again."""
    return text[: figure.full.start] if text.startswith(_ITEMS, figure.full.end) else _part_of(figure, text)


def _stands_in_name(figure: Figure, cited: Sequence[Evidence]) -> bool:
    """The fourth census is 四经普."""
    numerals = (
        {f"{figure.low}", _NUMERALS[int(figure.low) - 1]} if 1 <= figure.low <= len(_NUMERALS) else {f"{figure.low}"}
    )
    named = (one.literal for source in cited for one in find_figures(source.text) if one.kind is FigureKind.NAME)
    return any(numeral in literal for literal in named for numeral in numerals)


def _spelled_out(text: str) -> str:
    """The statement with what Chinese would say at its figures: growth in incomes of 4.8% is one of up 4.8%, and a bare
    16,185 is one of 16,185 items."""
    for figure in reversed(find_figures(text)):
        start, end = figure.full
        if (
            figure.kind is not FigureKind.AMOUNT
            or figure.unit not in ("", PERCENT)
            or figure.hint is not Direction.NONE
        ):
            continue
        rises = {up for _, up in turns(_part_of(figure, text))} if figure.unit else set[bool]()
        if len(rises) == 1:
            text = f"{text[:start]}{'up' if rises == {True} else 'down'} {text[start:]}"
        elif not figure.unit and _BARE.match(text, end):
            text = f"{text[:end]}{_ITEMS}{text[end:]}"
    return text


def _suits(figure: Figure, words: str, cited: Sequence[Evidence]) -> bool:
    terms = [fold(term) for term in official_terms(words)]
    told = [said for one in cited for said in label(one.text)]
    equal = [said for said in told if difference(figure, said.figure) is None]
    units = {figure.unit, *(said.figure.unit for said in equal)}
    rivals = [
        said for said in told if said not in equal and said.figure.unit in units and said.figure.kind is figure.kind
    ]
    nothing = (0, Fraction(0))
    return bool(equal) and max(_held(terms, said) for said in equal) >= max(
        (_held(terms, said) for said in rivals), default=nothing
    )


def _held(terms: Sequence[str], said: Labelled) -> tuple[int, Fraction]:
    """The terms that the words hold; where they hold none, how much of them: 个体户 holds a part of 个体工商户."""
    words = said.lead + said.label
    whole = sum(term in fold(words) for term in terms)
    parts = (Fraction(len(pairs & grams(words)), len(pairs)) for term in terms if (pairs := grams(term)))
    return whole, Fraction(0) if whole else sum(parts, Fraction(0))


def _part_of(figure: Figure, text: str) -> str:
    """The words of the statement that go with the figure: from the break after the figure before it to the break before
    the figure after it."""
    spans = [one.full for one in find_figures(text) if one.kind is not FigureKind.DATE]
    before = max((span.end for span in spans if span.end <= figure.full.start), default=0)
    after = min((span.start for span in spans if span.start >= figure.full.end), default=len(text))
    start = _last_break(text, before, figure.full.start) if before else 0
    end = _last_break(text, figure.full.end, after) if after < len(text) else after
    return text[start:end]


def _last_break(text: str, start: int, end: int) -> int:
    found = [match.start() for match in _BREAK.finditer(text, start, end)]
    return found[-1] if found else end


def _is_out_of_order(text: str, cited: Sequence[Evidence]) -> bool:
    """Figures of one kind and sentence of which the glossary knows no words are told in the order of the sentence."""
    for one in cited:
        told = list(label(one.text))
        places = []
        for figure in find_figures(text):
            equal = [
                n
                for n, said in enumerate(told)
                if figure.kind is FigureKind.AMOUNT and difference(figure, said.figure) is None
            ]
            if equal and not official_terms(_part_of(figure, text)):
                places.append(equal[0])
        if places != sorted(places):
            return True
    return False


def _names(text: str) -> Iterator[str]:
    """Words with a capital, but for one that opens the statement and looks like any other word."""
    taken = [mention.span for mention in find_years(text)] + [figure.full for figure in find_figures(text)]
    for found in _NAME.finditer(text):
        span, word = Span(*found.span()), found[0].removesuffix("'s").removesuffix("’s")
        opens = not text[: span.start].strip(" \"'“‘(") or text[: span.start].rstrip()[-1:] in ".:;?!"
        if (
            opens
            and not (is_spelling(word) and word.lower() not in _OPENERS)
            and not _NAME.match(text[span.end :].lstrip())
        ):
            continue
        if word.lower() not in _CAPITALS and not any(span.overlaps(other) for other in taken):
            yield word


def _is_known(name: str, text: str, cited: Sequence[Evidence]) -> bool:
    """It stands in the sentences, their headings or the name of their report: as it is, in pinyin, or as a term."""
    context = "\n".join(_context(one) for one in cited)
    if re.search(rf"(?<![A-Za-z]){re.escape(name)}(?![A-Za-z])", context, re.IGNORECASE) or is_spelled_in(
        name, context
    ):
        return True
    terms = [official for words, official in read_terms(text) if name.lower() in words.split()]
    folded = fold(context)
    return any(not official or any(fold(form) in folded for form in official) for official in terms if official)


def _context(one: Evidence) -> str:
    report = one.report
    own = [report.name, report.region or "", report.speaker or "", *own_names(report.region)] if report else []
    return "\n".join([one.text, *one.section, *own])
