"""A statement in another language than its sentences -> what of it they do not carry. Pure.

Figures, units and years are compared. Words are not, except as far as ``rag.grounding.foreign_words`` can check them. A
figure belongs to the words of its own part of the statement; as far as the glossary and pinyin know these words, no
other figure of the sentences may suit them better.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from rag.grounding.figures import Evidence, FailureReason, check
from rag.grounding.foreign_words import NAME, known_words, lacks_of_words
from rag.text.figure_labels import Labelled, label
from rag.text.figures import Direction, Figure, FigureKind, difference, find_figures
from rag.text.figures.modifiers import turns
from rag.text.figures.units import PERCENT
from rag.text.glossary import official_terms
from rag.text.pinyin import is_spelled_in
from rag.text.plain import fold, grams
from rag.types import Span

_BREAK = re.compile(r"[,;:.](?=\s|$)|\b(?:and|with|while|plus|as well as|including|of which|benefiting|serving)\b")
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
_BARE = re.compile(r"[.,;]?(?:\s|$)(?!\s{0,3}(?:[a-z%]|[A-Z]{2}))")
_ZERO = re.compile(r"\bzero-(?=[a-z])", re.IGNORECASE)
"""zero-waste (无废), zero-carbon (零碳): no number."""
_BELOW = re.compile(r"\bbelow (?=[0-9])")
_ITEMS = " items"
_NUMERALS = "一二三四五六七八九十"


def judge_foreign(text: str, cited: Sequence[Evidence], *, derived: bool = False) -> frozenset[str]:
    """The checks that the statement fails; none if the cited sentences carry it. ``derived``: its figures tie it to its
    sentences."""
    lacks = [_judge(reading, cited, derived=derived) for reading in _readings(text)]
    return frozenset() if frozenset() in lacks else lacks[0]


def _readings(text: str) -> Iterator[str]:
    """The readings of a statement: as it stands; with the word for a change, given once for several figures, before
    each; with below for 以下, which has no other short word."""
    elided = _with_elided(text)
    yield from dict.fromkeys((text, elided, _BELOW.sub("at most ", text), _BELOW.sub("at most ", elided)))


def _with_elided(text: str) -> str:
    """The statement read with the verb repeated: to grow by 6% and 5% as to grow by 6% and up 5%."""
    found = turns(text)
    if len({up for _, up in found}) != 1:
        return text
    first, rises = found[0]
    for figure in reversed(find_figures(text)):
        if figure.unit == PERCENT and figure.hint is Direction.NONE and figure.full.start > first.start:
            text = f"{text[: figure.full.start]}{'up' if rises else 'down'} {text[figure.full.start :]}"
    return text


def _judge(text: str, cited: Sequence[Evidence], *, derived: bool) -> frozenset[str]:
    text = _spelled_out(_ZERO.sub("zero", _PHRASAL.sub(r"\1   ", text)))
    failures = [
        failure
        for failure in check(text, cited).failures
        if not _is_forgiven(failure.reason, failure.span, text, cited)
    ]
    lacks = {failure.reason.value for failure in failures}
    lacks |= lacks_of_words(text, cited, derived=derived)
    if _ROUGH.search(text):
        lacks.add(FailureReason.FIGURE_ABSENT.value)
    if _is_out_of_order(text, cited):
        lacks.add(FailureReason.INDICATOR_DIFFERS.value)
    return frozenset(lacks)


def _is_forgiven(reason: FailureReason, span: Span, text: str, cited: Sequence[Evidence]) -> bool:
    """Whether the figure stands in a sentence, and no other of its kind suits its words better; or it belongs to a
    name."""
    figure = next((one for one in find_figures(text) if one.full == span), None)
    if figure is None:
        return False
    if reason is FailureReason.FIGURE_ABSENT:
        return figure.kind is FigureKind.ORDINAL and _stands_in_name(figure, cited)
    return reason is FailureReason.INDICATOR_DIFFERS and _suits(figure, _words_of(figure, text), cited)


def _words_of(figure: Figure, text: str) -> str:
    """The part of the statement that belongs to a figure; everything that leads to it, where the counted noun is not
    repeated."""
    return text[: figure.full.start] if text.startswith(_ITEMS, figure.full.end) else _part_of(figure, text)


def _stands_in_name(figure: Figure, cited: Sequence[Evidence]) -> bool:
    """Whether the figure belongs to a name: the fourth census is 四经普."""
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
    terms = [forms for _, forms in known_words(words) if forms]
    told = [said for one in cited for said in label(one.text)]
    equal = [said for said in told if difference(figure, said.figure) is None]
    units = {figure.unit, *(said.figure.unit for said in equal)}
    rivals = [
        said for said in told if said not in equal and said.figure.unit in units and said.figure.kind is figure.kind
    ]
    names = [name for name in NAME.findall(words) if any(is_spelled_in(name, said.label) for said in (*equal, *rivals))]
    if any(not any(is_spelled_in(name, said.lead + said.label) for said in equal) for name in names):
        return False
    nothing = (0, Fraction(0))
    return bool(equal) and max(_held(terms, said) for said in equal) >= max(
        (_held(terms, said) for said in rivals), default=nothing
    )


def _held(terms: Sequence[Sequence[str]], said: Labelled) -> tuple[int, Fraction]:
    """The terms that the words hold, in one of their forms; where they hold none, how much of them: 个体户 holds a part
    of 个体工商户."""
    words = fold(said.lead + said.label)
    whole = sum(any(fold(form) in words for form in forms) for forms in terms)
    parts = (max(_share_held(form, words) for form in forms) for forms in terms)
    return whole, Fraction(0) if whole else sum(parts, Fraction(0))


def _share_held(form: str, words: str) -> Fraction:
    pairs = grams(form)
    return Fraction(len(pairs & grams(words)), len(pairs)) if pairs else Fraction(0)


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
    """Whether figures of one kind, whose words the glossary does not know, are in another order than in their
    sentence."""
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
